import type { Promotion } from '#contract/promotion.ts';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { seriousFaults, SIZES } from '../screen-checks.ts';
import { openTillStation, type TillStation } from '../till-station.ts';
import { freshBasket, measure, openCheckout, reachOut, type CheckoutPage } from './checkout-page.ts';

const PULL_UPS = '6973012450313';
const WIPES = '6973012450771';
const LIN = { code: 'VIP-0042', phone: '13812346027', name: '林晓雯', title: 'ms', level: 'gold', tags: [], active: true } as const;

let browser: Browser;
let station: TillStation;
let till: CheckoutPage;

beforeAll(async () => {
  [browser, station] = await Promise.all([launchBrowser(), openTillStation()]);
  await reachOut(station).command('member.save', { ...LIN, tags: [] });
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

const sheet = (title: string): Promise<void> => till.page.locator('dialog[open]', { hasText: title }).waitFor();
const closed = (): Promise<void> => till.page.locator('dialog[open]').waitFor({ state: 'detached' });
const inSheet = (name: string) => till.page.locator('dialog[open]').getByRole('button', { name });
const row = (position: number) => till.page.locator('.ln').nth(position - 1);

test('F4 by keyboard: another price, percent off, as before; each with an undo in the echo', async () => {
  await till.scan(PULL_UPS);
  await till.total('¥129.00');
  await till.press('F4');
  await sheet('改价、打折、赠品');
  await till.type('99');
  await till.press('Enter');
  await till.total('¥99.00');
  expect(await row(1).locator('.ds').innerText()).toMatch(/−30\.00\s*改价 99\.00/);
  expect(await till.focused()).toBe(true);

  await till.press('F4');
  await sheet('改价、打折、赠品');
  await till.press('F4');
  await till.page.locator('dialog[open]', { hasText: '减百分之几' }).waitFor();
  await till.type('100');
  await till.press('Enter');
  await till.page.locator('dialog[open]', { hasText: '全免请用赠品' }).waitFor();
  await till.press('Backspace');
  await till.press('Enter');
  await till.total('¥116.10');
  await till.echo('已优惠');
  await till.press('Control+z');
  await till.total('¥99.00');
});

test('a present by touch: the line costs nothing, and says so', async () => {
  await till.scan(PULL_UPS);
  await till.scan(WIPES);
  await till.total('¥168.90');
  await till.page.getByRole('button', { name: '改价' }).click();
  await sheet('改价、打折、赠品');
  await inSheet('赠品').click();
  await till.total('¥129.00');
  expect(await row(2).innerText()).toMatch(/−39\.90\s*赠品\s*0\.00/);
  expect(await till.page.locator('.sum').innerText()).toMatch(/168\.90\s*手工改价、打折\s*−39\.90[\s\S]*已省 ¥39\.90/);
});

test('F8 by keyboard: the whole sale for one price, told in the till column, on the customer screen and on the way to why', async () => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const customer = await context.newPage();
  await customer.goto(`${station.url}/customer`);
  await till.scan(PULL_UPS);
  await till.scan(WIPES);
  await till.total('¥168.90');
  await till.press('F8');
  await sheet('整单优惠');
  await till.press('F8', 'F8');
  await till.page.locator('dialog[open]', { hasText: '整单收多少' }).waitFor();
  await till.type('160');
  await till.press('Enter');
  await till.total('¥160.00');
  // Lines keep what they cost by themselves.
  expect(await row(1).locator('.sb').innerText()).toBe('129.00');
  expect(await till.page.locator('.sum dl').innerText()).toMatch(/168\.90\s*整单优惠\s*−8\.90/);
  await customer.locator('.cd-band', { hasText: '已省' }).waitFor();
  expect(await customer.locator('.cd-band').innerText()).toMatch(/¥8\.90[\s\S]*160\.00/);

  await till.press('Alt+y');
  await sheet('为什么是这个价');
  // 8.90 shared over 129.00 and 39.90: 6.80 and 2.10.
  expect(await till.page.locator('dialog[open]').innerText()).toMatch(
    /净芽 手口湿巾[\s\S]*整单一口价 160\.00[\s\S]*−2\.10[\s\S]*37\.80[\s\S]*−8\.90[\s\S]*160\.00/,
  );
  await till.press('Escape');
  await closed();
  await context.close();
});

test('F3 by keyboard, and a card that is scanned anywhere: the basket is theirs on both screens until the sale is over', async () => {
  await till.press('F3');
  await sheet('会员');
  await till.type('13800000000');
  await till.press('Enter');
  await till.page.locator('dialog[open]', { hasText: '没有这位会员' }).waitFor();
  for (let digit = 0; digit < 11; digit += 1) await till.press('Backspace');
  await till.type('13812346027');
  await till.press('Enter');
  await till.page.locator('.memb', { hasText: '林晓雯' }).waitFor();
  expect(await till.page.locator('.memb').innerText()).toMatch(/金卡\s*林晓雯\s*138\*\*\*\*6027/);
  await till.press('F3');
  await sheet('会员');
  await inSheet('不用会员').click();
  await till.page.locator('.memb', { hasText: '还没有会员' }).waitFor();
  await closed();
  await till.scan('VIP-0042');
  await till.echo('会员　林晓雯');
  expect(await till.focused()).toBe(true);
  await till.scan(WIPES);
  await till.total('¥39.90');
  await till.press('F9');
  await till.page.locator('.recv').waitFor();
  await till.press('Enter');
  await till.page.getByText('收款完成').waitFor();
  await till.page.locator('.memb', { hasText: '还没有会员' }).waitFor();
});

test('offers in words on both screens: a hint, the second at half price, a coupon; F5 turns one off and on', async () => {
  const always = { audience: { kind: 'all' }, schedule: {}, limits: {}, priority: 0, scope: {} } as const;
  const hand = reachOut(station);
  const half = { kind: 'nthPiece', nth: 2, pay: { kind: 'percent', payBasisPoints: 5_000 } } as const;
  const amountOff = (minimumMinor: number, offMinor: number) => ({ kind: 'amountOff' as const, tiers: [{ minimumMinor, offMinor }] });
  const offers: Promotion[] = [
    { ...always, id: 'HALF', name: { zh: '第 2 件半价', en: '2nd half price' }, rule: half, scope: { skus: ['SKU-5'] } },
    { ...always, id: 'FULL', name: { zh: '满 200 减 20', en: '20 off 200' }, rule: amountOff(20_000, 2_000) },
    {
      ...always,
      id: 'C10',
      name: { zh: '券 满 100 减 10', en: 'Coupon 10 off 100' },
      rule: amountOff(10_000, 1_000),
      coupon: { code: 'SAVE10' },
    },
  ];
  for (const promotion of offers) await hand.command('promotion.save', { promotion });
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const customer = await context.newPage();
  await customer.goto(`${station.url}/customer`);

  await till.scan(PULL_UPS);
  await till.scan(PULL_UPS);
  await till.total('¥193.50');
  expect(await row(1).innerText()).toMatch(/−64\.50\s*第 2 件半价\s*193\.50/);
  expect(await till.page.locator('.memb .hints').innerText()).toContain('6.5');
  await customer.locator('.cd-hints', { hasText: '6.5' }).waitFor();
  await till.scan(WIPES);
  await till.total('¥213.40');
  await till.scan('SAVE10');
  await till.total('¥203.40');
  await till.echo('已加券　券 满 100 减 10');
  expect(await till.page.locator('.sum dl').innerText()).toMatch(/297\.90\s*会员价与促销\s*−84\.50\s*券 满 100 减 10\s*−10\.00/);
  expect(await customer.locator('.cd-rows').innerText()).toMatch(/第 2 件半价[\s\S]*258\.00\s*193\.50/);

  await till.press('F5');
  const used = till.page.locator('dialog[open] li', { hasText: '第 2 件半价' });
  await used.waitFor();
  const key = (await used.locator('kbd').innerText()).trim();
  await till.press(key);
  await till.total('¥267.90');
  await used.getByText('收银员不用').waitFor();
  await used.getByRole('button').click();
  await till.total('¥203.40');
  const coupon = till.page.locator('dialog[open] li', { hasText: '券 满 100 减 10' });
  const off = (await coupon.locator('kbd', { hasText: '⇧' }).innerText()).trim().replace('⇧', 'Shift+Digit');
  await till.press(off);
  await till.total('¥213.40');
  await coupon.waitFor({ state: 'detached' });
  await till.press('Escape');
  await closed();
  await till.press('Control+z');
  await till.total('¥203.40');
  for (const { id } of offers) await hand.command('promotion.end', { id });
  await till.total('¥297.90');
  await context.close();
});

test('F5 says that there are no offers; a word about the whole sale is printed on its receipt', async () => {
  await till.scan(WIPES);
  await till.total('¥39.90');
  await till.press('F5');
  await sheet('现在没有促销');
  await till.press('Escape');
  await closed();
  await till.press('Alt+o');
  await sheet('整单备注');
  await till.type('送货上门');
  await till.press('Enter');
  await closed();
  await till.press('F9');
  await till.page.locator('.recv').waitFor();
  await till.press('Enter');
  await till.page.getByText('收款完成').waitFor();
  const { document } = await reachOut(station).ask('sale.get', {
    seq: (await reachOut(station).ask('sale.list', { limit: 1 })).sales[0]?.seq ?? 0,
  });
  expect(JSON.stringify(document.blocks)).toContain('备注 送货上门');
});

test.each(['zh', 'en'] as const)('in %s the discounts fit on every panel, and axe finds nothing serious in any sheet', async (language) => {
  for (const [name, size] of Object.entries(SIZES)) {
    const other = await openCheckout(browser, station, { ...size, language });
    await other.scan('VIP-0042');
    await other.scan(PULL_UPS);
    await other.scan(WIPES);
    await other.total('¥168.90');
    await other.press('ArrowUp', 'F4', 'F4');
    await other.type('50');
    await other.press('Enter');
    await other.total('¥104.40');
    await reachOut(station).command('basket.discount', { discount: { kind: 'amount', offMinor: 1_000 } });
    await other.total('¥94.40');
    expect(await measure(other)).toMatchObject({ outside: [], small: [] });
    for (const key of name === 'a laptop panel' ? ['F4', 'F8', 'F3', 'F5', 'Alt+y', 'Alt+o'] : []) {
      await other.press(key);
      await other.page.locator('dialog[open]').waitFor();
      expect(await seriousFaults(other.page)).toEqual([]);
      await other.press('Escape');
      await other.page.locator('dialog[open]').waitFor({ state: 'detached' });
    }
    expect(other.complaints).toEqual([]);
    await other.page.context().close();
    await freshBasket(station);
  }
});
