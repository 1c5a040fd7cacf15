import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newRequestId } from '#contract/ids.ts';
import { canonicalJson } from '#main/ledger/canonical.ts';
import { keyFolder, openKeyStore } from '#main/ledger/key-store.ts';
import { endorsementBytes, generateSigningKey } from '#main/ledger/signing-key.ts';
import { verifyLedger } from '#main/ledger/verify.ts';
import { witnessFile } from '#main/ledger/witness.ts';
import { openTestLedger, saleDraft, START_MS, temporaryDirectory } from './fixtures.ts';
import { rechain, tamperWithCopy } from './tampering.ts';

// Entry 1 is the key; sale n stands at entry n + 1; entry 12 closes the day of sales 1 to 10; then sales 11 to 20 at entries 13 to 22.
const directory = temporaryDirectory();
afterAll(() => directory.remove());
const whole = join(directory.path, 'whole.db');
const file = join(directory.path, 'tampered.db');

beforeAll(() => {
  const ledger = openTestLedger(whole, { keys: openKeyStore(keyFolder(whole)) });
  for (let sale = 1; sale <= 20; sale += 1) {
    ledger.commit(saleDraft({ lines: 1 }));
    if (sale === 10) {
      ledger.closePeriod({ period: 'day', requestId: newRequestId(START_MS), businessDate: '2026-11-22', tsMs: START_MS });
    }
  }
  ledger.close();
});

type Change = (db: Sqlite.Database) => void;
const tamper = (change: Change): void => tamperWithCopy(whole, file, change);
const finding = (): unknown => verifyLedger(file).finding;
const sql =
  (text: string): Change =>
  (db) =>
    void db.exec(text);
/** Replaces a word in one body. */
const edit =
  (seq: number, from: string, to: string): Change =>
  (db) =>
    void db.prepare('UPDATE journal SET body = replace(body, ?, ?) WHERE seq = ?').run(from, to, seq);
/** The witness goes too: nothing outside the database is left. */
const withoutWitness = (): void => rmSync(witnessFile(file));

test('a ledger nobody touched is sound, with its key, its closing and all signatures', () => {
  tamper(() => undefined);
  expect(verifyLedger(file)).toMatchObject({ ok: true, entries: 22, keys: [{ seq: 1, reason: 'first' }], finding: undefined });
  expect(verifyLedger(file, { signatures: 'last' }).ok).toBe(true);
});

