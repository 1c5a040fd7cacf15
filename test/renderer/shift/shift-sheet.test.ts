import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { openCheckout, reachOut, type CheckoutPage } from '../checkout/checkout-page.ts';
import { seriousFaults, SIZES } from '../screen-checks.ts';
import { openTillStation, type TillStation } from '../till-station.ts';

const PULL_UPS = '6973012450313';

let browser: Browser;
let station: TillStation;
let till: CheckoutPage;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  expect(till.complaints).toEqual([]);
  await till.page.context().close();
  await station.close();
});

const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });
const sheet = (page: Page): Locator => page.getByRole('dialog');

async function payExactly(): Promise<void> {
  await till.press('F9');
  await till.page.locator('.recv').waitFor();
  await till.press('Enter');
  await till.page.locator('.chgm').waitFor();
}

test('a shift: float by keyboard, a sale, cash out, a blind count and a second one, the Z, its copy, and the day', async () => {
  station = await openTillStation();
  till = await openCheckout(browser, station);
  const { page } = till;
  await button(page, /未开班/).waitFor();
  await till.press('Alt+KeyJ');
  await page.getByRole('dialog', { name: '班次与现金' }).waitFor();
  await page.keyboard.type('3');
  await till.press('ArrowDown', 'Enter', 'ArrowDown');
  await page.keyboard.type('20');
  await page.locator('.sh-total', { hasText: '500.00' }).waitFor();
  await till.press('Control+Enter');
  await button(page, /开班 \d\d:\d\d/).waitFor();
  await sheet(page).waitFor({ state: 'detached' });
  await expect.poll(() => till.focused()).toBe(true);

  await till.scan(PULL_UPS);
  await till.total('¥129.00');
  await payExactly();
  await till.press('Alt+KeyJ');
  await button(page, '备用金支出').click();
  await till.press('Tab');
  await page.keyboard.type('20.50');
  await till.press('Enter');
  await page.getByText('写一下事由').waitFor();
  await page.getByLabel('事由').fill('买胶带');
  await till.press('Enter');
  await page.getByText('已记账：备用金支出 ¥20.50').waitFor();

  // 500.00 + 129.00 − 20.50 = 608.50, and the count does not say it.
  await button(page, '点钱交班').click();
  await page.keyboard.type('6');
  expect(await sheet(page).innerText()).not.toContain('608.50');
  await button(page, /^提交点数/).click();
  await page.getByText('608.50').waitFor();
  expect(await page.locator('.sh-outcome').innerText()).toMatch(/短款\s*¥8\.50/);
  await button(page, '再点一遍').click();
  await page.keyboard.type('6');
  await page.getByLabel('1 元纸币', { exact: true }).fill('8');
  await page.getByRole('button', { name: '0.50 元硬币，多一张' }).click();
  await button(page, /^提交点数/).click();
  await page.getByText('一分不差').waitFor();
  await page.getByText('已经点过两遍').waitFor();
  await button(page, /^交班/).click();
  await page.getByText('Z 交班 1').waitFor();
  await button(page, '日结').click();
  await page.getByText('Z 日结 1').waitFor();
  await button(page, '补打副本').click();
  await page.getByText('已送打印机').waitFor();
  await till.press('Escape');
  await button(page, /未开班/).waitFor();
});

test('a till that needs a shift says so at payment, keeps the basket, and takes the money once it is open', async () => {
  station = await openTillStation({ shiftRequired: true });
  till = await openCheckout(browser, station);
  await till.scan(PULL_UPS);
  await till.total('¥129.00');
  await till.press('F9');
  await till.page.locator('.echo', { hasText: '还没有开班' }).waitFor();
  await till.total('¥129.00');
  await till.press('Alt+KeyJ', 'Control+Enter');
  await sheet(till.page).waitFor({ state: 'detached' });
  await payExactly();
});

test('a count made before a reload is taken up again, and a closing over papers nobody settled is confirmed by name', async () => {
  station = await openTillStation();
  till = await openCheckout(browser, station);
  const hand = reachOut(station);
  await hand.command('shift.open', { count: [] });
  await reachOut(station, 'bench').ask('bench.fault', { deviceId: 'receipt', fault: 'paper_out' });
  await till.scan(PULL_UPS);
  await till.total('¥129.00');
  await payExactly();
  await hand.command('shift.count', { count: [] });
  await till.page.reload();
  await till.page.locator('.scan input:enabled').waitFor();
  await till.press('Alt+KeyJ');
  await button(till.page, '点钱交班').click();
  await till.page.getByText('129.00').first().waitFor();
  await button(till.page, /^交班/).click();
  await till.page.getByText(/有 1 个打印任务没有着落：S001-01-1-000001/).waitFor();
  await button(till.page, '照样结账').click();
  await till.page.getByText('Z 交班 1').waitFor();
});

test('a day that was not closed is named the next morning', async () => {
  station = await openTillStation();
  till = await openCheckout(browser, station);
  const { page } = till;
  await reachOut(station).command('shift.open', { count: [] });
  await till.press('Alt+KeyJ');
  await button(page, '现金进出').waitFor();
  expect(await page.getByText('营业日还是').count()).toBe(0);
  await till.press('Escape');
  await page.clock.setFixedTime(Date.now() + 24 * 3_600_000);
  await till.press('Alt+KeyJ');
  await page.getByText('营业日还是').waitFor();
});

test('on a 4:3 panel every part of the sheet fits and has no serious fault of accessibility', async () => {
  station = await openTillStation();
  till = await openCheckout(browser, station, { ...SIZES['a 4:3 panel'], language: 'en' });
  const { page } = till;
  const check = async (): Promise<void> => {
    expect(await seriousFaults(page)).toEqual([]);
    expect(await sheet(page).evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  };
  await till.press('Alt+KeyJ');
  await page.locator('.sh-count').waitFor();
  await check();
  await reachOut(station).command('shift.open', { count: [] });
  await button(page, 'Cash moves').waitFor();
  await check();
  await button(page, 'X report').click();
  await page.locator('.sh-report').waitFor();
  await check();
  await reachOut(station).command('shift.count', { count: [] });
  await button(page, 'Count and close').click();
  await page.locator('.sh-outcome').waitFor();
  await check();
  await button(page, 'Close the shift').click();
  await page.locator('.sh-closing').waitFor();
  await check();
});
