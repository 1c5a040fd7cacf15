import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PrintOutcome } from '#contract/device.ts';
import type { PrintDocument } from '#contract/document.ts';
import type { DrawerOutcome } from '#contract/drawer.ts';
import { newRequestId } from '#contract/ids.ts';
import type { LabelDocument } from '#contract/label.ts';
import type { WeightReading } from '#contract/scale.ts';
import type { ProcedureInput, ProcedureOutput, StoreProcedureName } from '#contract/procedures.ts';
import { STATION_TILL, type Caller, type Role } from '#contract/role.ts';
import type { TopicName, TopicValue } from '#contract/topics.ts';
import { drawnLabel } from '#main/devices/drawn-label.ts';
import { drawnPaper } from '#main/devices/drawn-paper.ts';
import { openCatalog } from '#main/store/catalog/catalog-sql.ts';
import type { ImportRow } from '#main/store/catalog/import-row.ts';
import { topicKey } from '#main/store/publish.ts';
import { openStore, type Store } from '#main/store/store.ts';
import type { Shop } from '#main/store/shop.ts';

export const shop: Shop = {
  storeCode: 'S001',
  storeName: '小满母婴 望京店',
  address: '朝阳区望京路 9 号',
  phone: '010-5555 0100',
  receiptFooter: ['谢谢惠顾，欢迎再来'],
  terminal: '01',
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  labelRules: [
    { layout: '21PPPPPAAAAAC', verifyCheckDigit: true },
    { layout: '22PPPPPWWWWWC', verifyCheckDigit: true },
  ],
  pieceRules: [],
  printsReceipts: true,
  tenders: [
    { kind: 'card', maxMinor: 1_000_000 },
    { kind: 'voucher', maxMinor: 100_000 },
    { kind: 'other', name: '商场卡', maxMinor: 50_000 },
  ],
  depositPercent: 30,
  idleLockMs: 0,
  refundDays: 30,
  refundCapMinor: 50_000,
  discounts: { limits: [500, 1500, 3000], floorPercent: 0 },
  goods: { expired: 'block', expiryWarnDays: 7, unknownSerial: 'allow', stock: 'warn' },
  shift: { required: false, maxDifferenceMinor: 1_000, slipCopies: 1 },
};

/** 2026-11-22 15:43:52 in Beijing. */
export const AFTERNOON_MS: number = Date.UTC(2026, 10, 22, 7, 43, 52);

export const plain = {
  spec: '',
  category: '',
  unit: '件',
  costMinor: null,
  taxRateBasisPoints: 1300,
  weighed: false,
  active: true,
} as const;
export const goods: readonly ImportRow[] = [
  { ...plain, sku: 'ND-XL-44', barcodes: ['6973012450313', '6973012450320'], name: '棉绒 拉拉裤 XL', spec: '44 片', priceMinor: 12_900 },
  { ...plain, sku: 'SJ-80', barcodes: ['6973012450771'], name: '净芽 手口湿巾', priceMinor: 3990 },
  { ...plain, sku: 'YD-60', barcodes: [], name: '云朵 婴儿湿巾', priceMinor: 1990 },
  { ...plain, sku: 'BAG-M', barcodes: [], name: '购物袋 中号', priceMinor: 50 },
  { ...plain, sku: 'OLD-1', barcodes: ['96385074'], name: '停售的奶嘴', priceMinor: 900, active: false },
  {
    ...plain,
    sku: 'RICE',
    barcodes: [],
    name: '散装 五常大米',
    unit: 'kg',
    priceMinor: 880,
    taxRateBasisPoints: 900,
    weighed: true,
    plu: '00103',
  },
];

/** A whole shop on files of its own, with hands and eyes that remember. */
export interface ShopAtWork {
  /** Calls a procedure as the router would, for the station's till unless another role or caller is given, from the device named; a fresh requestId where none is given. */
  ask<Name extends StoreProcedureName>(
    name: Name,
    input: Omit<ProcedureInput<Name>, 'requestId'> & { requestId?: string },
    from?: Role | Caller,
    deviceId?: string,
  ): Promise<ProcedureOutput<Name>>;
  topic<Name extends TopicName>(name: Name, tillId?: string): TopicValue<Name>;
  readonly printed: { readonly jobId: number; readonly document: PrintDocument }[];
  /** Documents that belong to no job. */
  readonly samples: PrintDocument[];
  drawerOpenings: number;
  /** What the shop's clock says. */
  clockMs: number;
  /** What the scale answers next; by default the till has none. */
  scale: () => WeightReading | Promise<WeightReading>;
  /** What becomes of the next pulses; by default they go, and nobody knows where the drawer stands. */
  drawer: DrawerOutcome;
  /** What the printer answers next; by default it prints. */
  printer: (document: PrintDocument) => PrintOutcome | Promise<PrintOutcome>;
  /** Labels that left, whatever became of them. */
  readonly labels: LabelDocument[];
  labelPrinter: (document: LabelDocument) => PrintOutcome | Promise<PrintOutcome>;
  /** Resolves when a value of the topic satisfies the test, at once if the last one does. */
  until<Name extends TopicName>(name: Name, test: (value: TopicValue<Name>) => boolean): Promise<TopicValue<Name>>;
  /** Closes the files and opens them again, as after a restart; `meanwhile` runs while they are closed. */
  reopen(meanwhile?: () => Promise<void>): Promise<void>;
  readonly ledgerFile: string;
  readonly unexpected: unknown[];
  close(): Promise<void>;
}

