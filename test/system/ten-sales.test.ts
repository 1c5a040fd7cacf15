import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { openPaperServer, type PaperServer } from '../fakes/paper-server.ts';
import { openPseudoTerminal, type PseudoTerminal } from '../fakes/pseudo-terminal.ts';
import { startStationProcess, type StationProcess } from './station-process.ts';
import { connectTill, type TillClient } from './till-client.ts';
import { newRequestId } from '#contract/ids.ts';
import { formatYuan, formatYuanGrouped } from '#contract/money.ts';
import type { ProductSummary } from '#contract/product.ts';
import { createEscPosDecoder } from '#drivers/printer/escpos/decode.ts';
import { findPrinterModel } from '#drivers/printer/models.ts';
import { verifyLedger } from '#main/ledger/verify.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'guitai-ten-'));
const WORDS = ['拉拉裤 XL', '手口湿巾', '连体哈衣', '果泥 苹果胡萝卜', '宽口奶瓶', '购物袋 中号', '幼儿配方奶粉 3段'];

let paper: PaperServer;
let gun: PseudoTerminal;
let pole: PseudoTerminal;
let station: StationProcess;
let till: TillClient;
let browser: Browser;
let cashier: Page;
let customer: Page;
let goods: ProductSummary[];

beforeAll(async () => {
  [paper, gun, pole, browser] = await Promise.all([openPaperServer(), openPseudoTerminal(), openPseudoTerminal(), launchBrowser()]);
  const program = fileURLToPath(new URL('../../out/guitai.js', import.meta.url));
  execFileSync(process.execPath, [program, 'demo', '--data', dataDir]);
  const file = join(dataDir, 'settings.json');
  const settings = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  settings['devices'] = {
    scanners: [{ id: 'gun', type: 'serial', path: gun.path, baudRate: 9600 }],
    printers: [{ id: 'receipt', model: 'generic-80', transport: { type: 'tcp', host: '127.0.0.1', port: paper.port } }],
    displays: [{ id: 'pole', protocol: 'led8', transport: { type: 'serial', path: pole.path, baudRate: 2400 } }],
    drawers: [{ id: 'drawer', printer: 'receipt', pin: 2 }],
  };
  settings['roles'] = { receiptPrinter: 'receipt', ticketPrinter: 'receipt', lineDisplay: 'pole', cashDrawer: 'drawer' };
  writeFileSync(file, JSON.stringify(settings));
  station = await startStationProcess(dataDir);
  till = await connectTill(station.url);
  await till.until('devices', (devices) => devices.length === 4 && devices.every((device) => device.state === 'ready'));
  // The sums here are those of the shelves: the demo shop's offers have ended.
  const { promotions } = await till.ask('promotion.list', {});
  for (const { promotion } of promotions) await till.ask('promotion.end', { requestId: newRequestId(), id: promotion.id });
  goods = await Promise.all(
    WORDS.map(async (query) => {
      const { products } = await till.ask('catalog.search', { query, limit: 1 });
      if (!products[0]) throw new Error(`the demo shop has no ${query}`);
      return products[0];
    }),
  );
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  cashier = await context.newPage();
  customer = await context.newPage();
  await Promise.all([cashier.goto(`${station.url}/checkout`), customer.goto(`${station.url}/customer`)]);
});

