import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openShop, sell, type ShopAtWork } from '../shop-fixture.ts';
import type { PrintOutcome } from '#contract/device.ts';

const printed: PrintOutcome = { result: 'printed', problem: 'none', bytes: 900 };
const off: PrintOutcome = { result: 'failed', problem: 'unreachable', bytes: 0 };
const torn: PrintOutcome = { result: 'unknown', problem: 'unreachable', bytes: 400 };

let work: ShopAtWork;
beforeEach(async () => {
  work = await openShop();
});
afterEach(async () => {
  expect(work.unexpected).toEqual([]);
  await work.close();
});

describe('print jobs', () => {
  test('a printer that is off keeps the receipts waiting; when it is back they print by themselves, in order, once', async () => {
    let tries = 0;
    work.printer = () => {
      tries += 1;
      return off;
    };
    await sell(work, ['BAG-M'], 50);
    await sell(work, ['6973012450313'], 12_900);
    await work.until('printing', (printing) => printing.waiting === 2 && tries >= 2);
    work.printer = () => printed;
    await work.ask('print.resume', { role: 'receiptPrinter' });
    await work.until('printing', (printing) => printing.waiting === 0);
    expect(work.printed.map((job) => job.document.title)).toEqual(['小票 S001-01-1-000001', '小票 S001-01-1-000002']);
    expect(work.topic('printing').attention).toEqual([]);
  });

  test('without paper the receipts wait and say what for; with paper again they print by themselves, in order, once', async () => {
    work.printer = () => ({ result: 'blocked', problem: 'paper_out', bytes: 0 });
    await sell(work, ['BAG-M'], 50);
    await sell(work, ['6973012450313'], 12_900);
    const { jobs } = await work.until('printing', ({ waiting, jobs: [first] }) => waiting === 2 && first?.state === 'blocked');
    expect(jobs.map(({ receiptNumber, state, problem }) => [receiptNumber, state, problem])).toEqual([
      ['S001-01-1-000001', 'blocked', 'paper_out'],
      ['S001-01-1-000002', 'queued', 'none'],
    ]);
    const { sales } = await work.ask('sale.list', { limit: 2 });
    expect(sales.map(({ printState, printProblem }) => [printState, printProblem])).toEqual([
      ['queued', 'none'],
      ['blocked', 'paper_out'],
    ]);
    work.printer = () => printed;
    await work.ask('print.resume', { role: 'receiptPrinter' });
    await work.until('printing', ({ waiting }) => waiting === 0);
    expect(work.printed.map((job) => job.document.title)).toEqual(['小票 S001-01-1-000001', '小票 S001-01-1-000002']);
  });

  test('when the host answers with an error, a person is asked and the next receipt goes on', async () => {
    work.printer = () => Promise.reject(new Error('the host stumbled'));
    await sell(work, ['BAG-M'], 50);
    await work.until('printing', ({ attention }) => attention[0]?.state === 'unknown');
    work.printer = () => printed;
    await sell(work, ['6973012450313'], 12_900);
    await work.until('printing', ({ waiting }) => waiting === 0);
    expect(work.printed.map((job) => job.document.title)).toEqual(['小票 S001-01-1-000002']);
    expect(work.unexpected.splice(0)).toHaveLength(1);
  });

  test('how far a receipt is on its way is shown, and only the attempt that has the word may send', async () => {
    const outcome = Promise.withResolvers<PrintOutcome>();
    work.printer = () => outcome.promise;
    await sell(work, ['BAG-M'], 50);
    const [job] = (await work.until('printing', ({ jobs }) => jobs[0]?.state === 'preflight')).jobs;
    const progress = { jobId: job?.jobId ?? 0, attempt: 1, problem: 'none' } as const;
    await work.ask('print.progress', { ...progress, phase: 'sending' });
    expect(work.topic('printing').jobs).toMatchObject([{ state: 'sending' }]);
    await expect(work.ask('print.progress', { ...progress, phase: 'sending' })).rejects.toMatchObject({ code: 'print_job_settled' });
    await work.ask('print.progress', { ...progress, phase: 'confirming', problem: 'cover_open' });
    expect(work.topic('printing').jobs).toMatchObject([{ state: 'confirming', problem: 'cover_open' }]);
    outcome.resolve(printed);
    await work.until('printing', ({ waiting }) => waiting === 0);
    await expect(work.ask('print.progress', { ...progress, phase: 'confirming' })).rejects.toMatchObject({ code: 'print_job_settled' });
  });

  test('a receipt torn off midway is never sent again by itself: a person is asked', async () => {
    work.printer = () => torn;
    await sell(work, ['BAG-M'], 50);
    const { attention } = await work.until('printing', (printing) => printing.attention.length === 1);
    expect(attention[0]).toMatchObject({ state: 'unknown', receiptNumber: 'S001-01-1-000001', copy: 0, attempts: 1 });
    await work.ask('print.resume', { role: 'receiptPrinter' });
    await work.reopen();
    expect(work.printed).toHaveLength(1);
    expect(work.topic('printing').attention).toHaveLength(1);
  });

  test('"print it again" prints a copy that says so; "it did print" settles it; a settled job cannot be settled twice', async () => {
    work.printer = () => torn;
    await sell(work, ['BAG-M'], 50);
    const [job] = (await work.until('printing', (printing) => printing.attention.length === 1)).attention;
    work.printer = () => printed;
    await work.ask('print.settle', { jobId: job?.jobId ?? 0, decision: 'reprint' });
    await work.until('printing', (printing) => printing.waiting === 0 && printing.attention.length === 0);
    expect(JSON.stringify(work.printed.at(-1)?.document)).toContain('补打 第 1 次');
    await expect(work.ask('print.settle', { jobId: job?.jobId ?? 0, decision: 'printed' })).rejects.toMatchObject({
      code: 'print_job_settled',
    });
    await expect(work.ask('print.settle', { jobId: 999_999, decision: 'printed' })).rejects.toMatchObject({ code: 'print_job_unknown' });
  });

  test('a job for a printer that is not set up asks instead of trying for ever, and starts again with the station', async () => {
    work.printer = () => ({ result: 'failed', problem: 'misconfigured', bytes: 0 });
    await sell(work, ['BAG-M'], 50);
    await work.until('printing', (printing) => printing.attention[0]?.state === 'failed');
    work.printer = () => printed;
    await work.reopen();
    await work.until('printing', (printing) => printing.waiting === 0 && printing.attention.length === 0);
    expect(work.printed).toHaveLength(1);
  });

  test('a customer who asks gets a marked copy with the reasons of the prices, also where a torn one is printed again', async () => {
    await work.ask('basket.scan', { text: 'BAG-M', source: 'scanner' });
    await work.ask('basket.discount', { discount: { kind: 'amount', offMinor: 10 } });
    await sell(work, [], 40);
    await work.until('printing', (printing) => printing.waiting === 0);
    work.printer = () => torn;
    await work.ask('sale.reprint', { reasons: true });
    const { attention } = await work.until('printing', (printing) => printing.attention.length === 1);
    work.printer = () => printed;
    await work.ask('print.settle', { jobId: attention[0]?.jobId ?? 0, decision: 'reprint' });
    await work.until('printing', (printing) => printing.waiting === 0 && printing.attention.length === 0);
    await work.ask('sale.reprint', {});
    await work.until('printing', (printing) => printing.waiting === 0);
    const told = work.printed.map(({ document }) => ['价格说明', '补打 第'].map((words) => JSON.stringify(document).includes(words)));
    expect(told).toEqual([
      [false, false],
      [true, true],
      [true, true],
      [false, true],
    ]);
  });

  test('reprinting counts copies and is journaled; a shop without a printer sells without jobs', async () => {
    const { seq } = await sell(work, ['BAG-M'], 50);
    await work.until('printing', (printing) => printing.waiting === 0);
    expect(await work.ask('sale.reprint', {})).toMatchObject({ receiptNumber: 'S001-01-1-000001', copy: 1 });
    expect(await work.ask('sale.reprint', { seq })).toMatchObject({ copy: 2 });
    await work.until('printing', (printing) => printing.waiting === 0);
    expect(await work.ask('sale.get', { seq })).toMatchObject({
      copies: 2,
      printState: 'printed',
      sale: { receiptNumber: 'S001-01-1-000001' },
    });
    await expect(work.ask('sale.get', { seq: 77 })).rejects.toMatchObject({ code: 'sale_unknown' });
    const quiet = await openShop({ printsReceipts: false });
    await sell(quiet, ['BAG-M'], 50);
    expect(quiet.topic('printing')).toEqual({ waiting: 0, jobs: [], attention: [] });
    await expect(quiet.ask('sale.reprint', {})).rejects.toMatchObject({ code: 'device_not_ready' });
    await quiet.close();
  });
});
