import { parentPort, workerData } from 'node:worker_threads';
import type { RequestFrame } from '#contract/frame.ts';
import { LEDGER_FAILED_EXIT, type ThreadMessage } from '#main/store/frames.ts';

/** Stands where the store thread stands: answers `live`, on `files` with what it was started with, on `die` ends without a word as a crash does, on `fail` as after a failed write. */
const { refuses } = workerData as { readonly refuses?: boolean };
const send = (message: ThreadMessage): void => parentPort?.postMessage(message);
if (refuses) send({ notice: 'failed', error: { code: 'ledger_newer', message: 'newer', details: {} } });
else send({ notice: 'ready' });

parentPort?.on('message', (message: ThreadMessage) => {
  if (!('frame' in message)) {
    parentPort?.close();
    return;
  }
  const frame = JSON.parse(message.frame) as RequestFrame;
  if (frame.name === 'die') process.exit(1);
  if (frame.name === 'fail') process.exit(LEDGER_FAILED_EXIT);
  if (frame.name === 'files') {
    send({ frame: JSON.stringify({ type: 'reply', id: frame.id, ok: true, output: workerData }) });
    return;
  }
  send({ frame: JSON.stringify({ type: 'reply', id: frame.id, ok: true, output: 'alive' }) });
});
