import type { Session } from 'electron';
import { beforeEach, describe, expect, test } from 'vitest';
import { lockPages, lockSession } from '#main/electron/lockdown.ts';
import { app, FakeWebContents, Menu, resetElectron, session } from '../../fakes/electron.ts';
import { createKeptLog } from '../web/small-station.ts';

let opened: string[];
beforeEach(() => {
  resetElectron();
  opened = [];
});

function page(packaged: boolean): FakeWebContents {
  lockPages({ packaged, openExtra: (screen, view) => opened.push(screen + view), log: createKeptLog() });
  const contents = new FakeWebContents();
  app.emit('web-contents-created', {}, contents);
  return contents;
}

describe('a page', () => {
  test.each(['geolocation', 'media', 'notifications', 'serial', 'hid', 'usb', 'clipboard-read', 'fullscreen', 'openExternal'])(
    'is not granted %s',
    (permission) => {
      expect(session.defaultSession.permissions(permission)).toEqual({ request: true, check: true, device: true });
      lockSession(session.defaultSession as unknown as Session);
      expect(session.defaultSession.permissions(permission)).toEqual({ request: false, check: false, device: false });
    },
  );

  test('cannot download', () => {
    lockSession(session.defaultSession as unknown as Session);
    let prevented = false;
    session.defaultSession.emit('will-download', { preventDefault: () => (prevented = true) });
    expect(prevented).toBe(true);
  });

  test.each(['will-frame-navigate', 'will-redirect', 'will-attach-webview'])('is held back at %s', (event) => {
    expect(page(true).isHeldBack(event)).toBe(true);
  });

  test.each(['https://evil.example/', 'file:///etc/passwd', 'javascript:alert(1)', 'app://guitai/checkout', 'app://other/bench', ''])(
    'opens no window for %j',
    (url) => {
      expect(page(false).openWindow(url)).toEqual({ action: 'deny' });
      expect(opened).toEqual([]);
    },
  );

  test.each(['bench', 'labels', 'staff#sales'])('may ask for the screen %s, which opens in a window of ours', (screen) => {
    expect(page(false).openWindow(`app://guitai/${screen}`)).toEqual({ action: 'deny' });
    expect(opened).toEqual([screen]);
  });

  test('has no menu and cannot be zoomed', () => {
    const contents = page(false);
    expect(Menu.applicationMenu).toBeNull();
    expect(contents.zoomLimits).toEqual([[1, 1]]);
    for (const key of ['+', '-', '=', '0']) {
      expect(contents.isHeldBack('before-input-event', { type: 'keyDown', control: true, key })).toBe(true);
    }
  });
});

describe('an installed till', () => {
  test.each(['r', 'R', 'w', 'n', 'p', 'i', 'u'])('does nothing on Ctrl+%s', (key) => {
    expect(page(true).isHeldBack('before-input-event', { type: 'keyDown', control: true, meta: false, key })).toBe(true);
  });
  test.each([
    { control: false, key: 'F5' },
    { control: false, key: 'r' },
    { control: false, key: '+' },
    { control: true, key: 'c' },
    { control: true, key: 'v' },
  ])('leaves the keys of the till alone: %j', (input) => {
    expect(page(true).isHeldBack('before-input-event', { type: 'keyDown', meta: false, ...input })).toBe(false);
  });
  test('closes developer tools that opened somehow', () => {
    const contents = page(true);
    contents.emit('devtools-opened');
    expect(contents.devToolsClosed).toBe(1);
  });
});

test('during development the page can be reloaded and inspected', () => {
  const contents = page(false);
  expect(contents.isHeldBack('before-input-event', { type: 'keyDown', control: true, meta: false, key: 'r' })).toBe(false);
  contents.emit('devtools-opened');
  expect(contents.devToolsClosed).toBe(0);
});
