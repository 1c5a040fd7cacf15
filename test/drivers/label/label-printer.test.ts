import { afterEach, expect, test } from 'vitest';
import type { DeviceProblem } from '#contract/device.ts';
import { createLabelPrinter, type LabelPrinter, type LabelPrinterLimits } from '#drivers/label/label-printer.ts';
import { findLabelPrinterModel } from '#drivers/label/models.ts';
import type { LinkStatus } from '#drivers/link.ts';
import { createMemoryTransport } from '#drivers/transport/memory.ts';
import { createTsplDecoder, type TsplEvent } from '#drivers/virtual/tspl-decode.ts';
import { createVirtualLabelPrinter, type VirtualLabelPrinter } from '#drivers/virtual/label-printer.ts';
import { createRecording } from '../../fakes/recording.ts';
import { labelOf } from './label-samples.ts';

const model = findLabelPrinterModel('tspl-203')!;
const label = labelOf({ type: 'text', x: 20, y: 20, width: 300, height: 40, text: '飞鹤奶粉 3段' });
const QUICK: Partial<LabelPrinterLimits> = {
  firstAnswerMs: 60,
  answerMs: 60,
  pollMs: 1,
  beginMs: 20,
  labelMs: 400,
  readyMs: 200,
  troubleHeartbeatMs: 5,
};

let started: LabelPrinter | undefined;

afterEach(() => started?.stop());

interface Bench {
  readonly printer: LabelPrinter;
  readonly virtual: VirtualLabelPrinter;
  /** Resolves when the printer reports that problem, `none` when it is well. */
  until(problem: DeviceProblem): Promise<unknown>;
}

function bench(limits: Partial<LabelPrinterLimits> = QUICK): Bench {
  const virtual = createVirtualLabelPrinter({ id: 'labels', model, onChange() {} });
  const waiting: { readonly problem: DeviceProblem; resolve(): void }[] = [];
  const tell = (status: LinkStatus): void => {
    for (const each of waiting) if (status.state === 'ready' && status.problem === each.problem) each.resolve();
  };
  const printer = createLabelPrinter({ id: 'labels', model, transport: virtual.transport, limits, backOffMs: [5], onStatus: tell });
  started = printer;
  printer.start();
  return {
    printer,
    virtual,
    until(problem) {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ problem, resolve });
      tell(printer.status);
      return promise;
    },
  };
}

test('labels come out one by one, each confirmed', async () => {
  const { printer, virtual } = bench();
  const outcomes = await Promise.all([printer.print(label), printer.print(label), printer.print(label)]);
  expect(outcomes.map(({ result, problem }) => [result, problem])).toEqual([
    ['printed', 'none'],
    ['printed', 'none'],
    ['printed', 'none'],
  ]);
  expect(virtual.view).toMatchObject({ printed: 3, unknown: [] });
  expect(virtual.view.labels.map(({ number, widthDots, heightDots }) => [number, widthDots, heightDots])).toEqual([
    [1, 320, 240],
    [2, 320, 240],
    [3, 320, 240],
  ]);
  expect(printer.status.statistics.outputs).toBe(3);
});

test.each(['paper_out', 'cover_open'] as const)(
  'with %s not one byte of a label leaves, and the printer says when it is well',
  async (fault) => {
    const { printer, virtual, until } = bench();
    await until('none');
    virtual.setFault(fault);
    expect(await printer.print(label)).toEqual({ result: 'failed', problem: fault, bytes: 0 });
    virtual.setFault('none');
    await until('none');
    expect(await printer.print(label)).toMatchObject({ result: 'printed' });
    expect(virtual.view.printed).toBe(1);
  },
);

test('a label that jams is unknown, those before it are printed, and the next one is not begun', async () => {
  const { printer, virtual } = bench();
  virtual.setFault('jam');
  const outcomes = await Promise.all([printer.print(label), printer.print(label), printer.print(label), printer.print(label)]);
  expect(outcomes.map(({ result, problem }) => [result, problem])).toEqual([
    ['printed', 'none'],
    ['printed', 'none'],
    ['unknown', 'jam'],
    ['failed', 'jam'],
  ]);
  expect(virtual.view.printed).toBe(2);
});

test('a cable that comes out within a label leaves its outcome unknown, and the next label is whole again', async () => {
  const { printer, virtual, until } = bench();
  await until('none');
  virtual.setFault('cut_off_midway');
  const { result, bytes } = await printer.print(label);
  expect(result).toBe('unknown');
  expect(bytes).toBeGreaterThan(0);
  virtual.setFault('none');
  await until('none');
  expect(await printer.print(label)).toMatchObject({ result: 'printed' });
  expect(virtual.view.printed).toBe(1);
});

