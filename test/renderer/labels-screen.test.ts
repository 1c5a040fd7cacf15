import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Basket } from '#contract/basket.ts';
import type { BenchView } from '#contract/bench.ts';
import type { ScanClaim } from '#contract/scan.ts';
import type { Connection } from '#main/host.ts';
import { launchBrowser } from '../browser.ts';
import { scanByWedge } from '../wedge-scanner.ts';
import { createRecording } from '../fakes/recording.ts';
import { seriousFaults, SIZES } from './screen-checks.ts';
import { openTillStation, type TillStation } from './till-station.ts';

let browser: Browser;
let station: TillStation;
let page: Page;
let bench: Connection;
const benchViews = createRecording<BenchView>();

beforeAll(async () => {
  [browser, station] = await Promise.all([launchBrowser(), openTillStation({ labelPrinter: true })]);
  bench = station.host.connect('bench', (frameText) => {
    const frame = JSON.parse(frameText) as { name: string; value: BenchView };
    if (frame.name === 'bench') benchViews.add(frame.value);
  });
});
afterAll(async () => {
  await browser.close();
  bench.close();
  await station.close();
});
beforeEach(async () => {
  page = await browser.newPage({ viewport: SIZES['a laptop panel'] });
  await page.goto(`${station.url}/labels`);
  await page.locator('.lb-grid:not([aria-busy])').waitFor();
});
afterEach(() => page.close());

const button = (name: string, within: Locator | Page = page): Locator => within.getByRole('button', { name, exact: true });
const job = (): Locator => page.locator('[data-job]').first();

const scan = (code: string): Promise<void> => scanByWedge(page, code);

async function fault(name: string): Promise<void> {
  const input = { deviceId: 'labels', fault: name };
  await bench.receive(JSON.stringify({ type: 'request', id: 1, name: 'bench.fault', input }));
}

test('scanned twice is two labels; F9 prints them and the job says so', async () => {
  await scan('6970031800297');
  await page.locator('.lb-list li').waitFor();
  await scan('6970031800297');
  await page.getByText('1 种 · 2 张').waitFor();
  await page.getByRole('img', { name: '禾牧 幼儿配方奶粉 3段 的标签' }).waitFor();
  await page.keyboard.press('F9');
  await job().getByText('打完了').waitFor();
  expect(await job().innerText()).toContain('2 / 2 张');
  expect(await page.getByText('还没有商品').count()).toBe(1);
});

test('F9 pressed again before the station has answered orders nothing twice', async () => {
  await fault('paper_out');
  await scan('6970031800297');
  await page.locator('.lb-list li').waitFor();
  const jobs = await page.locator('[data-job]').count();
  await page.keyboard.press('F9');
  await page.keyboard.press('F9');
  await page.getByText('还没有商品').waitFor();
  await scan('6900000000001');
  await page.getByText('没有这个商品：6900000000001').waitFor();
  expect(await page.locator('[data-job]').count()).toBe(jobs + 1);
  await button('取消', job()).click();
  await job().getByText('取消').waitFor();
  await fault('none');
});

test('the preview is dot by dot the label that comes out', async () => {
  const before = benchViews.all.at(-1)?.labelPrinters[0]?.printed ?? 0;
  await scan('6970031800297');
  const canvas = page.locator('.lb-paper[width="320"]');
  await canvas.waitFor();
  const shown = await canvas.evaluate((element: HTMLCanvasElement) => {
    const { data } = element.getContext('2d')!.getImageData(0, 0, element.width, element.height);
    return Array.from({ length: data.length / 4 }, (_, at) => (data[at * 4 + 3] === 255 ? '1' : '0')).join('');
  });
  await button('打印 1 张 F9').click();
  const { labelPrinters } = await benchViews.until((view) => (view.labelPrinters[0]?.printed ?? 0) > before);
  const bits = Buffer.from(labelPrinters[0]?.labels.at(-1)?.bitsBase64 ?? '', 'base64');
  expect(Array.from(bits, (byte) => byte.toString(2).padStart(8, '0')).join('')).toBe(shown);
});

test('typed words show what matches, and the arrows and Enter take one', async () => {
  await page.getByLabel('扫商品，或输入名称、拼音、货号').fill('奶粉');
  await page.locator('.lb-found li').nth(2).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('.lb-list li').waitFor();
  expect(await page.locator('.lb-list li').count()).toBe(1);
  expect(await page.locator('.lb-found li').count()).toBe(0);
});

test('a code nobody knows is said, and nothing is added', async () => {
  await scan('6900000000001');
  await page.getByText('没有这个商品：6900000000001').waitFor();
  expect(await page.locator('.lb-list li').count()).toBe(0);
});

