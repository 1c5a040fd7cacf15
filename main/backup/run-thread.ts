import { Worker } from 'node:worker_threads';
import { GuitaiError } from '#contract/error.ts';
import { fromWireError } from '#main/store/frames.ts';
import type { BackupSite } from './jobs.ts';
import type { BackupAnswer } from './thread.ts';
import type { BackupOrder, BackupReport } from './work.ts';

/**
 * Does one order in a thread of its own, so that neither a scan nor a window waits for it. Rejects with GuitaiError. With the signal the thread is ended where
 * it stands: half a backup has no name, half a restore is finished by the next start.
 */
export function runInThread(site: BackupSite, order: BackupOrder, signal?: AbortSignal): Promise<BackupReport> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program(), { workerData: { site, order } });
    signal?.addEventListener('abort', () => void worker.terminate(), { once: true });
    worker.on('message', (answer: BackupAnswer) => {
      if (answer.ok) resolve(answer.report);
      else reject(answer.stack === '' ? fromWireError(answer.error) : new Error(answer.stack));
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new GuitaiError('backup_failed', { cause: 'the backup thread ended' })));
  });
}

/** Beside this module: the source in development, the bundle's own file in a build. */
function program(): URL {
  return import.meta.url.endsWith('.ts') ? new URL('./thread.ts', import.meta.url) : new URL('./backup-thread.js', import.meta.url);
}
