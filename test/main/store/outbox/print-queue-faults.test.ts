import { OWNER_ACT } from '#main/store/staff/act.ts';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestLedger, saleDraft, START_MS, temporaryDirectory } from '../../ledger/fixtures.ts';
import { shop } from '../shop-fixture.ts';
import type { PrintOutcome } from '#contract/device.ts';
import type { PrintingView } from '#contract/printing.ts';
import type { Ledger } from '#main/ledger/ledger.ts';
import { createPrintQueue, type PrintQueue } from '#main/store/outbox/print-queue.ts';

const printed: PrintOutcome = { result: 'printed', problem: 'none', bytes: 900 };
const off: PrintOutcome = { result: 'failed', problem: 'unreachable', bytes: 0 };
/** Longer than any test: nothing here happens because time passed. */
const NEVER_MS = 3_600_000;

let directory: ReturnType<typeof temporaryDirectory>;
let ledger: Ledger;
let queue: PrintQueue;
let sent: number[];
let unexpected: string[];
let view: PrintingView;
let watch: () => void;
let printer: (jobId: number) => PrintOutcome | Promise<PrintOutcome>;

beforeEach(() => {
  directory = temporaryDirectory();
  ledger = openTestLedger(join(directory.path, 'ledger.db'));
  sent = [];
  unexpected = [];
  watch = () => undefined;
  printer = () => printed;
  queue = openQueue();
});
afterEach(async () => {
  await queue.stop();
  ledger.close();
  directory.remove();
});

function openQueue(retryDelayMs = NEVER_MS): PrintQueue {
  return createPrintQueue({
    ledger,
    shop,
    clock: () => START_MS,
    retryDelayMs,
    publish: (_name, value) => {
      view = value as PrintingView;
      watch();
    },
    onUnexpected: (_error, event) => {
      unexpected.push(event);
      watch();
    },
    ports: {
      async print({ jobId }) {
        sent.push(jobId);
        return printer(jobId);
      },
    },
  });
}

/** A sale as the journal holds it; returns the number of its print job. */
function sale(body: object = { v: 1 }): number {
  const draft = saleDraft();
  const [jobId] = ledger.commit({ ...draft, body: (given) => ({ ...draft.body(given), ...body }) }).printJobIds;
  return jobId ?? 0;
}

const until = (isReached: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    watch = () => isReached() && resolve();
    watch();
  });

describe('the print queue', () => {
  test('a receipt that cannot be made any more waits for a person and holds nothing back', async () => {
    const broken = sale({ v: 99 });
    const good = sale();
    queue.start();
    await until(() => view.waiting === 0);
    expect(sent).toEqual([good]);
    expect(view.attention).toMatchObject([{ jobId: broken, state: 'failed', attempts: 0 }]);
    expect(unexpected).toEqual(['print.document']);
  });

  test('a disk that fills up while a receipt prints: nothing more is sent, and with space again it is printed, once', async () => {
    const first = sale();
    const second = sale();
    printer = (jobId) => {
      void queue.handlers['print.progress']({ jobId, attempt: 1, phase: 'sending', problem: 'none' }, OWNER_ACT, { role: 'device' });
      fillDisk();
      return printed;
    };
    queue.start();
    await until(() => unexpected.length > 0);
    expect(unexpected).toEqual(['print.queue']);
    expect(sent).toEqual([first]);
    expect(ledger.printJobs.get(first)?.state).toBe('sending');
    ledger.db.pragma('max_page_count = 1000000');
    printer = () => printed;
    queue.pump();
    await until(() => view.waiting === 0);
    expect(sent).toEqual([first, second]);
    expect(ledger.printJobs.get(first)).toMatchObject({ state: 'printed', attempts: 1 });
  });

  test('a printer that becomes well while its last failure is being noted is tried again at once', async () => {
    const job = sale();
    printer = () => {
      printer = () => printed;
      void queue.handlers['print.resume']({ role: 'receiptPrinter' }, OWNER_ACT, { role: 'device' });
      return off;
    };
    queue.start();
    await until(() => view.waiting === 0);
    expect(sent).toEqual([job, job]);
  });

  test('documents waiting for one printer do not hold back those of another', async () => {
    const draft = saleDraft();
    for (let count = 0; count < 60; count += 1) {
      const ticket = saleDraft();
      ledger.commit({ ...ticket, printJobs: [{ role: 'ticketPrinter', kind: 'receipt', copy: 0 }], body: () => ({ v: 99 }) });
    }
    ledger.commit({ ...draft, printJobs: [], body: () => ({ v: 1 }) });
    const receipt = sale();
    expect(ledger.printJobs.waiting('receiptPrinter', 1).map((job) => job.jobId)).toEqual([receipt]);
  });
});

/** The file may not grow, and the page that the outcome of a job goes to has no room left. */
function fillDisk(): void {
  ledger.db.pragma('max_page_count = 1');
  const fill = ledger.db.prepare(
    `INSERT INTO print_job_settled SELECT 1000000 + count(*), 0, 'receiptPrinter', 'receipt', 0, 'printed', 1, 0 FROM print_job_settled`,
  );
  expect(() => {
    for (;;) fill.run();
  }).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }));
}
