import { describe, expect, test } from 'vitest';
import { resolveDataDir } from '#main/data-dir.ts';

const linux = {
  argument: undefined,
  environment: {},
  platform: 'linux',
  home: '/home/xiaoman',
  workingDir: '/home/xiaoman/guitai',
} as const;

describe('the data directory', () => {
  test('is what --data says, even when GUITAI_DATA says otherwise', () => {
    expect(resolveDataDir({ ...linux, argument: '/srv/till', environment: { GUITAI_DATA: '/other' } })).toBe('/srv/till');
  });
  test('is GUITAI_DATA when there is no --data', () => {
    expect(resolveDataDir({ ...linux, environment: { GUITAI_DATA: '/srv/till' } })).toBe('/srv/till');
  });
  test('is never an empty GUITAI_DATA', () => {
    expect(resolveDataDir({ ...linux, environment: { GUITAI_DATA: '' } })).toBe('/home/xiaoman/.local/share/guitai');
  });
  test('is absolute when a relative one was given', () => {
    expect(resolveDataDir({ ...linux, argument: 'till-1' })).toBe('/home/xiaoman/guitai/till-1');
  });
  test('follows XDG_DATA_HOME on Linux', () => {
    expect(resolveDataDir({ ...linux, environment: { XDG_DATA_HOME: '/data' } })).toBe('/data/guitai');
  });
  test('is the local, not the roaming, app-data folder on Windows', () => {
    const windows = { ...linux, platform: 'win32', home: 'C:\\Users\\xiaoman', workingDir: 'C:\\guitai' } as const;
    expect(resolveDataDir({ ...windows, environment: { LOCALAPPDATA: 'D:\\Local', APPDATA: 'D:\\Roaming' } })).toBe('D:\\Local\\Guitai');
    expect(resolveDataDir(windows)).toBe('C:\\Users\\xiaoman\\AppData\\Local\\Guitai');
  });
  test('is Application Support on macOS', () => {
    expect(resolveDataDir({ ...linux, platform: 'darwin', home: '/Users/xiaoman' })).toBe(
      '/Users/xiaoman/Library/Application Support/Guitai',
    );
  });
});