afterAll(async () => {
  till.close();
  await browser.close();
  await station.stop();
  await Promise.all([gun.close(), pole.close()]);
  paper.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Brings one product into the basket: by the serial scanner, or typed into the scan field. */
async function bring(product: ProductSummary, by: 'scanner' | 'keyboard', itemCount: number): Promise<void> {
  if (by === 'scanner' && product.barcode !== '') gun.write(`${product.barcode}\r\n`);
  else {
    await cashier.keyboard.press('F2');
    await cashier.keyboard.type(product.sku, { delay: 60 });
    await cashier.keyboard.press('Enter');
  }
  await till.until('basket', (basket) => basket.itemCount === itemCount);
}

test(
  'ten sales by keyboard and serial scanner: screens, receipts, pole display and ledger all say the same',
  { timeout: 180_000 },
  async () => {
    const totals: number[] = [];
    for (let sale = 0; sale < 10; sale += 1) {
      const first = goods[sale % goods.length]!;
      const second = goods[(sale * 3 + 1) % goods.length]!;
      await bring(first, sale % 2 === 0 ? 'scanner' : 'keyboard', 1);
      await bring(second, 'scanner', 2);
      const totalMinor = first.priceMinor + second.priceMinor;
      const tenderedMinor = Math.ceil(totalMinor / 10_000) * 10_000;
      await cashier.locator('.sum').getByText(formatYuanGrouped(totalMinor)).first().waitFor();
      await customer.getByText(formatYuanGrouped(totalMinor)).first().waitFor();
      await cashier.keyboard.press('F9');
      await cashier.locator('section.sheet').waitFor();
      await cashier.keyboard.type(String(tenderedMinor / 100), { delay: 60 });
      await cashier
        .locator('.chg .row')
        .getByText(formatYuanGrouped(tenderedMinor - totalMinor))
        .waitFor();
      await cashier.keyboard.press('Enter');
      const basket = await till.until(
        'basket',
        (value) => value.phase === 'paid' && value.paid?.receiptNumber.endsWith(String(sale + 1).padStart(6, '0')) === true,
      );
      expect(basket.paid).toMatchObject({ totalMinor, tenderedMinor, changeMinor: tenderedMinor - totalMinor });
      await cashier
        .locator('.paidp .chgm')
        .getByText(formatYuanGrouped(tenderedMinor - totalMinor))
        .waitFor();
      await customer
        .getByText(formatYuanGrouped(tenderedMinor - totalMinor))
        .first()
        .waitFor();
      totals.push(totalMinor);
    }

    const model = findPrinterModel('generic-80')!;
    const printed = (): ReturnType<ReturnType<typeof createEscPosDecoder>['write']>['items'] =>
      createEscPosDecoder(model).write(paper.bytes()).items;
    await expect.poll(() => printed().filter(({ type }) => type === 'cut').length).toBe(10);
    const items = printed();
    const text = items.map((item) => (item.type === 'line' ? item.runs.map((run) => run.text).join(' ') : `[${item.type}]`)).join('\n');
    expect(text).not.toContain('[unknown]');
    const receipts = text.split('[cut]').slice(0, 10);
    for (const [index, totalMinor] of totals.entries()) {
      expect(receipts[index]).toContain('小满母婴 望京店');
      expect(receipts[index]).toContain(`S001-01-1-${String(index + 1).padStart(6, '0')}`);
      expect(receipts[index]).toMatch(new RegExp(`应付\\s+￥${formatYuanGrouped(totalMinor).replace('.', '\\.')}`));
    }
    expect(items.filter((item) => item.type === 'drawer')).toHaveLength(10);

    const lastChange = formatYuan(Math.ceil(totals[9]! / 10_000) * 10_000 - totals[9]!);
    const number = Buffer.concat([Buffer.from([0x1b, 0x51, 0x41]), Buffer.from(lastChange), Buffer.from([0x0d])]);
    const shown = await pole.until(
      (bytes) => bytes.subarray(-64).includes(number) && bytes.subarray(-64).includes(Buffer.from([0x1b, 0x73, 0x34])),
    );
    expect(shown.includes(Buffer.from([0x1b, 0x73, 0x33]))).toBe(true);

    expect(verifyLedger(join(dataDir, 'ledger.db'))).toMatchObject({ ok: true });
    const list = await till.ask('sale.list', { limit: 20 });
    expect(list).toMatchObject({ count: 10, totalMinor: totals.reduce((sum, total) => sum + total, 0) });
  },
);
