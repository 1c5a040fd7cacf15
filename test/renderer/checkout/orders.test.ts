import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { seriousFaults } from '../screen-checks.ts';
import { openTillStation, type TillStation } from '../till-station.ts';
import { freshBasket, openCheckout, reachOut, type CheckoutPage } from './checkout-page.ts';

const PULL_UPS = '6973012450313';
const WIPES = '6973012450771';
const LIN = { code: '1', name: '林岚', role: 'owner', active: true, pin: '739146' } as const;
const ZHOU = { code: '12', name: '周敏', role: 'cashier', active: true, pin: '280517' } as const;

let browser: Browser;
let station: TillStation;
let till: CheckoutPage;

beforeAll(async () => {
  [browser, station] = await Promise.all([launchBrowser(), openTillStation()]);
  const hand = reachOut(station);
  await hand.command('staff.save', LIN);
  await hand.ask('staff.signIn', { code: LIN.code, pin: LIN.pin });
  await hand.command('staff.save', ZHOU);
  await hand.command('shift.open', { count: [] });
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
});
afterEach(async () => {
  expect(till.complaints).toEqual([]);
  await till.page.context().close();
});

const sheet = () => till.page.locator('dialog[open]');
const panel = () => till.page.locator('.memb');

test('by keyboard: a number, a second one, other shares, and a line for one of them', async () => {
  await till.press('Alt+p');
  await sheet().getByLabel('编号或姓名，或扫工牌').waitFor();
  await till.type('12');
  await till.press('Enter');
  await sheet().getByLabel('周敏 的百分比').waitFor();
  await till.type('99');
  await till.press('Enter');
  await sheet().getByText('没有编号或姓名是 99 的人。').waitFor();
  await till.press('Backspace', 'Backspace');
  await till.type('林');
  await till.press('Enter');
  await sheet().getByLabel('林岚 的百分比').fill('30');
  expect(await sheet().getByLabel('周敏 的百分比').inputValue()).toBe('70');
  expect(await seriousFaults(till.page)).toEqual([]);
  await till.press('Enter');
  await sheet().waitFor({ state: 'detached' });
  await panel().getByText('导购 周敏 70%、林岚 30%').waitFor();

  await till.scan(WIPES);
  await till.total('¥168.90');
  await till.press('Alt+p');
  await sheet().getByLabel('编号或姓名，或扫工牌').waitFor();
  await till.press('Alt+p');
  await sheet().getByRole('button', { name: '只算 净芽 手口湿巾', pressed: true }).waitFor();
  await till.type('1');
  await till.press('Enter', 'Enter');
  await till.page.locator('.ln', { hasText: '导购 林岚' }).waitFor();
});

test('by badge and by touch, and nobody again', async () => {
  await till.page.getByRole('button', { name: '更多', exact: true }).click();
  await sheet()
    .getByRole('button', { name: /导购员/ })
    .click();
  await sheet().getByLabel('编号或姓名，或扫工牌').waitFor();
  await reachOut(station, 'bench').ask('bench.scan', { scannerId: 'gun', text: '12', suffix: 'cr' });
  await sheet().getByLabel('周敏 的百分比').waitFor();
  expect(await sheet().getByLabel('周敏 的百分比').inputValue()).toBe('100');
  await sheet()
    .getByRole('button', { name: /1 林岚/ })
    .click();
  await sheet().getByLabel('林岚 的百分比').waitFor();
  await sheet().getByRole('button', { name: '保存' }).click();
  await panel().getByText('导购 周敏 50%、林岚 50%').waitFor();
  await till.press('Alt+p');
  await sheet().getByRole('button', { name: '不记导购员' }).click();
  await sheet().getByRole('button', { name: '保存' }).click();
  await sheet().waitFor({ state: 'detached' });
  await panel().getByText('导购').waitFor({ state: 'detached' });
});

test('a list on a phone goes in as one and says what did not; the back room gets its paper', async () => {
  await reachOut(station, 'bench').ask('bench.scan', { scannerId: 'gun', text: 'GTL1:SKU-2*2;NONE*1;RICE*1.5', suffix: 'cr' });
  await sheet().getByText('加入 1 种，下面的没有加入。').waitFor();
  await till.total('¥168.80');
  expect(await sheet().locator('li').allInnerTexts()).toEqual(['NONE ×1\n没有这个商品', '散装 五常大米 ×1.5\n要上秤']);
  expect(await seriousFaults(till.page)).toEqual([]);
  await till.press('Escape');
  await sheet().waitFor({ state: 'detached' });
  await till.press('Alt+u');
  await till.echo('正在打印拣货单');
  await till.press('Control+z');
  await till.total('¥129.00');
});