describe('names entry, receipt and what differs', () => {
  test.each<[string, Change, unknown]>([
    [
      'of an amount that was changed',
      edit(5, '"amountMinor":11300', '"amountMinor":1300'),
      {
        problem: 'changed',
        seq: 5,
        receiptNumber: 'S001-01-1-000004',
        detail: expect.stringMatching(/^amountMinor was 11300, is 1300; hash [0-9a-f]{8}, recomputed [0-9a-f]{8}$/),
      },
    ],
    [
      'of a posting that was changed in the body',
      edit(5, '["asset:cash",11300]', '["asset:bank",11300]'),
      { problem: 'changed', seq: 5, detail: expect.stringContaining('posting was asset:cash,11300, is asset:bank,11300') },
    ],
    [
      'of a body that is no JSON any more',
      sql(`UPDATE journal SET body = 'gone' WHERE seq = 5`),
      { problem: 'changed', seq: 5, receiptNumber: null, detail: expect.stringContaining('the body cannot be read') },
    ],
    [
      'of a body that lost its postings',
      edit(5, '"postings"', '"postponed"'),
      { problem: 'changed', seq: 5, detail: expect.stringContaining('posting was asset:cash,11300, is nothing') },
    ],
    [
      'of a sale that was removed',
      sql('DELETE FROM journal WHERE seq = 5'),
      { problem: 'missing', seq: 5, receiptNumber: null, detail: 'entry 5, sale.completed numbers 4 to 4' },
    ],
    [
      'of sales that were removed and the rest moved up',
      sql(`DELETE FROM journal WHERE seq BETWEEN 5 AND 7; UPDATE journal SET seq = seq - 3 WHERE seq > 7`),
      { problem: 'missing', seq: 5, detail: 'entries 5 to 7, sale.completed numbers 4 to 6' },
    ],
    [
      'of two sales that changed places',
      sql('UPDATE journal SET seq = 99 WHERE seq = 5; UPDATE journal SET seq = 5 WHERE seq = 9; UPDATE journal SET seq = 9 WHERE seq = 99'),
      { problem: 'reordered', seq: 5, detail: 'entry 9 stands here, this one at 9' },
    ],
    [
      'of a sale that was put in',
      sql(`UPDATE journal SET seq = -seq WHERE seq >= 5; UPDATE journal SET seq = 1 - seq WHERE seq < 0;
           INSERT INTO journal SELECT 5, kind, number, business_date, ts_ms, amount_minor, 'x', hash, key_id, sig,
             replace(body, '"seq":6,', '"seq":5,') FROM journal WHERE seq = 7`),
      { problem: 'inserted', seq: 5, detail: 'the entry that belongs here stands at 6' },
    ],
    ['of a signature that was taken away', sql('UPDATE journal SET sig = NULL WHERE seq = 5'), { problem: 'unsigned', seq: 5 }],
    [
      'of a signature that was damaged',
      sql('UPDATE journal SET sig = zeroblob(64) WHERE seq = 5'),
      { problem: 'signature_wrong', seq: 5, receiptNumber: 'S001-01-1-000004' },
    ],
    [
      'of a signature of another entry',
      sql('UPDATE journal SET sig = (SELECT sig FROM journal WHERE seq = 6) WHERE seq = 5'),
      { problem: 'signature_wrong', seq: 5 },
    ],
  ])('%s', (_name, change, expected) => {
    tamper(change);
    expect(finding()).toMatchObject(expected as object);
  });
});

