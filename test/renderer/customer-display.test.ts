import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CustomerView } from '#contract/basket.ts';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../browser.ts';
import { openScreenStation, type ScreenStation } from '../fakes/screen-station.ts';
import { customerLines, paidView, sellingView, station as stationValue } from '../fakes/screen-values.ts';
import { rendererDir, seriousFaults, SIZES, stopClock } from './screen-checks.ts';

/** One grey pixel. */
const ONE_PIXEL_PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==';

const basket = sellingView(customerLines);
const tendering: CustomerView = { ...basket, phase: 'tendering' };

let browser: Browser;
let station: ScreenStation;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  station = await openScreenStation({ rendererDir });
  station.publish('station', stationValue);
  page = await browser.newPage({ viewport: SIZES['a laptop panel'] });
});
afterEach(async () => {
  await page.close();
  await station.close();
});

/** Opens the screen with the view and waits for its stage. */
async function open(view: CustomerView, stage: string): Promise<void> {
  station.publish('customer', view);
  await page.goto(`${station.url}/customer`);
  await atStage(stage);
}

async function atStage(stage: string): Promise<void> {
  await page.locator(`.cd-page[data-stage=${stage}]`).waitFor();
}

test('a sale is followed from welcome to thanks, and after eight seconds the screen rests', async () => {
  await page.clock.install();
  await open(sellingView([]), 'idle');
  expect(await page.locator('h1').textContent()).toBe('小满母婴 望京店');

  station.publish('customer', sellingView(customerLines.slice(0, 1)));
  await atStage('basket');
  station.publish('customer', basket);
  await page.getByText('禾牧 幼儿配方奶粉').waitFor();
  expect(await page.locator('li.new').innerText()).toBe('禾牧 幼儿配方奶粉\n3段 800 g\n×2\n596.00');
  expect(await page.locator('.cd-figure b').innerText()).toBe('¥1,105.02');

  station.publish('customer', tendering);
  await atStage('pay');
  expect(await page.locator('h1').innerText()).toContain('请付款');

  await stopClock(page);
  station.publish('customer', paidView(basket, 120_000));
  await atStage('paid');
  expect(await page.locator('.cd-figure').innerText()).toContain('94.98');
  expect(await page.locator('.cd-band dl').innerText()).toMatch(/收您现金\s*¥1,200\.00/);

  await page.clock.runFor(7_900);
  expect(await page.locator('.cd-page').getAttribute('data-stage')).toBe('paid');
  await page.clock.runFor(200);
  await atStage('idle');
});

test('the next scan ends the thanks at once', async () => {
  await open(paidView(basket, 120_000), 'paid');
  station.publish('customer', sellingView(customerLines.slice(0, 1)));
  await atStage('basket');
});

test('exact money shows what was paid instead of a change of nothing', async () => {
  await open(paidView(basket, basket.totalMinor), 'paid');
  expect(await page.locator('.cd-figure').innerText()).toMatch(/已付[^]*¥1,105\.02/);
});

test('once a part is paid the customer sees what is still due, and how it was paid is not called cash', async () => {
  await open({ ...tendering, receivedMinor: 50_502 }, 'pay');
  expect(await page.locator('.cd-figure').innerText()).toMatch(/还需付[^]*¥600\.00/);
  expect(await page.locator('.cd-band dl').innerText()).toMatch(/应付\s*¥1,105\.02\s*已付\s*¥505\.02/);
  const { paid } = paidView(basket, 120_000);
  const tenders = [
    { kind: 'card' as const, amountMinor: 50_502 },
    { kind: 'cash' as const, amountMinor: 69_498 },
  ];
  station.publish('customer', { ...basket, phase: 'paid', paid: paid && { ...paid, tenders } });
  await atStage('paid');
  expect(await page.locator('.cd-band dl').innerText()).toMatch(/应付\s*¥1,105\.02\s*实收\s*¥1,200\.00/);
});

