import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { GuitaiError } from '#contract/error.ts';
import { launchBrowser } from '../../browser.ts';
import { scanByWedge } from '../../wedge-scanner.ts';
import { twoServices } from '../../fakes/queue-setup.ts';
import { queueAt } from '../../fakes/queue-values.ts';
import { openScreenStation, type ScreenStation } from '../../fakes/screen-station.ts';
import { station as stationValue } from '../../fakes/screen-values.ts';
import { reachOut, type Hand } from '../checkout/checkout-page.ts';
import { rendererDir, seriousFaults, SIZES } from '../screen-checks.ts';
import { openTillStation, type TillStation } from '../till-station.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A caller in a window of its own; without a counter it asks for one. */
async function openCaller(
  url: string,
  options: {
    readonly counter?: number;
    readonly language?: 'zh' | 'en';
    readonly size?: { width: number; height: number };
    readonly touch?: boolean;
  } = {},
): Promise<Page> {
  const { counter = '', language = 'zh', size = SIZES['a laptop panel'], touch = false } = options;
  const context = await browser.newContext({ viewport: size, hasTouch: touch });
  const page = await context.newPage();
  await page.addInitScript(
    ([chosen, spoken]) => {
      localStorage.setItem('guitai.caller.counter', chosen);
      localStorage.setItem('guitai.language.caller', spoken);
    },
    [String(counter), language] as const,
  );
  await page.goto(`${url}/caller`);
  return page;
}

/** Called or served here, and the keys are taken again. */
async function number(page: Page, code: string): Promise<void> {
  await page.locator('.ca-cur .n', { hasText: code }).waitFor();
  await page.locator('.ca-next:enabled').waitFor();
}
const nextIs = (page: Page, words: string): Promise<void> => page.locator('.ca-next:enabled', { hasText: words }).waitFor();
const free = (page: Page): Promise<void> => page.locator('.ca-head', { hasText: '空闲' }).waitFor();
/** A person's key: nothing came right before it, and nothing comes right behind it. For pages whose clock is in the test's hand. */
async function press(page: Page, key: string): Promise<void> {
  await page.clock.fastForward(100);
  await page.keyboard.press(key);
  await page.clock.fastForward(100);
}
/** The same press again is taken for the press before it. */
const pastTheGap = (page: Page): Promise<unknown> => page.clock.fastForward(1000);

