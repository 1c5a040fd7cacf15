import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PrintOutcome } from '#contract/device.ts';
import type { LabelDocument, LabelItem, LabelJob, LabelTemplateId } from '#contract/label.ts';
import { openShop, plain, type ShopAtWork } from '../shop-fixture.ts';

const PRINTED: PrintOutcome = { result: 'printed', problem: 'none', bytes: 100 };
const PAPER_OUT: PrintOutcome = { result: 'failed', problem: 'paper_out', bytes: 0 };
const UNKNOWN: PrintOutcome = { result: 'unknown', problem: 'offline', bytes: 50 };

let work: ShopAtWork;
let napkins: number;
let bag: number;

beforeEach(async () => {
  work = await openShop({}, [
    { ...plain, sku: 'LONG', barcodes: ['THIS-CODE-IS-FAR-TOO-LONG-FOR-A-LABEL-40'], name: '条码太长', priceMinor: 100 },
    { ...plain, sku: '中文货号', barcodes: [], name: '没有条码', priceMinor: 100 },
    { ...plain, sku: 'CUP-1', barcodes: [], name: '杯子', category: '杯具', priceMinor: 100 },
    { ...plain, sku: 'CUP-2', barcodes: [], name: '大杯子', category: '杯具', priceMinor: 200 },
  ]);
  napkins = await idOf('6973012450313');
  bag = await idOf('BAG-M');
});
afterEach(() => work.close());

async function idOf(text: string): Promise<number> {
  const found = await work.ask('label.find', { text, source: 'typed' });
  if (found.kind !== 'product') throw new Error(`${text} is ${found.kind}`);
  return found.product.id;
}

function order(template: LabelTemplateId, ...items: LabelItem[]): Promise<{ jobId: number }> {
  return work.ask('label.order', { template, items });
}

function until(jobId: number, holds: (job: LabelJob) => boolean): Promise<unknown> {
  return work.until('labels', ({ jobs }) => jobs.some((each) => each.jobId === jobId && holds(each)));
}

function job(jobId: number): LabelJob | undefined {
  return work.topic('labels').jobs.find((each) => each.jobId === jobId);
}

const isDone = ({ state }: LabelJob): boolean => state === 'done';

/** The texts of printed labels that are serial numbers. */
function serials(documents: readonly LabelDocument[]): readonly string[] {
  return documents.map(({ elements }) =>
    elements.flatMap((each) => (each.type === 'text' && each.text.startsWith('S00101') ? [each.text] : [])).join(),
  );
}

test('labels come out in the order they were asked for, and the job says how far it is', async () => {
  const seen: number[] = [];
  work.labelPrinter = () => {
    seen.push(work.topic('labels').jobs[0]?.done ?? -1);
    return PRINTED;
  };
  const { jobId } = await order('shelf-40x30', { productId: napkins, copies: 2 }, { productId: bag, copies: 1 });
  await until(jobId, isDone);
  expect(seen).toEqual([0, 1, 2]);
  expect(work.labels.map(({ title }) => title)).toEqual(['棉绒 拉拉裤 XL', '棉绒 拉拉裤 XL', '购物袋 中号']);
  expect(job(jobId)).toMatchObject({ state: 'done', done: 3, total: 3, title: '棉绒 拉拉裤 XL', unconfirmed: false });
});

test('asked twice under one request, labels are printed once; other content under it is refused', async () => {
  const requestId = '019b0000-0000-7000-8000-000000000001';
  const input = { requestId, template: 'shelf-40x30' as const, items: [{ productId: napkins, copies: 1 }] };
  const [first, again] = await Promise.all([work.ask('label.order', input), work.ask('label.order', input)]);
  expect(again).toEqual(first);
  await until(first.jobId, isDone);
  expect(work.labels).toHaveLength(1);
  await expect(work.ask('label.order', { ...input, items: [{ productId: bag, copies: 1 }] })).rejects.toMatchObject({
    code: 'request_conflict',
  });
});

test('every piece gets a number of its own, on disk before it is printed, and never again', async () => {
  const first = await order('serial-40x30', { productId: napkins, copies: 3, batch: 'B1' });
  await until(first.jobId, isDone);
  await work.reopen();
  const second = await order('serial-40x30', { productId: bag, copies: 1 });
  await until(second.jobId, isDone);
  // 2026-11-22 07:43:52 UTC is hundredth 2,810,783,200 of the year: 02KRJ9F0 in base 32.
  expect(serials(work.labels)).toEqual(['S0010102KRJ9F0', 'S0010102KRJ9F1', 'S0010102KRJ9F2', 'S0010102KRJ9F3']);
});