describe('a chain computed anew, the witness removed', () => {
  const forge = (change: Change): void => {
    tamper((db) => {
      change(db);
      rechain(db);
    });
    withoutWitness();
  };

  test('is caught by the signature of the first entry that changed', () => {
    forge(edit(5, '贝亲', '贝贝'));
    expect(finding()).toMatchObject({ problem: 'signature_wrong', seq: 5, receiptNumber: 'S001-01-1-000004' });
    expect(verifyLedger(file, { signatures: 'last' }).finding).toMatchObject({ problem: 'signature_wrong', seq: 22 });
  });

  test('is caught when the signatures are taken away as well', () => {
    forge((db) => {
      edit(5, '贝亲', '贝贝')(db);
      db.exec('UPDATE journal SET sig = NULL, key_id = NULL WHERE seq >= 5');
    });
    expect(finding()).toMatchObject({ problem: 'unsigned', seq: 5 });
  });

  test('shows the key of the forger: nobody vouches for it', () => {
    const forger = generateSigningKey();
    tamper((db) => {
      const body = JSON.parse(db.prepare<[], string>('SELECT body FROM journal WHERE seq = 22').pluck().get() ?? '') as Record<
        string,
        never
      >;
      const old = verifyLedger(whole).keys[0]?.keyId ?? '';
      const data = {
        v: 1,
        algorithm: 'Ed25519',
        keyId: forger.keyId,
        publicKey: forger.publicKey,
        reason: 'epoch',
        previousKeyId: old,
        endorsement: forger.sign(endorsementBytes(forger.publicKey)).toString('hex'),
      };
      const entry = {
        ...body,
        kind: 'key.created',
        number: null,
        receiptNumber: null,
        amountMinor: 0,
        postings: [],
        movements: [],
        printJobs: [],
        data,
      };
      db.prepare(`UPDATE journal SET body = ?, kind = 'key.created', number = NULL, amount_minor = 0 WHERE seq = 22`).run(
        canonicalJson(entry),
      );
      db.exec('DELETE FROM posting WHERE seq = 22; DELETE FROM movement WHERE seq = 22; DELETE FROM print_job WHERE document_seq = 22');
      rechain(db);
      const hash = db.prepare<[], Buffer>('SELECT hash FROM journal WHERE seq = 22').pluck().get() ?? Buffer.alloc(0);
      db.prepare('UPDATE journal SET key_id = ?, sig = ? WHERE seq = 22').run(forger.keyId, forger.sign(hash));
    });
    withoutWitness();
    expect(verifyLedger(file).keys).toMatchObject([{ seq: 1 }, { seq: 22, keyId: forger.keyId, endorsed: false }]);
  });

  test.each([
    ['without postings', 'unreadable', '"postings"', '"postponed"'],
    ['with a fraction of a fen', 'postings_differ', '"asset:cash",11300', '"asset:cash",11300.5'],
    ['in a layout nobody knows', 'unreadable', '"v":1}', '"v":77}'],
  ])('is caught at a body %s', (_name, problem, from, to) => {
    const unsigned = join(directory.path, 'unreadable.db');
    rmSync(unsigned, { force: true });
    rmSync(witnessFile(unsigned), { force: true });
    const ledger = openTestLedger(unsigned);
    for (let sale = 1; sale <= 3; sale += 1) ledger.commit(saleDraft({ lines: 1 }));
    ledger.close();
    tamperWithCopy(unsigned, file, (db) => {
      edit(2, from, to)(db);
      rechain(db);
    });
    withoutWitness();
    expect(finding()).toMatchObject({ problem, seq: 2 });
  });

  test('is caught by the closing where only totals were changed', () => {
    const unsigned = join(directory.path, 'unsigned.db');
    const ledger = openTestLedger(unsigned);
    ledger.commit(saleDraft({ lines: 1 }));
    ledger.closePeriod({ period: 'shift', requestId: newRequestId(START_MS), businessDate: '2026-11-22', tsMs: START_MS });
    ledger.close();
    tamperWithCopy(unsigned, file, (db) => {
      edit(2, '"creditMinor":0,"debitMinor":11300', '"creditMinor":0,"debitMinor":11200')(db);
      rechain(db);
    });
    withoutWitness();
    expect(finding()).toMatchObject({ problem: 'closing_differs', seq: 2, detail: expect.stringContaining('shift totals: ') });
  });
});

test('whatever byte of whatever body is changed, the entry it stands in is named', () => {
  const bodies = allBodies();
  fc.assert(
    fc.property(fc.nat({ max: bodies.length - 1 }), fc.nat(), fc.integer({ min: 1, max: 127 }), (index, at, flip) => {
      const body = Buffer.from(bodies[index] ?? '');
      const place = at % body.length;
      body[place] = (body[place] ?? 0) ^ flip;
      tamper((db) => void db.prepare('UPDATE journal SET body = CAST(? AS TEXT) WHERE seq = ?').run(body, index + 1));
      expect(verifyLedger(file).finding?.seq).toBe(index + 1);
    }),
    { numRuns: 60 },
  );
});

test('whatever is removed, the first entry that is gone is named', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 22 }), fc.integer({ min: 1, max: 22 }), fc.boolean(), (first, count, movedUp) => {
      const last = Math.min(first + count - 1, 22);
      tamper((db) => {
        db.prepare('DELETE FROM journal WHERE seq BETWEEN ? AND ?').run(first, last);
        if (movedUp) db.prepare('UPDATE journal SET seq = seq - ? WHERE seq > ?').run(last - first + 1, last);
      });
      const problem = last === 22 ? 'surplus_rows' : 'missing';
      expect(verifyLedger(file).finding).toMatchObject({ problem, seq: first });
    }),
    { numRuns: 60 },
  );
});

function allBodies(): readonly Buffer[] {
  const db = new Sqlite(whole, { readonly: true });
  const bodies = db.prepare<[], Buffer>('SELECT CAST(body AS BLOB) FROM journal ORDER BY seq').pluck().all();
  db.close();
  return bodies;
}
