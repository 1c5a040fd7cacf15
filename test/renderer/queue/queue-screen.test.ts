import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { twoServices } from '../../fakes/queue-setup.ts';
import { openCheckout, reachOut, type Hand } from '../checkout/checkout-page.ts';
import { seriousFaults, SIZES } from '../screen-checks.ts';
import { openTillStation, type TillStation } from '../till-station.ts';

let browser: Browser;
let station: TillStation;
let till: Hand;
let kiosk: Hand;
let page: Page;

beforeAll(async () => {
  [browser, station] = await Promise.all([launchBrowser(), openTillStation()]);
  [till, kiosk] = [reachOut(station), reachOut(station, 'kiosk')];
});
afterAll(async () => {
  await browser.close();
  await station.close();
});
afterEach(() => page.context().close());

async function openQueue(language: 'zh' | 'en' = 'zh', size: { width: number; height: number } = SIZES['a laptop panel']): Promise<void> {
  page = await (await browser.newContext({ viewport: size })).newPage();
  await page.addInitScript((chosen) => localStorage.setItem('guitai.language.queue', chosen), language);
  await page.goto(`${station.url}/queue`);
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const sheet = () => page.locator('dialog[open]');

describe('a shop without a queue', () => {
  test('is set up from nothing: a service, a counter for it, and words for what is wrong', async () => {
    await openQueue();
    await page.getByText('还没有业务。加一项，顾客就能取号。').waitFor();
    await page.getByText('局域网访问没有开启').waitFor();
    await button('加一项业务').click();
    await page.keyboard.press('Enter');
    await sheet().getByText('写上名称').waitFor();
    await sheet().getByLabel('名称', { exact: true }).fill('奶粉纸尿裤');
    await sheet().getByLabel('最后一个号').fill('1');
    await page.keyboard.press('Enter');
    await sheet().getByText('要比第一个号大').waitFor();
    await sheet().getByLabel('最后一个号').fill('200');
    await sheet().getByRole('button', { name: '加一段时间' }).click();
    await sheet().getByRole('button', { name: '日', exact: true }).click();
    await sheet().getByLabel('名称', { exact: true }).press('Enter');
    await page.getByText('1 到 200 号 · 09:00–21:00').waitFor();
    await button('加一个柜台').click();
    await page.keyboard.press('Enter');
    await sheet().getByText('至少选一项业务，不然叫不到人').waitFor();
    await sheet().getByRole('button', { name: 'A 奶粉纸尿裤' }).click();
    await sheet().getByLabel('几号').press('Enter');
    await page.getByText('A · 编号 1').waitFor();
    const { setup } = await till.ask('queue.setup', {});
    expect(setup.services).toMatchObject([
      { id: 1, prefix: 'A', name: '奶粉纸尿裤', lastNumber: 200, hours: [{ days: [1, 2, 3, 4, 5, 6], from: '09:00', to: '21:00' }] },
    ]);
    expect(setup.counters).toMatchObject([{ id: 1, number: 1, serviceIds: [1], active: true }]);
  });

  test('what was changed elsewhere meanwhile is not overwritten: it is shown, and the change is made again', async () => {
    await openQueue();
    await button('业务和柜台').click();
    await button('修改 奶粉纸尿裤').click();
    const { revision, setup } = await till.ask('queue.setup', {});
    await till.command('queue.configure', { revision, setup: { ...setup, recallLimit: 5 } });
    await sheet().getByLabel('英文名称').fill('Formula');
    await page.keyboard.press('Enter');
    await sheet().getByText('叫号设置刚才在别处改过').waitFor();
    await page.keyboard.press('Enter');
    await sheet().waitFor({ state: 'detached' });
    const after = await till.ask('queue.setup', {});
    expect([after.setup.recallLimit, after.setup.services[0]?.nameEn]).toEqual([5, 'Formula']);
  });
});

describe('a shop with two services', () => {
  beforeAll(async () => {
    const { revision, setup } = await till.ask('queue.setup', {});
    await till.command('queue.configure', {
      revision,
      setup: { ...twoServices, counters: [...twoServices.counters, ...setup.counters.map((counter) => ({ ...counter, active: false }))] },
    });
    for (const serviceId of [1, 1, 2]) await kiosk.command('queue.take', { serviceId });
  });

  test('Alt N at the till beside counter 2 opens it once and then calls; the bar says who is here and who is next', async () => {
    const checkout = await openCheckout(browser, station);
    ({ page } = checkout);
    await page.locator('.tb', { hasText: '没有开始叫号' }).waitFor();
    await checkout.press('Alt+n');
    await sheet().getByText('叫号都记在收银台登录的人名下').waitFor();
    await page.keyboard.press('Enter');
    await sheet().getByText('本柜没有顾客').waitFor();
    await page.keyboard.press('Escape');
    await checkout.press('Alt+n');
    await checkout.echo('已叫 A001');
    await page.locator('.tb', { hasText: '等候 2 下一位 A002' }).waitFor();
    await checkout.press('Alt+n');
    expect(await page.locator('.tb', { hasText: 'Alt N' }).innerText()).toContain('A001');
    await expect.poll(checkout.focused).toBe(true);
    await page.locator('.tb', { hasText: 'Alt N' }).click();
    await sheet().getByRole('button', { name: '到了' }).click();
    await sheet().getByText('正在接待').waitFor();
  });

  test('the supervisor sees who serves whom, and that nobody serves what people wait for', async () => {
    const { revision, setup } = await till.ask('queue.setup', {});
    const counters = setup.counters.map((counter) => (counter.id === 2 ? { ...counter, serviceIds: [1] } : counter));
    await till.command('queue.configure', { revision, setup: { ...setup, counters } });
    await openQueue();
    await page.getByRole('row', { name: /2 号柜台.*A001 · 正在接待/ }).waitFor();
    await page.getByText('会员退换 有 1 人在等，没有柜台在办').waitFor();
    await page.getByRole('row', { name: /A 奶粉纸尿裤 1 / }).waitFor();
  });

  test('the statistics of today by service, hour and person, and a file for a spreadsheet', async () => {
    await till.command('queue.next', { counterId: 2 });
    await openQueue();
    await button('统计').click();
    await page.getByRole('row', { name: /^A 奶粉纸尿裤 2 1 0 0 0% / }).waitFor();
    await page.getByRole('row', { name: /^合计 3 1 0 0 0% / }).waitFor();
    await button('员工').click();
    await page.getByRole('row', { name: /^没有登录 0 1 / }).waitFor();
    await button('CSV').click();
    await page.getByText('已存到收银主机').waitFor();
  });

  test.each([
    ['live', 'zh', 'a laptop panel'],
    ['live', 'en', 'a 4:3 panel'],
    ['stats', 'en', 'a laptop panel'],
    ['setup', 'en', 'a laptop panel'],
    ['setup', 'zh', 'full HD'],
  ] as const)('%s in %s on %s: nothing is cut off, every control is 44 px and axe finds nothing serious', async (view, language, size) => {
    await openQueue(language, SIZES[size]);
    const names = { live: ['现场', 'Now'], stats: ['统计', 'Statistics'], setup: ['业务和柜台', 'Services and counters'] } as const;
    await button(names[view][language === 'zh' ? 0 : 1]).click();
    await page
      .locator(view === 'setup' ? '.qu-list li' : '.qu-table tbody tr')
      .first()
      .waitFor();
    const faults = await page.evaluate(() => {
      const found: string[] = [];
      for (const element of document.querySelectorAll<HTMLElement>('button, input:not([type=checkbox]), a[href], select')) {
        const box = element.getBoundingClientRect();
        if (box.width === 0) continue;
        if (box.right > innerWidth + 1) found.push(`outside: ${element.textContent}`);
        if (box.height < 43.5 || box.width < 43.5) found.push(`small: ${element.textContent} ${box.width}×${box.height}`);
      }
      if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
      return found;
    });
    expect(faults).toEqual([]);
    expect(await seriousFaults(page)).toEqual([]);
    if (process.env['GUITAI_SHOTS'])
      await page.screenshot({ path: `${process.env['GUITAI_SHOTS']}/queue-${view}-${SIZES[size].width}-${language}.png` });
  });
});