test('money given back is the figure, and the customer is asked to take it', async () => {
  const given = { receiptNumber: 'S001-01-1-R000003', totalMinor: -12_900, tenderedMinor: 0, changeMinor: 12_900, completedAtMs: 0 };
  await open({ ...sellingView([]), phase: 'paid', paid: given }, 'paid');
  expect(await page.locator('h1').innerText()).toContain('请收好退款');
  expect(await page.locator('.cd-figure').innerText()).toMatch(/退款[^]*¥129\.00/);
  expect(await page.locator('.cd-number').innerText()).toBe('单号 S001-01-1-R000003');
  expect(await page.locator('.cd-band dl').innerText()).toBe('');
});

test.each(Object.entries(SIZES))('on %s the figure stays on the same pixels while the sale goes on', async (_, viewport) => {
  await page.setViewportSize(viewport);
  await open(basket, 'basket');
  const corner = async (): Promise<readonly number[]> => {
    const box = await page.locator('.cd-figure b').boundingBox();
    return [Math.round((box?.x ?? 0) + (box?.width ?? 0)), Math.round(box?.y ?? 0)];
  };
  const inBasket = await corner();
  station.publish('customer', tendering);
  await atStage('pay');
  expect(await corner()).toEqual(inBasket);
  station.publish('customer', paidView(basket, 120_000));
  await atStage('paid');
  expect(await corner()).toEqual(inBasket);
});

test.each(Object.entries(SIZES))('on %s the largest amount is whole and a hostile name pushes nothing away', async (_, viewport) => {
  await page.setViewportSize(viewport);
  const hostile = {
    ...customerLines[0]!,
    lineId: 8,
    name: `\u202e<img src=x>\u{1f388}${'长'.repeat(180)}`,
    quantityMilli: 99_999_000,
    amountMinor: 999_999_999,
  };
  await open({ ...sellingView([...customerLines, hostile]), grossMinor: 999_999_999, totalMinor: 999_999_999 }, 'basket');
  expect(await page.locator('.cd-figure b').innerText()).toBe('¥9,999,999.99');
  for (const part of ['.cd-figure b', '.cd-figure > span', '.cd-band dl', 'li.new .cd-amount', 'li.new .cd-quantity']) {
    const box = await page.locator(part).boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(viewport.width);
  }
  const label = await page.locator('.cd-band dl').boundingBox();
  const figure = await page.locator('.cd-figure').boundingBox();
  expect((label?.x ?? 0) + (label?.width ?? 0)).toBeLessThan(figure?.x ?? 0);
  expect(await page.locator('li.new img').count()).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
});

test('of five hundred lines twelve rows are drawn, the newest in view, and a further scan keeps the rows it finds', async () => {
  const many = Array.from({ length: 500 }, (_, index) => ({ ...customerLines[0]!, lineId: index + 1, name: `商品 ${index + 1}` }));
  await open(sellingView(many), 'basket');
  expect(await page.locator('.cd-basket li').count()).toBe(12);
  const kept = await page.locator('li.new').elementHandle();
  station.publish('customer', sellingView([...many, { ...many[0]!, lineId: 501, name: '商品 501' }]));
  await page.getByText('商品 501').waitFor();
  expect(await kept?.evaluate((row) => row.isConnected && row.textContent)).toContain('商品 500');
  const list = await page.locator('.cd-basket ol').boundingBox();
  const newest = await page.locator('li.new').boundingBox();
  expect((newest?.y ?? 0) + (newest?.height ?? 0)).toBeLessThanOrEqual((list?.y ?? 0) + (list?.height ?? 0) + 1);
});

test('an earlier line that is scanned again comes into view', async () => {
  const many = Array.from({ length: 60 }, (_, index) => ({ ...customerLines[0]!, lineId: index + 1, name: `商品 ${index + 1}` }));
  await open(sellingView(many, 20), 'basket');
  expect(await page.locator('li.new').innerText()).toContain('商品 20');
  const list = await page.locator('.cd-basket ol').boundingBox();
  const touched = await page.locator('li.new').boundingBox();
  expect(touched?.y).toBeGreaterThanOrEqual(list?.y ?? 0);
  expect((touched?.y ?? 0) + (touched?.height ?? 0)).toBeLessThanOrEqual((list?.y ?? 0) + (list?.height ?? 0) + 1);
});

