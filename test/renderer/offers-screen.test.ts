import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newRequestId } from '#contract/ids.ts';
import { launchBrowser } from '../browser.ts';
import { reachOut } from './checkout/checkout-page.ts';
import { seriousFaults, SIZES } from './screen-checks.ts';
import { openTillStation, type TillStation } from './till-station.ts';

const bottle = {
  sku: 'BOTTLE',
  barcodes: ['6974460912255'],
  name: '宽口奶瓶 大号',
  spec: '330 ml',
  category: '喂养',
  unit: '件',
  priceMinor: 9900,
  costMinor: 6000,
  taxRateBasisPoints: 1300,
  weighed: false,
  active: true,
};

let browser: Browser;
let station: TillStation;
let page: Page;

beforeAll(async () => {
  [browser, station] = await Promise.all([launchBrowser(), openTillStation({ moreGoods: [bottle] })]);
  page = await browser.newPage({ viewport: SIZES['a laptop panel'] });
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
  await page.locator('.of-ended-ones summary').click();
  await page.locator('.of-ended-ones').getByText('拉拉裤第 2 件半价').waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page.locator('.of-ended-ones .tag').getByText('Ended', { exact: true }).waitFor();
  await shoot('offers-en');
});

test('a price list is saved, its prices are typed beside price and cost, and hold only once they are published', async () => {
  await page.goto(`${station.url}/prices`);
  await button('新价目表').click();
  await page.getByLabel('名称（小票上）').fill('会员价');
  await page.getByRole('button', { name: /^保存/ }).click();
  await page.getByLabel('找商品：品名、货号或条码').fill('宽口奶瓶');
  const price = page.getByLabel('宽口奶瓶 大号 的表上价格');
  await price.fill('55');
  await page.getByText('低于进价').waitFor();
  await price.fill('80');
  await page.getByText('毛利 25%').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('1 处改动还没有生效').waitFor();
  await page.getByText('新加').waitFor();
  expect(await price.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.setViewportSize(SIZES['a laptop panel']);
  expect(await seriousFaults(page)).toEqual([]);
  const till = reachOut(station);
  const priced = async (): Promise<number | undefined> => {
    const { lists } = await till.ask('priceList.list', {});
    const { prices } = await till.ask('priceList.prices', { id: lists[0]?.list.id ?? '', limit: 9 });
    return prices[0]?.liveMinor ?? undefined;
  };
  expect(await priced()).toBeUndefined();
  await button('发布，立即生效').click();
  await page.getByText('1 处改动还没有生效').waitFor({ state: 'hidden' });
  expect(await priced()).toBe(8000);
});

test('rows that are pasted are drafted, bad ones are named by line and reason, and the list goes out as a table', async () => {
  await page.getByLabel('找商品：品名、货号或条码').fill('');
  const file = page.getByLabel('或选择文件（CSV 或 XLSX）');
  await file.setInputFiles({ name: 'columns.csv', mimeType: 'text/csv', buffer: Buffer.from('货号\nSKU-3\n') });
  await page.getByText('表头缺少这些列：price').waitFor();
  expect(await page.getByText('导入完成').count()).toBe(0);
  await file.setInputFiles({ name: 'prices.png', mimeType: 'image/png', buffer: Buffer.from('PNG') });
  await page.getByText('只能导入 16 MB 以内').waitFor();
  await page.getByLabel('把表格里的几列粘贴到这里').fill('BOTTLE\t78\nSKU-5\tfree\n6970031800297\t278\n');
  await button('导入粘贴的内容').click();
  await page.getByText('导入完成，共 3 行：新增 1，更新 1，不变 0，未导入 1').waitFor();
  await page.getByText('price 不是金额："free"').waitFor();
  expect(await page.getByText('只能导入 16 MB 以内').count()).toBe(0);
  await page.getByText('2 处改动还没有生效').waitFor();
  await shoot('prices-pasted');
  await button('发布，立即生效').click();
  await page.getByText('2 处改动还没有生效').waitFor({ state: 'hidden' });
  await file.setInputFiles({ name: 'prices.csv', mimeType: 'text/csv', buffer: Buffer.from('货号,价格\nSKU-3,35\n') });
  await page.getByText('导入完成，共 1 行').waitFor();
  await button('放弃改动').click();
  await page.getByText('1 处改动还没有生效').waitFor({ state: 'hidden' });
  await button('导出 CSV').click();
  await page.getByText('已存到收银主机').waitFor();
});
