import { rmSync } from 'node:fs';
import { openTestLedger, saleDraft } from '../../main/ledger/fixtures.ts';
import type { Tally } from './tally.ts';
import { keyFolder, openKeyStore } from '#main/ledger/key-store.ts';
import type { Ledger } from '#main/ledger/ledger.ts';
import { verifyLedger } from '#main/ledger/verify.ts';

/** Opens a book as the station does, with its keys. */
export function openBook(file: string): Ledger {
  return openTestLedger(file, { keys: openKeyStore(keyFolder(file)) });
}

/** Removes the files of a book but its keys. */
export function removeBook(file: string): void {
  for (const name of ['', '-wal', '-shm', '.witness', '.lock']) rmSync(file + name, { force: true });
}

/**
 * Opens what a fault left behind, as the next start does; every acknowledged sale must be there exactly once, the next one must get the next
 * number, and the whole book must prove itself.
 */
export function examine(file: string, acknowledged: readonly string[], tally: Tally, what: string): void {
  try {
    const startedMs = performance.now();
    const ledger = openBook(file);
    tally.recoveriesMs.push(performance.now() - startedMs);
    const stored = ledger.db.prepare<[], string>(`SELECT request_id FROM journal WHERE kind = 'sale.completed'`).pluck().all();
    const known = new Set(stored);
    tally.lost += acknowledged.filter((requestId) => !known.has(requestId)).length;
    tally.duplicated += stored.length - known.size;
    const { number } = ledger.commit(saleDraft()).entry;
    if (number !== stored.length + 1) tally.broken.push(`${what}: after ${stored.length} sales comes number ${number}`);
    ledger.close();
    const { finding } = verifyLedger(file);
    if (finding) tally.broken.push(`${what}: ${finding.problem} at ${finding.seq} (${finding.detail})`);
  } catch (error) {
    tally.broken.push(`${what}: ${String(error)}`);
  }
}
