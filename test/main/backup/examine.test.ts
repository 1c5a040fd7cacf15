import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryDirectory } from '../ledger/fixtures.ts';
import { clockAt, makeTill } from './fixtures.ts';
import { examineLedger } from '#main/backup/examine.ts';
import { hashFile } from '#main/backup/manifest.ts';

let directory: ReturnType<typeof temporaryDirectory>;
let dataDir: string;
let trouble: unknown[];
beforeEach(() => {
  directory = temporaryDirectory();
  dataDir = join(directory.path, 'data');
  makeTill(dataDir, 3);
  trouble = [];
});
afterEach(() => directory.remove());
const examine = (minutes: number): void => examineLedger(dataDir, clockAt(minutes), (error) => trouble.push(error));

test('a failed ledger is copied aside as it is, and verified; a sound one may be opened again', () => {
  examine(0);
  const kept = join(dataDir, 'evidence', '20261122T020000Z-failed');
  expect(hashFile(join(kept, 'ledger.db'))).toBe(hashFile(join(dataDir, 'ledger.db')));
  expect(existsSync(join(kept, 'ledger.db.witness'))).toBe(true);
  expect(trouble).toEqual([]);
});

test('a damaged one may not, and the first bad entry is named', () => {
  const db = new Sqlite(join(dataDir, 'ledger.db'));
  db.exec('DELETE FROM outbox WHERE seq = 3');
  db.close();
  expect(() => examine(0)).toThrow(expect.objectContaining({ code: 'ledger_damaged', details: { entry: 3, problem: 'outbox_missing' } }));
});

test('the newest three copies are kept', () => {
  for (const minutes of [0, 1, 2, 3, 4]) examine(minutes);
  expect(readdirSync(join(dataDir, 'evidence')).toSorted()).toEqual([
    '20261122T020200Z-failed',
    '20261122T020300Z-failed',
    '20261122T020400Z-failed',
  ]);
});
