import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { seriousFaults } from '../screen-checks.ts';
import { openTillStation, type TillStation } from '../till-station.ts';
import { freshBasket, openCheckout, type CheckoutPage } from './checkout-page.ts';

const PULL_UPS = '6973012450313';
const WIPES = '6973012450771';

let browser: Browser;
let station: TillStation;
let till: CheckoutPage;

beforeAll(async () => {
  [browser, station] = await Promise.all([launchBrowser(), openTillStation({ lanHost: '0.0.0.0' })]);
});
afterAll(async () => {
  await browser.close();
  await station.close();
});
beforeEach(async () => {
  await freshBasket(station);
  till = await openCheckout(browser, station);
});
afterEach(async () => {
  expect(till.complaints).toEqual([]);
  await till.page.context().close();
});

const cards = (): Promise<readonly string[]> => till.page.locator('.hsum').allInnerTexts();

test('by keyboard: two customers at once, and each gets the own basket back', async () => {
  await till.scan(PULL_UPS);
  await till.total('¥129.00');
  await till.press('F6');
  await till.page.locator('.echo').getByText('已挂单').waitFor();
  await till.total('¥0.00');
  await till.scan(WIPES);
  await till.total('¥39.90');

  await till.press('F7');
  await till.page.getByText('取单前，当前购物篮会先挂起').waitFor();
  expect(await cards()).toEqual(['¥129.00']);
  expect(await seriousFaults(till.page)).toEqual([]);
  await till.press('Enter');
  await till.total('¥129.00');
  await till.page.locator('.ln').waitFor();

  await till.press('F7');
  await till.page.locator('.hsum').waitFor();
  expect(await cards()).toEqual(['¥39.90']);
  await till.press('Escape');
  await till.page.locator('.ln').waitFor();
  await till.press('F6');
  await till.total('¥0.00');
  await till.press('F7');
  await till.page.locator('.hsum').nth(1).waitFor();
  expect(await cards()).toEqual(['¥129.00', '¥39.90']);
  await till.press('ArrowDown');
  await till.page.getByText('此单').waitFor();
  await till.total('¥39.90');
  await till.press('Enter');
  await till.page.getByText('净芽 手口湿巾').first().waitFor();
  await till.page.locator('.ln').waitFor();
  expect(await till.page.locator('.heldn').innerText()).toBe('1');
  await till.press('F7');
  await till.page.locator('.hsum').waitFor();
  await till.page.getByRole('button', { name: '作废' }).click();
  await till.page.locator('dialog').getByRole('button', { name: '顾客不要了' }).click();
  await till.page.getByText('没有挂单').waitFor();
});

test('by touch: some of the goods become a basket of their own and join again', async () => {
  await till.scan(PULL_UPS);
  await till.scan(PULL_UPS);
  await till.scan(WIPES);
  await till.total('¥297.90');
  await till.page.getByRole('button', { name: '更多', exact: true }).click();
  await till.page.locator('dialog').getByRole('button', { name: /分单/ }).click();
  const part = till.page.getByRole('group', { name: '分出 棉绒 拉拉裤 XL' });
  await part.getByRole('button').nth(1).click();
  expect(await part.locator('output').innerText()).toBe('1 / 2');
  await till.page
    .locator('dialog')
    .getByRole('button', { name: /另挂 1 件/ })
    .click();
  await till.total('¥168.90');
  await till.page.getByRole('button', { name: /取单/ }).click();
  await till.page.getByRole('button', { name: '备注' }).click();
  await till.page.locator('dialog input').fill('灰外套');
  await till.page.locator('dialog').getByRole('button', { name: /保存/ }).click();
  await till.page.locator('.hname').getByText('灰外套').waitFor();
  await till.page.getByRole('button', { name: '并入购物篮' }).click();
  await till.total('¥297.90');
  await till.page.locator('.ln').nth(1).waitFor();
  expect(await till.page.locator('.ln').count()).toBe(2);
});

test('an order: a deposit now, found by the end of a phone number later, and the balance when the goods are handed over', async () => {
  const sheet = till.page.locator('dialog[open]');
  await till.scan(PULL_UPS);
  await till.scan(WIPES);
  await till.total('¥168.90');
  await till.press('Alt+x');
  await sheet.getByLabel('姓名').waitFor();
  await sheet.getByRole('button', { name: /收定金/ }).click();
  await sheet.getByText('要填姓名，或先选会员').waitFor();
  await sheet.getByLabel('姓名').fill('李雪');
  await sheet.getByLabel('电话').fill('13800006027');
  await sheet.getByRole('button', { name: '送货' }).click();
  await sheet.getByLabel('地址').fill('望京西园 3 区 12 号');
  expect(await sheet.getByLabel('定金').inputValue()).toBe('51.00');
  expect(await seriousFaults(till.page)).toEqual([]);
  await sheet.getByRole('button', { name: /收定金/ }).click();
  await till.total('¥51.00');
  await till.press('Escape');
  await till.page.getByText('定金 ¥51.00').waitFor();
  await till.press('F9');
  await till.page.getByText('完成，正好 ¥51.00').waitFor();
  await till.press('Enter');
  await till.page.getByText('定金已收').waitFor();

  await till.press('Alt+e');
  await till.page.locator('.hcard').waitFor();
  expect(await cards()).toEqual(['¥117.90']);
  expect(await seriousFaults(till.page)).toEqual([]);
  await till.type('6028');
  await till.page.getByText('没有符合的预订单').waitFor();
  await till.press('Backspace');
  await till.type('7');
  await till.page.locator('.hcard').waitFor();
  await till.press('Enter');
  await till.page.getByText('取预订单 S001-01-1-D000001').waitFor();
  await till.total('¥117.90');
  await till.press('F4');
  await till.page.getByText('按预订时谈好的数量和价格').waitFor();
  await till.scan(WIPES);
  await till.page.getByText('已扫 1/1').waitFor();
  await till.total('¥117.90');
  await till.press('F9');
  await till.page.getByText('完成，正好 ¥117.90').waitFor();
  await till.press('Enter');
  await till.page.getByText('收款完成').waitFor();
});

test('a tablet has a basket of its own, and what is put aside there comes back at the counter', { timeout: 60_000 }, async () => {
  const tablet = await openCheckout(browser, station, { width: 1280, height: 800, pairedAs: '平板 2' });
  await tablet.page.locator('.where', { hasText: '平板 2' }).waitFor();
  await tablet.scan(WIPES);
  await tablet.total('¥39.90');
  await till.total('¥0.00');
  await till.scan(PULL_UPS);
  await till.total('¥129.00');
  await tablet.page.locator('.ln').getByText('净芽 手口湿巾').waitFor();
  await tablet.press('F6');
  await tablet.total('¥0.00');
  await till.total('¥129.00');
  await till.press('F7');
  await till.page.locator('.hcard.on .hname', { hasText: '平板 2' }).waitFor();
  if (process.env['GUITAI_SHOTS']) await till.page.screenshot({ path: `${process.env['GUITAI_SHOTS']}/held-at-tablet.png` });
  await till.press('Enter');
  await till.total('¥39.90');
  await tablet.total('¥0.00');
  expect(tablet.complaints).toEqual([]);
  await tablet.page.context().close();
});
