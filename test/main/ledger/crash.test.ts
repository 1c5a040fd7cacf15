import { spawn } from 'node:child_process';
import { copyFileSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { keyFolder, openKeyStore } from '#main/ledger/key-store.ts';
import { verifyLedger } from '#main/ledger/verify.ts';
import { openTestLedger, saleDraft, temporaryDirectory } from './fixtures.ts';

const directory = temporaryDirectory();
afterAll(() => directory.remove());
const writerProcess = fileURLToPath(new URL('./writer-process.ts', import.meta.url));

/** Runs the writer until it has acknowledged so many sales, then kills it wherever it is; resolves with all it acknowledged. */
async function sellUntilKilled(file: string, acknowledgements: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [writerProcess, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length === acknowledgements) child.kill('SIGKILL');
  }
  await exited;
  return acknowledged;
}

describe('a killed station', () => {
  test('has every acknowledged sale exactly once, signed by its one key, numbers without a gap and balanced books, ten times over', async () => {
    const file = join(directory.path, 'killed.db');
    const acknowledged: string[] = [];
    for (const count of [1, 2, 3, 5, 8, 13, 21, 30, 34, 40]) acknowledged.push(...(await sellUntilKilled(file, count)));
    expect(verifyLedger(file)).toMatchObject({ ok: true, keys: [{ seq: 1, reason: 'first' }] });
    const ledger = openTestLedger(file, { keys: openKeyStore(keyFolder(file)) });
    const stored = ledger.db.prepare<[], string>(`SELECT request_id FROM journal WHERE kind = 'sale.completed'`).pluck().all();
    expect(new Set(stored).size).toBe(stored.length);
    expect(acknowledged.filter((requestId) => !stored.includes(requestId))).toEqual([]);
    expect(ledger.commit(saleDraft()).entry.number).toBe(stored.length + 1);
    ledger.close();
  });

  test('leaves no lock behind, and while it lives no second one may write', async () => {
    const file = join(directory.path, 'two.db');
    const child = spawn(process.execPath, [writerProcess, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    expect(() => openTestLedger(file)).toThrow(expect.objectContaining({ code: 'ledger_busy', details: { file } }));
    expect(verifyLedger(file).ok).toBe(true);
    const exited = once(child, 'exit');
    child.stdout.resume();
    child.kill('SIGKILL');
    await exited;
    openTestLedger(file).close();
  });
});

test('a WAL torn anywhere opens to a whole prefix of the sales', () => {
  const file = join(directory.path, 'torn.db');
  const ledger = openTestLedger(file);
  ledger.checkpoint();
  for (let index = 0; index < 18; index += 1) ledger.commit(saleDraft({ lines: 2 }));
  const copies = { db: join(directory.path, 'copy.db'), wal: join(directory.path, 'copy.db-wal') };
  const walBytes = statSync(`${file}-wal`).size;
  expect(walBytes).toBeGreaterThan(100_000);
  let before = 0;
  for (let cut = 0; cut <= walBytes; cut += 512 * 13) {
    copyFileSync(file, copies.db);
    copyFileSync(`${file}-wal`, copies.wal);
    truncateSync(copies.wal, cut);
    const report = verifyLedger(copies.db);
    expect(report.finding).toBeUndefined();
    expect(report.entries).toBeGreaterThanOrEqual(before);
    before = report.entries;
  }
  expect(before).toBeGreaterThanOrEqual(17);
  expect(readFileSync(`${file}-wal`)).toHaveLength(walBytes);
  ledger.close();
});
