import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryLog } from './memory-log.ts';
import { createRecording } from './recording.ts';
import { goods } from '../main/store/shop-fixture.ts';
import type { Basket } from '#contract/basket.ts';
import { newRequestId } from '#contract/ids.ts';
import type { ProcedureName, ProcedureOutput } from '#contract/procedures.ts';
import type { Sale } from '#contract/sale.ts';
import type { TopicName, TopicValue } from '#contract/topics.ts';
import { startStation } from '#main/compose.ts';
import type { LanPairing, StationHost } from '#main/host.ts';
import { saveSettings, settingsFile } from '#main/settings-file.ts';
import { Settings } from '#main/settings.ts';
import { openCatalog } from '#main/store/catalog/catalog-sql.ts';

/** A station with real files, a virtual printer and a drawer on it, and every topic its screens see. */
export interface WholeStation {
  readonly dataDir: string;
  readonly log: ReturnType<typeof createMemoryLog>;
  /** One more screen. */
  readonly connect: StationHost['connect'];
  /** The reply as it came: `{ ok, output }` or `{ ok, error }`. */
  call(
    name: ProcedureName,
    input?: object,
  ): Promise<{ readonly ok: boolean; readonly output: never; readonly error?: { readonly code: string } }>;
  /** The output; throws the error's code. */
  ask<Name extends ProcedureName>(name: Name, input?: object): Promise<ProcedureOutput<Name>>;
  /** The first value of a topic that satisfies the test, the present one or one to come. */
  until<Name extends TopicName>(topic: Name, satisfies: (value: TopicValue<Name>) => boolean): Promise<TopicValue<Name>>;
  topic<Name extends TopicName>(name: Name): TopicValue<Name>;
  /** Sells one piece for cash. */
  sell(): Promise<Sale>;
  close(): Promise<void>;
}

export interface WholeStationOptions {
  /** Stands where the disk is asked how much room it has. */
  readonly freeBytes?: () => number;
  /** Files of an earlier one, opened again as they are. */
  readonly dataDir?: string;
  /** What settings.json says besides. */
  readonly settings?: object;
  /** Lets devices of the LAN in. */
  readonly pairing?: LanPairing;
}

/** Opens a new shop, or an earlier one's files. `close` leaves the files to whoever named the directory. */
export async function openWholeStation(given: WholeStationOptions = {}): Promise<WholeStation> {
  const { freeBytes, pairing } = given;
  const dataDir = given.dataDir ?? mkdtempSync(join(tmpdir(), 'guitai-whole-'));
  const settings = Settings.parse({
    store: { code: 'S001', name: '小满母婴 望京店' },
    terminal: '01',
    devices: {
      printers: [{ id: 'receipt', model: 'generic-80', transport: { type: 'virtual' } }],
      drawers: [{ id: 'drawer', printer: 'receipt', pin: 2 }],
    },
    roles: { receiptPrinter: 'receipt', cashDrawer: 'drawer' },
    ...given.settings,
  });
  if (!existsSync(settingsFile(dataDir))) {
    const catalog = openCatalog(join(dataDir, 'catalog.db'));
    catalog.importProducts(goods, catalog.nextImportId());
    catalog.close();
    saveSettings(dataDir, settings);
  }
  const log = createMemoryLog();
  const loaded = { kind: 'ok', settings, file: join(dataDir, 'settings.json') } as const;
  const station = startStation({ dataDir, settings: loaded, log, ...(freeBytes ? { freeBytes } : {}), ...(pairing ? { pairing } : {}) });
  const last = new Map<string, unknown>();
  const changed = createRecording<string>();
  const push = (text: string): void => {
    const { name, value } = JSON.parse(text) as { name: string; value: unknown };
    last.set(name, value);
    changed.add(name);
  };
  const till = station.connect('till', push);
  const others = [station.connect('bench', push), station.connect('display', push)];
  await station.ready;

  const call: WholeStation['call'] = async (name, input = {}) => {
    const frame = JSON.stringify({ type: 'request', id: 1, name, input });
    return JSON.parse(await till.receive(frame)) as never;
  };
  const ask: WholeStation['ask'] = async (name, input = {}) => {
    const reply = await call(name, input);
    if (!reply.ok) throw new Error(reply.error?.code);
    return reply.output;
  };
  const until: WholeStation['until'] = async (topic, satisfies) => {
    const isThere = (): boolean => last.has(topic) && satisfies(last.get(topic) as never);
    if (!isThere()) {
      changed.clear();
      await changed.until((name) => name === topic && isThere());
    }
    return last.get(topic) as never;
  };
  return {
    dataDir,
    log,
    connect: station.connect,
    call,
    ask,
    until,
    topic: (name) => last.get(name) as never,
    async sell() {
      await ask('basket.scan', { requestId: newRequestId(), text: '6973012450313', source: 'wedge' });
      const { basketId, revision, totalMinor } = await until<'basket'>(
        'basket',
        ({ lines, phase }: Basket) => phase === 'selling' && lines.length === 1,
      );
      const tenders = [{ kind: 'cash', amountMinor: totalMinor }];
      return ask('sale.complete', { requestId: newRequestId(), basketId, basketRevision: revision, tenders });
    },
    async close() {
      for (const connection of [till, ...others]) connection.close();
      await station.stop();
      if (given.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
