import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Bench, BenchRow } from './bench.ts';
import { percentile } from './bench.ts';
import { launchBrowser } from '../browser.ts';
import { openPseudoTerminal, type PseudoTerminal } from '../fakes/pseudo-terminal.ts';
import { startStationProcess } from '../system/station-process.ts';
import { connectTill, type TillClient } from '../system/till-client.ts';
import { openCatalog } from '#main/store/catalog/catalog-sql.ts';

const PRODUCTS = 700;
const SIZES = [50, 500];
const GOAL_P50_MS = 10;
const GOAL_P99_MS = 50;
const GOAL_CUSTOMER_P99_MS = 80;

/** Scanner bytes on a pseudo-terminal → painted on the cashier's and the customer's screen, in a real browser against the built station. */
export const scanToScreenBench: Bench = {
  name: 'scan to screen',
  async run({ quick, log }) {
    const dataDir = mkdtempSync(join(tmpdir(), 'guitai-scan-'));
    const gun = await openPseudoTerminal();
    prepareShop(dataDir, gun.path);
    const station = await startStationProcess(dataDir);
    const browser = await launchBrowser();
    try {
      const till = await connectTill(station.url);
      await till.until('devices', (devices) => devices.every((device) => device.state === 'ready'));
      const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
      const [cashier, customer] = [
        await openWatched(context.newPage(), `${station.url}/checkout`),
        await openWatched(context.newPage(), `${station.url}/customer`),
      ];
      const rows: BenchRow[] = [];
      for (const size of SIZES) {
        log(`scan to screen at ${size} lines`);
        rows.push(...(await measure({ till, gun, cashier, customer, size, scans: quick ? 60 : 200 })));
      }
      till.close();
      return rows;
    } finally {
      await browser.close();
      await station.stop();
      await gun.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

const barcode = (index: number): string => `T${String(index).padStart(6, '0')}`;

function prepareShop(dataDir: string, scannerPath: string): void {
  const settings = {
    store: { code: 'S001', name: '小满母婴 望京店' },
    terminal: '01',
    devices: { scanners: [{ id: 'gun', type: 'serial', path: scannerPath, baudRate: 115_200 }] },
  };
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify(settings));
  const catalog = openCatalog(join(dataDir, 'catalog.db'));
  const plain = {
    spec: '80 码',
    category: '童装',
    unit: '件',
    costMinor: null,
    taxRateBasisPoints: 1300,
    weighed: false,
    active: true,
  } as const;
  const products = Array.from({ length: PRODUCTS }, (_, index) => ({
    ...plain,
    sku: `S${index}`,
    barcodes: [barcode(index)],
    name: `小屿 纯棉连体哈衣 ${index}`,
    priceMinor: 9900 + index,
  }));
  catalog.importProducts(products, catalog.nextImportId());
  catalog.close();
}

/** A page that writes down when each change of its totals was painted: a frame after the change, and one task later. */
async function openWatched(opening: Promise<Page>, url: string): Promise<Page> {
  const page = await opening;
  await page.goto(url);
  await page.waitForFunction(() => document.body.innerText.trim().length > 20);
  await page.evaluate(() => {
    const watched = window as unknown as { painted: number[]; waiting: boolean };
    watched.painted = [];
    const channel = new MessageChannel();
    channel.port1.addEventListener('message', () => {
      watched.waiting = false;
      watched.painted.push(performance.timeOrigin + performance.now());
    });
    channel.port1.start();
    new MutationObserver(() => {
      if (watched.waiting) return;
      watched.waiting = true;
      requestAnimationFrame(() => channel.port2.postMessage(0));
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return page;
}

interface Setting {
  readonly till: TillClient;
  readonly gun: PseudoTerminal;
  readonly cashier: Page;
  readonly customer: Page;
  readonly size: number;
  readonly scans: number;
}

async function measure({ till, gun, cashier, customer, size, scans }: Setting): Promise<BenchRow[]> {
  await till.ask('basket.clear', {});
  for (let index = 0; index < size; index += 1) {
    gun.write(`${barcode(index)}\r\n`);
    await till.until('basket', (basket) => basket.lines.length === index + 1);
  }
  const cashierMs: number[] = [];
  const customerMs: number[] = [];
  let pieces = size;
  for (let scan = 0; scan < scans; scan += 1) {
    await Promise.all([settle(cashier), settle(customer)]);
    await personsPause();
    const sentMs = performance.timeOrigin + performance.now();
    gun.write(`${barcode((scan * 37) % size)}\r\n`);
    pieces += 1;
    await till.until('basket', (basket) => basket.itemCount === pieces);
    cashierMs.push((await firstPaint(cashier)) - sentMs);
    customerMs.push((await firstPaint(customer)) - sentMs);
  }
  const correct = till.topic('basket')?.itemCount === size + scans;
  const p50 = percentile(cashierMs, 0.5);
  const p99 = percentile(cashierMs, 0.99);
  const customerP99 = percentile(customerMs, 0.99);
  return [
    {
      metric: `scanner bytes → painted, ${size} lines`,
      ours: `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
      floor: `${GOAL_P50_MS} / ${GOAL_P99_MS} ms`,
      ratio: p50 / GOAL_P50_MS,
      goal: '≤ 1',
      reached: p50 <= GOAL_P50_MS && p99 <= GOAL_P99_MS,
      correct,
    },
    {
      metric: `scanner bytes → customer display, ${size} lines`,
      ours: `p99 ${customerP99.toFixed(1)} ms`,
      floor: `${GOAL_CUSTOMER_P99_MS} ms`,
      ratio: customerP99 / GOAL_CUSTOMER_P99_MS,
      goal: '≤ 1',
      reached: customerP99 <= GOAL_CUSTOMER_P99_MS,
      correct,
    },
  ];
}

/** Nobody scans in step with the screen's frames: without this every scan would wait a whole frame, or none. */
function personsPause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 60 + Math.random() * 17));
}

/** Waits until the page has drawn what came before and forgets it. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            (window as unknown as { painted: number[] }).painted.length = 0;
            resolve();
          }),
        );
      }),
  );
}

async function firstPaint(page: Page): Promise<number> {
  await page.waitForFunction(() => (window as unknown as { painted: number[] }).painted.length > 0);
  return page.evaluate(() => (window as unknown as { painted: number[] }).painted[0] ?? Number.NaN);
}
