import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Basket } from '#contract/basket.ts';
import { Right } from '#contract/rights.ts';
import { launchBrowser } from '../browser.ts';
import { reachOut } from './checkout/checkout-page.ts';
import { seriousFaults, SIZES } from './screen-checks.ts';
import { openTillStation, type TillStation } from './till-station.ts';

let browser: Browser;
let station: TillStation;
let page: Page;

beforeAll(async () => {
  [browser, station] = await Promise.all([launchBrowser(), openTillStation()]);
  page = await browser.newPage({ viewport: SIZES['a laptop panel'], locale: 'en-US' });
  await page.goto(`${station.url}/staff`);
});
afterAll(async () => {
  await browser.close();
  await station.close();
});

const button = (words: string, within: Locator | Page = page): Locator => within.getByRole('button', { name: words, exact: true });
const row = (person: string): Locator => page.locator('tbody tr', { hasText: person }).first();

async function fill(fields: Readonly<Record<string, string>>, within: Locator | Page = page): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await within.getByLabel(label).fill(text);
}

/** What a screen that connects now is told of the basket. */
function openBasket(): Pick<Basket, 'basketId' | 'revision'> {
  let seen = { basketId: '', revision: 0 };
  const watching = station.host.connect('till', (frameText) => {
    const { name, value } = JSON.parse(frameText) as { name: string; value: Basket };
    if (name === 'basket') seen = value;
  });
  watching.close();
  return seen;
}