test("what the counter's scanner reads comes into the list while this screen is in front, and is sold once it is gone", async () => {
  const till = createRecording<{ name: string; value: unknown }>();
  const connection = station.host.connect('till', (frameText) => till.add(JSON.parse(frameText) as { name: string; value: unknown }));
  const isBasketOf = (lines: number) => (frame: { name: string; value: unknown }) =>
    frame.name === 'basket' && (frame.value as Basket).lines.length === lines;
  const shoot = (text: string): Promise<string> => {
    const input = { scannerId: 'gun', text, suffix: 'cr' };
    return bench.receive(JSON.stringify({ type: 'request', id: 1, name: 'bench.scan', input }));
  };
  await till.until(({ name, value }) => name === 'scanClaim' && (value as ScanClaim).by === 'labels');
  await shoot('6970031800297');
  await page.locator('.lb-list li').waitFor();
  await shoot('6970031800297');
  await page.getByText('1 种 · 2 张').waitFor();
  expect(till.all.findLast(({ name }) => name === 'basket')).toMatchObject({ value: { lines: [] } });

  // A page that dies says no goodbye.
  const window = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  window.send('Page.crash').catch(() => undefined);
  await crashed;
  till.clear();
  await shoot('6970031800297');
  await till.until(isBasketOf(1));
  connection.close();
});

test('a whole category comes into the list at once', async () => {
  await page.getByLabel('整个分类').selectOption('常用');
  await page.getByText('19 种 · 19 张').waitFor();
});

test('out of labels the job says what to do, pauses, goes on with the right label and can be cancelled', async () => {
  await fault('paper_out');
  await scan('6970031800297');
  await page.locator('.lb-list li').waitFor();
  await page.getByLabel('禾牧 幼儿配方奶粉 3段 的张数').fill('3');
  await page.keyboard.press('F9');
  await job().getByText('打不了 · 缺纸').waitFor();
  await button('暂停', job()).click();
  await job().getByText('已暂停').waitFor();
  await fault('none');
  await button('继续', job()).click();
  await job().getByText('打完了').waitFor();
});

test('a label nobody knows about is asked, and a person answers', async () => {
  await fault('jam');
  await scan('6970031800297');
  await page.locator('.lb-list li').waitFor();
  await page.getByLabel('禾牧 幼儿配方奶粉 3段 的张数').fill('4');
  await page.keyboard.press('F9');
  await job().getByText('第 3 张打出来没有？').waitFor();
  await fault('none');
  await button('没有，重打', job()).click();
  await job().getByText('打完了').waitFor();
});

test('a lost connection is said and the list is kept', async () => {
  await scan('6970031800297');
  await page.locator('.lb-list li').waitFor();
  await station.goAway();
  await page.getByText('与收银主机的连接断开，正在重连', { exact: true }).waitFor();
  expect(await button('打印 1 张 F9').isDisabled()).toBe(true);
  await station.comeBack();
  await page.getByText('与收银主机的连接断开，正在重连', { exact: true }).waitFor({ state: 'detached' });
  expect(await page.locator('.lb-list li').count()).toBe(1);
});

test.each([
  ['a 4:3 panel', 'zh'],
  ['a 4:3 panel', 'en'],
  ['a laptop panel', 'zh'],
  ['full HD', 'zh'],
] as const)('on %s in %s nothing is cut off, every control is 44 px and axe finds nothing serious', async (name, language) => {
  const size = SIZES[name];
  await page.setViewportSize(size);
  if (language === 'en') await button('English').click();
  await scan('6970031800297');
  await page.locator('.lb-list li').waitFor();
  await page.locator('.lb-templates button').nth(4).click();
  await scan('6971188203351');
  await page.locator('.lb-list li').nth(1).waitFor();
  await page.locator('.lb-paper').waitFor();
  await page.keyboard.press('F9');
  await page.locator('.lb-list li').first().waitFor({ state: 'detached' });
  await job().locator('progress[value="2"]').waitFor();
  await scan('6970031800297');
  await page.locator('.lb-list li').waitFor();
  await page.locator('.lb-paper').waitFor();
  const faults = await page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('button, input, a[href], select')) {
      const box = element.getBoundingClientRect();
      if (box.width === 0) continue;
      if (box.right > innerWidth + 1) found.push(`outside: ${element.textContent}`);
      if (box.height < 43.5 || box.width < 43.5)
        found.push(`small: ${element.className} ${element.textContent} ${box.width}×${box.height}`);
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
    return found;
  });
  expect(faults).toEqual([]);
  expect(await seriousFaults(page)).toEqual([]);
  if (process.env['GUITAI_SHOTS']) await page.screenshot({ path: `${process.env['GUITAI_SHOTS']}/labels-${size.width}-${language}.png` });
});