test('an unplugged printer fails without a byte', async () => {
  const { printer, virtual, until } = bench();
  await until('none');
  virtual.setFault('unplugged');
  expect(await printer.print(label)).toMatchObject({ result: 'failed', bytes: 0 });
});

test('a label that does not fit is refused before anything is sent', async () => {
  const { printer, virtual, until } = bench();
  await until('none');
  const bytesBefore = virtual.view.bytes;
  const wide = labelOf({ type: 'barcode', x: 0, y: 0, width: 100, height: 50, symbology: 'EAN13', data: '6901234567892' });
  expect(await printer.print(wide)).toEqual({ result: 'failed', problem: 'misconfigured', bytes: 0 });
  expect(virtual.view.bytes).toBe(bytesBefore);
});

/** A printer that answers each status question with the next byte of the list, the last one for ever; with none it is mute. */
function answering(answers: readonly number[]): LabelPrinter {
  const { transport, device } = createMemoryTransport();
  let asked = 0;
  device.onData((bytes) => {
    if (bytes[0] !== 0x1b) return;
    const answer = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    if (answer !== undefined) device.send(Uint8Array.of(answer));
  });
  const printer = createLabelPrinter({ id: 'labels', model, transport, limits: QUICK, onStatus() {} });
  started = printer;
  printer.start();
  return printer;
}

test('a printer that never answers gets its labels sent, and is not asked again', async () => {
  const printer = answering([]);
  expect(await printer.print(label)).toMatchObject({ result: 'sent', problem: 'none' });
});

test('a printer that answers but never says that it prints gets its labels sent', async () => {
  const printer = answering([0x00]);
  expect(await printer.print(label)).toMatchObject({ result: 'sent' });
  expect(await printer.print(label)).toMatchObject({ result: 'sent' });
});

test('a label during which the paper ran out is unknown', async () => {
  // Asked at the connection, before the label, and twice after it.
  const printer = answering([0x00, 0x00, 0x20, 0x04]);
  expect(await printer.print(label)).toMatchObject({ result: 'unknown', problem: 'paper_out' });
});

test('a printer paused in the middle of a label is waited for', async () => {
  const printer = answering([0x00, 0x00, 0x30, 0x10, 0x20, 0x00]);
  expect(await printer.print(label)).toMatchObject({ result: 'printed' });
});

test('a printer that answered before and falls silent within a label leaves it unknown', async () => {
  const { transport, device } = createMemoryTransport();
  let asked = 0;
  device.onData((bytes) => {
    if (bytes[0] === 0x1b && (asked += 1) <= 2) device.send(Uint8Array.of(0x00));
  });
  const printer = createLabelPrinter({ id: 'labels', model, transport, limits: QUICK, onStatus() {} });
  started = printer;
  printer.start();
  expect(await printer.print(label)).toMatchObject({ result: 'unknown', problem: 'offline' });
});

test('a cable that comes out while a whole label is being printed leaves it unknown, so that it is never printed twice by itself', async () => {
  const { transport, device } = createMemoryTransport();
  let labelTaken = false;
  device.onData((bytes) => {
    if (bytes[0] !== 0x1b) labelTaken = true;
    else if (!labelTaken) device.send(Uint8Array.of(0x00));
    else device.break('offline');
  });
  const printer = createLabelPrinter({ id: 'labels', model, transport, limits: QUICK, onStatus() {} });
  started = printer;
  printer.start();
  expect(await printer.print(label)).toMatchObject({ result: 'unknown', problem: 'offline' });
});

test('a label lost behind the operating system, which had taken it whole, leaves no half command for the next one', async () => {
  const { transport, device } = createMemoryTransport();
  const decoder = createTsplDecoder(203);
  const events: TsplEvent[] = [];
  let lostBehind = Number.POSITIVE_INFINITY;
  device.onData((bytes) => {
    const arriving = bytes.subarray(0, lostBehind);
    for (const event of decoder.write(arriving)) {
      events.push(event);
      if (event.type === 'status') device.send(Uint8Array.of(0x00));
    }
    if (arriving.length < bytes.length) device.break('offline');
  });
  const states = createRecording<string>();
  const printer = createLabelPrinter({
    id: 'labels',
    model,
    transport,
    limits: QUICK,
    backOffMs: [5],
    onStatus: ({ state }) => states.add(state),
  });
  started = printer;
  printer.start();
  expect(await printer.print(label)).toMatchObject({ result: 'sent' });
  lostBehind = 200;
  states.clear();
  expect(await printer.print(label)).toMatchObject({ result: 'unknown' });
  lostBehind = Number.POSITIVE_INFINITY;
  await states.until((state) => state === 'ready');
  expect(await printer.print(label)).toMatchObject({ result: 'sent' });
  const out = events.filter(({ type }) => type === 'label');
  expect(out).toHaveLength(2);
  expect(out[1]).toEqual(out[0]);
});
