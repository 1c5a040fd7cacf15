import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { BenchFault, BenchView } from '#contract/bench.ts';
import type { DeviceStatus, PrinterRole, PrintOutcome } from '#contract/device.ts';
import type { PrintDocument } from '#contract/document.ts';
import { createEscPosDecoder } from '#drivers/printer/escpos/decode.ts';
import { findPrinterModel } from '#drivers/printer/models.ts';
import { createDevices, type Devices } from '#main/devices/devices.ts';
import { DeviceSettings, RoleSettings } from '#main/settings.ts';
import type { Publish } from '#main/store/publish.ts';
import { createMemoryLog } from '../../fakes/memory-log.ts';
import { plainAnswer } from '../../fakes/plain-printer.ts';
import { createRecording, type Recording } from '../../fakes/recording.ts';

const RECEIPT: PrintDocument = {
  title: '小票 S001-01-1-000001',
  blocks: [
    { type: 'text', text: '小满母婴' },
    ...Array.from({ length: 20 }, (_, line) => ({ type: 'pair', left: `第 ${line + 1} 行 奶粉`, right: '298.00' }) as const),
    { type: 'cut' },
  ],
};
const STORE = { role: 'store' } as const;
const BENCH = { role: 'bench' } as const;
const ROLES = { receiptPrinter: 'receipt', receiptPrinterFallback: 'backup', ticketPrinter: 'receipt' };
const VIRTUAL = { type: 'virtual' };
const MODEL = 'generic-80';

const folder = mkdtempSync(join(tmpdir(), 'guitai-printers-'));
const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Counter {
  readonly devices: Devices;
  readonly bench: Recording<BenchView>;
  readonly ready: Recording<PrinterRole>;
  print(role?: PrinterRole): Promise<PrintOutcome>;
  fault(deviceId: string, fault: BenchFault): Promise<void>;
  /** Resolves when topic `devices` says so, now or later. */
  untilRow(id: string, expected: Partial<DeviceStatus>): Promise<void>;
  /** Resolves when the last row of topic `devices` counts so many documents. */
  untilOutputs(id: string, outputs: number): Promise<void>;
  /** What a virtual printer has on its paper. */
  paper(id: string): string;
}

/** A counter with these printers by id. */
function open(transports: Readonly<Record<string, object>>, roles: object = ROLES): Counter {
  const rows = createRecording<readonly DeviceStatus[]>();
  const bench = createRecording<BenchView>();
  const ready = createRecording<PrinterRole>();
  const publish: Publish = (name, value) => {
    if (name === 'devices') rows.add(value as readonly DeviceStatus[]);
    if (name === 'bench') bench.add(value as BenchView);
  };
  const printers = Object.entries(transports).map(([id, transport]) => ({ id, model: MODEL, transport }));
  const devices = createDevices({
    settings: { store: { name: '小满母婴' }, devices: DeviceSettings.parse({ printers }), roles: RoleSettings.parse(roles) },
    publish,
    scan: async () => {},
    log: createMemoryLog(),
    backOffMs: [1],
    publishIntervalMs: 1,
  });
  devices.onPrinterReady((role) => ready.add(role));
  devices.start();
  closers.push(() => devices.stop());
  return {
    devices,
    bench,
    ready,
    print: async (role = 'receiptPrinter') => devices.handlers['port.print']({ jobId: 1, attempt: 1, role, document: RECEIPT }, STORE),
    async fault(deviceId, fault) {
      await devices.handlers['bench.fault']({ deviceId, fault }, BENCH);
    },
    async untilRow(id, expected) {
      await rows.until((all) =>
        all.some((row) => row.id === id && Object.entries(expected).every(([key, value]) => row[key as keyof DeviceStatus] === value)),
      );
    },
    async untilOutputs(id, outputs) {
      const last = rows.all.at(-1)?.find((row) => row.id === id)?.statistics.outputs;
      if (last === outputs) return;
      rows.clear();
      await rows.until((all) => all.some((row) => row.id === id && row.statistics.outputs === outputs));
    },
    paper(id) {
      const items = bench.all.at(-1)?.printers.find((printer) => printer.id === id)?.paper ?? [];
      return items.flatMap((item) => (item.type === 'line' ? [item.runs.map(({ text }) => text).join(' ')] : [])).join('\n');
    },
  };
}

