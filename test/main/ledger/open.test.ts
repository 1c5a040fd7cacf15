import { join } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { afterAll, describe, expect, test } from 'vitest';
import { ledgerMigrations } from '#main/ledger/migrations.ts';
import { openDatabase, type Db, type Migration } from '#main/ledger/open.ts';
import { temporaryDirectory } from './fixtures.ts';

const directory = temporaryDirectory();
afterAll(() => directory.remove());
let files = 0;
const freshFile = (): string => join(directory.path, `open-${(files += 1)}.db`);

const notes: Migration = [1, 'notes', 'CREATE TABLE note(id INTEGER PRIMARY KEY) STRICT'];
const colours: Migration = [2, 'colours', (db) => void db.exec('ALTER TABLE note ADD COLUMN colour TEXT')];

function pragmas(db: Db): Record<string, unknown> {
  const names = [
    'journal_mode',
    'synchronous',
    'fullfsync',
    'checkpoint_fullfsync',
    'wal_autocheckpoint',
    'journal_size_limit',
    'foreign_keys',
    'recursive_triggers',
    'trusted_schema',
    'cell_size_check',
    'busy_timeout',
    'mmap_size',
    'cache_size',
    'application_id',
  ];
  return Object.fromEntries(names.map((name) => [name, db.pragma(name, { simple: true })]));
}

const expectedPragmas = {
  journal_mode: 'wal',
  synchronous: 2,
  fullfsync: 1,
  checkpoint_fullfsync: 1,
  wal_autocheckpoint: 200,
  journal_size_limit: 16_777_216,
  foreign_keys: 1,
  recursive_triggers: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  busy_timeout: 5000,
  mmap_size: 0,
  cache_size: -8192,
  application_id: 0x47554954,
};

