import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ledger } from '#main/ledger/ledger.ts';
import type { OpenState } from '#main/ledger/print-jobs.ts';
import { verifyLedger } from '#main/ledger/verify.ts';
import { openTestLedger, saleDraft, temporaryDirectory } from './fixtures.ts';

const directory = temporaryDirectory();
let ledger: Ledger;
let file = '';
let files = 0;
beforeEach(() => {
  file = join(directory.path, `print-${(files += 1)}.db`);
  ledger = openTestLedger(file);
});
afterAll(() => directory.remove());

const sell = (): number => ledger.commit(saleDraft({ lines: 1 })).printJobIds[0] ?? 0;
const copyOf = (documentSeq: number, copy: number): number => {
  const order = { role: 'receiptPrinter', kind: 'receipt', copy, documentSeq } as const;
  const { printJobIds } = ledger.commit({
    ...saleDraft({ lines: 0 }),
    kind: 'receipt.copied',
    numbered: false,
    postings: [],
    printJobs: [order],
  });
  return printJobIds[0] ?? 0;
};

describe('print jobs', () => {
  test('wait in the order of their sales', () => {
    const jobs = [sell(), sell(), sell()];
    expect(ledger.printJobs.queued('receiptPrinter', 2).map((job) => job.jobId)).toEqual(jobs.slice(0, 2));
    expect(ledger.printJobs.count(['queued'])).toBe(3);
    ledger.close();
  });

  test.each(['printed', 'sent'] as const)('go queued → sending → %s and are settled then', (state) => {
    const jobId = sell();
    expect(ledger.printJobs.markSending(jobId)).toMatchObject({ state: 'sending', attempts: 1 });
    expect(ledger.printJobs.markOutcome(jobId, state)).toMatchObject({ state, attempts: 1 });
    expect(ledger.printJobs.get(jobId)).toMatchObject({ state, attempts: 1, seq: 1 });
    expect(ledger.printJobs.count(['queued', 'sending', 'failed', 'unknown'])).toBe(0);
    expect(() => ledger.printJobs.settle(jobId, 'discarded')).toThrow(expect.objectContaining({ code: 'print_job_settled' }));
    ledger.close();
    expect(verifyLedger(file).ok).toBe(true);
  });

  test('that failed may be queued again, those unknown may not', () => {
    const [failed, unknown] = [sell(), sell()];
    ledger.printJobs.markSending(failed);
    ledger.printJobs.markOutcome(failed, 'failed');
    expect(ledger.printJobs.requeue(failed)).toMatchObject({ state: 'queued', attempts: 1 });
    ledger.printJobs.markSending(unknown);
    ledger.printJobs.markOutcome(unknown, 'unknown');
    expect(() => ledger.printJobs.requeue(unknown)).toThrow(expect.objectContaining({ code: 'print_job_settled' }));
    expect(ledger.printJobs.settle(unknown, 'discarded').state).toBe('discarded');
    ledger.close();
  });

  test('are sent by one sender only', () => {
    const jobId = sell();
    ledger.printJobs.markSending(jobId);
    expect(() => ledger.printJobs.markSending(jobId)).toThrow(expect.objectContaining({ code: 'print_job_settled' }));
    expect(() => ledger.printJobs.markSending(999)).toThrow(expect.objectContaining({ code: 'print_job_unknown' }));
    ledger.close();
  });

  test('found in sending at start are unknown; all others stay as they were', () => {
    const [queued, sending, printed] = [sell(), sell(), sell()];
    ledger.printJobs.markSending(sending);
    ledger.printJobs.markSending(printed);
    ledger.printJobs.markOutcome(printed, 'printed');
    ledger.close();
    ledger = openTestLedger(file);
    const states = (list: readonly OpenState[]): readonly number[] => ledger.printJobs.list(list, 10).map((job) => job.jobId);
    expect(states(['unknown'])).toEqual([sending]);
    expect(states(['queued'])).toEqual([queued]);
    expect(ledger.printJobs.get(printed)?.state).toBe('printed');
    ledger.close();
  });

  test('of a document are the original and its copies', () => {
    const original = sell();
    const other = sell();
    const first = copyOf(1, 1);
    ledger.printJobs.markSending(original);
    ledger.printJobs.markOutcome(original, 'sent');
    const second = copyOf(1, 2);
    expect(ledger.printJobs.ofDocument(1).map((job) => [job.jobId, job.copy, job.state])).toEqual([
      [original, 0, 'sent'],
      [first, 1, 'queued'],
      [second, 2, 'queued'],
    ]);
    expect(ledger.printJobs.ofDocument(2).map((job) => job.jobId)).toEqual([other]);
    ledger.close();
    expect(verifyLedger(file).ok).toBe(true);
  });

  test('move together with the entry that decides about them, or not at all', () => {
    const jobId = sell();
    const decide = (): void => void ledger.printJobs.settle(jobId, 'discarded');
    const draft = { ...saleDraft({ lines: 0 }), kind: 'print.settled', numbered: false, postings: [], printJobs: [] } as const;
    const failing = (): never => {
      decide();
      throw new Error('no');
    };
    expect(() => ledger.commit({ ...draft, inTransaction: failing })).toThrow('no');
    expect(ledger.printJobs.get(jobId)?.state).toBe('queued');
    ledger.commit({ ...draft, inTransaction: decide });
    expect(ledger.printJobs.get(jobId)?.state).toBe('discarded');
    ledger.close();
  });
});
