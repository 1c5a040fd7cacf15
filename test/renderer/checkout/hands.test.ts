import { writeFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { typeEarlier } from '../../wedge-scanner.ts';
import { seriousFaults } from '../screen-checks.ts';
import { openTillStation, type TillStation } from '../till-station.ts';
import { freshBasket, measure, openCheckout, reachOut, type CheckoutPage } from './checkout-page.ts';

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
  till = await openCheckout(browser, station);
});
afterEach(async () => {
  expect(till.complaints).toEqual([]);
  await till.page.context().close();
});

const openSheet = (): Promise<void> => till.page.locator('dialog[open]').waitFor();
const closedSheet = (): Promise<void> => till.page.locator('dialog[open]').waitFor({ state: 'detached' });
/** As a scanner wired to the station reads it. */
const gun = (text: string): Promise<unknown> => reachOut(station, 'bench').ask('bench.scan', { scannerId: 'gun', text, suffix: 'cr' });

describe('function barcodes', () => {
  test('make a sale without a key: six of the next, one less, and cash', async () => {
    await till.scan('GT:X6');
    await till.page.waitForFunction(() => document.querySelector<HTMLInputElement>('.scan input')?.value === '6 *');
    await till.scan(WIPES);
    await till.total('¥239.40');
    await till.scan('GT:FEWER');
    await till.total('¥199.50');
    await till.scan(PULL_UPS);
    await till.total('¥328.50');
    await till.scan('GT:REMOVE');
    await till.total('¥199.50');
    await till.scan('GT:UNDO');
    await till.total('¥328.50');
    await till.scan('GT:CASH');
    await till.page.locator('.paidp').waitFor();
    await till.scan('GT:OK');
    await till.total('¥0.00');
    expect(await till.focused()).toBe(true);
  });

  test('of a scanner wired to the station act once, though two tills hear it', async () => {
    const other = await openCheckout(browser, station);
    await till.scan(WIPES);
    await till.scan(PULL_UPS);
    await till.total('¥168.90');
    await gun('GT:REMOVE');
    await till.total('¥39.90');
    await other.total('¥39.90');
    await gun('GT:MORE');
    await till.total('¥79.80');
    await other.page.context().close();
  });

  test('do nothing behind an open sheet but close it, and say so', async () => {
    await till.scan(WIPES);
    await till.total('¥39.90');
    await till.press('F8');
    await openSheet();
    await till.scan('GT:CASH');
    await till.echo('现在不能用这张功能条码');
    await till.page.locator('dialog[open]').waitFor();
    await till.scan('GT:BACK');
    await closedSheet();
    await till.total('¥39.90');
    expect(await till.focused()).toBe(true);
  });
});

test('2, the same goods again and 2 never become 22', async () => {
  await till.scan(WIPES);
  await till.total('¥39.90');
  await typeEarlier(till.page, '2');
  await till.scan(WIPES);
  await till.total('¥79.80');
  await till.type('2');
  expect(await till.fieldText()).toBe('2');
  await till.press('Escape');
  await till.page.locator('.qty').click();
  await openSheet();
  await typeEarlier(till.page, '2');
  await till.scan(WIPES);
  await closedSheet();
  await till.total('¥119.70');
  await till.type('2');
  expect(await till.fieldText()).toBe('2');
  await till.press('Escape', 'F9');
  await till.page.locator('.recv').waitFor();
  await typeEarlier(till.page, '2');
  await till.scan(WIPES);
  await till.echo('正在收款');
  expect(await till.page.locator('.recv').innerText()).toMatch(/2(?!2)/);
});

