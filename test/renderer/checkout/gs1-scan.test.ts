import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { scanByWedge } from '../../wedge-scanner.ts';
import { openTillStation, type TillStation } from '../till-station.ts';
import { freshBasket, openCheckout, type CheckoutPage } from './checkout-page.ts';

let browser: Browser;
let station: TillStation;

beforeAll(async () => {
  [browser, station] = await Promise.all([launchBrowser(), openTillStation()]);
});
afterAll(async () => {
  await browser.close();
  await station.close();
});
beforeEach(() => freshBasket(station));

/** "␝" stands for the key the scanner sends for GS. */
function wedge(till: CheckoutPage, code: string, separatorKey: string): Promise<void> {
  const keys = code.split('').map((character) => (character === '␝' ? separatorKey : character));
  return scanByWedge(till.page, keys);
}

test.each(['Control+BracketRight', 'F8'])(
  'a wedge scanner that sends GS as %s: batch and expiry stand on the line',
  async (separatorKey) => {
    const till = await openCheckout(browser, station);
    await wedge(till, ']d2010697003180029710B7␝17351231', separatorKey);
    await till.total('¥298.00');
    await till.page.locator('.ln small').getByText('有效期至 2035-12-31 · 批号 B7 · 6970031800297').waitFor();
    expect(await till.fieldText()).toBe('');
    expect(till.complaints).toEqual([]);
  },
);

test('an expired article is refused with its name and date, and a piece with a serial number has no plus and minus', async () => {
  const till = await openCheckout(browser, station);
  await wedge(till, '01069700318002971720010110B7', 'F8');
  await till.page.getByText('已过期（2020-01-01）').first().waitFor();
  await wedge(till, ']Q1https://id.gs1.org/01/06970031800297/21/S1', 'F8');
  await till.total('¥298.00');
  await till.page.locator('.ln small').getByText('序列号 S1').waitFor();
  expect(await till.page.locator('.ed .step button').count()).toBe(3);
  expect(await till.page.locator('.ed .step button:enabled').count()).toBe(0);
});
