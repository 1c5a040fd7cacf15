import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createMemoryLog } from '../fakes/memory-log.ts';
import { openPaperServer } from '../fakes/paper-server.ts';
import { goods } from './store/shop-fixture.ts';
import { newRequestId } from '#contract/ids.ts';
import { createEscPosDecoder } from '#drivers/printer/escpos/decode.ts';
import { findPrinterModel } from '#drivers/printer/models.ts';
import { startStation } from '#main/compose.ts';
import type { StationHost } from '#main/host.ts';
import { parseSettings } from '#main/settings-file.ts';
import { ledgerMigrations } from '#main/ledger/migrations.ts';
import { openDatabase } from '#main/ledger/open.ts';
import { verifyLedger } from '#main/ledger/verify.ts';
import { openCatalog } from '#main/store/catalog/catalog-sql.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

function dataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'guitai-station-'));
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function settingsWith(devices: object, roles: object): { kind: 'ok'; settings: never; file: string } {
  const result = parseSettings(JSON.stringify({ store: { code: 'S001', name: '小满母婴 望京店' }, terminal: '01', devices, roles }));
  if (!('settings' in result)) throw new Error(JSON.stringify(result));
  return { kind: 'ok', settings: result.settings as never, file: 'settings.json' };
}

function connect(
  station: StationHost,
  role: 'till' | 'bench' | 'display',
): { ask(name: string, input: object): Promise<{ ok: boolean; output?: never; error?: { code: string } }>; topics: Map<string, never> } {
  const topics = new Map<string, never>();
  const connection = station.connect(role, (text) => {
    const frame = JSON.parse(text) as { name: string; value: never };
    topics.set(frame.name, frame.value);
  });
  return {
    topics,
    ask: async (name, input) => JSON.parse(await connection.receive(JSON.stringify({ type: 'request', id: 1, name, input }))) as never,
  };
}

function start(folder: string, settings: Parameters<typeof startStation>[0]['settings']): StationHost {
  const station = startStation({ dataDir: folder, settings, log: createMemoryLog() });
  closers.push(() => station.stop());
  return station;
}

test('a sale through the whole station ends as a Chinese receipt on a network printer, with the drawer opened once', async () => {
  const folder = dataDir();
  const catalog = openCatalog(join(folder, 'catalog.db'));
  catalog.importProducts(goods, catalog.nextImportId());
  catalog.close();
  const paper = await openPaperServer();
  closers.push(paper.close);
  const station = start(
    folder,
    settingsWith(
      {
        printers: [{ id: 'receipt', model: 'generic-80', transport: { type: 'tcp', host: '127.0.0.1', port: paper.port } }],
        drawers: [{ id: 'drawer', printer: 'receipt', pin: 2 }],
      },
      { receiptPrinter: 'receipt', cashDrawer: 'drawer' },
    ),
  );
  await station.ready;
  const till = connect(station, 'till');
  await till.ask('basket.scan', { requestId: newRequestId(), text: '6973012450313', source: 'wedge' });
  const { basketId, revision } = till.topics.get('basket') as unknown as { basketId: string; revision: number };
  const reply = await till.ask('sale.complete', {
    requestId: newRequestId(),
    basketId,
    basketRevision: revision,
    tenders: [{ kind: 'cash', amountMinor: 20_000 }],
  });
  expect(reply).toMatchObject({ ok: true, output: { receiptNumber: 'S001-01-1-000001', changeMinor: 7100 } });

  const cut = Buffer.from([0x1d, 0x56, 0x42]);
  await paper.until((bytes) => bytes.includes(cut));
  const model = findPrinterModel('generic-80');
  if (!model) throw new Error('generic-80');
  const { items } = createEscPosDecoder(model).write(paper.bytes());
  const lines = items.flatMap((item) => (item.type === 'line' ? [item.runs.map((run) => run.text).join(' ')] : []));
  const text = lines.join('\n');
  expect(text).toContain('小满母婴 望京店');
  expect(text).toContain('棉绒 拉拉裤 XL 44 片');
  expect(text).toMatch(/应付.*￥129\.00/);
  expect(text).toMatch(/现金.*200\.00/);
  expect(text).toMatch(/找零.*71\.00/);
  expect(text).toContain('谢谢惠顾，欢迎再来');
  expect(items.filter((item) => item.type === 'drawer')).toEqual([{ type: 'drawer', pin: 2 }]);
  expect(items.filter((item) => item.type === 'unknown')).toEqual([]);
});

test('every start of the station is journaled with the version of the program, behind the entry of the key', async () => {
  const folder = dataDir();
  for (let starts = 0; starts < 2; starts += 1) {
    const station = start(folder, settingsWith({}, {}));
    await station.ready;
    await station.stop();
    closers.pop();
  }
  const db = openDatabase(join(folder, 'ledger.db'), { readonly: true, migrations: ledgerMigrations });
  const rows = db.prepare<[], { kind: string; body: string }>('SELECT kind, body FROM journal ORDER BY seq').all();
  db.close();
  expect(rows.map(({ kind }) => kind)).toEqual(['key.created', 'station.started', 'station.started']);
  expect(JSON.parse(rows[2]?.body ?? '')).toMatchObject({
    data: { v: 1, program: expect.stringMatching(/^\d+\.\d+\.\d+$/), node: process.versions.node },
  });
  expect(verifyLedger(join(folder, 'ledger.db')).finding).toBeUndefined();
});

test('wrong settings start the station in safe mode: every screen sees why, nothing can be sold', async () => {
  const folder = dataDir();
  const { settings } = settingsWith({}, {});
  const station = start(folder, {
    kind: 'problems',
    settings,
    file: join(folder, 'settings.json'),
    problems: [{ key: 'terminal', value: '1', allowed: '两位数字 / two digits' }],
  });
  await station.ready;
  const till = connect(station, 'till');
  expect(till.topics.get('station')).toMatchObject({ mode: 'safe', problems: [{ key: 'terminal' }] });
  expect(await till.ask('basket.clear', { requestId: newRequestId() })).toMatchObject({ ok: false, error: { code: 'safe_mode' } });
});

test('a ledger of a newer program is not touched: safe mode names it', async () => {
  const folder = dataDir();
  const db = openDatabase(join(folder, 'ledger.db'));
  db.pragma('user_version = 999');
  db.close();
  const station = start(folder, settingsWith({}, {}));
  await station.ready;
  expect(connect(station, 'till').topics.get('station')).toMatchObject({ mode: 'safe', problems: [{ key: 'ledger_newer' }] });
});
