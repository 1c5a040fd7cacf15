import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { prepareData } from '#main/first-run.ts';
import { plainSettings, saveSettings, type LoadedSettings } from '#main/settings-file.ts';

let dataDir: string;
let demos: number;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'guitai-first-'));
  demos = 0;
});

function prepare(empty = false, demoCode = 0): Promise<LoadedSettings> {
  return prepareData({
    dataDir,
    empty,
    makeDemo: () => {
      demos += 1;
      if (demoCode === 0) saveSettings(dataDir, { ...plainSettings(), demo: true });
      return Promise.resolve(demoCode);
    },
    print: () => undefined,
  });
}

describe('the first run', () => {
  test('makes the demo shop once', async () => {
    expect(await prepare()).toMatchObject({ kind: 'ok', settings: { demo: true } });
    expect(await prepare()).toMatchObject({ kind: 'ok', settings: { demo: true } });
    expect(demos).toBe(1);
  });
  test('with --empty writes plain settings to start from', async () => {
    expect(await prepare(true)).toMatchObject({ kind: 'ok', settings: { demo: false } });
    expect(existsSync(join(dataDir, 'settings.json'))).toBe(true);
    expect(demos).toBe(0);
  });
  test('after a catalogue was imported adds no demo products to it', async () => {
    writeFileSync(join(dataDir, 'catalog.db'), '');
    expect(await prepare()).toMatchObject({ kind: 'ok', settings: { demo: false } });
    expect(demos).toBe(0);
  });
  test('sells even when the demo shop could not be made', async () => {
    expect(await prepare(false, 1)).toMatchObject({ kind: 'ok', settings: { store: { code: 'S001' } } });
  });
});

describe('a shop whose settings.json is gone', () => {
  test('starts in safe mode and is given no other settings', async () => {
    writeFileSync(join(dataDir, 'ledger.db'), '');
    for (const empty of [false, true]) {
      expect(await prepare(empty)).toMatchObject({
        kind: 'problems',
        problems: [{ key: 'settings.json', allowed: expect.stringContaining('put the file back') }],
      });
    }
    expect(existsSync(join(dataDir, 'settings.json'))).toBe(false);
    expect(demos).toBe(0);
  });
});

test('wrong settings stay as they are and are reported', async () => {
  writeFileSync(join(dataDir, 'settings.json'), '{}');
  expect(await prepare()).toMatchObject({ kind: 'problems' });
  expect(demos).toBe(0);
});