test('the shop gives a key another function and every till has it at once', async () => {
  writeFileSync(station.settingsFile, '{ "store": { "code": "S001", "name": "小满母婴 望京店" }, "terminal": "01" }');
  const office = await till.page.context().newPage();
  await office.goto(`${station.url}/keys`);
  await office.getByRole('button', { name: '收款 的按键，现在是 F9，点此更改' }).click();
  await office.keyboard.press('F8');
  await office.getByText('F8 原来是“整单优惠”，已和它对调。').waitFor();
  await office.getByRole('button', { name: '销售记录 的按键，现在是 Alt S，点此更改' }).click();
  await office.keyboard.press('F11');
  await office.getByText('这个键不能用').waitFor();
  expect(await seriousFaults(office)).toEqual([]);
  await office.getByRole('button', { name: '保存', exact: true }).click();
  await office.getByText('已保存').waitFor();
  await office.close();
  await till.page.locator('.payb', { hasText: 'F8' }).waitFor();
  await till.scan(WIPES);
  await till.total('¥39.90');
  await till.press('F8');
  await till.page.locator('.recv').waitFor();
  await till.press('Escape');
  await till.page.locator('.ln').waitFor();
  await till.press('F9');
  await till.page.locator('dialog[open]', { hasText: '整单' }).waitFor();
  await till.press('Escape');
  await closedSheet();
  await reachOut(station).command('keys.save', { keys: {} });
  await till.page.locator('.payb', { hasText: 'F9' }).waitFor();
});

/** How each sheet of the basket is opened: by its key, or by the button that has one. */
const SHEETS: readonly (readonly [name: string, open: () => Promise<void>])[] = [
  ...['F1', 'F3', 'F4', 'F5', 'F8', 'F10', 'Alt+q', 'Alt+i', 'Alt+k', 'Alt+j', 'Alt+h', 'Alt+y', 'Alt+o'].map(
    (key) => [key, () => till.press(key)] as const,
  ),
  ['the quantity', () => till.page.locator('.qty').click()],
  ['the note of a line', () => till.page.locator('.ed .btn', { hasText: '备注' }).click()],
  ['more', () => till.page.getByRole('button', { name: '更多' }).click()],
  ['the station', () => till.page.locator('.strip .it').first().click()],
  ['the devices', () => till.page.locator('.strip .it').nth(1).click()],
];

test('every sheet can be read by a screen reader, closes by Esc, and the scan field has the focus a frame later', async () => {
  await till.scan(PULL_UPS);
  // The echo of a scan closes the sheet of keys.
  await till.echo('已加入');
  const faults: Record<string, readonly string[]> = {};
  for (const [name, open] of SHEETS) {
    await open();
    await openSheet();
    const found = await seriousFaults(till.page);
    if (found.length > 0) faults[name] = found;
    await till.press('Escape');
    await closedSheet();
    if (!(await till.focused())) faults[name] = [...(faults[name] ?? []), 'the focus is elsewhere'];
  }
  expect(faults).toEqual({});
});

describe('on a tablet and a phone everything can be reached by a finger, and nothing sticks out', () => {
  test.each([
    ['a tablet', 1280, 800],
    ['an upright tablet', 800, 1280],
    ['a phone', 390, 844],
  ])('%s', async (_, width, height) => {
    const hand = await openCheckout(browser, station, { width, height });
    const seen: Record<string, unknown> = {};
    const look = async (state: string): Promise<void> => {
      const { outside, small } = await measure(hand);
      if (outside.length + small.length > 0) seen[state] = { outside, small };
    };
    await hand.scan(PULL_UPS);
    await hand.total('¥129.00');
    await look('basket');
    await hand.page.locator('.bf .btn', { hasText: '整单优惠' }).click();
    await hand.page.locator('dialog[open]').waitFor();
    await look('discount');
    await hand.press('Escape');
    await hand.page.locator('.payb').click();
    await hand.page.locator('.recv').waitFor();
    expect(await hand.page.locator('.payb').isVisible()).toBe(true);
    await hand.page.locator('.payb').click();
    await hand.page.locator('.paidp').waitFor();
    await look('paid');
    expect(seen).toEqual({});
    await hand.page.context().close();
  });
});
