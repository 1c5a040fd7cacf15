import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMemoryLog } from '../fakes/memory-log.ts';
import { createRecording, type Recording } from '../fakes/recording.ts';
import { goods } from './store/shop-fixture.ts';
import type { Basket } from '#contract/basket.ts';
import type { DeviceStatus } from '#contract/device.ts';
import { newRequestId } from '#contract/ids.ts';
import type { PrintingView } from '#contract/printing.ts';
import { createEscPosDecoder } from '#drivers/printer/escpos/decode.ts';
import { findPrinterModel } from '#drivers/printer/models.ts';
import { startStation } from '#main/compose.ts';
import type { StationHost } from '#main/host.ts';
import { parseSettings } from '#main/settings-file.ts';
import { openCatalog } from '#main/store/catalog/catalog-sql.ts';

let folder: string;
let station: StationHost;
let topics: Recording<{ readonly name: string; readonly value: unknown }>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guitai-second-'));
  topics = createRecording();
  const catalog = openCatalog(join(folder, 'catalog.db'));
  catalog.importProducts(goods, catalog.nextImportId());
  catalog.close();
});
afterEach(async () => {
  await station.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The whole station with a receipt printer that is not plugged in and a plain file as the second printer. */
function openStation(): (name: string, input: object) => Promise<unknown> {
  const parsed = parseSettings(
    JSON.stringify({
      store: { code: 'S001', name: '小满母婴 望京店' },
      terminal: '01',
      devices: {
        printers: [
          { id: 'front', model: 'epson-tm-t88vi', transport: { type: 'file', path: join(folder, 'lp0') } },
          { id: 'back', model: 'generic-58', transport: { type: 'file', path: join(folder, 'lp1') } },
        ],
      },
      roles: { receiptPrinter: 'front', receiptPrinterFallback: 'back' },
    }),
  );
  if (!('settings' in parsed)) throw new Error(JSON.stringify(parsed));
  const settings = { kind: 'ok', settings: parsed.settings, file: 'settings.json' } as const;
  station = startStation({ dataDir: folder, settings, log: createMemoryLog() });
  const till = station.connect('till', (text) => topics.add(JSON.parse(text) as { name: string; value: unknown }));
  return async (name, input) => {
    const request = { type: 'request', id: 1, name, input: { requestId: newRequestId(), ...input } };
    return JSON.parse(await till.receive(JSON.stringify(request))) as unknown;
  };
}

/** Resolves with the first value of a topic that satisfies the test. */
async function until<Value>(topic: string, satisfies: (value: Value) => boolean): Promise<Value> {
  const frame = await topics.until(({ name, value }) => name === topic && satisfies(value as Value));
  return frame.value as Value;
}

test('a sale whose receipt printer is not plugged in is printed once on the second printer, which its row shows', async () => {
  writeFileSync(join(folder, 'lp1'), '');
  const ask = openStation();
  await station.ready;
  await until<readonly DeviceStatus[]>('devices', (rows) => rows.some(({ id, state }) => id === 'back' && state === 'ready'));
  await ask('basket.scan', { text: '6973012450313', source: 'wedge' });
  const { basketId, revision, totalMinor } = await until<Basket>('basket', ({ lines }) => lines.length === 1);
  topics.clear();
  const tenders = [{ kind: 'cash', amountMinor: totalMinor }];
  expect(await ask('sale.complete', { basketId, basketRevision: revision, tenders })).toMatchObject({ ok: true });
  await until<PrintingView>('printing', ({ waiting }) => waiting === 1);
  topics.clear();
  await until<PrintingView>('printing', ({ waiting, attention }) => waiting === 0 && attention.length === 0);
  await until<readonly DeviceStatus[]>('devices', (rows) => rows.some(({ id, statistics }) => id === 'back' && statistics.outputs === 1));
  const model = findPrinterModel('generic-58');
  if (!model) throw new Error('generic-58');
  const { items } = createEscPosDecoder(model).write(readFileSync(join(folder, 'lp1')));
  const lines = items.flatMap((item) => (item.type === 'line' ? [item.runs.map((run) => run.text).join(' ')] : []));
  expect(items.filter((item) => item.type === 'barcode' && item.data === 'S001-01-1-000001').length).toBe(1);
  expect(lines.filter((line) => line.includes('补打')).length).toBe(0);
  expect(items.filter(({ type }) => type === 'unknown')).toEqual([]);
});
