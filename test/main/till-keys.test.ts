import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newRequestId } from '#contract/ids.ts';
import { createSettingsEditor } from '#main/settings-editor.ts';
import { loadSettings } from '#main/settings-file.ts';
import { createTillKeys } from '#main/till-keys.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'guitai-keys-'));
  writeFileSync(join(dataDir, 'settings.json'), '{ "store": { "code": "S001", "name": "小满" }, "terminal": "01" }');
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test('the keys of the shop are journaled, kept in settings.json beside all else, and told to the tills', async () => {
  const done: unknown[] = [];
  const { 'keys.save': save } = createTillKeys({
    editor: createSettingsEditor(dataDir),
    journal: async ({ change }) => done.push(change),
    onSaved: (keys) => done.push(keys),
  });
  await save({ requestId: newRequestId(), keys: { pay: 'End' } }, { role: 'till' });
  expect(done).toEqual(['keys', { pay: 'End' }]);
  expect(JSON.parse(readFileSync(join(dataDir, 'settings.json'), 'utf8'))).toEqual({
    store: { code: 'S001', name: '小满' },
    terminal: '01',
    keys: { pay: 'End' },
  });
  expect(loadSettings(dataDir)).toMatchObject({ kind: 'ok', settings: { keys: { pay: 'End' } } });
});

test('whoever may not change settings changes no key', async () => {
  const told: unknown[] = [];
  const { 'keys.save': save } = createTillKeys({
    editor: createSettingsEditor(dataDir),
    journal: () => Promise.reject(new Error('right_missing')),
    onSaved: (keys) => told.push(keys),
  });
  await expect(save({ requestId: newRequestId(), keys: { pay: 'End' } }, { role: 'till' })).rejects.toThrow('right_missing');
  expect(loadSettings(dataDir)).toMatchObject({ settings: { keys: {} } });
  expect(told).toEqual([]);
});