describe('opening a file', () => {
  test('sets every pragma on the first open and again on the second, where SQLite alone would drop to NORMAL', () => {
    const file = freshFile();
    const first = openDatabase(file, { migrations: [notes] });
    expect(pragmas(first)).toEqual(expectedPragmas);
    first.close();
    const plain = new Sqlite(file);
    expect(plain.pragma('synchronous', { simple: true })).toBe(1);
    plain.close();
    const second = openDatabase(file, { migrations: [notes] });
    expect(pragmas(second)).toEqual(expectedPragmas);
    second.close();
  });

  test('takes cache, checkpoint and durability from the caller', () => {
    const db = openDatabase(freshFile(), { cacheKib: 1024, walAutocheckpointPages: 0, synchronous: 'NORMAL' });
    expect(pragmas(db)).toMatchObject({ cache_size: -1024, wal_autocheckpoint: 0, synchronous: 1 });
    db.close();
  });

  test('runs each missing step once and remembers the version', () => {
    const file = freshFile();
    openDatabase(file, { migrations: [notes] }).close();
    const db = openDatabase(file, { migrations: [notes, colours] });
    expect(db.pragma('user_version', { simple: true })).toBe(2);
    expect(db.prepare('SELECT id, colour FROM note').all()).toEqual([]);
    db.close();
    openDatabase(file, { migrations: [notes, colours] }).close();
  });

  test('leaves the file at the last good version when a step fails', () => {
    const file = freshFile();
    const broken: Migration = [2, 'broken', 'CREATE TABLE half(id INTEGER); CREATE TABLE note(id INTEGER);'];
    expect(() => openDatabase(file, { migrations: [notes, broken] })).toThrow('table note already exists');
    const db = openDatabase(file, { migrations: [notes] });
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    expect(db.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'half'`).pluck().get()).toBe(0);
    db.close();
  });

  test('refuses a file of a newer program and changes not one byte of it', () => {
    const file = freshFile();
    openDatabase(file, { migrations: [notes, colours] }).close();
    const before = readFileSync(file);
    expect(() => openDatabase(file, { migrations: [notes] })).toThrow(
      expect.objectContaining({ code: 'ledger_newer', details: { found: 2, known: 1 } }),
    );
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('refuses a database of another program and changes not one byte of it', () => {
    const file = freshFile();
    const other = new Sqlite(file);
    other.exec('CREATE TABLE theirs(id INTEGER)');
    other.close();
    const before = readFileSync(file);
    expect(() => openDatabase(file, { migrations: [notes] })).toThrow(expect.objectContaining({ code: 'ledger_foreign' }));
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('says that a file is not a database at all', () => {
    const file = freshFile();
    writeFileSync(file, 'not a database, but longer than the header of one would be '.repeat(20));
    expect(() => openDatabase(file, { migrations: [notes] })).toThrow(expect.objectContaining({ code: 'ledger_failed' }));
  });

  test('does not bring an old file up to date when only looking', () => {
    const file = freshFile();
    openDatabase(file, { migrations: [notes] }).close();
    expect(() => openDatabase(file, { readonly: true, migrations: [notes, colours] })).toThrow(
      expect.objectContaining({ code: 'ledger_older', details: { found: 1, known: 2 } }),
    );
  });

  test('refuses writes when only looking', () => {
    const file = freshFile();
    openDatabase(file, { migrations: [notes] }).close();
    const db = openDatabase(file, { readonly: true, migrations: [notes] });
    expect(() => db.exec('INSERT INTO note VALUES(1)')).toThrow('readonly');
    db.close();
  });
});

describe('the steps of ledger.db', () => {
  test('are numbered 1, 2, 3 …', () => {
    expect(ledgerMigrations.map(([version]) => version)).toEqual(ledgerMigrations.map((_step, index) => index + 1));
  });

  test('1 makes the journal, its lines, both outboxes and the numbering, each STRICT', () => {
    const db = openDatabase(freshFile(), { migrations: ledgerMigrations.slice(0, 1) });
    expect(tables(db)).toEqual([
      'counter',
      'date_run',
      'epoch',
      'journal',
      'movement',
      'outbox',
      'posting',
      'print_job',
      'print_job_settled',
    ]);
    db.close();
  });

  test('2 adds the open basket and keeps what was there', () => {
    const file = freshFile();
    const first = openDatabase(file, { migrations: ledgerMigrations.slice(0, 1) });
    first.exec('INSERT INTO outbox VALUES(7)');
    first.close();
    const db = openDatabase(file, { migrations: ledgerMigrations.slice(0, 2) });
    expect(tables(db)).toEqual(expect.arrayContaining(['basket', 'basket_line', 'recent_request']));
    expect(db.prepare('SELECT seq FROM outbox').pluck().all()).toEqual([7]);
    db.close();
  });

  test('9 and 10 add up the movements and note the batches and serial numbers there were', () => {
    const file = freshFile();
    const first = openDatabase(file, { migrations: ledgerMigrations.slice(0, 7) });
    const line = (gs1: string, quantityMilli: number): string => `{"sku":"A","quantityMilli":${quantityMilli}${gs1}}`;
    const entry = (seq: number, kind: string, data: string): string =>
      `(${seq}, '${kind}', NULL, '2026-11-22', 1, 0, 'r${seq}', zeroblob(32), NULL, NULL, '{"data":${data}}')`;
    const s1 = ',"gs1":{"batch":"L7","serial":"S1"}';
    first.exec(`INSERT INTO journal VALUES
      ${entry(1, 'sale.completed', `{"lines":[${line('', 1000)},${line(s1, 1000)},${line(',"gs1":{"batch":"L8"}', 2000)}]}`)},
      ${entry(2, 'refund.completed', `{"lines":[${line(s1, 1000)}],"sold":[${line(',"gs1":{"serial":"S2"}', 1000)}]}`)}`);
    first.exec(
      "INSERT INTO movement(movement_id, product_id, sku, quantity_milli, reason) VALUES(2048, 1, 'A', -3000, 'sale'), (4096, 1, 'A', 1000, 'refund')",
    );
    first.close();
    const db = openDatabase(file, { migrations: ledgerMigrations.slice(0, 10) });
    expect(db.prepare('SELECT * FROM stock').raw().all()).toEqual([['A', -2000, 0]]);
    db.exec(
      "INSERT INTO movement(movement_id, product_id, sku, quantity_milli, reason) VALUES(6144, 1, 'A', 7000, 'count'), (6145, 2, 'B', -1000, 'sale')",
    );
    expect(db.prepare('SELECT * FROM stock').raw().all()).toEqual([
      ['A', 5000, 1],
      ['B', -1000, 0],
    ]);
    expect(db.prepare('SELECT seq, part, batch, serial, quantity_milli FROM traced_line').raw().all()).toEqual([
      [1, 1, 'L7', 'S1', -1000],
      [1, 2, 'L8', null, -2000],
      [2, 0, 'L7', 'S1', 1000],
      [2, 1000, null, 'S2', -1000],
    ]);
    expect(db.prepare('SELECT * FROM serial').raw().all()).toEqual([
      ['A', 'S1', 'returned', 2],
      ['A', 'S2', 'sold', 2],
    ]);
    db.close();
  });

  test('4 gives print jobs more states and a problem, and keeps every job as it was', () => {
    const file = freshFile();
    const first = openDatabase(file, { migrations: ledgerMigrations.slice(0, 3) });
    first.exec(`INSERT INTO print_job VALUES(16, 1, 'receiptPrinter', 'receipt', 0, 'sending', 2, 900),
      (32, 1, 'receiptPrinter', 'receipt', 1, 'failed', 1, 901)`);
    first.close();
    const db = openDatabase(file, { migrations: ledgerMigrations.slice(0, 4) });
    expect(db.prepare('SELECT * FROM print_job').raw().all()).toEqual([
      [16, 1, 'receiptPrinter', 'receipt', 0, 'sending', 2, 900, 'none'],
      [32, 1, 'receiptPrinter', 'receipt', 1, 'failed', 1, 901, 'none'],
    ]);
    db.exec(`UPDATE print_job SET state = 'blocked', problem = 'paper_out' WHERE job_id = 32`);
    expect(() => db.exec(`UPDATE print_job SET state = 'lost'`)).toThrow('CHECK');
    expect(tables(db)).not.toContain('print_job_next');
    const indexes = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'print_job'`).pluck().all();
    expect(indexes).toEqual(['print_job_copy']);
    db.close();
  });

  test('the queue comes with tables of its own, and a number twice on one day is refused by the file itself', () => {
    const file = freshFile();
    const step = ledgerMigrations.findIndex(([, name]) => name === 'queue-calling station');
    const first = openDatabase(file, { migrations: ledgerMigrations.slice(0, step) });
    first.exec('INSERT INTO outbox VALUES(7)');
    first.close();
    const db = openDatabase(file, { migrations: ledgerMigrations.slice(0, step + 1) });
    expect(tables(db)).toEqual(
      expect.arrayContaining(['queue_booking', 'queue_call', 'queue_counter', 'queue_setup', 'queue_ticket', 'outbox']),
    );
    const insert = (ticketId: number, day: string, number: number): unknown =>
      db.exec(`INSERT INTO queue_ticket VALUES(${ticketId}, '${day}', 1, ${number}, 'A001', 1, 'normal', 'kiosk', 0, 0, 0, 'waiting',
        NULL, NULL, NULL, 0, NULL, NULL, 0, 0, '', '', 't${ticketId}', NULL, NULL, '', '', '', '')`);
    insert(1, '2026-11-22', 1);
    insert(2, '2026-11-23', 1);
    expect(() => insert(3, '2026-11-22', 1)).toThrow('UNIQUE');
    db.close();
  });

  test('a basket that was open before there were terms has none', () => {
    const file = freshFile();
    const step = ledgerMigrations.findIndex(([, name]) => name === 'terms of the open basket');
    const first = openDatabase(file, { migrations: ledgerMigrations.slice(0, step) });
    first.exec(`INSERT INTO basket VALUES(1, 'a', 7, 'selling', 3, 2, NULL)`);
    first.close();
    const db = openDatabase(file, { migrations: ledgerMigrations.slice(0, step + 1) });
    expect(db.prepare('SELECT basket_id, revision, terms FROM basket').raw().all()).toEqual([['a', 7, null]]);
    db.close();
  });

  test('the basket that was open before tills had their own is the one of the station', () => {
    const file = freshFile();
    const step = ledgerMigrations.findIndex(([, name]) => name === 'an open basket for each till');
    const first = openDatabase(file, { migrations: ledgerMigrations.slice(0, step) });
    first.exec(`INSERT INTO basket VALUES(1, 'a', 7, 'selling', 3, 2, NULL, '{}'); INSERT INTO basket_line VALUES(2, '{"a":1}');
      INSERT INTO recent_request VALUES(5, 'r', 'c', 'answer')`);
    first.close();
    const db = openDatabase(file, { migrations: ledgerMigrations.slice(0, step + 1) });
    expect(db.prepare('SELECT * FROM basket').raw().all()).toEqual([['station', 'a', 7, 'selling', 3, 2, null, '{}']]);
    expect(db.prepare('SELECT * FROM basket_line').raw().all()).toEqual([['station', 2, '{"a":1}']]);
    expect(db.prepare('SELECT * FROM recent_request').raw().all()).toEqual([['station', 5, 'r', 'c', 'answer']]);
    expect(tables(db)).toEqual(expect.arrayContaining(['basket', 'basket_line', 'recent_request']));
    db.close();
  });

  test('what was typed into commands of before is blanked, what was answered is kept', () => {
    const file = freshFile();
    const step = ledgerMigrations.findIndex(([, name]) => name === 'what was typed into commands is not kept');
    const first = openDatabase(file, { migrations: ledgerMigrations.slice(0, step) });
    first.exec(`INSERT INTO recent_request VALUES('station', 5, 'r', '["order.begin",{"name":"李雪"}]', 'answer')`);
    first.close();
    const db = openDatabase(file, { migrations: ledgerMigrations.slice(0, step + 1) });
    expect(db.prepare('SELECT * FROM recent_request').raw().all()).toEqual([['station', 5, 'r', '', 'answer']]);
    db.close();
  });
});

/** Names of all tables, every one of which must be STRICT. */
function tables(db: Db): readonly string[] {
  const list = db.pragma('table_list') as { name: string; strict: number; type: string }[];
  const own = list.filter((table) => !table.name.startsWith('sqlite_'));
  expect(own.filter((table) => table.strict !== 1)).toEqual([]);
  return own.map((table) => table.name).toSorted();
}
