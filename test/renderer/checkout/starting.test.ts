import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { openScreenStation, type ScreenStation } from '../../fakes/screen-station.ts';
import { station as stationValue } from '../../fakes/screen-values.ts';
import { rendererDir } from '../screen-checks.ts';
import type { Basket } from '#contract/basket.ts';

const empty: Basket = {
  basketId: '0198a2d4-5f10-7000-8000-000000000001',
  revision: 1,
  phase: 'selling',
  lines: [],
  lastLineId: null,
  itemCount: 0,
  grossMinor: 0,
  discounts: [],
  terms: { member: null, discount: null, note: '', soldBy: [], tenders: [], order: null },
  hints: [],
  totalMinor: 0,
  taxMinor: 0,
  undoable: false,
  paid: null,
};
const bag = {
  id: 1,
  sku: 'BAG',
  name: '购物袋',
  spec: '中号',
  category: '常用',
  unit: '个',
  priceMinor: 50,
  weighed: false,
  barcode: '000512',
};

let browser: Browser;
let station: ScreenStation;

beforeAll(async () => {
  [browser, station] = await Promise.all([launchBrowser(), openScreenStation({ rendererDir })]);
});
afterAll(async () => {
  await browser.close();
  await station.close();
});

test('while the ledger is being opened the till says so; with the basket selling opens and the tiles come', async () => {
  station.answer('catalog.quickPages', () => ({ pages: [{ category: '常用', products: [bag] }], productCount: 1 }));
  station.publish('station', { ...stationValue, mode: 'starting' });
  const page = await browser.newPage();
  await page.goto(`${station.url}/checkout`);
  await page.getByText('正在准备收银台').waitFor();
  expect(await page.locator('.scan input').isDisabled()).toBe(true);
  expect(await page.locator('.payb').isDisabled()).toBe(true);
  expect(station.calls.all.some(({ name }) => name === 'catalog.quickPages')).toBe(false);

  station.publish('station', stationValue);
  station.publish('basket', empty);
  await page.getByText('扫描第一件商品').waitFor();
  await page.getByRole('button', { name: /购物袋/ }).waitFor();
  expect(await page.evaluate(() => document.activeElement === document.querySelector('.scan input'))).toBe(true);
  await page.close();
});

test('a shop without quick items says what to do instead', async () => {
  station.answer('catalog.quickPages', () => ({ pages: [], productCount: 0 }));
  station.publish('station', stationValue);
  station.publish('basket', empty);
  const page = await browser.newPage();
  await page.goto(`${station.url}/checkout`);
  await page.getByText('还没有常用商品').waitFor();
  await page.close();
});
