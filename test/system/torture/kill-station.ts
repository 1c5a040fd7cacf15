import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStationProcess } from '../station-process.ts';
import { connectTill, type TillClient } from '../till-client.ts';
import { openTestLedger } from '../../main/ledger/fixtures.ts';
import { createCashier } from './cashier.ts';
import { createRandom } from './random.ts';
import { newTally, type Tally } from './tally.ts';
import { GuitaiError } from '#contract/error.ts';
import { verifyLedger } from '#main/ledger/verify.ts';
import { rebuilds } from '#main/store/rebuilds.ts';

const MAX_SALES_PER_ROUND = 40;

/**
 * Sells over the wire and kills the station with SIGKILL at random moments, again and again on the same files. Afterwards every acknowledged
 * sale must be there exactly once, numbers must have no gap, and the ledger must verify. While a station lives no second writer gets in.
 */
export async function killStation(options: { readonly rounds: number; readonly seed: number }): Promise<Tally> {
  const dataDir = mkdtempSync(join(tmpdir(), 'guitai-kill-'));
  const file = join(dataDir, 'ledger.db');
  const random = createRandom(options.seed);
  const tally = newTally();
  const cashier = createCashier(random, tally);
  const begin = async (): Promise<{ station: Awaited<ReturnType<typeof startStationProcess>>; till: TillClient }> => {
    const startedMs = performance.now();
    const station = await startStationProcess(dataDir);
    const till = await connectTill(station.url);
    if (tally.faults > 0) tally.recoveriesMs.push(performance.now() - startedMs);
    await cashier.settleDoubt(till);
    return { station, till };
  };
  try {
    for (let round = 0; round < options.rounds; round += 1) {
      const { station, till } = await begin();
      const timer = setTimeout(() => station.child.kill('SIGKILL'), 20 + random() * 600);
      const error = await cashier.sell(till, MAX_SALES_PER_ROUND);
      if (error && error.code !== 'disconnected') tally.broken.push(`seed ${options.seed}, round ${round}: ${error.code}`);
      if (!error) await till.until('station', () => false).catch(() => undefined);
      clearTimeout(timer);
      await station.kill();
      tally.faults += 1;
    }
    const { station, till } = await begin();
    if (writerRefusal(file) !== 'ledger_busy') tally.broken.push('a second writer was let in beside the station');
    await cashier.compare(till);
    till.close();
    await station.stop();
    const { finding, differences } = verifyLedger(file, { rebuilds });
    for (const { en } of differences) tally.broken.push(`seed ${options.seed}: ${en}`);
    if (finding) tally.broken.push(`seed ${options.seed}: ${finding.problem} at ${finding.seq}`);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
  return tally;
}

function writerRefusal(file: string): string {
  try {
    openTestLedger(file).close();
    return 'none';
  } catch (error) {
    return error instanceof GuitaiError ? error.code : String(error);
  }
}
