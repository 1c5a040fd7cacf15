import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { openTillStation, type TillStation } from '../till-station.ts';
import { freshBasket, openCheckout, reachOut, type CheckoutPage } from './checkout-page.ts';

const PULL_UPS = '6973012450313';
const WIPES = '6973012450771';
const UNKNOWN = '6999999999997';

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

const salesToday = async (): Promise<number> => (await reachOut(station).ask('sale.list', { limit: 1 })).count;

test('a sale by keyboard alone: scan, scan, type, pay, change, next customer', async () => {
  const before = await salesToday();
  await till.scan(PULL_UPS);
  await till.total('¥129.00');
  await till.scan(PULL_UPS);
  await till.total('¥258.00');
  await till.type(WIPES);
  await till.press('Enter');
  await till.total('¥297.90');
  expect(await till.page.locator('.ln').count()).toBe(2);
  expect(await till.fieldText()).toBe('');

  await till.press('F9');
  await till.page.locator('.recv').waitFor();
  await till.type('300');
  expect(await till.page.locator('.chg').innerText()).toContain('2.10');
  expect(await till.page.locator('.payb').innerText()).toContain('完成，找 ¥2.10');
  await till.press('Enter');
  await till.page.getByText('收款完成').waitFor();
  expect(await till.page.locator('.chgm').innerText()).toBe('¥2.10');
  expect(await till.page.locator('.notes').innerText()).toMatch(/1\s*×2\s*0\.10\s*×1/);
  expect(await salesToday()).toBe(before + 1);

  await till.press('Enter');
  await till.page.getByText('扫描第一件商品').waitFor();
  await till.total('¥0.00');
});

test('the paid screen takes the next scan at once, and the pay key right behind it waits for the total', async () => {
  await till.scan(WIPES);
  await till.total('¥39.90');
  await till.press('F9');
  await till.page.locator('.recv').waitFor();
  await till.press('Enter');
  await till.page.getByText('正好，不用找零').waitFor();
  await till.scan(PULL_UPS);
  await till.press('F9');
  await till.page.locator('.recv').waitFor();
  await till.total('¥129.00');
  await till.press('Escape');
  await till.page.locator('.ln').waitFor();
  expect(await till.page.locator('.ln').count()).toBe(1);
});

test('a sale by touch alone: tile, quick amount, big button', async () => {
  await till.page.getByRole('button', { name: /棉柔巾/ }).click();
  await till.total('¥19.90');
  await till.page.locator('.ed').getByRole('button', { name: '加一' }).click();
  await till.total('¥39.80');
  await till.page.locator('.payb').click();
  await till.page.locator('.bills').getByRole('button', { name: '50', exact: true }).click();
  await till.page.locator('.payb').click();
  await till.page.getByText('收款完成').waitFor();
  expect(await till.page.locator('.chgm').innerText()).toBe('¥10.20');
});

test('the basket follows the keys: choose, count, remove, take back', async () => {
  await till.scan(PULL_UPS);
  await till.scan(WIPES);
  await till.total('¥168.90');
  expect(await till.page.locator('.ln.sel').innerText()).toContain('手口湿巾');
  await till.press('ArrowUp');
  expect(await till.page.locator('.ln.sel').innerText()).toContain('拉拉裤');
  await till.press('ArrowRight');
  await till.total('¥297.90');
  await till.press('ArrowLeft');
  await till.total('¥168.90');
  await till.press('Delete');
  await till.total('¥39.90');
  await till.echo('已删除');
  await till.press('Control+z');
  await till.total('¥168.90');
});

test('"3 *" before a scan is the quantity, "* 5" sets the selected line', async () => {
  await till.type('3*');
  await till.scan(WIPES);
  await till.total('¥119.70');
  await till.type('*5');
  await till.press('Enter');
  await till.total('¥199.50');
  await till.type('3*');
  await reachOut(station, 'bench').ask('bench.scan', { scannerId: 'gun', text: WIPES, suffix: 'cr' });
  await till.total('¥319.20');
  await till.type('*0.5');
  await till.press('Enter');
  await till.echo('按件卖');
  await till.total('¥319.20');
});

