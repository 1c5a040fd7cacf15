import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { openTillStation, type TillStation } from '../till-station.ts';
import { seriousFaults } from '../screen-checks.ts';
import { freshBasket, openCheckout, reachOut, type CheckoutPage } from './checkout-page.ts';
import type { ImportRow } from '#main/store/catalog/import-row.ts';

const plain = { spec: '', category: '日用', unit: '件', costMinor: null, taxRateBasisPoints: 1300, weighed: false, active: true } as const;

const suit = (barcode: string, size: string, colour: string): ImportRow => ({
  ...plain,
  sku: `K1-${colour}-${size}`,
  barcodes: [barcode],
  name: '春款连体衣',
  spec: `${colour} ${size} 码`,
  category: '童装',
  priceMinor: 9900,
  image: 'suit.png',
  traits: { brand: '小屿', variant: { style: 'K1', size: `${size} 码`, colour } },
});
const moreGoods: readonly ImportRow[] = [
  suit('6979990000014', '73', '月白'),
  suit('6979990000021', '80', '月白'),
  suit('6979990000038', '90', '月白'),
  suit('6979990000045', '80', '雾蓝'),
  {
    ...plain,
    sku: 'ALTER',
    barcodes: ['6979990000052'],
    name: '改衣服务',
    priceMinor: 0,
    traits: { openPrice: { minMinor: 500, maxMinor: 20_000 } },
  },
  { ...plain, sku: 'MILK', barcodes: ['6979990000069'], name: '玻璃瓶鲜奶', priceMinor: 850, traits: { deposit: 'BOTTLE' } },
  { ...plain, sku: 'BOTTLE', barcodes: [], name: '玻璃瓶押金', priceMinor: 100, taxRateBasisPoints: 0 },
];
/** One teal pixel. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNgSCv5DwACqgFvqf4a2AAAAABJRU5ErkJggg==', 'base64');

let browser: Browser;
let station: TillStation;

beforeAll(async () => {
  [browser, station] = await Promise.all([launchBrowser(), openTillStation({ moreGoods, pictures: { 'suit.png': PNG } })]);
});
afterAll(async () => {
  await browser.close();
  await station.close();
});
beforeEach(() => freshBasket(station));

const sheet = (till: CheckoutPage): Locator => till.page.locator('dialog[open]');

async function pay(till: CheckoutPage): Promise<void> {
  await till.press('F9');
  await till.page.locator('.recv').waitFor();
  await till.press('Enter');
  await till.page.getByText('收款完成').waitFor();
}
const line = (till: CheckoutPage, words: string): Locator => till.page.locator('.ln', { hasText: words });

test('a scanned size is swapped with one key, or in the grid with arrows and Enter; the quantity and the place stay', async () => {
  const till = await openCheckout(browser, station);
  await reachOut(station).command('stock.count', { productId: await productId('K1-月白-73'), countedMilli: 4000 });
  await till.scan('6979990000021');
  await line(till, '月白 80 码').waitFor();
  await till.press('+');
  await till.total('¥198.00');
  await till.press('Alt+ArrowUp');
  await line(till, '月白 90 码').waitFor();
  await till.press('Alt+ArrowUp');
  await till.echo('没有更大或更小的尺码了');
  await till.press('Alt+KeyI');
  await sheet(till).getByRole('button', { name: '月白 73 码，库存 4' }).waitFor();
  expect(await seriousFaults(till.page)).toEqual([]);
  await till.press('ArrowLeft', 'ArrowLeft', 'Enter');
  await line(till, '月白 73 码').waitFor();
  await till.echo('已换成 月白 73 码');
  await till.total('¥198.00');
  expect(await till.page.locator('.ln').count()).toBe(1);
  expect(await till.focused()).toBe(true);
  expect(till.complaints).toEqual([]);
});

test('a piece that was sold is stopped with its receipt; whoever may sells it all the same', async () => {
  const till = await openCheckout(browser, station);
  const code = 'https://id.gs1.org/01/06970031800297/21/PIECE-7';
  await till.scan(code);
  await till.total('¥298.00');
  await pay(till);
  await till.scan(code);
  await sheet(till).getByText('这一件（PIECE-7）已在 S001-01-1-000001 卖出。').waitFor();
  await till.press('Escape');
  await sheet(till).waitFor({ state: 'detached' });
  expect(await till.page.locator('.ln').count()).toBe(0);
  await till.scan(code);
  await sheet(till).getByRole('button', { name: '照样卖' }).click();
  await line(till, '重复码照卖').waitFor();
});

test('past its date: Enter leaves it out, a deliberate press sells it, and the line says so', async () => {
  const till = await openCheckout(browser, station);
  await till.scan('01069700318002971720010110L7');
  await sheet(till).getByText('已过期（2020-01-01），不能销售。').waitFor();
  await till.page.waitForFunction(() => document.activeElement?.textContent === '不卖');
  expect(await seriousFaults(till.page)).toEqual([]);
  await sheet(till).getByRole('button', { name: '照样卖' }).click();
  await line(till, '过期照卖').waitFor();
  await pay(till);
  await till.press('Alt+KeyK');
  await sheet(till).getByPlaceholder('批号').fill('L7');
  await till.press('Enter');
  await sheet(till).getByText('共卖出 1，退回 0').waitFor();
  expect(await seriousFaults(till.page)).toEqual([]);
  await sheet(till)
    .getByRole('cell', { name: /^S001-01-1-\d{6}/ })
    .waitFor();
});

test('an open price is typed within its bounds', async () => {
  const till = await openCheckout(browser, station);
  await till.scan('6979990000052');
  const price = sheet(till).getByLabel('售价（¥5.00 到 ¥200.00）');
  await price.fill('1');
  await sheet(till).getByRole('button', { name: '加入购物篮' }).click();
  await sheet(till).getByText('要在 ¥5.00 到 ¥200.00 之间').waitFor();
  await price.fill('25');
  await sheet(till).getByRole('button', { name: '加入购物篮' }).click();
  await till.total('¥25.00');
  expect(await till.focused()).toBe(true);
});

test('a deposit comes and goes with its article', async () => {
  const till = await openCheckout(browser, station);
  await till.scan('6979990000069');
  await till.total('¥9.50');
  await till.press('+');
  await till.total('¥19.00');
  await line(till, '押金，跟着商品走').locator('.qt', { hasText: '2' }).waitFor();
  await till.press('Delete');
  await till.page.locator('.ln').first().waitFor({ state: 'detached' });
});

test('the card is on both screens while the cashier shows it, with its picture, and the next scan ends it', async () => {
  const till = await openCheckout(browser, station);
  const customer = await till.page.context().newPage();
  await customer.goto(`${station.url}/customer`);
  await till.page.bringToFront();
  await till.scan('6979990000021');
  await line(till, '月白 80 码').waitFor();
  await till.press('Alt+KeyI');
  await sheet(till).getByRole('img', { name: '春款连体衣' }).waitFor();
  await till.press('Alt+KeyC');
  await customer.locator('.cd-show img').waitFor();
  await customer.locator('.cd-show', { hasText: '月白 80 码' }).waitFor();
  expect(await customer.locator('.cd-show').getByText('库存').count()).toBe(0);
  await reachOut(station).command('basket.scan', { text: '000512', source: 'wedge' });
  await customer.locator('.cd-show').waitFor({ state: 'detached' });
  expect(till.complaints).toEqual([]);
});

async function productId(sku: string): Promise<number> {
  const { products } = await reachOut(station).ask('catalog.search', { query: sku, limit: 5 });
  return products.find((product) => product.sku === sku)?.id ?? 0;
}
