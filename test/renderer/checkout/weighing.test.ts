import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { seriousFaults, SIZES } from '../screen-checks.ts';
import { openTillStation, type TillStation } from '../till-station.ts';
import { freshBasket, openCheckout, reachOut, type CheckoutPage } from './checkout-page.ts';

let browser: Browser;
let station: TillStation;
let till: CheckoutPage;

beforeAll(async () => {
  [browser, station] = await Promise.all([launchBrowser(), openTillStation({ scale: true })]);
});
afterAll(async () => {
  await browser.close();
  await station.close();
});
beforeEach(async () => {
  await bench('bench.fault', { deviceId: 'scale', fault: 'none' });
  await put(0);
  await freshBasket(station);
  till = await openCheckout(browser, station);
  await till.scan('RICE');
  await state('空秤');
});
afterEach(async () => {
  expect(till.complaints).toEqual([]);
  await till.page.context().close();
});

async function bench(...[name, input]: Parameters<ReturnType<typeof reachOut>['ask']>): Promise<void> {
  await reachOut(station, 'bench').ask(name, input);
}
const put = (milli: number, moving = false): Promise<void> => bench('bench.load', { scaleId: 'scale', milli, moving });
const state = (words: string): Promise<void> => till.page.locator('.weigh .st', { hasText: words }).first().waitFor();
const lines = (): Promise<number> => till.page.locator('.ln').count();
const sum = (): Promise<string> => till.page.locator('.wsum').innerText();

test('the weight is shown as it moves, the amount only when it rests, and Enter adds what the scale says', async () => {
  await put(355, true);
  await state('在晃动');
  expect(await sum()).toContain('––');
  await till.press('Enter');
  await till.echo('还没有称稳');
  expect(await lines()).toBe(0);
  await put(355);
  await state('稳定');
  expect(await till.page.locator('.weigh .pan').innerText()).toContain('0.355');
  expect(await sum()).toContain('3.12');
  await till.press('Enter');
  await till.total('¥3.12');
  expect(await till.page.locator('.ln.sel .qt').innerText()).toBe('0.355 kg');
  expect(await till.page.locator('.ln.sel .nm small').innerText()).toContain('秤称');
  await till.page.locator('.weigh').waitFor({ state: 'detached' });
  expect(await till.focused()).toBe(true);
});

test('what was not taken off the scale is sold again only when the cashier says so', async () => {
  await put(355);
  await state('稳定');
  await till.press('Enter');
  await till.total('¥3.12');
  await till.scan('RICE');
  await state('稳定');
  // An Enter this soon after a scan would be taken for its doubled suffix.
  await till.page.getByRole('button', { name: /加入购物篮/ }).click();
  await till.page.getByRole('alert').getByText('这一份已经算过').waitFor();
  expect(await lines()).toBe(1);
  await till.press('Alt+A');
  await till.total('¥6.24');
});

test('Esc gives it up, pieces are scanned meanwhile, and nobody pays before', async () => {
  await till.scan('6970031800297');
  await till.total('¥298.00');
  await state('空秤');
  await till.press('F9');
  await till.echo('还在称重');
  await till.press('Escape');
  await till.page.locator('.weigh').waitFor({ state: 'detached' });
  await till.press('F9');
  await till.page.locator('.sheet').waitFor();
});

test('a scale that is lost says so, and the weight is typed instead', async () => {
  await bench('bench.fault', { deviceId: 'scale', fault: 'unplugged' });
  await state('秤没有回应');
  await till.press('Alt+W');
  await till.type('101');
  await till.press('Enter');
  await till.page.locator('dialog').getByText('太重了').waitFor();
  await till.press('Backspace', 'Backspace', 'Backspace');
  await till.type('0.5');
  await till.press('Enter');
  await till.total('¥4.40');
  expect(await till.page.locator('.ln.sel .nm small').innerText()).toContain('手输重量');
});

test('a tare is taken off by key', async () => {
  await put(50);
  await state('稳定');
  await till.press('Alt+T');
  await state('空秤');
  await put(405);
  await state('稳定');
  expect(await till.page.locator('.weigh .pan').innerText()).toContain('0.355');
  expect(await till.page.locator('.weigh .tag').innerText()).toBe('已去皮');
  await till.press('Enter');
  await till.total('¥3.12');
  await put(0);
  await till.scan('RICE');
  await state('低于零');
  await till.press('Alt+T');
  await state('空秤');
});

test.each(['zh', 'en'] as const)('in %s the panel fits every screen, and every button is big enough', async (language) => {
  const other = await openCheckout(browser, station, { language });
  await put(355);
  await other.page.locator('.weigh .st.ok').waitFor();
  for (const [name, size] of Object.entries(SIZES)) {
    await other.page.setViewportSize(size);
    expect(await misfits(other), name).toEqual([]);
  }
  expect(await seriousFaults(other.page)).toEqual([]);
  await other.page.context().close();
});

/** What sticks out of the panel, is cut, or too small for a finger. */
function misfits({ page }: CheckoutPage): Promise<readonly string[]> {
  return page.evaluate(() => {
    const minimum = 2.75 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize) - 0.6;
    const panel = document.querySelector('.weigh')?.getBoundingClientRect();
    return [...document.querySelectorAll<HTMLElement>('.weigh button, .weigh output, .weigh p')].flatMap((element) => {
      const box = element.getBoundingClientRect();
      const isOut = !panel || box.right > panel.right + 1 || box.bottom > panel.bottom + 1 || element.scrollWidth > element.clientWidth + 1;
      const isSmall = element.tagName === 'BUTTON' && (box.height < minimum || box.width < minimum);
      return isOut || isSmall ? [`${element.className} ${element.textContent.slice(0, 20)}`] : [];
    });
  });
}