test('a lost connection leaves nothing but the name of the shop, and the basket comes back with the connection', async () => {
  await open(basket, 'basket');
  await station.goAway();
  await atStage('quiet');
  expect((await page.locator('body').innerText()).trim()).toBe('小满母婴 望京店');
  await station.comeBack();
  await atStage('basket');
});

test('while the settings are wrong the customer sees the name of the shop and no settings', async () => {
  station.publish('station', { ...stationValue, mode: 'safe', problems: [{ key: 'store.currency', value: '"USD"', allowed: '"CNY"' }] });
  await open(basket, 'quiet');
  expect((await page.locator('body').innerText()).trim()).toBe('小满母婴 望京店');
});

test('the screen is told of nothing but the station and the customer view', async () => {
  const topics = new Set<string>();
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      const frame = JSON.parse(String(payload)) as { name: string };
      topics.add(frame.name);
    }),
  );
  await open(basket, 'basket');
  expect([...topics].toSorted()).toEqual(['customer', 'station']);
});

test('the language follows the shop, and the labels that matter stand in both', async () => {
  station.publish('station', { ...stationValue, locale: 'en-GB' });
  await open(tendering, 'pay');
  await page.getByText('Please pay').waitFor();
  expect(await page.locator('.cd-figure > span').innerText()).toMatch(/^To pay\s*应付$/);
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  station.publish('customer', sellingView(customerLines.slice(0, 1)));
  await page.getByText('1 product', { exact: true }).waitFor();
});

test('no stage has a serious fault of accessibility', async () => {
  await open(sellingView([]), 'idle');
  expect(await seriousFaults(page)).toEqual([]);
  station.publish('customer', basket);
  await atStage('basket');
  expect(await seriousFaults(page)).toEqual([]);
  station.publish('customer', tendering);
  await atStage('pay');
  expect(await seriousFaults(page)).toEqual([]);
  station.publish('customer', paidView(basket, 120_000));
  await atStage('paid');
  expect(await seriousFaults(page)).toEqual([]);
});

test('while nothing is sold the shop shows its pictures in turn, and a sale takes their place at once', async () => {
  await station.close();
  const pictures = ['A', 'B'].map((letter) => {
    const path = join(mkdtempSync(join(tmpdir(), 'guitai-picture-')), 'picture.png');
    writeFileSync(path, Buffer.from(ONE_PIXEL_PNG, 'base64'));
    return {
      id: letter.repeat(22),
      path,
      kind: 'image' as const,
      contentType: 'image/png',
      bytes: Buffer.from(ONE_PIXEL_PNG, 'base64').length,
    };
  });
  station = await openScreenStation({ rendererDir, media: pictures });
  station.publish('station', stationValue);
  station.publish('media', {
    items: [
      { id: 'A'.repeat(22), kind: 'image', seconds: 5, screens: ['customer'] },
      { id: 'C'.repeat(22), kind: 'image', seconds: 5, screens: ['board'] },
      { id: 'B'.repeat(22), kind: 'image', seconds: 5, screens: ['customer', 'board'] },
    ],
    problems: [],
  });
  await page.clock.install();
  await open(sellingView([]), 'idle');
  const shown = (letter: string): Promise<void> => page.locator(`.media-stage img[src="/media/${letter.repeat(22)}"]`).waitFor();
  await shown('A');
  await page.waitForFunction(() => document.querySelector('img')?.naturalWidth === 1);
  await page.clock.runFor(5_000);
  await shown('B');
  await page.clock.runFor(5_000);
  await shown('A');
  station.publish('customer', basket);
  await atStage('basket');
  expect(await page.locator('.media-stage').count()).toBe(0);
});
