import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMemoryLog } from '../fakes/memory-log.ts';
import { createRecording, type Recording } from '../fakes/recording.ts';
import { goods } from './store/shop-fixture.ts';
import type { Basket } from '#contract/basket.ts';
import type { BenchFault, BenchView } from '#contract/bench.ts';
import { newRequestId } from '#contract/ids.ts';
import type { PrintingView } from '#contract/printing.ts';
import { startStation } from '#main/compose.ts';
import type { Connection, StationHost } from '#main/host.ts';
import { parseSettings } from '#main/settings-file.ts';
import { openCatalog } from '#main/store/catalog/catalog-sql.ts';

interface Frame {
  readonly name: string;
  readonly value: unknown;
}

let folder: string;
let station: StationHost;
let frames: Recording<Frame>;
let till: Connection;
let bench: Connection;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guitai-blocked-'));
  const catalog = openCatalog(join(folder, 'catalog.db'));
  catalog.importProducts(goods, catalog.nextImportId());
  catalog.close();
});
afterEach(async () => {
  await station.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The whole station with a virtual printer of this model. */
async function openStation(model: string): Promise<void> {
  const parsed = parseSettings(
    JSON.stringify({
      store: { code: 'S001', name: '小满母婴 望京店' },
      terminal: '01',
      devices: { printers: [{ id: 'receipt', model, transport: { type: 'virtual' } }] },
      roles: { receiptPrinter: 'receipt' },
    }),
  );
  if (!('settings' in parsed)) throw new Error(JSON.stringify(parsed));
  const settings = { kind: 'ok', settings: parsed.settings, file: 'settings.json' } as const;
  station = startStation({ dataDir: folder, settings, log: createMemoryLog() });
  frames = createRecording<Frame>();
  const push = (text: string): void => frames.add(JSON.parse(text) as Frame);
  till = station.connect('till', push);
  bench = station.connect('bench', push);
  await station.ready;
}

async function ask(connection: Connection, name: string, input: object): Promise<{ readonly ok: boolean; readonly output: never }> {
  return JSON.parse(await connection.receive(JSON.stringify({ type: 'request', id: 1, name, input }))) as never;
}
const fault = (kind: BenchFault, bytes?: number): Promise<unknown> =>
  ask(bench, 'bench.fault', { deviceId: 'receipt', fault: kind, ...(bytes === undefined ? {} : { bytes }) });

/** Resolves with the first value of a topic that satisfies the test, from now on or before. */
async function until<Value>(topic: string, satisfies: (value: Value) => boolean): Promise<Value> {
  const frame = await frames.until(({ name, value }) => name === topic && satisfies(value as Value));
  return frame.value as Value;
}

async function sell(): Promise<void> {
  frames.clear();
  await ask(till, 'basket.scan', { requestId: newRequestId(), text: '6973012450313', source: 'wedge' });
  const { basketId, revision, totalMinor } = await until<Basket>('basket', ({ lines }) => lines.length === 1);
  frames.clear();
  const tenders = [{ kind: 'cash', amountMinor: totalMinor }];
  const input = { requestId: newRequestId(), basketId, basketRevision: revision, tenders };
  expect(await ask(till, 'sale.complete', input)).toMatchObject({ ok: true });
}

const printState = async (): Promise<unknown> => (await ask(till, 'sale.list', { limit: 1 })).output;
const timesOnPaper = (view: BenchView, words: string): number =>
  (view.printers[0]?.paper ?? []).filter(
    (item) =>
      item.type === 'line' &&
      item.runs
        .map(({ text }) => text)
        .join('')
        .includes(words),
  ).length;

test('paper that runs out within a receipt: the till says so, and with paper again the receipt is finished and confirmed, once', async () => {
  await openStation('generic-80');
  await fault('slow', 4000);
  await sell();
  await until<PrintingView>('printing', ({ jobs }) => jobs[0]?.state === 'confirming');
  await fault('paper_out');
  const { jobs } = await until<PrintingView>('printing', ({ jobs: [job] }) => job?.problem === 'paper_out');
  expect(jobs).toMatchObject([{ state: 'confirming', receiptNumber: 'S001-01-1-000001', attempts: 1 }]);
  expect(await printState()).toMatchObject({ sales: [{ printState: 'confirming', printProblem: 'paper_out' }] });
  frames.clear();
  await fault('none');
  expect(await until<PrintingView>('printing', ({ waiting }) => waiting === 0)).toMatchObject({ attention: [] });
  const view = await until<BenchView>('bench', ({ printers }) => printers[0]?.paper.at(-1)?.type === 'cut');
  expect(timesOnPaper(view, '单号 S001-01-1-000001')).toBe(1);
  expect(await printState()).toMatchObject({ sales: [{ printState: 'printed', printProblem: 'none' }] });
});

test('an open cover before a receipt: not one byte is sent, and closed again the receipt comes by itself', async () => {
  await openStation('epson-tm-t88vi');
  await fault('cover_open');
  await sell();
  const { jobs } = await until<PrintingView>('printing', ({ jobs: [job] }) => job?.state === 'blocked');
  expect(jobs).toMatchObject([{ problem: 'cover_open', receiptNumber: 'S001-01-1-000001' }]);
  expect(await printState()).toMatchObject({ sales: [{ printProblem: 'cover_open' }] });
  frames.clear();
  await fault('none');
  await until<PrintingView>('printing', ({ waiting }) => waiting === 0);
  const view = await until<BenchView>('bench', ({ printers }) => printers[0]?.paper.at(-1)?.type === 'cut');
  expect(timesOnPaper(view, '单号 S001-01-1-000001')).toBe(1);
});
