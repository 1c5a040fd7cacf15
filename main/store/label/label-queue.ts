import { setImmediate as nextTurn } from 'node:timers/promises';
import { fillTemplate } from './fill.ts';
import type { LabelTable, StoredItem, StoredJob } from './label-sql.ts';
import { formatSerial } from './serial.ts';
import { findLabelTemplate, needsOtherRoll, rollOf } from './templates.ts';
import type { Ports } from '../ports.ts';
import type { Publish } from '../publish.ts';
import type { Shop } from '../shop.ts';
import type { DeviceProblem, PrintOutcome } from '#contract/device.ts';
import { MAX_SHOWN_JOBS, type LabelDocument, type LabelJob, type LabelJobState } from '#contract/label.ts';

/** How long a label that could not be begun waits when the printer does not report by itself that it is well. */
export const LABEL_RETRY_MS = 5_000;
const SHOWN_FINISHED = 10;

export interface LabelQueueOptions {
  readonly table: LabelTable;
  readonly shop: Shop;
  readonly ports: Pick<Ports, 'printLabel'>;
  readonly publish: Publish;
  readonly onUnexpected: (error: unknown, event: string) => void;
  readonly retryDelayMs?: number;
}

/** Prints the labels of the jobs one by one, each once: on disk before it is handed to the printer, and again when its outcome is known. */
export interface LabelQueue {
  /** Asks about labels that were on their way when the machine died, and goes on. */
  start(): void;
  /** Something may be printed now: a new job, a job resumed, a printer that is well again. */
  pump(): void;
  /** Begins no further label and resolves when the one being printed has its outcome. */
  stop(): Promise<void>;
}

export function createLabelQueue(options: LabelQueueOptions): LabelQueue {
  const { table, ports, publish, onUnexpected, retryDelayMs = LABEL_RETRY_MS } = options;
  let problem: DeviceProblem = 'none';
  /** What the printer said and the disk has not taken yet. */
  let unrecorded: (() => void) | undefined;
  let running: Promise<void> | undefined;
  let askedMeanwhile = false;
  let retry: NodeJS.Timeout | undefined;
  let stopped = false;

  const announce = (): void => {
    try {
      publish('labels', { jobs: viewJobs(table, problem) });
    } catch (error) {
      onUnexpected(error, 'label.announce');
    }
  };

  function record(work: () => void): void {
    unrecorded = work;
    work();
    unrecorded = undefined;
  }

  /** Of an answer that is none nobody knows what came out: a person is asked, nothing is tried again. */
  async function outcomeOf(title: string, document: LabelDocument): Promise<PrintOutcome> {
    try {
      return await ports.printLabel({ title, document });
    } catch (error) {
      onUnexpected(error, 'label.port');
      return { result: 'unknown', problem: 'offline', bytes: 0 };
    }
  }

  /** Prints the next label of a job; false when the printer could not begin it. */
  async function printNext(job: StoredJob): Promise<boolean> {
    const template = findLabelTemplate(job.template);
    // Another job's labels were loaded since this one was ordered.
    if (needsOtherRoll(template, table.loadedRoll())) {
      table.update(job.jobId, { state: 'paused', changeRoll: true });
      return true;
    }
    const label = job.done + 1;
    const document = documentOf(job, label, options);
    table.setSending(job.jobId, true);
    announce();
    const outcome = await outcomeOf(`${job.title} ${label}/${job.total}`.slice(-100), document);
    problem = outcome.result === 'failed' ? outcome.problem : 'none';
    record(() => recordOutcome(table, job.jobId, label, outcome));
    if (outcome.result !== 'failed' && !table.loadedRoll()) table.setLoadedRoll(rollOf(template));
    return outcome.result !== 'failed';
  }

  async function run(): Promise<void> {
    try {
      // The answer to whoever ordered goes out first.
      await nextTurn();
      unrecorded?.();
      unrecorded = undefined;
      let job = nextJob(table);
      while (job && !stopped && (await printNext(job))) job = nextJob(table);
      if (!job) problem = 'none';
      else retryLater();
    } catch (error) {
      onUnexpected(error, 'label.queue');
      retryLater();
    }
    announce();
  }

  function retryLater(): void {
    clearTimeout(retry);
    if (!stopped) retry = setTimeout(pump, retryDelayMs).unref();
  }

  function pump(): void {
    announce();
    if (stopped) return;
    if (running) {
      askedMeanwhile = true;
      return;
    }
    clearTimeout(retry);
    running = run().finally(() => {
      running = undefined;
      if (!askedMeanwhile) return;
      askedMeanwhile = false;
      pump();
    });
  }

  return {
    start() {
      try {
        table.recover();
      } catch (error) {
        onUnexpected(error, 'label.start');
      }
      pump();
    },
    pump,
    async stop() {
      stopped = true;
      clearTimeout(retry);
      await running;
    },
  };
}

function nextJob(table: LabelTable): StoredJob | undefined {
  return table.list(0).find(({ state }) => state === 'queued');
}

/** What a person decided while the label was being printed stands; the label counts all the same. */
function recordOutcome(table: LabelTable, jobId: number, label: number, { result }: PrintOutcome): void {
  table.inTransaction(() => {
    const job = table.job(jobId);
    if (!job) return;
    table.setSending(jobId, false);
    if (result === 'failed') return;
    if (result === 'unknown') {
      table.update(jobId, { state: job.state === 'cancelled' ? 'cancelled' : 'asking' });
      return;
    }
    const state = label === job.total && job.state !== 'cancelled' ? 'done' : job.state;
    table.update(jobId, { done: label, again: false, state, unconfirmed: job.unconfirmed || result === 'sent' });
  });
}

/** One label of a job, in its final words. */
function documentOf(job: StoredJob, label: number, { table, shop }: LabelQueueOptions): LabelDocument {
  const item = table.itemOf(job.jobId, label);
  if (!item) throw new Error(`label ${label} of job ${job.jobId} has no item`);
  return labelOf(job.template, item, label - item.first, shop, job.again);
}

/** The piece at a place of an item, counted from 0. */
export function labelOf(template: StoredJob['template'], item: StoredItem, place: number, shop: Shop, again: boolean): LabelDocument {
  const { product, serialNumber, reprint, wasMinor, batch, expiry } = item;
  const details = {
    ...(wasMinor === undefined ? {} : { wasMinor }),
    ...(batch === undefined ? {} : { batch }),
    ...(expiry === undefined ? {} : { expiry }),
    ...(serialNumber === undefined ? {} : { serial: formatSerial(shop, serialNumber + place) }),
    reprint: reprint || again,
  };
  return fillTemplate(findLabelTemplate(template), product, details, shop.storeName);
}

function viewJobs(table: LabelTable, trouble: DeviceProblem): LabelJob[] {
  const jobs = table.list(SHOWN_FINISHED);
  const firstQueued = jobs.find(({ state }) => state === 'queued')?.jobId;
  return jobs.slice(0, MAX_SHOWN_JOBS).map((job): LabelJob => {
    const isFirst = job.jobId === firstQueued;
    const state = shownState(job, isFirst, trouble);
    const { jobId, template, title, done, total, changeRoll, unconfirmed, reprints, createdAtMs } = job;
    const problem = state === 'blocked' ? trouble : 'none';
    return { jobId, template, title, state, done, total, problem, changeRoll, unconfirmed, reprints, createdAtMs };
  });
}

function shownState({ state }: StoredJob, isFirst: boolean, problem: DeviceProblem): LabelJobState {
  if (state !== 'queued') return state;
  if (!isFirst) return 'waiting';
  return problem === 'none' ? 'printing' : 'blocked';
}
