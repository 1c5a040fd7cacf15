import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lanOfOne } from '../fakes/lan.ts';
import { createMemoryLog } from '../fakes/memory-log.ts';
import { rendererDir } from './screen-checks.ts';
import { startStation } from '#main/compose.ts';
import type { StationHost } from '#main/host.ts';
import { parseSettings } from '#main/settings-file.ts';
import { openCatalog } from '#main/store/catalog/catalog-sql.ts';
import type { ImportRow } from '#main/store/catalog/import-row.ts';
import { createPairing, type Pairing } from '#main/web/pairing.ts';
import type { PhoneLimits } from '#main/web/phone/phone.ts';
import { createWebShell, type WebShell } from '#main/web/server.ts';

const plain = { spec: '', category: '常用', unit: '件', costMinor: null, taxRateBasisPoints: 1300, weighed: false, active: true } as const;

/** name, spec, barcode or SKU, price in fen, page of the quick tiles */
type Row = readonly [name: string, spec: string, code: string, priceMinor: number, page?: string];
const rows: readonly Row[] = [
  ['购物袋', '中号', '000512', 50, '常用'],
  ['棉柔巾', '100 抽', '6973012450900', 1990, '常用'],
  ['净芽 手口湿巾', '80 抽×5 包', '6973012450771', 3990, '常用'],
  ['豆芽 有机果泥 苹果胡萝卜', '100 g', '6971188203351', 1280, '常用'],
  ['棉绒 拉拉裤 XL', '44 片', '6973012450313', 12_900, '常用'],
  ['禾牧 幼儿配方奶粉 3段', '800 g', '6970031800297', 29_800, '常用'],
  ['贝初 PPSU 宽口奶瓶', '240 ml', '6974460912200', 8900, '常用'],
  ['儿童棉袜', '3 双装', '6975520100117', 2590, '常用'],
  ['朗步 学步鞋', '内长 13.5 cm', '6975520100506', 21_900, '常用'],
  ['吸管杯', '300 ml', '6974460912309', 6900, '常用'],
  ['叠叠圈', '6 层', '6974460912408', 4500, '常用'],
  ['小屿 纯棉连体哈衣', '月白 80 码', '6975520100841', 9900, '童装'],
  ['禾牧 幼儿配方奶粉 2段', '800 g', '6970031800280', 31_800, '奶粉'],
  ['禾牧 婴儿配方奶粉 1段', '800 g', '6970031800273', 33_800, '奶粉'],
  ['云朵 纸尿裤 M', '60 片', '6973012450405', 9900, '尿裤'],
  ['云朵 洗发沐浴露', '400 ml', '6973012451105', 5900, '洗护'],
  ['防滑地板袜', '2 双', '6975520100223', 1990, '鞋帽'],
  ['儿童篮球', '5 号', '6979920100223', 8900, '运动'],
];

function product([name, spec, code, priceMinor, page]: Row, position: number): ImportRow {
  const quickTiles = page === undefined ? [] : [{ page, position }];
  return { ...plain, sku: `SKU-${position + 1}`, barcodes: [code], name, spec, priceMinor, quickTiles };
}

const rice: ImportRow = {
  ...plain,
  sku: 'RICE',
  barcodes: [],
  name: '散装 五常大米',
  unit: 'kg',
  priceMinor: 880,
  taxRateBasisPoints: 900,
  weighed: true,
  plu: '00103',
  quickTiles: [{ page: '散装', position: 0 }],
};

/** The goods of the shop, in the order of their SKUs. */
export const goods: readonly ImportRow[] = [...rows.map(product), rice];

