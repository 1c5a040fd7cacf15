import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newRequestId } from '#contract/ids.ts';
import { launchBrowser } from '../browser.ts';
import { reachOut } from './checkout/checkout-page.ts';
import { seriousFaults, SIZES } from './screen-checks.ts';
import { openTillStation, type TillStation } from './till-station.ts';

let browser: Browser;
let station: TillStation;
let page: Page;

beforeAll(async () => {
  [browser, station] = await Promise.all([launchBrowser(), openTillStation()]);
  page = await browser.newPage({ viewport: SIZES['a laptop panel'] });
  page.setDefaultTimeout(15_000);
  await page.goto(`${station.url}/offers`);
});
afterAll(async () => {
  await browser.close();
  await station.close();
});

const button = (words: string): Locator => page.getByRole('button', { name: words, exact: true });
const shoot = async (state: string): Promise<void> => {
  const folder = process.env['GUITAI_SHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/${state}.png`, fullPage: true });
};

// One story: an offer is made, tried, saved, used by a sale and ended.

test('an offer is made by its kind, and what is wrong is said beside it', async () => {
  await button('第 N 件优惠').click();
  await page.getByText('第 2 件半价：价高的先数').waitFor();
  await page.getByRole('button', { name: /^保存/ }).click();
  await page.getByText('请写名称。').waitFor();
  await page.getByLabel('名称（小票上）').fill('拉拉裤第 2 件半价');
  await page.getByLabel('付原价的 %').last().fill('150');
  await page.getByRole('button', { name: /^保存/ }).click();
  await page.getByText('百分比在 0 到 100 之间').waitFor();
  await page.getByLabel('付原价的 %').last().fill('50');
  await page.getByLabel('货号，逗号隔开').first().fill('SKU-5');
  expect(await seriousFaults(page)).toEqual([]);
});

test('it is tried on a basket before it is saved', async () => {
  await page.getByLabel('货号，逗号隔开；不填就用收银台上的购物篮').fill('SKU-5, SKU-5, SKU-3');
  await button('按这单试算').click();
  await page.getByText('没有它 ¥297.90，有它 ¥233.40').waitFor();
  await page.getByText('不和别的促销碰上。').waitFor();
  await shoot('offers-tried');
  const { promotions } = await reachOut(station).ask('promotion.list', {});
  expect(promotions).toEqual([]);
});

test('saved it holds for the next basket; a second one that meets it is named; ended it holds no more', async () => {
  await page.getByRole('button', { name: /^保存/ }).click();
  await page.getByText('已保存').waitFor();
  await page.getByText('进行中').waitFor();
  const till = reachOut(station);
  await till.ask('basket.scan', { requestId: newRequestId(), text: '6973012450313', source: 'wedge', quantityMilli: 2000 });
  expect((await till.ask('promotion.list', {})).promotions).toMatchObject([{ stage: 'running' }]);

  await button('特价 / 限时折扣').click();
  await page.getByLabel('名称（小票上）').fill('拉拉裤 9 折');
  await page.getByLabel('付原价的 %').last().fill('90');
  await page.getByLabel('货号，逗号隔开').first().fill('SKU-5');
  await button('按这单试算').click();
  await page.getByText('和这些促销会碰上').waitFor();
  await page.locator('.of-conflicts').getByText('拉拉裤第 2 件半价').waitFor();

  await page.getByRole('button', { name: /拉拉裤第 2 件半价/ }).click();
  await button('停用').click();
  await page.getByText('已停用').waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('Ended', { exact: true }).waitFor();
  await shoot('offers-en');
});