describe('at a station', () => {
  let station: TillStation;
  let till: Hand;
  let kiosk: Hand;
  let desk: Hand;
  let page: Page;

  beforeAll(async () => {
    station = await openTillStation();
    [till, kiosk, desk] = [reachOut(station), reachOut(station, 'kiosk'), reachOut(station, 'caller')];
    await till.command('queue.configure', { revision: 0, setup: twoServices });
  });
  afterAll(() => station.close());
  /** Every counter is open, nobody is at one and nobody waits, whatever the test before left. */
  beforeEach(async () => {
    for (const counterId of [2, 4, 5]) {
      await desk.command('counter.open', { counterId, takeOver: true });
      while ((await desk.command('queue.next', { counterId })).called);
    }
  });
  afterEach(() => page.context().close());

  const take = async (serviceId = 1): Promise<string> => (await kiosk.command('queue.take', { serviceId })).number;

  test('by keyboard alone: a counter is chosen and opened, customers are called, recalled, served, held, transferred and finished', async () => {
    await desk.command('counter.close', { counterId: 2 });
    page = await openCaller(station.url);
    await page.clock.install();
    await page.getByText('在哪个柜台接待？').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('2 号柜台 还没有开始接待').waitFor();
    await page.keyboard.press('Enter');
    await free(page);
    const [first, second, third] = [await take(), await take(), await take(2)];
    await nextIs(page, `叫下一位 ${first}`);
    await page.keyboard.press('Space');
    await number(page, first);
    await page.getByText('已叫号，等顾客过来').waitFor();
    await press(page, 'r');
    await page.getByText('叫了 2 次').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.ca-head', { hasText: '正在接待' }).waitFor();
    await press(page, 'h');
    await free(page);
    await page.locator('.ca-tabs', { hasText: '挂起1' }).waitFor();
    await pastTheGap(page);
    await page.keyboard.press('Space');
    await number(page, second);
    // Counter 4 stands first in the sheet, counter 5 below it.
    await press(page, 't');
    await page.locator('dialog[open]', { hasText: `把 ${second} 转到` }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await free(page);
    expect((await desk.command('queue.next', { counterId: 5 })).called?.number).toBe(second);
    await pastTheGap(page);
    await press(page, '1');
    await number(page, third);
    await press(page, 's');
    await free(page);
    await page.locator('.ca-tabs', { hasText: '过号1' }).waitFor();
  });

  test('the space bar never presses twice, held or struck again, and finishes the one before when it is meant', async () => {
    const [first, second, third] = [await take(2), await take(2), await take(2)];
    page = await openCaller(station.url, { counter: 2 });
    await page.clock.install();
    await nextIs(page, first);
    await page.keyboard.down('Space');
    await page.keyboard.down('Space');
    await page.keyboard.up('Space');
    await number(page, first);
    await nextIs(page, `叫下一位 ${second}同时完成 ${first}`);
    await page.keyboard.press('Space');
    expect(await page.locator('.ca-cur .n').innerText()).toBe(first);
    await pastTheGap(page);
    await page.keyboard.press('Space');
    await number(page, second);
    await nextIs(page, third);
    await pastTheGap(page);
    await page.keyboard.press('Space');
    await nextIs(page, `完成 ${third}，没有人在等`);
    await pastTheGap(page);
    await press(page, 'f');
    await page.locator('.ca-next:disabled', { hasText: '没有人在等' }).waitFor();
  });

  test('a code scanned by mistake calls, skips and transfers nobody', async () => {
    const [first, second] = [await take(2), await take(2)];
    page = await openCaller(station.url, { counter: 2 });
    await nextIs(page, first);
    await page.keyboard.press('Space');
    await number(page, first);
    await page.locator('.ca-acts button:enabled').first().waitFor();
    await scanByWedge(page, 'HTTP://SHOP/T/FRSH2 RST');
    await nextIs(page, second);
    await page.waitForFunction(() => document.querySelector('dialog[open]') === null);
    expect(await page.locator('.ca-cur .n').innerText()).toBe(first);
    await page.getByText('已叫号，等顾客过来').waitFor();
  });

  test('by touch: called out of turn with a reason, paused with a reason and resumed', async () => {
    const [first, second] = [await take(2), await take(2)];
    page = await openCaller(station.url, { counter: 2, touch: true, size: { width: 400, height: 768 } });
    await nextIs(page, first);
    await page.locator('.ca-acts').waitFor();
    await page.locator(`.ca-row[data-number="${second}"]`).tap();
    await page.getByText(`提前叫 ${second}`).waitFor();
    await page.getByRole('button', { name: '需要照顾' }).tap();
    await page
      .getByRole('button', { name: `叫 ${second}` })
      .last()
      .tap();
    await number(page, second);
    await page
      .getByRole('button', { name: '完成', exact: true })
      .or(page.getByRole('button', { name: '到了' }))
      .first()
      .tap();
    await page.locator('.ca-head', { hasText: '正在接待' }).waitFor();
    await page.getByRole('button', { name: '暂停接待' }).tap();
    await page.getByRole('button', { name: '用餐' }).tap();
    await page.getByRole('button', { name: '暂停', exact: false }).last().tap();
    await page.locator('.ca-head', { hasText: '已暂停 · 用餐' }).waitFor();
    await page.locator('.ca-next', { hasText: '恢复接待' }).tap();
    await nextIs(page, first);
  });

  test('two callers that press next at once never get the same customer', async () => {
    const numbers = [await take(), await take()];
    page = await openCaller(station.url, { counter: 2 });
    const other = await openCaller(station.url, { counter: 4 });
    await Promise.all([nextIs(page, numbers[0] ?? ''), nextIs(other, numbers[0] ?? '')]);
    await Promise.all([page.keyboard.press('Space'), other.keyboard.press('Space')]);
    const called = await Promise.all([page, other].map((each) => each.locator('.ca-cur .n').innerText()));
    expect(called.toSorted()).toEqual(numbers);
    await other.context().close();
  });

  test('the sheet of a ticket closes when another counter takes it, and Enter calls nobody', async () => {
    const [first, second] = [await take(), await take()];
    page = await openCaller(station.url, { counter: 2 });
    await nextIs(page, first);
    await page.keyboard.press('2');
    await page.getByText(`提前叫 ${second}`).waitFor();
    await page.keyboard.type('赶车');
    await desk.command('queue.next', { counterId: 4 });
    await desk.command('queue.next', { counterId: 4 });
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    expect(await page.locator('.ca-cur .n').count()).toBe(0);
  });

  test('a lost station is said, nothing can be pressed, and it goes on by itself', async () => {
    const first = await take();
    page = await openCaller(station.url, { counter: 2 });
    await nextIs(page, first);
    await station.goAway();
    await page.getByText('连不上收银主机').waitFor();
    expect(await page.locator('.ca-next').isDisabled()).toBe(true);
    await page.getByText(first).first().waitFor();
    await station.comeBack();
    await page.getByText('连不上收银主机').waitFor({ state: 'detached' });
    await nextIs(page, first);
  });

  test('a counter that is open at another device is taken over where that is meant, and is lost to that device', async () => {
    const tablet = reachOut(station, 'caller', 'a1b2c3d4e5f60718');
    await tablet.command('counter.open', { counterId: 2, takeOver: true });
    const [first, second] = [await take(), await take()];
    page = await openCaller(station.url, { counter: 2 });
    await page.getByText('2 号柜台 在另一台设备上开着').waitFor();
    expect((await tablet.command('queue.next', { counterId: 2 })).called?.number).toBe(first);
    if (process.env['GUITAI_SHOTS']) await page.screenshot({ path: `${process.env['GUITAI_SHOTS']}/caller-take-over.png` });
    await page.keyboard.press('Enter');
    await number(page, first);
    await nextIs(page, second);
    await expect(tablet.command('queue.next', { counterId: 2 })).rejects.toThrow('Take it over');
    await tablet.command('counter.open', { counterId: 2, takeOver: true });
    await page.getByText('2 号柜台 在另一台设备上开着').waitFor();
  });

  test('in a shop with operators a counter is opened with number and PIN, and whose it is stands in the bar', async () => {
    await desk.command('counter.close', { counterId: 2 });
    await till.command('staff.save', { code: '1', name: '林岚', role: 'owner', active: true, pin: '739146' });
    await take();
    page = await openCaller(station.url, { counter: 2 });
    await page.getByText('用工号和密码开始').waitFor();
    await page.keyboard.type('1');
    await page.keyboard.press('Enter');
    await page.keyboard.type('739141');
    await page.keyboard.press('Enter');
    await page.locator('.why', { hasText: '密码' }).waitFor();
    await page.keyboard.type('739146');
    await page.keyboard.press('Enter');
    await page.locator('.ca-top .op', { hasText: '林岚' }).waitFor();
  });
});

describe('drawn from the values of the design page', () => {
  let station: ScreenStation;
  let page: Page;

  beforeAll(async () => {
    station = await openScreenStation({ rendererDir });
    const { desk, queue } = queueAt(Date.now());
    station.publish('station', stationValue);
    station.publish('queueDesk', desk);
    station.publish('queue', queue);
  });
  afterAll(() => station.close());
  afterEach(() => page.context().close());

  test.each([
    ['ticket_over', '已经结束'],
    ['ticket_left', '已经取消，顾客不来了'],
  ] as const)('a ticket that is %s is said in words, until they are dismissed', async (code, words) => {
    station.answer('queue.hold', () => {
      throw new GuitaiError(code, { number: 'A032' });
    });
    page = await openCaller(station.url, { counter: 2 });
    await number(page, 'A032');
    await page.keyboard.press('h');
    await page.getByRole('alert').filter({ hasText: words }).waitFor();
    await page.getByRole('button', { name: '知道了' }).click();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test.each([
    ['a laptop panel', 'zh'],
    ['a laptop panel', 'en'],
    ['full HD', 'zh'],
    ['a dock', 'zh'],
    ['a dock', 'en'],
  ] as const)('on %s in %s nothing is cut off, every control is 44 px and axe finds nothing serious', async (name, language) => {
    const size = name === 'a dock' ? { width: 400, height: 768 } : SIZES[name];
    page = await openCaller(station.url, { counter: 2, language, size });
    await number(page, 'A032');
    const faults = await page.evaluate(() => {
      const found: string[] = [];
      for (const element of document.querySelectorAll<HTMLElement>('button, input, a[href]')) {
        const box = element.getBoundingClientRect();
        if (box.width === 0) continue;
        if (box.right > innerWidth + 1 || box.bottom > innerHeight + 1) found.push(`outside: ${element.textContent}`);
        if (box.height < 43.5 || box.width < 43.5) found.push(`small: ${element.textContent} ${box.width}×${box.height}`);
        if (element.scrollWidth > element.clientWidth + 1 && !element.classList.contains('cut'))
          found.push(`cut off: ${element.textContent}`);
      }
      if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
      return found;
    });
    expect(faults).toEqual([]);
    expect(await seriousFaults(page)).toEqual([]);
    if (process.env['GUITAI_SHOTS']) await page.screenshot({ path: `${process.env['GUITAI_SHOTS']}/caller-${size.width}-${language}.png` });
  });
});
