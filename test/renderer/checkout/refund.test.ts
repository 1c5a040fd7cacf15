import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { seriousFaults, SIZES } from '../screen-checks.ts';
import { openTillStation, type TillStation } from '../till-station.ts';
import { freshBasket, measure, openCheckout, reachOut, type CheckoutPage } from './checkout-page.ts';
import type { Sale } from '#contract/sale.ts';

const PULL_UPS = '6973012450313';
const WIPES = '6973012450771';

let browser: Browser;
let station: TillStation;
let till: CheckoutPage;

beforeAll(async () => {
  [browser, station] = await Promise.all([launchBrowser(), openTillStation()]);
});
afterAll(async () => {
  await browser.close();
  await station.close();
});
beforeEach(async () => {
  await freshBasket(station);
});
afterEach(async () => {
  expect(till.complaints).toEqual([]);
  await till.page.context().close();
});

/** A sale made by another hand, its thanks over. */
async function sold(...codes: readonly string[]): Promise<Sale> {
  const hand = reachOut(station);
  for (const text of codes) await hand.command('basket.scan', { text, source: 'typed' });
  const screen: { basketId?: string; revision?: number } = {};
  const watching = station.host.connect('till', (frame) => {
    const { name, value } = JSON.parse(frame) as { name?: string; value?: typeof screen };
    if (name === 'basket') Object.assign(screen, value);
  });
  watching.close();
  const sale = await hand.command('sale.complete', {
    basketId: screen.basketId ?? '',
    basketRevision: screen.revision ?? 0,
    tenders: [{ kind: 'cash', amountMinor: 100_000 }],
  });
  await hand.command('sale.dismiss', {});
  return sale;
}

const line = (page: Page, name: string) => page.locator('.rline', { hasText: name });
const lastRefund = async () => (await reachOut(station).ask('sale.list', { limit: 1 })).sales[0];

test('a return by keyboard alone: Alt V, the last digits, two of three pieces, a reason, the money', async () => {
  const sale = await sold(PULL_UPS, PULL_UPS, PULL_UPS, WIPES);
  till = await openCheckout(browser, station);
  await till.press('Alt+v');
  await till.page.locator('.rfind').waitFor();
  await till.type(String(Number(sale.receiptNumber.slice(-6))));
  await till.press('Enter');
  await line(till.page, '拉拉裤').waitFor();
  expect(await till.fieldText()).toBe('');
  await till.press('Enter');
  await till.echo('先选要退的商品');
  await till.press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft');
  await till.total('¥258.00');
  await till.press('ArrowDown', 'ArrowRight', 'Delete');
  await till.total('¥258.00');
  await till.press('Enter');
  await till.page.locator('.reasons').waitFor();
  await till.press('Enter');
  await till.page.getByText('退款完成').waitFor();
  expect(await till.page.locator('.chgm').innerText()).toBe('¥258.00');
  expect(await till.focused()).toBe(true);
  expect(await lastRefund()).toMatchObject({ kind: 'refund', totalMinor: -25_800, firstLineName: '棉绒 拉拉裤 XL' });
  await till.press('Enter');
  await till.page.getByText('扫描第一件商品').waitFor();
});

test('scanning a receipt with nothing in the basket offers the return, touched line by line, one piece damaged', async () => {
  const sale = await sold(WIPES, WIPES);
  till = await openCheckout(browser, station);
  await till.scan(sale.receiptNumber);
  const row = line(till.page, '手口湿巾');
  await row.getByLabel('多退一件').click();
  await till.page.getByRole('button', { name: '残损，不再上架' }).click();
  await row.getByText('残损').waitFor();
  await till.page.locator('.payb').click();
  await till.page.getByRole('button', { name: '质量问题' }).click();
  await till.page.getByText('退款完成').waitFor();
  await till.scan(sale.receiptNumber);
  await row.getByText('已退 1').waitFor();
  await till.press('Alt+a');
  await till.total('¥39.90');
  await till.press('Escape');
  await till.page.getByText('扫描第一件商品').waitFor();
});

test('an exchange: the receipt, then the dearer goods, the difference in cash', async () => {
  const sale = await sold(WIPES);
  till = await openCheckout(browser, station);
  await till.scan(sale.receiptNumber);
  await line(till.page, '手口湿巾').waitFor();
  await till.press('ArrowRight');
  await till.total('¥39.90');
  await till.scan(PULL_UPS);
  await till.total('¥89.10');
  expect(await till.page.locator('.payb').innerText()).toContain('换货，收 ¥89.10');
  await till.page.locator('.payb').click();
  const cash = till.page.getByLabel('收顾客现金');
  await cash.fill('80');
  await till.page.getByText('至少收 ¥89.10').waitFor();
  await till.page.getByRole('button', { name: '100', exact: true }).click();
  expect(await cash.inputValue()).toBe('100.00');
  await till.page.getByRole('button', { name: '买错了' }).click();
  await till.page.getByText('收款完成').waitFor();
  expect(await till.page.locator('.chgm').innerText()).toBe('¥10.90');
  expect(await lastRefund()).toMatchObject({ kind: 'refund', totalMinor: 8910 });
});