test('words and pinyin find as they are typed, ↑ ↓ choose, Enter adds', async () => {
  await till.type('naifen');
  await till.page.locator('.found li').first().waitFor();
  await till.press('ArrowDown');
  const name = await till.page.locator('.found [aria-selected=true] .nm span').first().innerText();
  await till.press('Enter');
  await till.page.locator('.ln', { hasText: name }).waitFor();
  expect(await till.fieldText()).toBe('');
  expect(await till.page.locator('.found').count()).toBe(0);
});

test('goods sold by weight are weighed first, with decimals', async () => {
  await till.page.getByRole('button', { name: '散装', exact: true }).click();
  await till.page.getByRole('button', { name: /五常大米/ }).click();
  await till.page.locator('dialog').waitFor();
  await till.type('0.356');
  await till.press('Enter');
  await till.total('¥3.13');
  expect(await till.page.locator('.ln.sel .qt').innerText()).toBe('0.356 kg');
});

test('an unknown barcode is said clearly and can be added and sold at once', async () => {
  await till.scan(UNKNOWN);
  await till.echo('没有这个条码');
  await till.page.getByRole('alert').getByRole('button', { name: '快速新增商品' }).click();
  const dialog = till.page.locator('dialog');
  await dialog.getByLabel('品名').fill('新到的围嘴');
  for (const [price, why] of [
    ['', '请填大于 0 的售价'],
    ['-5', '不能是负数'],
    ['abc', '只能输入数字'],
    ['1.234', '最多两位小数'],
    ['10000000', '超过上限'],
  ] as const) {
    await dialog.getByLabel('售价').fill(price);
    await dialog.getByRole('button', { name: '新增并加入' }).click();
    await dialog.getByRole('alert').getByText(why).waitFor();
  }
  await dialog.getByLabel('售价').fill('25.5');
  await till.press('Enter');
  await till.total('¥25.50');
  await expect.poll(() => till.focused()).toBe(true);
  await till.scan(UNKNOWN);
  await till.total('¥51.00');
});

test('every amount that is none is refused in words and the sale stays open', async () => {
  await till.scan(PULL_UPS);
  await till.total('¥129.00');
  await till.press('F9');
  await till.page.locator('.recv').waitFor();
  const note = till.page.locator('.tnote');
  await till.type('x');
  await note.getByText('只能输入数字').waitFor();
  await till.type('-');
  await note.getByText('不能是负数').waitFor();
  await till.type('12345678');
  await note.getByText('超过上限').waitFor();
  await till.press('Delete');
  await till.type('0');
  await till.press('Enter');
  await note.getByText('还差 ¥129.00').waitFor();
  await till.press('Delete');
  await till.type('128.99');
  await till.press('Enter');
  await note.getByText('还差 ¥0.01').waitFor();
  expect(await till.page.locator('.paidp').count()).toBe(0);
  await till.press('Escape');
  await till.page.locator('.ln').waitFor();
});

test('clearing asks first and can be taken back', async () => {
  await till.scan(PULL_UPS);
  await till.total('¥129.00');
  await till.page.getByRole('button', { name: '更多', exact: true }).click();
  await till.page.locator('dialog').getByRole('button', { name: '清空', exact: true }).click();
  await till.page.locator('dialog').getByText('共 ¥129.00').waitFor();
  await till.press('Escape');
  await till.total('¥129.00');
  await till.page.getByRole('button', { name: '更多', exact: true }).click();
  await till.page.locator('dialog').getByRole('button', { name: '清空', exact: true }).click();
  await till.page.locator('dialog').getByRole('button', { name: '清空', exact: true }).click();
  await till.total('¥0.00');
  await till.page.locator('.echo').getByRole('button', { name: '撤销' }).click();
  await till.total('¥129.00');
});

