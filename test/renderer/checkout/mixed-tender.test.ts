import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { seriousFaults } from '../screen-checks.ts';
import { openTillStation, type TillStation } from '../till-station.ts';
import { freshBasket, openCheckout, type CheckoutPage } from './checkout-page.ts';

const PULL_UPS = '6973012450313';

let browser: Browser;
let station: TillStation;
let till: CheckoutPage;

beforeAll(async () => {
  [browser, station] = await Promise.all([
    launchBrowser(),
    openTillStation({
      tenders: {
        foreign: [
          { currency: 'HKD', rate: '0.9123' },
          { currency: 'EUR', rate: '7.75' },
          { currency: 'JPY', rate: '0.0478', maxMinor: 10_000 },
          { currency: 'KRW', rate: '0.0051' },
        ],
      },
    }),
  ]);
});
afterAll(async () => {
  await browser.close();
  await station.close();
});
beforeEach(async () => {
  await freshBasket(station);
  till = await openCheckout(browser, station);
  await till.scan(PULL_UPS);
  await till.total('¥129.00');
  await till.press('F9');
  await till.page.locator('.recv').waitFor();
});
afterEach(async () => {
  expect(till.complaints).toEqual([]);
  await till.page.context().close();
});

const chosen = (words: string): Promise<void> => till.page.locator('.meth .on').getByText(words).waitFor();

test('by keyboard: part of it in cash, the rest by card', async () => {
  await till.type('50');
  await till.press('+');
  await till.total('¥79.00');
  expect(await till.page.locator('.taken').innerText()).toMatch(/现金\s*50\.00/);
  await till.press('ArrowDown');
  await chosen('银行卡');
  expect(await seriousFaults(till.page)).toEqual([]);
  await till.press('Enter');
  await till.page.getByText('收款完成').waitFor();
  expect(await till.page.locator('.done').innerText()).toMatch(/现金[\s\S]*50\.00[\s\S]*银行卡\s*79\.00/);
  expect(await till.page.locator('.ink dl').innerText()).toMatch(/^实收\s*129\.00/);
});

test('by touch: a voucher, then cash with change; a part can be given back', async () => {
  await till.page.locator('.meth').getByText('代金券').click();
  await till.page.locator('.payb').click();
  await till.page.locator('dialog input').nth(0).fill('V-7');
  await till.page.locator('dialog input').nth(1).fill('30');
  await till.page
    .locator('dialog')
    .getByRole('button', { name: /收这张券/ })
    .click();
  await till.total('¥99.00');
  await till.page.getByRole('button', { name: '撤回' }).click();
  await till.total('¥129.00');
  await till.page.locator('.meth').getByText('代金券').click();
  await till.page.locator('.payb').click();
  await till.page.locator('dialog input').nth(0).fill('V-8');
  await till.page.locator('dialog input').nth(1).fill('30');
  await till.page
    .locator('dialog')
    .getByRole('button', { name: /收这张券/ })
    .click();
  await till.total('¥99.00');
  await till.page.getByRole('button', { name: '100', exact: true }).click();
  await till.page.locator('.payb').click();
  await till.page.getByText('收款完成').waitFor();
  expect(await till.page.locator('.chgm').innerText()).toBe('¥1.00');
});

test('more than is due by card is refused in words, and nothing is taken', async () => {
  await till.press('ArrowDown');
  await chosen('银行卡');
  await till.type('200');
  await till.press('Enter');
  await till.page.getByText('多了 ¥71.00。只有现金能找零').waitFor();
  await till.total('¥129.00');
});

test('Hong Kong dollars: what they are worth is shown as they are typed, a part by key, the rest by touch with change in yuan', async () => {
  for (const words of ['银行卡', '代金券', '港币现金 HKD']) {
    await till.press('ArrowDown');
    await chosen(words);
  }
  // 129.00 ÷ 0.9123 = 141.4008
  expect(await till.page.locator('.recv').innerText()).toMatch(/HKD\s*141\.41/);
  await till.type('100');
  await till.page.locator('.cashp').getByText('= ¥91.23').waitFor();
  expect(await seriousFaults(till.page)).toEqual([]);
  await till.press('Enter');
  await till.total('¥37.77');
  await till.page.locator('.meth').getByText('港币现金 HKD').click();
  for (const key of ['5', '0']) await till.page.locator('.cashp').getByRole('button', { name: key, exact: true }).click();
  await till.page.locator('.payb').click();
  await till.page.getByText('收款完成').waitFor();
  // 50.00 × 0.9123 = 45.615, less 37.77
  expect(await till.page.locator('.chgm').innerText()).toBe('¥7.84');
  expect(await till.page.locator('.done').innerText()).toMatch(/港币现金 HKD\s*100\.00 @0\.9123\s*91\.23[\s\S]*50\.00 @0\.9123\s*45\.61/);
});

test('where not all ways fit, the chosen one is in sight; over its limit the till says in yuan what is still possible', async () => {
  await till.page.setViewportSize({ width: 1024, height: 768 });
  for (const words of ['银行卡', '代金券', '港币现金 HKD', '欧元现金 EUR', '日元现金 JPY', '韩元现金 KRW']) {
    await till.press('ArrowDown');
    await chosen(words);
  }
  const [bar, on] = [await till.page.locator('.meth').boundingBox(), await till.page.locator('.meth .on').boundingBox()];
  if (!bar || !on) throw new Error('the ways to pay are not on screen');
  expect(on.x + on.width).toBeLessThanOrEqual(bar.x + bar.width);
  await till.press('ArrowUp');
  await till.type('3000');
  await till.press('Enter');
  await till.page.getByText('最多收 ¥100.00，还能收 ¥100.00').waitFor();
});