test('without a receipt: what lies in the basket comes back; nothing in it says what to do', async () => {
  till = await openCheckout(browser, station);
  await till.press('Alt+v');
  const button = till.page.getByRole('button', { name: '没有小票，退购物篮里的商品' });
  expect(await button.isDisabled()).toBe(true);
  await till.scan(WIPES);
  await till.total('¥39.90');
  await button.click();
  await till.page.getByRole('button', { name: '小票丢了' }).click();
  await till.page.getByText('退款完成').waitFor();
  expect(await lastRefund()).toMatchObject({ totalMinor: -3990 });
});

test('from the list of sales: Alt V, less than was paid with a reason of its own words, and the list says what came back', async () => {
  const sale = await sold(PULL_UPS);
  till = await openCheckout(browser, station);
  await till.press('Alt+s');
  await till.page.locator('.srow.on', { hasText: sale.receiptNumber }).waitFor();
  await till.page.locator('.paper').waitFor();
  await till.press('Alt+v');
  await line(till.page, '拉拉裤').waitFor();
  await till.press('Alt+a', 'Enter');
  await till.page.getByLabel('退款金额').fill('130');
  await till.page.getByText('最多退 ¥129.00').waitFor();
  await till.page.getByLabel('退款金额').fill('100');
  await till.page.getByLabel('其他原因').fill('包装拆过');
  await till.press('Enter');
  await till.page.getByText('退款完成').waitFor();
  await till.press('Alt+s');
  await till.page.locator('.srow', { hasText: '已退 ¥100.00' }).waitFor();
  await till.page.locator('.sd .paper', { hasText: '包装拆过' }).waitFor();
});

test('a whole sale of today is voided, and what came back elsewhere meanwhile is not given back twice', async () => {
  const [first, second] = [await sold(WIPES), await sold(PULL_UPS, PULL_UPS)];
  till = await openCheckout(browser, station);
  await till.scan(first.receiptNumber);
  await till.page.getByRole('button', { name: '整单作废' }).click();
  await till.page.getByRole('button', { name: '收银员操作错误' }).click();
  await till.page.getByText('退款完成').waitFor();
  await till.press('Enter');
  await till.scan(second.receiptNumber);
  await line(till.page, '拉拉裤').waitFor();
  await till.press('Alt+a');
  await till.total('¥258.00');
  const other = await openCheckout(browser, station);
  await other.scan(second.receiptNumber);
  await line(other.page, '拉拉裤').waitFor();
  await other.press('ArrowRight', 'Enter');
  await other.page.getByRole('button', { name: '尺码不合' }).click();
  await other.page.getByText('退款完成').waitFor();
  await other.press('Enter');
  await other.page.getByText('扫描第一件商品').waitFor();
  await other.page.context().close();
  await till.scan(second.receiptNumber);
  await line(till.page, '已退 1').waitFor();
  await till.press('Alt+a');
  await till.total('¥129.00');
});

test('a receipt nobody knows is said, the field keeps it marked', async () => {
  till = await openCheckout(browser, station);
  await till.press('Alt+v');
  await till.type('999999');
  await till.press('Enter');
  await till.echo('没有找到这张小票');
  expect(await till.fieldText()).toBe('999999');
});

describe.each(Object.entries(SIZES))('on %s', (_, size) => {
  test.each(['zh', 'en'] as const)('in %s a return fits, fingers find every button, and axe finds nothing serious', async (language) => {
    const sale = await sold(PULL_UPS, PULL_UPS, WIPES, '6970031800297', '6974460912200');
    till = await openCheckout(browser, station, { ...size, language });
    await till.press('Alt+v');
    await till.page.locator('.rfind').waitFor();
    const empty = await measure(till);
    await till.scan(sale.receiptNumber);
    await till.page.locator('.rline.on').waitFor();
    await till.press('ArrowRight', 'ArrowDown', 'ArrowRight', 'Alt+d');
    await till.total('¥168.90');
    const full = await measure(till);
    expect([empty.outside, empty.small, full.outside, full.small]).toEqual([[], [], [], []]);
    expect(full.total).toBe(empty.total);
    expect(await seriousFaults(till.page)).toEqual([]);
    await till.page.locator('.payb').click();
    await till.page.locator('.reasons').waitFor();
    expect((await measure(till)).small).toEqual([]);
    expect(await seriousFaults(till.page)).toEqual([]);
  });
});