describe('the fallback printer', () => {
  test.each(['unplugged', 'paper_out', 'cover_open'] as const)('prints the same receipt when the receipt printer is %s', async (fault) => {
    const counter = open({ receipt: VIRTUAL, backup: VIRTUAL });
    for (const id of ['receipt', 'backup']) await counter.untilRow(id, { state: 'ready' });
    expect(await counter.print()).toMatchObject({ result: 'printed' });
    await counter.bench.until(({ printers }) => printers[0]?.paper.at(-1)?.type === 'cut');
    await counter.fault('receipt', fault);
    expect(await counter.print()).toMatchObject({ result: 'printed', problem: 'none' });
    await counter.bench.until(({ printers }) => printers[1]?.paper.at(-1)?.type === 'cut');
    expect(counter.paper('backup')).toBe(counter.paper('receipt'));
    expect(counter.paper('backup')).toContain('第 20 行');
    // Which device printed is on its row and in the log.
    await counter.untilOutputs('backup', 1);
    await counter.untilOutputs('receipt', 1);
    await counter.bench.until(({ log }) => log.some(({ deviceId, summary }) => deviceId === 'backup' && summary.endsWith('printed')));
  });

  test('prints nothing when the receipt printer was cut off within the receipt: a person must look', async () => {
    const counter = open({ receipt: VIRTUAL, backup: VIRTUAL });
    for (const id of ['receipt', 'backup']) await counter.untilRow(id, { state: 'ready' });
    await counter.fault('receipt', 'cut_off_midway');
    expect(await counter.print()).toMatchObject({ result: 'unknown' });
    await counter.untilOutputs('backup', 0);
    expect(counter.paper('backup')).toBe('');
  });

  test('does not take tickets, and without a fallback the receipt waits', async () => {
    const counter = open({ receipt: VIRTUAL, backup: VIRTUAL });
    await counter.untilRow('receipt', { state: 'ready' });
    await counter.fault('receipt', 'paper_out');
    expect(await counter.print('ticketPrinter')).toEqual({ result: 'blocked', problem: 'paper_out', bytes: 0 });
    const alone = open({ receipt: VIRTUAL }, { receiptPrinter: 'receipt' });
    await alone.untilRow('receipt', { state: 'ready' });
    await alone.fault('receipt', 'paper_out');
    expect(await alone.print()).toEqual({ result: 'blocked', problem: 'paper_out', bytes: 0 });
  });

  test('that cannot print either leaves the receipt printer’s trouble to be put right, and well again it takes the waiting receipts', async () => {
    const counter = open({ receipt: VIRTUAL, backup: VIRTUAL });
    for (const id of ['receipt', 'backup']) await counter.untilRow(id, { state: 'ready' });
    await counter.fault('receipt', 'paper_out');
    await counter.fault('backup', 'cover_open');
    expect(await counter.print()).toEqual({ result: 'blocked', problem: 'paper_out', bytes: 0 });
    counter.ready.clear();
    await counter.fault('backup', 'none');
    expect(await counter.ready.until(() => true)).toBe('receiptPrinter');
    expect(await counter.print()).toMatchObject({ result: 'printed' });
  });

  /** Questions of the first look and of the preflight, 9 bytes each, and GS a between them come before the document. */
  const BEFORE_DOCUMENT = 21;
  test.each([0, 1, 8, 9, 12, 20, 21, 22, 40, 200, 900])(
    'prints exactly when the line broke before the document, here after %d bytes',
    async (bytes) => {
      const { port } = await printerThatHangsUp(bytes);
      const counter = open({ receipt: { type: 'tcp', host: '127.0.0.1', port }, backup: VIRTUAL });
      await counter.untilRow('backup', { state: 'ready' });
      const outcome = await counter.print();
      const isBefore = bytes < BEFORE_DOCUMENT;
      expect(outcome.result).toBe(isBefore ? 'printed' : 'unknown');
      await counter.untilOutputs('backup', isBefore ? 1 : 0);
    },
  );
});

describe('wires of printers, from settings to paper', () => {
  test('a device file gets the whole receipt; what became of it is not known', async () => {
    const path = join(folder, 'lp0');
    writeFileSync(path, '');
    const counter = open({ receipt: { type: 'file', path } });
    await counter.untilRow('receipt', { state: 'ready', wiring: path, virtual: false });
    expect(await counter.print()).toMatchObject({ result: 'sent', problem: 'none' });
    expect(createEscPosDecoder(modelOf()).write(readFileSync(path)).items.at(-1)).toEqual({ type: 'cut' });
  });

  test('a device file or a queue that does not exist is a lost row that says where it was looked for', async () => {
    const counter = open({ receipt: { type: 'file', path: join(folder, 'missing') }, office: { type: 'spooler', queue: 'no-such-queue' } });
    await counter.untilRow('receipt', { state: 'lost', problem: 'not_found', wiring: join(folder, 'missing') });
    await counter.untilRow('office', { state: 'lost', wiring: 'queue no-such-queue' });
  });

  test('a network printer with a session for each job is shown ready between two jobs', async () => {
    const { port, connections } = await printerThatHangsUp(Number.POSITIVE_INFINITY);
    const counter = open({ receipt: { type: 'tcp', host: '127.0.0.1', port, session: 'job' } });
    await counter.untilRow('receipt', { state: 'ready', problem: 'none' });
    expect(await counter.print()).toMatchObject({ result: 'printed' });
    await counter.untilOutputs('receipt', 1);
    await counter.untilRow('receipt', { state: 'ready' });
    const before = connections();
    expect(await counter.print()).toMatchObject({ result: 'printed' });
    expect(connections()).toBe(before + 1);
  });
});

function modelOf() {
  const model = findPrinterModel(MODEL);
  if (!model) throw new Error(`no model ${MODEL}`);
  return model;
}

/** A well printer on loopback whose line breaks when more than these bytes came in on one connection. */
async function printerThatHangsUp(afterBytes: number): Promise<{ readonly port: number; connections(): number }> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    const decoder = createEscPosDecoder(modelOf());
    let bytes = 0;
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      bytes += chunk.length;
      if (bytes > afterBytes) return void socket.destroy();
      for (const request of decoder.write(chunk).requests) {
        const answer = plainAnswer(request, 'none');
        if (answer) socket.write(answer);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}
