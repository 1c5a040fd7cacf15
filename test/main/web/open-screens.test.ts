import { describe, expect, test } from 'vitest';
import { browserArguments, chooseBrowser, type Machine } from '#main/web/open-screens.ts';

function machine(files: readonly string[], changes: Partial<Machine> = {}): Machine {
  return {
    platform: 'linux',
    environment: { DISPLAY: ':0', PATH: '/usr/local/bin:/usr/bin' },
    isRoot: false,
    exists: (file) => files.includes(file),
    ...changes,
  };
}

describe('the browser that shows the screens', () => {
  test('is a Chromium before a Firefox, wherever it lies on PATH', () => {
    const files = ['/usr/local/bin/firefox', '/usr/bin/google-chrome'];
    expect(chooseBrowser(machine(files))).toEqual({ browser: { family: 'chromium', file: '/usr/bin/google-chrome' } });
  });
  test('is a Firefox when there is nothing else', () => {
    expect(chooseBrowser(machine(['/usr/bin/firefox-esr']))).toEqual({ browser: { family: 'firefox', file: '/usr/bin/firefox-esr' } });
  });
  test('is found among the applications of macOS', () => {
    const file = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(chooseBrowser(machine([file], { platform: 'darwin', environment: {} }))).toEqual({ browser: { family: 'chromium', file } });
  });
  test('is the Edge every Windows has', () => {
    const choice = chooseBrowser(
      machine([], {
        platform: 'win32',
        environment: { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' },
        exists: (file) => file.endsWith('msedge.exe') && file.includes('Microsoft'),
      }),
    );
    expect(choice).toMatchObject({ browser: { family: 'chromium' } });
  });
  test.each([
    ['without a display', machine(['/usr/bin/chromium'], { environment: { PATH: '/usr/bin' } }), 'no display'],
    ['as root', machine(['/usr/bin/chromium'], { isRoot: true }), 'as root'],
    ['without a browser', machine([]), 'no browser found'],
  ])('is not opened, in one line: %s', (_name, on, why) => {
    expect(chooseBrowser(on)).toEqual({ none: expect.stringContaining(why) });
  });
});

describe('a screen', () => {
  const url = 'http://127.0.0.1:5198';
  test('is a window of its own with its own profile in Chromium', () => {
    expect(browserArguments({ family: 'chromium', file: 'chromium' }, url, 'customer', '/data')).toEqual([
      '--app=http://127.0.0.1:5198/customer',
      '--user-data-dir=/data/browser/customer',
      '--no-first-run',
      '--no-default-browser-check',
    ]);
  });
  test('has its own profile in Firefox', () => {
    expect(browserArguments({ family: 'firefox', file: 'firefox' }, url, 'checkout', '/data')).toEqual([
      '--new-instance',
      '--profile',
      '/data/browser/checkout',
      'http://127.0.0.1:5198/checkout',
    ]);
  });
});
