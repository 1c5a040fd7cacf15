import { afterEach, describe, expect, test } from 'vitest';
import type { PrintPhase } from '#contract/device.ts';
import type { PrintDocument } from '#contract/document.ts';
import type { LinkStatus } from '#drivers/link.ts';
import { encodeDocument } from '#drivers/printer/escpos/encode.ts';
import { createPosPrinter, type PosPrinter, type PrinterLimits } from '#drivers/printer/pos-printer.ts';
import { createMemoryTransport } from '#drivers/transport/memory.ts';
import { createVirtualPrinter, type VirtualPrinter } from '#drivers/virtual/printer.ts';
import { createRecording, type Recording } from '../../fakes/recording.ts';
import { modelNamed, onBench, SHORT_LIMITS, UNHURRIED } from './printer-on-wire.ts';

const RECEIPT: PrintDocument = { title: '甲', blocks: [{ type: 'text', text: '小满母婴' }, { type: 'cut' }] };

const started: PosPrinter[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((printer) => printer.stop()));
});

interface Epson {
  readonly printer: PosPrinter;
  readonly virtual: VirtualPrinter;
  readonly statuses: Recording<LinkStatus>;
  readonly drawer: Recording<boolean>;
}

function plugIn(modelId: string, limits: Partial<PrinterLimits> = {}): Epson {
  const model = modelNamed(modelId);
  const virtual = createVirtualPrinter({ id: 'receipt', model, onChange() {} });
  const statuses = createRecording<LinkStatus>();
  const drawer = createRecording<boolean>();
  const printer = createPosPrinter({
    id: 'receipt',
    model,
    transport: virtual.transport,
    limits: { ...SHORT_LIMITS, ...UNHURRIED, ...limits },
    backOffMs: [5],
    onStatus: (status) => statuses.add(status),
    onDrawerLevel: (high) => drawer.add(high),
  });
  started.push(printer);
  printer.start();
  return { printer, virtual, statuses, drawer };
}

describe('a printer that echoes process ids', () => {
  test('is known by its maker to, and confirms each document by its own', async () => {
    const { printer } = plugIn('epson-tm-t20iii');
    expect(printer.capabilities).toEqual({ dleEot: 'documented', asb: 'documented', gsR: 'documented', processId: 'documented' });
    for (let job = 1; job <= 3; job += 1) expect(await printer.print(RECEIPT)).toMatchObject({ result: 'printed' });
  });

  test('is not believed when it echoes the id of an older document', async () => {
    const { printer, virtual } = plugIn('epson-tm-t20iii');
    expect(await printer.print(RECEIPT)).toMatchObject({ result: 'printed' });
    virtual.setFault('stale_confirmation');
    expect(await printer.print(RECEIPT)).toMatchObject({ result: 'unknown', problem: 'offline' });
    expect(await printer.print(RECEIPT)).toMatchObject({ result: 'unknown', problem: 'offline' });
    virtual.setFault('none');
    expect(await printer.print(RECEIPT)).toMatchObject({ result: 'printed' });
  });
});

test('a model whose maker documents the echo and that never echoes is believed by its answer to GS r, and not waited for again', async () => {
  const { printer } = onBench({ dleEot: () => 0x12, gsR: () => 0x00 }, { modelId: 'epson-tm-t88vi', limits: { ...UNHURRIED, echoMs: 40 } });
  started.push(printer);
  printer.start();
  expect(await printer.print(RECEIPT)).toMatchObject({ result: 'printed' });
  expect(printer.capabilities).toMatchObject({ gsR: 'documented', processId: 'silent' });
  expect(await printer.print(RECEIPT)).toMatchObject({ result: 'printed' });
});

describe('answers to GS r', () => {
  test('that were owed confirm nothing: behind one unanswered question a document needs two answers to two questions', async () => {
    const bench = onBench({ dleEot: () => 0x12, gsR: () => 0x00 }, { limits: UNHURRIED });
    started.push(bench.printer);
    bench.printer.start();
    await bench.printer.print(RECEIPT);
    bench.behaviour.gsR = undefined;
    expect(await bench.printer.print(RECEIPT)).toMatchObject({ result: 'unknown' });
    bench.behaviour.gsR = () => 0x00;
    expect(await bench.printer.print(RECEIPT)).toMatchObject({ result: 'printed' });
    // One to see that it answers again, then the document, then two.
    const document = Buffer.from(encodeDocument(RECEIPT, modelNamed('generic-80'))).toString('hex');
    expect(bench.received.slice(-3)).toEqual(['1d7201', document, '1d72011d7201']);
  });

  test('that say "paper end" do not mean that the receipt is whole', async () => {
    const bench = onBench({ dleEot: () => 0x12, gsR: () => 0x0c }, { limits: UNHURRIED });
    started.push(bench.printer);
    bench.printer.start();
    expect(await bench.printer.print(RECEIPT)).toMatchObject({ result: 'unknown', problem: 'paper_out' });
  });
});