async function shoot(state: string): Promise<void> {
  const folder = process.env['GUITAI_SHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/${state}.png` });
}

// One story: a shop without operators gets its owner, then its people.

test('a shop without operators is told what an owner changes, and makes one', async () => {
  await page.getByText('现在谁都可以用这台收银机做任何事').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await shoot('staff-first');
  await fill({ 姓名: '林岚', 编号: '1', '密码（4 到 12 位数字）': '1234', 再输一遍密码: '1234' });
  await page.keyboard.press('Enter');
  await page.getByText('这个密码太好猜').waitFor();
  await fill({ '密码（4 到 12 位数字）': '739146', 再输一遍密码: '739146' });
  await page.keyboard.press('Enter');
  await page.getByText('收银台已锁').waitFor();
});

test('the owner signs in on the page and sees people and rights', async () => {
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await page.keyboard.type('739146');
  await page.keyboard.press('Enter');
  await row('林岚').waitFor();
  expect(await row('林岚').innerText()).toContain('店主');
  expect(await page.locator('.sf-rights tbody tr').count()).toBe(Right.options.length);
});

test('a person is added, with a PIN typed twice; a number is one person', async () => {
  await button('添加人员').click();
  const dialog = page.locator('dialog[open]');
  await fill({ 姓名: '周敏', 编号: '1', '密码（4 到 12 位数字）': '280517', 再输一遍密码: '280511' }, dialog);
  await button('保存 Enter', dialog).click();
  await dialog.getByText('两遍密码不一样').waitFor();
  await fill({ 再输一遍密码: '280517' }, dialog);
  await page.keyboard.press('Enter');
  await dialog.getByText('编号 1 已经有人用了').waitFor();
  await fill({ 编号: '12' }, dialog);
  await dialog.getByLabel('角色').selectOption('lead');
  await page.keyboard.press('Enter');
  await row('周敏').waitFor();
  expect(await row('周敏').innerText()).toContain('领班');
});

test('a PIN is set anew, a person is no longer active, and the last owner stays', async () => {
  await button('修改 周敏').click();
  const dialog = page.locator('dialog[open]');
  await fill({ '新密码（不改就空着）': '481516', 再输一遍密码: '481516' }, dialog);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await reachOut(station).ask('staff.signIn', { code: '12', pin: '481516' });
  await page.getByText('这一天没有记在名下的销售').waitFor();
  await reachOut(station).ask('staff.signIn', { code: '1', pin: '739146' });
  await button('修改 周敏').click();
  await dialog.getByRole('checkbox').uncheck();
  await button('保存 Enter', dialog).click();
  await row('周敏').getByText('已停用').waitFor();
  await button('修改 林岚').click();
  await dialog.getByRole('checkbox').uncheck();
  await button('保存 Enter', dialog).click();
  await dialog.getByText('至少要有一位在用的店主账号').waitFor();
  await page.keyboard.press('Escape');
});

test('a right is given to a role with the keyboard, at once, and the marks of the owner stay', async () => {
  const mark = page.getByLabel('收银员可以：不收款开钱箱');
  expect(await mark.isChecked()).toBe(false);
  await mark.focus();
  await page.keyboard.press('Space');
  await expect.poll(async () => (await reachOut(station).ask('staff.list', {})).rights[0]?.rights).toContain('drawer.open');
  await expect.poll(() => mark.isChecked()).toBe(true);
  expect(await page.getByLabel('店主可以：管理人员和权限').isDisabled()).toBe(true);
});

test('what each person sold on a day is shown to all who see reports, only their own to others, and saved as a table', async () => {
  const hand = reachOut(station);
  await hand.ask('staff.signIn', { code: '1', pin: '739146' });
  const sold = { shares: [{ code: '1', shareBasisPoints: 10_000 }] };
  await hand.command('basket.scan', { text: '6973012450313', source: 'wedge' });
  await hand.command('basket.setSalespeople', sold);
  // As the till's link does where the screen is open already.
  await page.goto(`${station.url}/staff#sales`);
  await page.getByText('这一天没有记在名下的销售').waitFor();
  await hand.command('shift.open', { count: [] });
  await hand.command('tender.begin', {});
  const { basketId, revision } = openBasket();
  await hand.command('sale.complete', { basketId, basketRevision: revision, tenders: [{ kind: 'cash', amountMinor: 12_900 }] });
  await row('林岚').waitFor();
  expect(await row('林岚').innerText()).toMatch(/林岚\s+1\s+¥129\.00/);
  await button('导出表格').click();
  await page.getByText(/已存到收银主机：.*sales-by-person-\d{4}-\d{2}-\d{2}\.csv/).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await shoot('sales-by-person');
  const day = page.getByLabel('营业日');
  await day.focus();
  await page.keyboard.type('01052026', { delay: 60 });
  await page.getByText('这一天没有记在名下的销售').waitFor();
  expect(await day.inputValue()).toBe('2026-01-05');
  await button('人员和权限').click();
});

test('unusual acts are counted for each person, shown with their reasons, filtered and saved as a table', async () => {
  const hand = reachOut(station);
  for (let time = 0; time < 5; time += 1) await hand.command('drawer.open', { reason: '换零钱' });
  await hand.command('basket.scan', { text: '6973012450313', source: 'wedge' });
  await hand.command('basket.clear', {});
  await button('异常操作').click();
  const counts = page.locator('.sf-counts');
  await counts.getByText('达到 5 次，建议问一下').waitFor();
  expect(await page.locator('.sf-acts tbody tr').first().innerText()).toContain('¥129.00');
  await counts.getByRole('button', { name: '不收款开钱箱' }).click();
  await expect.poll(() => page.locator('.sf-acts tbody tr').count()).toBe(5);
  expect(await page.locator('.sf-acts tbody tr').first().innerText()).toContain('换零钱');
  await page.locator('.sf-filter select').selectOption('refund');
  await page.getByText('没有符合的记录').waitFor();
  await button('导出表格').click();
  await page.getByText(/已存到收银主机：.*unusual-acts-\d{4}-\d{2}-\d{2}\.csv/).waitFor();
  await button('全部').click();
  await expect.poll(() => page.locator('.sf-acts tbody tr').count()).toBeGreaterThan(5);
  expect(await seriousFaults(page)).toEqual([]);
  await shoot('acts');
  await button('人员和权限').click();
});

test.each([
  ['a 4:3 panel', 'en'],
  ['a laptop panel', 'zh'],
  ['full HD', 'zh'],
] as const)('on %s in %s nothing is cut off, every control is 44 px and axe finds nothing serious', async (panel, language) => {
  await page.setViewportSize(SIZES[panel]);
  const other = button(language === 'en' ? 'English' : '中文');
  if (await other.isVisible()) await other.click();
  const faults = await page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('button, a[href], .sf-check')) {
      const box = element.getBoundingClientRect();
      if (box.right > innerWidth + 1) found.push(`outside: ${element.textContent}`);
      if (box.height < 43.5 || box.width < 43.5) found.push(`small: ${element.className} ${element.textContent}`);
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
    return found;
  });
  expect(faults).toEqual([]);
  expect(await seriousFaults(page)).toEqual([]);
  await shoot(`staff-${panel}-${language}`);
});
