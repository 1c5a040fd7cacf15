import { parentPort, workerData } from 'node:worker_threads';
import { createPeer, LEDGER_FAILED_EXIT, toWireError, type ThreadMessage } from './frames.ts';
import type { Ports } from './ports.ts';
import { createPublish } from './publish.ts';
import { prepareTraining } from './training/prepare.ts';
import { trainingPorts } from './training/training-ports.ts';
import { openStore, type Store, type StoreFiles } from './store.ts';
import type { Shop } from './shop.ts';
import { GuitaiError } from '#contract/error.ts';
import type { ProcedureName, ProcedureOutput } from '#contract/procedures.ts';

/** What the main thread hands to the store thread when it starts it. */
export interface StoreThreadData {
  readonly files: StoreFiles;
  readonly shop: Shop;
  readonly programVersion: string;
  /** The live files that a training begins with; `files` are then those of the training. */
  readonly trainingFrom?: StoreFiles;
  /** Nothing may be written any more: the disk failed twice. */
  readonly readOnly?: boolean;
}

/** The same, and how often the thread was started before: screens ignore revisions they have already seen. */
export interface StoreThreadStart extends StoreThreadData {
  readonly earlierStarts: number;
}

/** Far more changes than one life of the thread has. */
const REVISIONS_PER_START = 2 ** 32;

const port = parentPort;
if (!port) throw new Error('the store thread is started by the station');
const { files, shop, programVersion, earlierStarts, trainingFrom, readOnly = false } = workerData as StoreThreadStart;

/** The store asks its host for paper and drawers. */
const AS_STORE = { role: 'store' } as const;

const send = (message: ThreadMessage): void => port.postMessage(message);
const unexpected = (error: unknown, event: string): void =>
  send({ notice: 'unexpected', event, stack: error instanceof Error ? (error.stack ?? error.message) : String(error) });

const peer = createPeer({
  send,
  onUnexpected: unexpected,
  async answer(name, input, caller) {
    if (!store) throw new GuitaiError('disconnected');
    return store.call(name as ProcedureName, input, caller);
  },
});

const ports: Ports = {
  async print(job) {
    try {
      return (await peer.request('port.print', job, AS_STORE)) as ProcedureOutput<'port.print'>;
    } catch (error) {
      unexpected(error, 'port.print');
      return { result: 'unknown', problem: 'none', bytes: 0 };
    }
  },
  async printLabel(label) {
    try {
      return (await peer.request('port.printLabel', label, AS_STORE)) as ProcedureOutput<'port.printLabel'>;
    } catch (error) {
      unexpected(error, 'port.printLabel');
      return { result: 'unknown', problem: 'none', bytes: 0 };
    }
  },
  async drawLabel(document) {
    return (await peer.request('port.drawLabel', { document }, AS_STORE)) as ProcedureOutput<'port.drawLabel'>;
  },
  async drawPaper(document, paper) {
    return (await peer.request('port.drawPaper', { document, paper }, AS_STORE)) as ProcedureOutput<'port.drawPaper'>;
  },
  async printSample(document) {
    return (await peer.request('port.printSample', { document }, AS_STORE)) as ProcedureOutput<'port.printSample'>;
  },
  async openDrawer(drawerId) {
    try {
      return (await peer.request(
        'port.openDrawer',
        drawerId === undefined ? {} : { drawerId },
        AS_STORE,
      )) as ProcedureOutput<'port.openDrawer'>;
    } catch (error) {
      unexpected(error, 'port.openDrawer');
      return { pulse: 'unknown', position: 'unknown' };
    }
  },
  async readWeight(timeoutMs) {
    try {
      return (await peer.request('port.readWeight', { timeoutMs }, AS_STORE)) as ProcedureOutput<'port.readWeight'>;
    } catch (error) {
      unexpected(error, 'port.readWeight');
      return { result: 'failed', reason: 'not_ready' };
    }
  },
};

let store: Store | undefined;
try {
  if (trainingFrom) prepareTraining(trainingFrom, files);
  store = openStore({
    files,
    shop,
    programVersion,
    ports: trainingFrom ? trainingPorts(ports) : ports,
    readOnly,
    clock: Date.now,
    publish: createPublish({ send: peer.topic, onUnexpected: unexpected, firstRevision: earlierStarts * REVISIONS_PER_START }),
    onUnexpected: unexpected,
    onLedgerFailed: startAgain,
  });
  store.start();
  send({ notice: 'ready' });
} catch (error) {
  if (!(error instanceof GuitaiError)) unexpected(error, 'store.open');
  send({ notice: 'failed', error: toWireError(error) });
}

port.on('message', (message: ThreadMessage) => {
  if ('frame' in message) peer.receive(message);
  else if (message.notice === 'stop') void stop();
});

/** Whether the last commit is on disk is known only after opening the file again: this thread ends once it has answered, the station starts the next. */
function startAgain(): void {
  if (store) setImmediate(() => process.exit(LEDGER_FAILED_EXIT));
}

async function stop(): Promise<void> {
  try {
    await store?.stop();
  } catch (error) {
    unexpected(error, 'store.stop');
  }
  port?.close();
}