describe('a slow printer', () => {
  /** 268 bytes at 1000 a second. */
  const long: PrintDocument = { title: '长', blocks: Array.from({ length: 24 }, () => ({ type: 'text', text: '0123456789' }) as const) };
  test('is waited for as long as its bytes take', async () => {
    const { printer, virtual } = plugIn('bixolon-srp-350', { fenceMs: 10, fenceMsPerByte: 5 });
    virtual.setFault('slow', 1000);
    expect(await printer.print(long)).toMatchObject({ result: 'printed' });
  });

  test('is not waited for without end', async () => {
    const { printer, virtual } = plugIn('bixolon-srp-350', { fenceMs: 10, fenceMsPerByte: 0.1 });
    virtual.setFault('slow', 1000);
    expect(await printer.print(long)).toMatchObject({ result: 'unknown' });
  });
});

describe('pushed status', () => {
  test('tells of paper and cover without being asked, also after a document, which ends it', async () => {
    const { printer, virtual, statuses } = plugIn('epson-tm-t20iii');
    expect(await printer.print(RECEIPT)).toMatchObject({ result: 'printed' });
    virtual.setFault('paper_out');
    await statuses.until(({ problem }) => problem === 'paper_out');
    virtual.setFault('cover_open');
    await statuses.until(({ problem }) => problem === 'cover_open');
    statuses.clear();
    virtual.setFault('none');
    await statuses.until(({ problem }) => problem === 'none');
  });

  test('of the drawer is told once after connecting and at every change', async () => {
    const { printer, virtual, drawer } = plugIn('epson-tm-t20iii');
    await drawer.until((high) => !high);
    expect(await printer.print(RECEIPT)).toMatchObject({ result: 'printed' });
    virtual.setDrawerLevel(true);
    await drawer.until((high) => high);
    virtual.setDrawerLevel(false);
    expect(await printer.print(RECEIPT)).toMatchObject({ result: 'printed' });
    expect(drawer.all).toEqual([false, true, false]);
  });
});

describe('permission to send', () => {
  test('is asked for before the first byte; refused, not one leaves', async () => {
    const { printer, virtual } = plugIn('generic-80');
    const phases: PrintPhase[] = [];
    const outcome = await printer.print(RECEIPT, async (phase) => {
      phases.push(phase);
      if (phase === 'sending') throw new Error('no');
    });
    expect(outcome).toEqual({ result: 'failed', problem: 'offline', bytes: 0 });
    expect(phases).toEqual(['preflight', 'sending']);
    expect(virtual.view.paper).toEqual([]);
    expect(await printer.print(RECEIPT)).toMatchObject({ result: 'printed' });
  });

  test('that comes when the wire is gone meanwhile sends nothing', async () => {
    const { printer, virtual } = plugIn('generic-80');
    const outcome = await printer.print(RECEIPT, (phase) => {
      if (phase === 'sending') virtual.setFault('unplugged');
    });
    expect(outcome).toMatchObject({ result: 'failed', bytes: 0 });
  });
});

test('the echo of a document that was asked for on one wire confirms nothing on the next', async () => {
  const wire = createMemoryTransport();
  const model = modelNamed('epson-tm-t20iii');
  const asked: Buffer[] = [];
  wire.device.onData((bytes) => {
    const text = Buffer.from(bytes);
    if (text.length === 3 && text[0] === 0x10) wire.device.send(Uint8Array.of(0x12));
    const at = text.indexOf(Buffer.from('1d28480600', 'hex'));
    if (at < 0) return;
    asked.push(text.subarray(at + 7, at + 11));
    if (asked.length === 1) wire.device.break('offline');
  });
  const printer = createPosPrinter({
    id: 'receipt',
    model,
    transport: wire.transport,
    limits: { ...SHORT_LIMITS, ...UNHURRIED, fenceMs: 200 },
    backOffMs: [1],
    onStatus() {},
  });
  started.push(printer);
  printer.start();
  expect(await printer.print(RECEIPT)).toMatchObject({ result: 'unknown' });
  const second = printer.print(RECEIPT, (phase) => {
    if (phase === 'confirming') queueMicrotask(() => wire.device.send(Buffer.from(`\x37\x22${asked[0]?.toString() ?? ''}\0`, 'latin1')));
  });
  expect(await second).toMatchObject({ result: 'unknown' });
  expect(asked).toHaveLength(2);
});
