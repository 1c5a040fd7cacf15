import { describe, expect, test } from 'vitest';
import { chooseShell, type ShellMachine } from '#main/cli/electron-choice.mjs';
import { checkNode, isInstalled } from '#main/cli/prepare.mjs';

describe('the Node that starts the program', () => {
  test.each(['20.0.0', '20.20.2', '22.1.0', '24.21.0', '100.0.0'])('may be %s', (version) => {
    expect(() => checkNode(version)).not.toThrow();
  });
  test.each(['18.20.0', '8.0.0', '19.9.9'])('is refused in words when it is %s', (version) => {
    expect(() => checkNode(version)).toThrow(`Node 20 or newer is needed, this is ${version}`);
  });
});

describe('what is installed', () => {
  const lock = { packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } } };

  test('is complete when every package lies there in its version', () => {
    expect(isInstalled(lock, { packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } } })).toBe(true);
  });
  test('may lack what is for other platforms only', () => {
    expect(isInstalled(lock, { packages: { 'node_modules/a': { version: '1.0.0' } } })).toBe(true);
  });
  test('is not complete with another version, or without a package', () => {
    expect(isInstalled(lock, { packages: { 'node_modules/a': { version: '1.0.1' } } })).toBe(false);
    expect(isInstalled(lock, { packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.1.0' } } })).toBe(false);
    expect(isInstalled(lock, { packages: {} })).toBe(false);
  });
});

describe('which shell starts', () => {
  const desktop: ShellMachine = {
    wanted: undefined,
    platform: 'linux',
    environment: { DISPLAY: ':0' },
    isRoot: false,
    binary: () => '/project/electron',
    download: () => expect.unreachable(),
  };

  test('Electron, when its binary is here and a display exists', () => {
    expect(chooseShell(desktop)).toEqual({ shell: 'electron', file: '/project/electron' });
    expect(chooseShell({ ...desktop, environment: { WAYLAND_DISPLAY: 'wayland-0' } })).toMatchObject({ shell: 'electron' });
    expect(chooseShell({ ...desktop, platform: 'win32', environment: {} })).toMatchObject({ shell: 'electron' });
  });
  test('Electron, when its binary can be downloaded', () => {
    expect(chooseShell({ ...desktop, binary: () => undefined, download: () => '/fresh' })).toEqual({ shell: 'electron', file: '/fresh' });
  });
  test('the web shell without a word, when it was asked for', () => {
    expect(chooseShell({ ...desktop, wanted: 'web', binary: () => expect.unreachable() })).toEqual({ shell: 'web' });
  });
  test.each([
    ['without a display', { environment: {} }, 'no display'],
    ['without a display, even when Electron was asked for', { environment: {}, wanted: 'electron' as const }, 'no display'],
    ['as root', { isRoot: true }, 'running as root'],
    ['without a binary', { binary: () => undefined, download: () => undefined }, 'not installed and cannot be downloaded'],
  ])('the web shell with one line that says why: %s', (_name, changes, why) => {
    const choice = chooseShell({ ...desktop, ...changes });
    expect(choice).toMatchObject({ shell: 'web', why: expect.stringContaining(why) });
    expect('why' in choice && choice.why?.includes('\n')).toBe(false);
  });
});
