import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startStationProcess } from '../station-process.ts';
import { connectTill, type TillClient } from '../till-client.ts';
import { createCashier, type Cashier } from './cashier.ts';
import { createRandom } from './random.ts';
import { newTally, type Tally } from './tally.ts';
import { GuitaiError, type ErrorCode } from '#contract/error.ts';
import { verifyLedger } from '#main/ledger/verify.ts';

/** One call of the station's that the kernel refuses, once or from then on. */
export interface Fault {
  readonly calls: string;
  readonly error: 'EIO' | 'ENOSPC';
  /** As strace counts: `3` the third time, `3+` from the third time on. */
  readonly when: string;
}

/** Every call that brings a sale to the disk, refused in turn, early and late, once and for ever. */
export const faults: readonly Fault[] = [
  { calls: 'fsync,fdatasync', error: 'EIO' },
  { calls: 'pwrite64', error: 'EIO' },
  { calls: 'pwrite64', error: 'ENOSPC' },
].flatMap((fault) => ['1', '2', '3', '7', '25', '60', '1+', '10+'].map((when) => ({ ...fault, when }) as Fault));

const SALES = 12;
const MAX_ATTEMPTS = 3;
/** What a cashier may be told when the disk refuses; anything else is a fault of ours. */
const TOLD: readonly ErrorCode[] = ['ledger_failed', 'ledger_full', 'ledger_readonly', 'disconnected'];

/**
 * Lets a till sell on the shipped station while the kernel refuses its writes and syncs on the book. The cashier is told in words, nothing told
 * of is lost, nothing is made twice, and when the disk is well again the same station sells on.
 */
export async function refuseCalls(options: { readonly seed: number; readonly faults: readonly Fault[] }): Promise<Tally> {
  const dataDir = mkdtempSync(join(tmpdir(), 'guitai-refused-'));
  const file = join(dataDir, 'ledger.db');
  const tally = newTally();
  const cashier = createCashier(createRandom(options.seed), tally);
  try {
    execFileSync(process.execPath, [fileURLToPath(new URL('../../../out/guitai.js', import.meta.url)), 'demo', '--data', dataDir]);
    for (const fault of options.faults) {
      const what = `${fault.calls} ${fault.error} when ${fault.when}`;
      const station = await startStationProcess(dataDir);
      try {
        const till = await connectTill(station.url);
        await cashier.sell(till, 1);
        const restarting = till.until('station', ({ mode }) => mode !== 'selling');
        restarting.catch(() => undefined);
        const strace = await attach(station.child.pid ?? 0, file, fault);
        const error = await cashier.sell(till, SALES);
        await detach(strace);
        tally.faults += 1;
        if (error && !TOLD.includes(error.code)) tally.broken.push(`${what}: the cashier is told ${error.code}`);
        const startedMs = performance.now();
        // After a full disk the same book sells on; after a failed one the station opens it again.
        if (error && error.code !== 'ledger_full') await restarting;
        await sellAgain(till, cashier);
        tally.recoveriesMs.push(performance.now() - startedMs);
        await cashier.compare(till);
        till.close();
      } catch (error) {
        tally.broken.push(`${what}: ${String(error)}`);
      } finally {
        await station.stop();
      }
      const { finding } = verifyLedger(file);
      if (finding) tally.broken.push(`${what}: ${finding.problem} at ${finding.seq}`);
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
  return tally;
}

/** Waits for the station as long as it needs to open the book again, settles what is open and sells once more. */
async function sellAgain(till: TillClient, cashier: Cashier): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { mode } = await till.until('station', (station) => station.mode !== 'starting');
    if (mode === 'safe') throw new Error('the station gave up');
    const restarting = till.until('station', (station) => station.mode !== 'selling');
    restarting.catch(() => undefined);
    try {
      await cashier.settleDoubt(till);
      const error = await cashier.sell(till, 1);
      if (error) throw error;
      return;
    } catch (error) {
      if (!(error instanceof GuitaiError && error.code === 'disconnected') || attempt === MAX_ATTEMPTS) throw error;
      await restarting;
    }
  }
}

/** Puts strace on a running station; resolves when every thread of it is watched. */
async function attach(pid: number, file: string, { calls, error, when }: Fault): Promise<ChildProcess> {
  const inject = `inject=${calls}:error=${error}:when=${when}`;
  const paths = [file, `${file}-wal`].flatMap((path) => ['-P', path]);
  const child = spawn('strace', ['-f', ...paths, '-e', `trace=${calls}`, '-e', inject, '-o', '/dev/null', '-p', String(pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await once(child.stderr, 'data');
  child.stderr.resume();
  return child;
}

async function detach(strace: ChildProcess): Promise<void> {
  const ended = once(strace, 'exit');
  strace.kill('SIGINT');
  await ended;
}
