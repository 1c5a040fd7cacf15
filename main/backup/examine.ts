import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { GuitaiError } from '#contract/error.ts';
import { evidenceFolder } from './restore.ts';
import { stampOf } from './snapshot.ts';
import { bringToDisk } from '#main/ledger/bring-to-disk.ts';
import { verifyLedger } from '#main/ledger/verify.ts';

/** So many copies of failed files are kept; a failing disk must not fill itself with them. */
const KEPT_COPIES = 3;
const SUFFIX = '-failed';
const FILES = ['ledger.db', 'ledger.db-wal', 'ledger.db.witness'];

/**
 * After a failed write, before the ledger is opened again: puts copies of its files aside as they are, then verifies them. Throws GuitaiError
 * `ledger_damaged`, or as `verifyLedger`. A copy that cannot be made (the disk is full or worse) does not keep the shop closed: `trouble` hears of it.
 */
export function examineLedger(dataDir: string, clock: () => number, trouble: (error: unknown) => void): void {
  try {
    keepCopies(dataDir, `${stampOf(clock())}${SUFFIX}`);
  } catch (error) {
    trouble(error);
  }
  const { finding } = verifyLedger(join(dataDir, 'ledger.db'), { signatures: 'last' });
  if (finding) throw new GuitaiError('ledger_damaged', { entry: finding.seq, problem: finding.problem });
}

function keepCopies(dataDir: string, name: string): void {
  const directory = evidenceFolder(dataDir);
  const folder = join(directory, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const copies = readdirSync(directory).filter((copy) => copy.endsWith(SUFFIX));
  for (const old of copies.toSorted().slice(0, -KEPT_COPIES)) rmSync(join(directory, old), { recursive: true, force: true });
  for (const file of FILES.filter((candidate) => existsSync(join(dataDir, candidate)))) {
    copyFileSync(join(dataDir, file), join(folder, file));
    bringToDisk(join(folder, file));
  }
  bringToDisk(folder);
}
