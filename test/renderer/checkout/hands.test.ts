import { writeFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { seriousFaults } from '../screen-checks.ts';
import { openTillStation, type TillStation } from '../till-station.ts';
import { freshBasket, openCheckout, reachOut, type CheckoutPage } from './checkout-page.ts';

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
  till.page.setDefaultTimeout(10_000);
});
afterEach(async () => {
  expect(till.complaints).toEqual([]);
  await till.page.context().close();
});

const openSheet = (): Promise<void> => till.page.locator('dialog[open]').waitFor();
const closedSheet = (): Promise<void> => till.page.locator('dialog[open]').waitFor({ state: 'detached' });
/** A person's pause between typing and reaching for the scanner. */
const pause = (): Promise<void> => till.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 700)));
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
  await till.type('2');
  await pause();
  await till.scan(WIPES);
  await till.total('¥79.80');
  await till.type('2');
  expect(await till.fieldText()).toBe('2');
  await till.press('Escape');
  await till.page.locator('.qty').click();
  await openSheet();
  await till.type('2');
  await pause();
  await till.scan(WIPES);
  await closedSheet();
  await till.total('¥119.70');
  await till.type('2');
  expect(await till.fieldText()).toBe('2');
  await till.press('Escape', 'F9');
  await till.page.locator('.recv').waitFor();
  await till.type('2');
  await pause();
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
