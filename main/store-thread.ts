import { Worker } from 'node:worker_threads';
import type { Log } from './log.ts';
import { GuitaiError, type WireError } from '#contract/error.ts';
import type { Caller } from '#contract/role.ts';
import type { TopicName } from '#contract/topics.ts';
import { createPeer, LEDGER_FAILED_EXIT, type Peer, type ThreadMessage } from '#main/store/frames.ts';
import type { StoreThreadData, StoreThreadStart } from '#main/store/thread.ts';

/** More deaths than this within the window and the station stays in safe mode. */
const MAX_RESTARTS = 3;
const RESTART_WINDOW_MS = 60_000;
const STOP_LIMIT_MS = 10_000;

/** The main thread's hold on the store thread. */
export interface StoreThread {
  /** Waits until the thread is ready; rejects with GuitaiError, safe_mode when it could not open its files. */
  request(name: string, input: unknown, caller: Caller): Promise<unknown>;
  /** Closes the files, does `between`, and starts again: on other files when it resolves with some. Rejects as `between`, started again as before. */
  restart(between: () => Promise<StoreThreadData | undefined>): Promise<void>;
  /** Resolves when the files are closed, at the latest after a limit. */
  stop(): Promise<void>;
}

export interface StoreThreadOptions {
  readonly data: StoreThreadData;
  readonly onTopic: (name: TopicName, frameText: string, tillId?: string) => void;
  /** Answers `port.*` requests. */
  readonly answer: (name: string, input: unknown) => Promise<unknown>;
  /** Told at every change: ready to sell, starting again, or failed for good. */
  readonly onState: (state: 'starting' | 'ready' | 'failed', error?: WireError) => void;
  /** The disk failed under a write and the thread is gone: what to open now, or why nothing may be opened. The same again when left out. */
  readonly onLedgerFailed?: () => Promise<{ readonly data: StoreThreadData } | { readonly error: WireError }>;
  readonly log: Log;
  /** The program of the thread; the shop's own when left out. */
  readonly program?: URL;
}

/** Starts the store thread and, should it die, starts it again on the same files: what was acknowledged is on disk. */
export function startStoreThread(options: StoreThreadOptions): StoreThread {
  const deathsMs: number[] = [];
  let starts = 0;
  let { data } = options;
  let stopping = false;
  let replacing = false;
  let current = launch();

  function launch(): { readonly worker: Worker; readonly peer: Peer; readonly opened: Promise<void>; readonly ended: Promise<void> } {
    const workerData: StoreThreadStart = { ...data, earlierStarts: starts };
    starts += 1;
    const worker = new Worker(options.program ?? shopProgram(), { workerData });
    const peer = createPeer({
      send: (message) => worker.postMessage(message),
      answer: options.answer,
      onTopic: options.onTopic,
      onUnexpected: (error, name) => options.log.error('store.port', error, { name }),
    });
    const opened = Promise.withResolvers<void>();
    opened.promise.catch(() => undefined);
    const ended = Promise.withResolvers<void>();
    worker.on('message', (message: ThreadMessage) => {
      if ('frame' in message) peer.receive(message);
      else if (message.notice === 'ready') {
        opened.resolve();
        options.onState('ready');
      } else if (message.notice === 'failed') {
        opened.reject(new GuitaiError('safe_mode'));
        options.onState('failed', message.error);
      } else if (message.notice === 'unexpected') options.log.error(message.event, new Error(message.stack));
    });
    worker.on('error', (error) => options.log.error('store.died', error));
    worker.on('exit', (code) => {
      peer.end();
      opened.reject(new GuitaiError('disconnected'));
      ended.resolve();
      if (!stopping && !replacing) void startAgain(code === LEDGER_FAILED_EXIT);
    });
    return { worker, peer, opened: opened.promise, ended: ended.promise };
  }

  async function startAgain(ledgerFailed: boolean): Promise<void> {
    const nowMs = Date.now();
    deathsMs.push(nowMs);
    if (deathsMs.filter((deathMs) => nowMs - deathMs < RESTART_WINDOW_MS).length > MAX_RESTARTS) {
      options.onState('failed', new GuitaiError('ledger_failed').toWire());
      return;
    }
    options.onState('starting');
    const next = ledgerFailed ? await options.onLedgerFailed?.() : undefined;
    if (stopping || replacing) return;
    if (next && 'error' in next) {
      options.onState('failed', next.error);
      return;
    }
    if (next) ({ data } = next);
    current = launch();
  }

  async function end(): Promise<void> {
    const { worker, ended } = current;
    worker.postMessage({ notice: 'stop' } satisfies ThreadMessage);
    const limit = setTimeout(() => void worker.terminate(), STOP_LIMIT_MS);
    await ended;
    clearTimeout(limit);
  }

  return {
    async request(name, input, caller) {
      const { opened, peer } = current;
      await opened;
      return peer.request(name, input, caller);
    },
    async restart(between) {
      if (replacing) throw new GuitaiError('too_busy');
      replacing = true;
      options.onState('starting');
      try {
        await end();
        data = (await between()) ?? data;
      } finally {
        replacing = false;
        if (!stopping) current = launch();
      }
    },
    async stop() {
      stopping = true;
      await end();
    },
  };
}

/** Beside this module: the source in development, the bundle's own file in a build. */
function shopProgram(): URL {
  return import.meta.url.endsWith('.ts') ? new URL('./store/thread.ts', import.meta.url) : new URL('./store-thread.js', import.meta.url);
}
