import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { seriousFaults, SIZES } from '../screen-checks.ts';
import { openTillStation, type TillStation } from '../till-station.ts';
import { freshBasket, measure, openCheckout, reachOut } from './checkout-page.ts';

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

describe.each(Object.entries(SIZES))('on %s', (_, size) => {
  test.each(['zh', 'en'] as const)('in %s nothing sticks out, fingers find every button, and the total never moves', async (language) => {
    const till = await openCheckout(browser, station, { ...size, language });
    const check = async (): Promise<string> => {
      const { total, outside, small } = await measure(till);
      expect(outside).toEqual([]);
      expect(small).toEqual([]);
      return total;
    };
    await check();
    await till.scan('6970031800297');
    await till.total('¥298.00');
    const place = await check();
    await till.press('F9');
    await till.page.locator('.recv').waitFor();
    expect(await check()).toBe(place);
    await till.press('Enter');
    await till.page.locator('.paidp').waitFor();
    expect(await check()).toBe(place);
    await till.press('Alt+s');
    await till.page.locator('.paper').waitFor();
    expect(await check()).toBe(place);
    expect(till.complaints).toEqual([]);
    await till.page.context().close();
  });
});

test('at 200 % nothing runs sideways, and total and big button stay in sight however far the page is scrolled', async () => {
  const till = await openCheckout(browser, station, { width: 683, height: 384, language: 'en' });
  const inSight = (selector: string): Promise<boolean> =>
    till.page.locator(selector).evaluate((element) => {
      const { top, bottom, left, right } = element.getBoundingClientRect();
      return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
    });
  const check = async (): Promise<void> => {
    for (const edge of [0, 10_000]) {
      await till.page.evaluate((top) => scrollTo(0, top), edge);
      expect([await inSight('.due .m'), await inSight('.payb')]).toEqual([true, true]);
    }
    expect(await till.page.evaluate(() => document.documentElement.scrollWidth)).toBe(683);
  };
  await till.scan('6970031800297');
  await till.total('¥298.00');
  await check();
  await till.press('F9');
  await till.page.locator('.recv').waitFor();
  await check();
  await till.page.context().close();
});

test("in English a tablet keeps every button inside its panel; with colours of one's own blocks and buttons keep an edge", async () => {
  const till = await openCheckout(browser, station, { width: 1280, height: 800, language: 'en' });
  await till.scan('6970031800297');
  await till.total('¥298.00');
  expect((await measure(till)).outside).toEqual([]);
  await till.page.emulateMedia({ forcedColors: 'active' });
  const edge = (selector: string): Promise<string> =>
    till.page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).outlineStyle);
  expect([await edge('.ink'), await edge('.payb'), await edge('.tile'), await edge('.basket')]).toEqual([
    'solid',
    'solid',
    'solid',
    'solid',
  ]);
  await till.page.context().close();
});

test('the largest figures fit', async () => {
  const hand = reachOut(station);
  await hand.command('catalog.quickAdd', { barcode: '6999999999881', name: '金'.repeat(200), priceMinor: 99_999_999 });
  const till = await openCheckout(browser, station, { width: 1024, height: 768, language: 'en' });
  await till.scan('6999999999881');
  await till.total('¥999,999.99');
  const fits = (selector: string): Promise<boolean> =>
    till.page.locator(selector).evaluate((element) => {
      const parent = element.closest('section, .chg')?.getBoundingClientRect();
      const own = element.getBoundingClientRect();
      return parent !== undefined && own.left >= parent.left && own.right <= parent.right && element.scrollWidth <= element.clientWidth + 1;
    });
  expect(await fits('.due')).toBe(true);
  await till.press('F9');
  await till.page.locator('.recv').waitFor();
  await till.type('9999999.99');
  expect(await fits('.chg .row')).toBe(true);
  expect(await fits('.payb')).toBe(true);
  await till.page.context().close();
});

test('axe finds nothing serious on any state of the checkout', async () => {
  const till = await openCheckout(browser, station);
  const faults: Record<string, readonly string[]> = {};
  const look = async (state: string): Promise<void> => {
    faults[state] = await seriousFaults(till.page);
  };
  await look('empty');
  await till.scan('6970031800297');
  await till.total('¥298.00');
  await look('basket');
  await till.type('奶粉');
  await till.page.locator('.found').waitFor();
  await look('search');
  await till.press('Escape');
  await till.scan('6999999999997');
  await till.page.getByRole('alert').waitFor();
  await look('unknown');
  await till.page.getByRole('alert').getByRole('button', { name: '快速新增商品' }).click();
  await till.page.locator('dialog[open]').waitFor();
  await look('quick add');
  await till.press('Escape');
  for (const key of ['F1', 'F10', 'Alt+q']) {
    await till.press(key);
    await till.page.locator('dialog[open]').waitFor();
    await look(key);
    await till.press('Escape');
  }
  await till.press('Escape', 'F9');
  await till.page.locator('.recv').waitFor();
  await look('tender');
  await till.press('Enter');
  await till.page.locator('.paidp').waitFor();
  await look('paid');
  await till.press('Alt+s');
  await till.page.locator('.paper').waitFor();
  await look('sales');
  expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
  await till.page.context().close();
});
