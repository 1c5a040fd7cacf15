import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { toWireError } from '#main/store/frames.ts';
import { GuitaiError, type WireError } from '#contract/error.ts';
import type { BackupSite } from './jobs.ts';
import { workOff, type BackupOrder, type BackupReport } from './work.ts';

/** What the thread says before it ends. */
export type BackupAnswer =
  | { readonly ok: true; readonly report: BackupReport }
  | { readonly ok: false; readonly error: WireError; /** Of an error that is not meant for people. */ readonly stack: string };

const { site, order } = workerData as { readonly site: BackupSite; readonly order: BackupOrder };
const answer = (message: BackupAnswer): void => parentPort?.postMessage(message);
// Nobody waits for these: selling goes first. Only Linux gives a thread a priority of its own; elsewhere this would slow the whole station down.
if (process.platform === 'linux' && (order.job === 'backup' || order.job === 'rehearsal')) setPriority(0, constants.priority.PRIORITY_LOW);

const trouble = (error: unknown): boolean => process.stderr.write(`${String(error)}\n`);
try {
  answer({ ok: true, report: await workOff(site, order, trouble) });
} catch (error) {
  const stack = error instanceof GuitaiError ? '' : error instanceof Error ? (error.stack ?? error.message) : String(error);
  answer({ ok: false, error: toWireError(error), stack });
}