/** `moreGoods` are sold besides `goods`. */
export async function openShop(changes: Partial<Shop> = {}, moreGoods: readonly ImportRow[] = []): Promise<ShopAtWork> {
  const folder = mkdtempSync(join(tmpdir(), 'guitai-shop-'));
  const files = {
    ledger: join(folder, 'ledger.db'),
    catalog: join(folder, 'catalog.db'),
    labels: join(folder, 'labels.db'),
    pepper: join(folder, 'pepper.key'),
    invoiceSecret: join(folder, 'e-invoice.key'),
  };
  const catalog = openCatalog(files.catalog);
  catalog.importProducts([...goods, ...moreGoods], catalog.nextImportId());
  catalog.close();

  const topics = new Map<string, unknown>();
  const waiting = new Set<() => void>();
  const open = (): Store => {
    const store = openStore({
      files,
      shop: { ...shop, ...changes },
      clock: () => work.clockMs,
      pinCost: { N: 1024, r: 8, p: 1 },
      publish(name, value, tillId = STATION_TILL) {
        topics.set(topicKey(name, tillId), value);
        for (const check of waiting) check();
      },
      onUnexpected: (error) => work.unexpected.push(error),
      ports: {
        async print({ jobId, document }) {
          const outcome = await work.printer(document);
          if (outcome.bytes > 0) work.printed.push({ jobId, document });
          return outcome;
        },
        async printLabel({ document }) {
          const outcome = await work.labelPrinter(document);
          if (outcome.result !== 'failed') work.labels.push(document);
          return outcome;
        },
        drawLabel: (document) => drawnLabel(document),
        drawPaper: (document, paper) => Promise.resolve(drawnPaper(document, paper)),
        printSample(document) {
          work.samples.push(document);
          return Promise.resolve({ result: 'printed', problem: 'none', bytes: 100 });
        },
        openDrawer() {
          work.drawerOpenings += 1;
          return Promise.resolve(work.drawer);
        },
        readWeight: async () => work.scale(),
      },
    });
    store.start();
    return store;
  };
  const work: ShopAtWork = {
    printed: [],
    samples: [],
    labels: [],
    labelPrinter: () => ({ result: 'printed', problem: 'none', bytes: 100 }),
    unexpected: [],
    drawerOpenings: 0,
    clockMs: AFTERNOON_MS,
    drawer: { pulse: 'sent', position: 'unknown' },
    ledgerFile: files.ledger,
    scale: () => ({ result: 'failed', reason: 'no_scale' }),
    printer: () => ({ result: 'printed', problem: 'none', bytes: 100 }),
    async ask(name, input, from = 'till', deviceId) {
      const asker = typeof from === 'string' ? { role: from } : from;
      const caller = deviceId === undefined ? asker : { ...asker, deviceId };
      return (await store.call(name, { requestId: newRequestId(), ...input }, caller)) as never;
    },
    topic: (name, tillId = STATION_TILL) => topics.get(topicKey(name, tillId)) as never,
    until(name, test) {
      return new Promise((resolve) => {
        const check = (): void => {
          const value = topics.get(topicKey(name, STATION_TILL)) as never;
          if (value === undefined || !test(value)) return;
          waiting.delete(check);
          resolve(value);
        };
        waiting.add(check);
        check();
      });
    },
    async reopen(meanwhile) {
      await store.stop();
      await meanwhile?.();
      store = open();
    },
    async close() {
      await store.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  let store = open();
  return work;
}

/** Scans the codes and pays the total in cash with one note of the given amount. */
export async function sell(work: ShopAtWork, codes: readonly string[], amountMinor: number): Promise<ProcedureOutput<'sale.complete'>> {
  for (const text of codes) await work.ask('basket.scan', { text, source: 'scanner' });
  const { basketId, revision } = work.topic('basket');
  return work.ask('sale.complete', { basketId, basketRevision: revision, tenders: [{ kind: 'cash', amountMinor }] });
}

/** Saves a price list for everybody and publishes these prices in fen. */
export async function publishPrices(work: ShopAtWork, id: string, prices: Readonly<Record<string, number>>): Promise<void> {
  const name = { zh: '会员价', en: 'Member price' };
  await work.ask('priceList.save', { list: { id, name, audience: { kind: 'all' }, schedule: {} } });
  await work.ask('priceList.put', { id, prices: Object.entries(prices).map(([sku, priceMinor]) => ({ sku, priceMinor })) });
  await work.ask('priceList.publish', { id });
}