test('the code on such a label is understood at the till', async () => {
  const { jobId } = await order(
    'serial-40x30',
    { productId: napkins, copies: 1, batch: 'B1', expiry: '2027-11-30' },
    { productId: bag, copies: 1 },
  );
  await until(jobId, isDone);
  const codes = work.labels.flatMap(({ elements }) => elements.flatMap((each) => (each.type === 'matrix' ? [each.data] : [])));
  expect(codes).toHaveLength(2);
  for (const code of codes)
    expect(await work.ask('basket.scan', { text: `]d2${code}`, source: 'scanner' })).toMatchObject({ kind: 'added' });
  expect(work.topic('basket').lines.map(({ sku, gs1 }) => [sku, gs1])).toEqual([
    ['ND-XL-44', { batch: 'B1', expiry: '2027-11-30', serial: 'S0010102KRJ9F0' }],
    ['BAG-M', { serial: 'S0010102KRJ9F1' }],
  ]);
});

test('without paper the job waits and goes on with the right label when the printer is well', async () => {
  let answers = [PRINTED, PAPER_OUT];
  work.labelPrinter = () => answers.shift() ?? PRINTED;
  const { jobId } = await order('serial-40x30', { productId: napkins, copies: 3 });
  await until(jobId, ({ state }) => state === 'blocked');
  expect(job(jobId)).toMatchObject({ done: 1, problem: 'paper_out' });
  answers = [];
  await work.ask('label.printerReady', {}, 'device');
  await until(jobId, isDone);
  expect(serials(work.labels)).toEqual(['S0010102KRJ9F0', 'S0010102KRJ9F1', 'S0010102KRJ9F2']);
});

test('a label nobody knows about is asked: when it came out the next one follows', async () => {
  const answers = [PRINTED, UNKNOWN];
  work.labelPrinter = () => answers.shift() ?? PRINTED;
  const { jobId } = await order('serial-40x30', { productId: napkins, copies: 3 });
  await until(jobId, ({ state }) => state === 'asking');
  expect(job(jobId)).toMatchObject({ done: 1 });
  await work.ask('label.settle', { jobId, label: 2, decision: 'printed' });
  await until(jobId, isDone);
  // A second word on the same label changes nothing.
  await work.ask('label.settle', { jobId, label: 2, decision: 'reprint' });
  expect(serials(work.labels)).toEqual(['S0010102KRJ9F0', 'S0010102KRJ9F1', 'S0010102KRJ9F2']);
});

test('when it did not come out it is printed again with its own number, marked', async () => {
  const answers = [UNKNOWN];
  work.labelPrinter = () => answers.shift() ?? PRINTED;
  const { jobId } = await order('serial-40x30', { productId: napkins, copies: 2 });
  await until(jobId, ({ state }) => state === 'asking');
  await work.ask('label.settle', { jobId, label: 1, decision: 'reprint' });
  await until(jobId, isDone);
  expect(serials(work.labels)).toEqual(['S0010102KRJ9F0', 'S0010102KRJ9F0 补', 'S0010102KRJ9F1']);
  expect(job(jobId)).toMatchObject({ reprints: 1 });
});

test('when the host answers with an error, a person is asked about the label', async () => {
  work.labelPrinter = () => Promise.reject(new Error('the host stumbled'));
  const { jobId } = await order('shelf-40x30', { productId: napkins, copies: 1 });
  await until(jobId, ({ state, done }) => state === 'asking' && done === 0);
});

test('a paused job ends its label and begins no other until it is resumed', async () => {
  const { promise: inPrinter, resolve: reached } = Promise.withResolvers<void>();
  const { promise: out, resolve: letOut } = Promise.withResolvers<void>();
  work.labelPrinter = async () => {
    reached();
    await out;
    return PRINTED;
  };
  const { jobId } = await order('shelf-40x30', { productId: napkins, copies: 3 });
  await inPrinter;
  await work.ask('label.pause', { jobId });
  letOut();
  await until(jobId, ({ state, done }) => state === 'paused' && done === 1);
  await work.reopen();
  expect(job(jobId)).toMatchObject({ state: 'paused', done: 1 });
  await work.ask('label.resume', { jobId });
  await until(jobId, isDone);
  expect(work.labels).toHaveLength(3);
});

test('a cancelled job prints no further label, and a later one does', async () => {
  work.labelPrinter = () => PAPER_OUT;
  const first = await order('shelf-40x30', { productId: napkins, copies: 3 });
  await until(first.jobId, ({ state }) => state === 'blocked');
  const second = await order('shelf-40x30', { productId: bag, copies: 1 });
  expect(job(second.jobId)).toMatchObject({ state: 'waiting' });
  await work.ask('label.cancel', { jobId: first.jobId });
  work.labelPrinter = () => PRINTED;
  await work.ask('label.printerReady', {}, 'device');
  await until(second.jobId, isDone);
  expect(job(first.jobId)).toMatchObject({ state: 'cancelled', done: 0 });
  expect(work.labels.map(({ title }) => title)).toEqual(['购物袋 中号']);
});

test('a restart goes on with the next label', async () => {
  const answers = [PRINTED, PAPER_OUT];
  work.labelPrinter = () => answers.shift() ?? PAPER_OUT;
  const { jobId } = await order('serial-40x30', { productId: napkins, copies: 3 });
  await until(jobId, ({ state }) => state === 'blocked');
  work.labelPrinter = () => PRINTED;
  await work.reopen();
  await until(jobId, isDone);
  expect(serials(work.labels)).toEqual(['S0010102KRJ9F0', 'S0010102KRJ9F1', 'S0010102KRJ9F2']);
});

