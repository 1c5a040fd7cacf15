import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMemoryLog } from '../fakes/memory-log.ts';
import { goods } from './store/shop-fixture.ts';
import type { Basket } from '#contract/basket.ts';
import { newRequestId } from '#contract/ids.ts';
import type { PrintingView } from '#contract/printing.ts';
import { createEscPosDecoder } from '#drivers/printer/escpos/decode.ts';
import { findPrinterModel } from '#drivers/printer/models.ts';
import { startStation } from '#main/compose.ts';
import type { StationHost } from '#main/host.ts';
import { parseSettings } from '#main/settings-file.ts';
import { openCatalog } from '#main/store/catalog/catalog-sql.ts';

/** A network printer that can be switched off and on and cut off in the middle, on a port that stays its own. */
let port: number;
let server: Server | undefined;
let sockets: Set<Socket>;
let paper: Buffer;
let watchers: Set<() => void>;
let folder: string;
let station: StationHost;
let topics: Map<string, unknown>;
let ask: (name: string, input: object) => Promise<unknown>;

/** `cutAfter`: it hangs up for good once this many bytes came. `hasPaper`: it answers status requests; without, it says nothing, as many do. */
async function switchOn(options: { readonly cutAfter?: number; readonly hasPaper?: () => boolean } = {}): Promise<void> {
  const opened = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      paper = Buffer.concat([paper, chunk]);
      if (options.hasPaper) socket.write(answersTo(chunk, options.hasPaper()));
      if (options.cutAfter !== undefined && paper.length >= options.cutAfter) switchOff();
      for (const watch of watchers) watch();
    });
  });
  opened.listen(port, '127.0.0.1');
  await once(opened, 'listening');
  port = (opened.address() as AddressInfo).port;
  server = opened;
}

/** Epson ESC/POS: DLE EOT 1 (printer), 2 (cause of offline), 4 (paper), each 0x12 when all is well; GS r 1 (paper) is 0 then. */
function answersTo(bytes: Buffer, hasPaper: boolean): Buffer {
  const withoutPaper: Readonly<Record<number, number>> = { 1: 0x1a, 2: 0x32, 4: 0x72 };
  const answers: number[] = [];
  for (const [index, byte] of bytes.entries()) {
    const next = [bytes[index + 1], bytes[index + 2] ?? 0] as const;
    if (byte === 0x10 && next[0] === 0x04) answers.push(hasPaper ? 0x12 : (withoutPaper[next[1]] ?? 0x12));
    if (byte === 0x1d && next[0] === 0x72 && hasPaper) answers.push(0x00);
  }
  return Buffer.from(answers);
}

function switchOff(): void {
  server?.close();
  for (const socket of sockets) socket.resetAndDestroy();
  sockets.clear();
}

function openStation(): void {
  const parsed = parseSettings(
    JSON.stringify({
      store: { code: 'S001', name: '小满母婴 望京店' },
      terminal: '01',
      devices: { printers: [{ id: 'receipt', model: 'generic-80', transport: { type: 'tcp', host: '127.0.0.1', port } }] },
      roles: { receiptPrinter: 'receipt' },
    }),
  );
  if (!('settings' in parsed)) throw new Error(JSON.stringify(parsed));
  station = startStation({
    dataDir: folder,
    settings: { kind: 'ok', settings: parsed.settings, file: 'settings.json' },
    log: createMemoryLog(),
  });
  topics = new Map();
  const till = station.connect('till', (text) => {
    const frame = JSON.parse(text) as { name: string; value: unknown };
    topics.set(frame.name, frame.value);
    for (const watch of watchers) watch();
  });
  ask = async (name, input) => {
    const request = { type: 'request', id: 1, name, input: { requestId: newRequestId(), ...input } };
    return JSON.parse(await till.receive(JSON.stringify(request))) as unknown;
  };
}

const until = (isReached: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const watch = (): void => {
      if (!isReached()) return;
      watchers.delete(watch);
      resolve();
    };
    watchers.add(watch);
    watch();
  });
const printing = (): PrintingView => (topics.get('printing') ?? { waiting: -1, jobs: [], attention: [] }) as PrintingView;

const printerProblem = (): string | undefined => (topics.get('devices') as { problem: string }[] | undefined)?.[0]?.problem;

async function sell(): Promise<void> {
  await ask('basket.scan', { text: '6973012450313', source: 'wedge' });
  const { basketId, revision, totalMinor } = topics.get('basket') as Basket;
  const reply = await ask('sale.complete', { basketId, basketRevision: revision, tenders: [{ kind: 'cash', amountMinor: totalMinor }] });
  expect(reply).toMatchObject({ ok: true });
}

/** The lines of everything that came out of the printer. */
function printedLines(): string[] {
  const model = findPrinterModel('generic-80');
  if (!model) throw new Error('generic-80');
  const { items } = createEscPosDecoder(model).write(paper);
  return items.flatMap((item) => (item.type === 'line' ? [item.runs.map((run) => run.text).join(' ')] : []));
}
const timesPrinted = (words: string): number => printedLines().filter((text) => text.includes(words)).length;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guitai-printing-'));
  const catalog = openCatalog(join(folder, 'catalog.db'));
  catalog.importProducts(goods, catalog.nextImportId());
  catalog.close();
  port = 0;
  sockets = new Set();
  watchers = new Set();
  paper = Buffer.alloc(0);
  await switchOn();
});
afterEach(async () => {
  await station.stop();
  switchOff();
  rmSync(folder, { recursive: true, force: true });
});

test('a printer that is off: the sale is made, the receipt waits, also over a restart, and comes once when the printer is on', async () => {
  switchOff();
  openStation();
  await station.ready;
  await sell();
  await until(() => printing().waiting === 1);
  await station.stop();
  openStation();
  await station.ready;
  await until(() => printing().waiting === 1);
  await switchOn();
  await until(() => printing().waiting === 0);
  expect(printing().attention).toEqual([]);
  expect(timesPrinted('单号 S001-01-1-000001')).toBe(1);
  expect(timesPrinted('补打')).toBe(0);
});

test('a printer cut off in the middle of a receipt: a person is asked, nothing prints by itself, and the second one is a marked copy', async () => {
  switchOff();
  await switchOn({ cutAfter: 300 });
  openStation();
  await station.ready;
  await sell();
  await until(() => printing().attention.length === 1);
  const [job] = printing().attention;
  expect(job).toMatchObject({ state: 'unknown', receiptNumber: 'S001-01-1-000001', copy: 0 });
  paper = Buffer.alloc(0);
  await switchOn();
  await ask('print.settle', { jobId: job?.jobId, decision: 'reprint' });
  await until(() => printing().waiting === 0 && printing().attention.length === 0);
  expect(timesPrinted('单号 S001-01-1-000001')).toBe(1);
  expect(timesPrinted('补打 第 1 次')).toBe(2);
});

test('a network printer without paper is sent nothing; with paper again the receipt comes by itself, once, and is confirmed', async () => {
  let hasPaper = false;
  switchOff();
  await switchOn({ hasPaper: () => hasPaper });
  openStation();
  await station.ready;
  await sell();
  await until(() => printerProblem() === 'paper_out' && printing().waiting === 1);
  expect(timesPrinted('单号')).toBe(0);
  hasPaper = true;
  await until(() => printing().waiting === 0);
  expect(timesPrinted('单号 S001-01-1-000001')).toBe(1);
  expect(printing().attention).toEqual([]);
  expect(await ask('sale.list', { requestId: undefined, limit: 1 })).toMatchObject({ output: { sales: [{ printState: 'printed' }] } });
});