/** The whole station with virtual devices and a small shop, behind its web shell on a free port. */
export interface TillStation {
  readonly url: string;
  readonly host: StationHost;
  readonly pairing: Pairing;
  /** Where settings.json would be: this station was given its settings without one. */
  readonly settingsFile: string;
  /** Stops listening and drops every screen; `comeBack` listens at the same address again. The station itself goes on. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

const settings = {
  store: { code: 'S001', name: '小满母婴 望京店' },
  terminal: '01',
  devices: {
    scanners: [{ id: 'gun', type: 'virtual' }],
    printers: [{ id: 'receipt', model: 'generic-80', transport: { type: 'virtual' } }],
    displays: [{ id: 'pole', protocol: 'led8', transport: { type: 'virtual' } }],
    drawers: [{ id: 'drawer', printer: 'receipt', pin: 2 }],
  },
  roles: { receiptPrinter: 'receipt', lineDisplay: 'pole', cashDrawer: 'drawer' },
  barcodes: { labels: [{ layout: '21PPPPPAAAAAC', verifyCheckDigit: true }] },
};

const withScale = {
  ...settings,
  devices: { ...settings.devices, scales: [{ id: 'scale', protocol: 'toledo-8217', transport: { type: 'virtual' } }] },
  roles: { ...settings.roles, scale: 'scale' },
};

const withLabels = {
  ...settings,
  devices: { ...settings.devices, labelPrinters: [{ id: 'labels', model: 'tspl-203', transport: { type: 'virtual' } }] },
  roles: { ...settings.roles, labelPrinter: 'labels' },
};

const withQueue = { ...settings, demo: true, roles: { ...settings.roles, ticketPrinter: 'receipt' } };

export interface TillStationOptions {
  /** A virtual one, empty and at rest. */
  readonly scale?: boolean;
  readonly labelPrinter?: boolean;
  /** It takes no money without a shift. */
  readonly shiftRequired?: boolean;
  /** The services and counters of the demo shop, and a ticket printer. */
  readonly queue?: boolean;
  /** As in settings.json. */
  readonly tenders?: Readonly<Record<string, unknown>>;
  /** Sold besides the others. */
  readonly moreGoods?: readonly ImportRow[];
  /** Files of the folder `pictures`. */
  readonly pictures?: Readonly<Record<string, Buffer>>;
  /** Devices may be paired and phones may come in, at this address; `0.0.0.0` is a machine with the address LAN_ADDRESS. */
  readonly lanHost?: string;
  /** What phones may ask; what a shop allows when left out. */
  readonly phoneLimits?: PhoneLimits;
}

/** Opens the shop with at most one of the extra devices. */
export async function openTillStation(options: TillStationOptions = {}): Promise<TillStation> {
  const {
    scale = false,
    labelPrinter = false,
    shiftRequired = false,
    queue = false,
    tenders = {},
    moreGoods = [],
    pictures = {},
    lanHost,
  } = options;
  const dataDir = mkdtempSync(join(tmpdir(), 'guitai-till-'));
  const catalog = openCatalog(join(dataDir, 'catalog.db'));
  catalog.importProducts([...goods, ...moreGoods], catalog.nextImportId());
  catalog.close();
  mkdirSync(join(dataDir, 'pictures'));
  for (const [name, picture] of Object.entries(pictures)) writeFileSync(join(dataDir, 'pictures', name), picture);
  const chosen = scale ? withScale : labelPrinter ? withLabels : queue ? withQueue : settings;
  const parsed = parseSettings(JSON.stringify({ ...chosen, tenders, shift: { required: shiftRequired } }));
  if (!('settings' in parsed)) throw new Error(JSON.stringify(parsed.problems));
  const log = createMemoryLog();
  const pairing = createPairing({ enabled: lanHost !== undefined, dataDir, log });
  const host = startStation({ dataDir, settings: { kind: 'ok', settings: parsed.settings, file: 'settings.json' }, log, pairing });
  await host.ready;
  const listen = (port: number): Promise<WebShell> =>
    createWebShell({
      host,
      pairing,
      rendererDir,
      port,
      lanHost,
      instanceId: 'till',
      log,
      network: lanOfOne,
      ...(options.phoneLimits ? { phoneLimits: options.phoneLimits } : {}),
    });
  let shell = await listen(0);
  const { url } = shell;
  return {
    url,
    host,
    pairing,
    settingsFile: join(dataDir, 'settings.json'),
    goAway: () => shell.close(),
    async comeBack() {
      shell = await listen(Number(new URL(url).port));
    },
    async close() {
      await shell.close();
      await host.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