test('labels of an earlier job are printed again by number, marked', async () => {
  const first = await order('serial-40x30', { productId: napkins, copies: 2 }, { productId: bag, copies: 2 });
  await until(first.jobId, isDone);
  work.labels.length = 0;
  const again = await work.ask('label.reprint', { jobId: first.jobId, from: 2, to: 3 });
  await until(again.jobId, isDone);
  expect(serials(work.labels)).toEqual(['S0010102KRJ9F1 补', 'S0010102KRJ9F2 补']);
  expect(job(again.jobId)).toMatchObject({ total: 2, reprints: 2 });
  await expect(work.ask('label.reprint', { jobId: first.jobId, from: 3, to: 5 })).rejects.toMatchObject({ code: 'label_job_unknown' });
});

test('labels of another size wait until somebody has changed the roll', async () => {
  const small = await order('shelf-40x30', { productId: napkins, copies: 1 });
  await until(small.jobId, isDone);
  const large = await order('shelf-60x40', { productId: napkins, copies: 1 });
  expect(job(large.jobId)).toMatchObject({ state: 'paused', changeRoll: true, done: 0 });
  await work.ask('label.resume', { jobId: large.jobId });
  await until(large.jobId, isDone);
  expect(job(large.jobId)).toMatchObject({ changeRoll: false });
});

test('a job whose turn comes when the roll of another one is in the printer waits too', async () => {
  const small = await order('shelf-40x30', { productId: napkins, copies: 1 });
  await until(small.jobId, isDone);
  work.labelPrinter = () => PAPER_OUT;
  const large = await order('shelf-60x40', { productId: napkins, copies: 1 });
  const late = await order('shelf-40x30', { productId: bag, copies: 1 });
  await until(late.jobId, ({ state }) => state === 'blocked');
  work.labelPrinter = () => PRINTED;
  await work.ask('label.resume', { jobId: large.jobId });
  await work.ask('label.printerReady', {}, 'device');
  await until(large.jobId, isDone);
  await until(late.jobId, ({ state, changeRoll }) => state === 'paused' && changeRoll);
  await work.ask('label.resume', { jobId: late.jobId });
  await until(late.jobId, isDone);
  expect(work.labels.map(({ width }) => width)).toEqual([400, 600, 400]);
});

test('an order with one label that does not fit is refused whole, and so is one without a code or with too many', async () => {
  const long = await idOf('LONG');
  const nameless = await idOf('中文货号');
  await expect(order('shelf-40x30', { productId: napkins, copies: 1 }, { productId: long, copies: 1 })).rejects.toMatchObject({
    code: 'label_misfit',
  });
  await expect(order('serial-40x30', { productId: nameless, copies: 1 })).rejects.toMatchObject({ code: 'label_no_code' });
  const many = Array.from({ length: 6 }, () => ({ productId: napkins, copies: 999 }));
  await expect(order('shelf-40x30', ...many)).rejects.toMatchObject({ code: 'label_too_many' });
  await expect(order('shelf-40x30', { productId: 99_999, copies: 1 })).rejects.toMatchObject({ code: 'product_unknown' });
  expect(work.topic('labels').jobs).toEqual([]);
  expect(work.labels).toEqual([]);
});

test('a scan for a label finds the product with its batch and expiry, words give a choice, and nothing goes into the basket', async () => {
  const text = ']d201069730124503131727113010B7';
  expect(await work.ask('label.find', { text, source: 'wedge' })).toMatchObject({
    kind: 'product',
    product: { id: napkins },
    batch: 'B7',
    expiry: '2027-11-30',
  });
  expect(await work.ask('label.find', { text: '湿巾', source: 'typed' })).toMatchObject({
    kind: 'choose',
    products: [{ name: '净芽 手口湿巾' }, { name: '云朵 婴儿湿巾' }],
  });
  expect(await work.ask('label.find', { text: '6901111111111', source: 'wedge' })).toEqual({ kind: 'unknown' });
  expect(work.topic('basket').lines).toEqual([]);
});

test('a whole category can be labelled', async () => {
  expect(await work.ask('label.categories', {})).toEqual({ categories: ['杯具'] });
  const { products, more } = await work.ask('label.category', { category: '杯具' });
  expect([products.map(({ sku }) => sku), more]).toEqual([['CUP-1', 'CUP-2'], false]);
});

test('the preview shows the label without giving a number away', async () => {
  const shown = await work.ask('label.preview', { template: 'serial-40x30', item: { productId: napkins, copies: 1 } });
  expect(shown).toMatchObject({ dpi: 203, widthDots: 320, heightDots: 240 });
  const { jobId } = await order('serial-40x30', { productId: napkins, copies: 1 });
  await until(jobId, isDone);
  expect(serials(work.labels)).toEqual(['S0010102KRJ9F0']);
});
