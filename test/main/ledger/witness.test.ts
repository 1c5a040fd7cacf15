import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { verifyLedger } from '#main/ledger/verify.ts';
import { openWitness, readWitness, witnessFile, WITNESS_SLOT_BYTES, WITNESS_SLOTS } from '#main/ledger/witness.ts';
import { openTestLedger, saleDraft, START_MS, temporaryDirectory } from './fixtures.ts';

const directory = temporaryDirectory();
afterAll(() => directory.remove());
const fail = (error: unknown): never => {
  throw error;
};
const hashOf = (seq: number): string => String(seq % 10).repeat(64);

describe('the witness', () => {
  test('remembers the newest entry over more entries than it has slots, in one page', () => {
    const file = join(directory.path, 'ring');
    const witness = openWitness(file, fail);
    expect(witness.found).toBeUndefined();
    for (let seq = 1; seq <= WITNESS_SLOTS * 2 + 5; seq += 1) {
      witness.note(seq, hashOf(seq), START_MS);
      witness.sync();
    }
    witness.close();
    expect(readFileSync(file)).toHaveLength(4096);
    expect(readWitness(file)).toEqual({ seq: 69, hash: hashOf(69) });
    const again = openWitness(file, fail);
    expect(again.found).toEqual({ seq: 69, hash: hashOf(69) });
    again.close();
  });

  test('falls back to the entry before when its last write was torn', () => {
    const file = join(directory.path, 'torn');
    const witness = openWitness(file, fail);
    for (const seq of [1, 2]) {
      witness.note(seq, hashOf(seq), START_MS);
      witness.sync();
    }
    witness.close();
    const bytes = readFileSync(file);
    bytes.write('x', 2 * WITNESS_SLOT_BYTES + 30);
    writeFileSync(file, bytes);
    expect(readWitness(file)).toEqual({ seq: 1, hash: hashOf(1) });
  });

  test('is written once the turn of the commit is over, without being asked', async () => {
    const file = join(directory.path, 'ledger.db');
    const ledger = openTestLedger(file, { trouble: fail });
    ledger.commit(saleDraft());
    expect(readWitness(witnessFile(file))).toBeUndefined();
    await nextTurn();
    expect(readWitness(witnessFile(file))).toEqual(ledger.head());
    ledger.close();
  });

  test('lets a ledger with entries after the witnessed one open', () => {
    const file = join(directory.path, 'ahead.db');
    const ledger = openTestLedger(file);
    ledger.commit(saleDraft());
    ledger.checkpoint();
    const old = readFileSync(witnessFile(file));
    ledger.commit(saleDraft());
    ledger.close();
    writeFileSync(witnessFile(file), old);
    openTestLedger(file).close();
  });
});

describe('a second witness, on another medium', () => {
  /** A ledger of three sales whose own witness was put back to the first one, as someone would who restores an old copy. */
  const restoredLedger = (name: string, secondWitness: string): string => {
    const file = join(directory.path, name);
    const options = { secondWitness, trouble: fail };
    const ledger = openTestLedger(file, options);
    ledger.commit(saleDraft());
    ledger.close();
    const old = [readFileSync(file), readFileSync(witnessFile(file))] as const;
    const again = openTestLedger(file, options);
    again.commit(saleDraft());
    again.commit(saleDraft());
    again.close();
    writeFileSync(file, old[0]);
    writeFileSync(witnessFile(file), old[1]);
    return file;
  };

  test('knows what the first was made to forget: the ledger is refused and verify names the entry', () => {
    const second = join(directory.path, 'stick.witness');
    const file = restoredLedger('restored.db', second);
    expect(verifyLedger(file).ok).toBe(true);
    expect(verifyLedger(file, { secondWitness: second }).finding).toMatchObject({ problem: 'witness_differs', seq: 2 });
    expect(() => openTestLedger(file, { secondWitness: second })).toThrow(
      expect.objectContaining({ code: 'ledger_behind', details: { witness: 3, head: 1 } }),
    );
  });

  test('that is not there is told and stops nobody', () => {
    const heard: unknown[] = [];
    const file = join(directory.path, 'no-stick.db');
    const ledger = openTestLedger(file, {
      secondWitness: join(directory.path, 'no-such-folder', 'stick.witness'),
      trouble: (error) => heard.push(error),
    });
    ledger.commit(saleDraft());
    ledger.close();
    expect(heard).toEqual([expect.objectContaining({ code: 'ENOENT' })]);
    expect(readWitness(witnessFile(file))?.seq).toBe(1);
  });

  test('that cannot be written at all keeps the ledger shut, in words a cashier understands', () => {
    const file = join(directory.path, 'no-witness.db');
    mkdirSync(witnessFile(file));
    expect(() => openTestLedger(file)).toThrow(expect.objectContaining({ code: 'ledger_failed', details: { file, cause: 'EISDIR' } }));
  });
});
