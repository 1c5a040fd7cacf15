import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { saleDraft } from '../../main/ledger/fixtures.ts';
import { examine, openBook } from './book.ts';
import { createRandom } from './random.ts';
import type { SmallDisk } from './small-disk.ts';
import { newTally, type Tally } from './tally.ts';
import { GuitaiError } from '#contract/error.ts';
import type { Ledger } from '#main/ledger/ledger.ts';

const MAX_SALES = 5_000;

/** Fills the disk up to a last few hundred KiB and sells until it is full; space is made and the same book sells on without being opened again. */
export function fillDisk(disk: SmallDisk, seed: number): Tally {
  const random = createRandom(seed);
  const tally = newTally();
  const file = join(disk.path, 'full.db');
  const filler = join(disk.path, 'filler');
  const ledger = openBook(file);
  const acknowledged: string[] = [];
  sell(ledger, 5, acknowledged);
  const { bavail, bsize } = statfsSync(disk.path);
  writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - Math.floor((100 + random() * 400) * 1024))));
  const full = sell(ledger, MAX_SALES, acknowledged);
  tally.faults += 1;
  if (full?.code !== 'ledger_full') tally.broken.push(`the full disk says ${full?.code ?? 'nothing'}`);
  const again = sell(ledger, 1, acknowledged);
  if (again?.code !== 'ledger_full') tally.broken.push(`the full disk says ${again?.code ?? 'nothing'} at the second try`);
  rmSync(filler);
  const startedMs = performance.now();
  const after = sell(ledger, 20, acknowledged);
  tally.recoveriesMs.push(performance.now() - startedMs);
  if (after) tally.broken.push(`with space again: ${after.code}`);
  ledger.close();
  tally.acknowledged = acknowledged.length;
  examine(file, acknowledged, tally, `full disk, seed ${seed}`);
  return tally;
}

/** The medium stops taking writes in the middle of selling: the book refuses until it is opened on a disk that does. */
export function wearDiskOut(disk: SmallDisk, sales: number): Tally {
  const tally = newTally();
  const file = join(disk.path, 'worn.db');
  const ledger = openBook(file);
  const acknowledged: string[] = [];
  sell(ledger, sales, acknowledged);
  disk.wearOut();
  const refusals = [sell(ledger, MAX_SALES, acknowledged), sell(ledger, 1, acknowledged)];
  tally.faults += 1;
  for (const refusal of refusals)
    if (refusal?.code !== 'ledger_failed') tally.broken.push(`the worn disk says ${refusal?.code ?? 'nothing'}`);
  ledger.close();
  disk.remount('-o', 'ro');
  tally.faults += 1;
  const refused = openingError(file);
  if (refused !== 'ledger_failed') tally.broken.push(`a read-only disk says ${refused}`);
  disk.remount();
  tally.acknowledged = acknowledged.length;
  examine(file, acknowledged, tally, 'worn disk');
  return tally;
}

/** Sells so many; returns what the book refused with, if it did. */
function sell(ledger: Ledger, sales: number, acknowledged: string[]): GuitaiError | undefined {
  for (let sale = 0; sale < sales; sale += 1) {
    try {
      acknowledged.push(ledger.commit(saleDraft({ lines: 3 })).entry.requestId);
    } catch (error) {
      if (error instanceof GuitaiError) return error;
      throw error;
    }
  }
  return undefined;
}

function openingError(file: string): string {
  try {
    openBook(file).close();
    return 'nothing';
  } catch (error) {
    return error instanceof GuitaiError ? error.code : String(error);
  }
}