test('the day’s sales: search, the receipt beside, printing it again', async () => {
  await till.scan(PULL_UPS);
  await till.total('¥129.00');
  await till.press('F9');
  await till.page.locator('.recv').waitFor();
  await till.press('Enter');
  await till.page.getByText('收款完成').waitFor();
  await till.press('Alt+s');
  await till.page.locator('.paper').getByText('129.00').first().waitFor();
  expect(await till.page.locator('.paper').innerText()).toContain('小满母婴 望京店');
  await till.page
    .locator('.paper')
    .getByRole('img', { name: /CODE128/ })
    .waitFor();
  await till.type('没有的东西');
  await till.page.getByText('没有符合的小票').waitFor();
  await till.press('Escape');
  await till.page.locator('.srow').first().waitFor();
  await till.page.locator('.sd').getByRole('button', { name: '补打' }).click();
  await till.echo('正在补打');
  await till.page.getByText('已补打 1 次').waitFor();
  await till.scan(WIPES);
  await till.total('¥39.90');
  expect(await till.page.locator('.sales').count()).toBe(0);
});

test('opening the drawer asks why', async () => {
  await till.press('F10');
  await till.page.locator('dialog').getByRole('button', { name: '换零钱' }).click();
  await till.echo('钱箱已打开');
});

test('both languages, switched at once and remembered', async () => {
  await till.press('Alt+l');
  await till.page.getByText('Scan the first item to begin').waitFor();
  expect(await till.page.evaluate(() => document.documentElement.lang)).toBe('en');
  expect(await till.page.evaluate(() => localStorage.getItem('guitai.language.checkout'))).toBe('en');
  await till.press('Alt+l');
  await till.page.getByText('扫描第一件商品').waitFor();
  expect(await till.page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
});

test('two windows pay the same basket: one sale, and both say so', async () => {
  const other = await openCheckout(browser, station);
  const before = await salesToday();
  await till.scan(PULL_UPS);
  await Promise.all([till.total('¥129.00'), other.total('¥129.00')]);
  await till.press('F9');
  await Promise.all([till.page.locator('.recv').waitFor(), other.page.locator('.recv').waitFor()]);
  await Promise.all([till.press('Enter'), other.press('Enter')]);
  await Promise.all([till.page.getByText('收款完成').waitFor(), other.page.getByText('收款完成').waitFor()]);
  expect(await salesToday()).toBe(before + 1);
  await other.page.context().close();
});

test('a lost connection locks the till and says that the basket is safe; it goes on by itself', async () => {
  await till.scan(PULL_UPS);
  await till.total('¥129.00');
  await station.goAway();
  await till.page.getByText('与收银主机断开').waitFor();
  expect(await till.page.locator('.scan input').isDisabled()).toBe(true);
  expect(await till.page.locator('.payb').isDisabled()).toBe(true);
  await station.comeBack();
  await till.page.locator('.scan input:enabled').waitFor();
  await till.total('¥129.00');
  await expect.poll(() => till.focused()).toBe(true);
  await till.scan(WIPES);
  await till.total('¥168.90');
  // The browser reports each refused attempt to reconnect.
  expect(till.complaints.every((words) => words.includes('WebSocket'))).toBe(true);
  (till.complaints as string[]).length = 0;
});

test('a receipt that did not come out asks what to do', async () => {
  const bench = reachOut(station, 'bench');
  await bench.ask('bench.fault', { deviceId: 'receipt', fault: 'cut_off_midway' });
  await till.scan(PULL_UPS);
  await till.total('¥129.00');
  await till.press('F9');
  await till.page.locator('.recv').waitFor();
  await till.press('Enter');
  const alert = till.page.getByRole('alert').filter({ hasText: '小票不知是否打出' });
  await alert.waitFor();
  await bench.ask('bench.fault', { deviceId: 'receipt', fault: 'none' });
  await alert.getByRole('button', { name: '已打出来' }).click();
  await alert.waitFor({ state: 'detached' });
});
