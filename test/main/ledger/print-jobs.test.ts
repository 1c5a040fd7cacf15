import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ledger } from '#main/ledger/ledger.ts';
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

const settled = expect.objectContaining({ code: 'print_job_settled' });

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
    expect(ledger.printJobs.waiting('receiptPrinter', 2).map((job) => job.jobId)).toEqual(jobs.slice(0, 2));
    expect(ledger.printJobs.count(['queued'])).toBe(3);
    ledger.close();
  });

  test.each(['printed', 'sent'] as const)('go queued → preflight → sending → confirming → %s and are settled then', (result) => {
    const jobId = sell();
    expect(ledger.printJobs.begin(jobId)).toMatchObject({ state: 'preflight', attempts: 1 });
    expect(ledger.printJobs.advance(jobId, 1, 'sending', 'none').state).toBe('sending');
    expect(ledger.printJobs.advance(jobId, 1, 'confirming', 'paper_out')).toMatchObject({ state: 'confirming', problem: 'paper_out' });
    expect(ledger.printJobs.markOutcome(jobId, { result, problem: 'none' })).toMatchObject({ state: result, attempts: 1 });
    expect(ledger.printJobs.get(jobId)).toMatchObject({ state: result, attempts: 1, seq: 1 });
    expect(ledger.printJobs.count(['queued', 'preflight', 'sending', 'confirming', 'blocked', 'failed', 'unknown'])).toBe(0);
    expect(() => ledger.printJobs.settle(jobId, 'discarded')).toThrow(settled);
    ledger.close();
    expect(verifyLedger(file).ok).toBe(true);
  });

  test('that are blocked keep what they wait for and their place before later ones', () => {
    const [blocked, later] = [sell(), sell()];
    ledger.printJobs.begin(blocked);
    ledger.printJobs.markOutcome(blocked, { result: 'blocked', problem: 'paper_out' });
    expect(ledger.printJobs.waiting('receiptPrinter', 9).map((job) => [job.jobId, job.state, job.problem])).toEqual([
      [blocked, 'blocked', 'paper_out'],
      [later, 'queued', 'none'],
    ]);
    // Asked again, it still waits for paper; only what is sent waits for nothing.
    expect(ledger.printJobs.begin(blocked)).toMatchObject({ state: 'preflight', problem: 'paper_out', attempts: 2 });
    expect(ledger.printJobs.advance(blocked, 2, 'preflight', 'none').problem).toBe('paper_out');
    expect(ledger.printJobs.advance(blocked, 2, 'sending', 'none').problem).toBe('none');
    ledger.close();
  });

  test('that failed may be queued again and say why they wait, those unknown may not', () => {
    const [failed, unknown] = [sell(), sell()];
    ledger.printJobs.begin(failed);
    ledger.printJobs.markOutcome(failed, { result: 'failed', problem: 'unreachable' });
    expect(ledger.printJobs.requeue(failed)).toMatchObject({ state: 'queued', problem: 'unreachable', attempts: 1 });
    ledger.printJobs.begin(unknown);
    ledger.printJobs.markOutcome(unknown, { result: 'unknown', problem: 'offline' });
    expect(() => ledger.printJobs.requeue(unknown)).toThrow(settled);
    expect(ledger.printJobs.settle(unknown, 'discarded').state).toBe('discarded');
    ledger.close();
  });

  test('may be sent once an attempt, and not by an attempt that was given up', () => {
    const jobId = sell();
    expect(() => ledger.printJobs.advance(jobId, 1, 'sending', 'none')).toThrow(settled);
    ledger.printJobs.begin(jobId);
    expect(() => ledger.printJobs.begin(jobId)).toThrow(settled);
    expect(() => ledger.printJobs.begin(999)).toThrow(expect.objectContaining({ code: 'print_job_unknown' }));
    ledger.close();
    // The store died in preflight; what it had asked for is still on its way.
    ledger = openTestLedger(file);
    expect(ledger.printJobs.begin(jobId).attempts).toBe(2);
    expect(() => ledger.printJobs.advance(jobId, 1, 'sending', 'none')).toThrow(settled);
    ledger.printJobs.advance(jobId, 2, 'sending', 'none');
    expect(() => ledger.printJobs.advance(jobId, 2, 'sending', 'none')).toThrow(settled);
    ledger.close();
  });

  test('found at start: in preflight they are queued again, in sending or confirming unknown; all others stay as they were', () => {
    const [queued, preflight, sending, confirming, blocked, printed] = Array.from({ length: 6 }, sell) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    for (const jobId of [preflight, sending, confirming, blocked, printed]) ledger.printJobs.begin(jobId);
    for (const jobId of [sending, confirming]) ledger.printJobs.advance(jobId, 1, 'sending', 'none');
    ledger.printJobs.advance(confirming, 1, 'confirming', 'paper_out');
    ledger.printJobs.markOutcome(blocked, { result: 'blocked', problem: 'cover_open' });
    ledger.printJobs.markOutcome(printed, { result: 'printed', problem: 'none' });
    ledger.close();
    ledger = openTestLedger(file);
    expect(ledger.printJobs.list(['unknown'], 10).map((job) => [job.jobId, job.problem])).toEqual([
      [sending, 'none'],
      [confirming, 'paper_out'],
    ]);
    expect(ledger.printJobs.list(['queued'], 10).map((job) => job.jobId)).toEqual([queued, preflight]);
    expect(ledger.printJobs.get(blocked)).toMatchObject({ state: 'blocked', problem: 'cover_open' });
    expect(ledger.printJobs.get(printed)?.state).toBe('printed');
    ledger.close();
  });

  test('of a document are the original and its copies', () => {
    const original = sell();
    const other = sell();
    const first = copyOf(1, 1);
    ledger.printJobs.begin(original);
    ledger.printJobs.markOutcome(original, { result: 'sent', problem: 'none' });
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
