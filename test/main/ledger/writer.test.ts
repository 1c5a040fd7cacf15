import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase, type Db } from '#main/ledger/open.ts';
import { createWriter, type Writer } from '#main/ledger/writer.ts';
import { temporaryDirectory } from './fixtures.ts';

const directory = temporaryDirectory();
afterAll(() => directory.remove());
let db: Db;
let writer: Writer;
let failures: unknown[];
let files = 0;
beforeEach(() => {
  const file = join(directory.path, `writer-${(files += 1)}.db`);
  db = openDatabase(file, { migrations: [[1, 'note', 'CREATE TABLE note(id INTEGER PRIMARY KEY) STRICT']] });
  failures = [];
  writer = createWriter(db, file, (error) => failures.push(error));
});
const insert = (): void => void db.exec('INSERT INTO note DEFAULT VALUES');
const count = (): unknown => db.prepare('SELECT count(*) FROM note').pluck().get();
const throwing = (code: string) => () => {
  insert();
  throw new Sqlite.SqliteError('disk I/O error', code);
};

describe('the writer', () => {
  test('joins a write inside a write: both are kept or none', () => {
    writer.run(() => writer.run(insert));
    expect(() =>
      writer.run(() => {
        writer.run(insert);
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(count()).toBe(1);
  });

  test.each(['SQLITE_IOERR_FSYNC', 'SQLITE_IOERR_WRITE', 'SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_READONLY_DBMOVED'])(
    'after %s refuses every further write: what is on disk is known only after opening again',
    (code) => {
      expect(() => writer.run(throwing(code))).toThrow(expect.objectContaining({ code: 'ledger_failed' }));
      expect(() => writer.run(insert)).toThrow(expect.objectContaining({ code: 'ledger_failed' }));
      expect(() => writer.guard(() => undefined)).toThrow(expect.objectContaining({ code: 'ledger_failed' }));
      expect(failures).toMatchObject([{ code }]);
    },
  );

  test.each([
    ['SQLITE_FULL', 'ledger_full'],
    ['SQLITE_BUSY', 'ledger_busy'],
  ])('after %s rolls back and goes on', (code, error) => {
    expect(() => writer.run(throwing(code))).toThrow(expect.objectContaining({ code: error }));
    writer.run(insert);
    expect(count()).toBe(1);
    expect(failures).toEqual([]);
  });

  test('passes broken rules and errors of the work on as they are', () => {
    expect(() => writer.run(() => db.exec(`INSERT INTO note VALUES('x')`))).toThrow(expect.objectContaining({ code: 'SQLITE_MISMATCH' }));
    writer.run(insert);
    expect(count()).toBe(1);
  });
});
