import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { seriousFaults, SIZES } from '../screen-checks.ts';
import { openTillStation, type TillStation } from '../till-station.ts';
import { freshBasket, openCheckout, reachOut, type CheckoutPage } from './checkout-page.ts';

const PULL_UPS = '6973012450313';
const LIN = { code: '1', name: '林岚', role: 'owner', active: true, pin: '739146' } as const;
const ZHOU = { code: '12', name: '周敏', role: 'cashier', active: true, pin: '280517' } as const;

let browser: Browser;
let station: TillStation;
let till: CheckoutPage;
let page: Page;

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
/** The cashier at the till with one thing in the basket. */
beforeEach(async () => {
  await reachOut(station).ask('staff.signIn', { code: ZHOU.code, pin: ZHOU.pin });
  await freshBasket(station);
  till = await openCheckout(browser, station);
  page = till.page;
  await till.scan(PULL_UPS);
  await till.total('¥129.00');
});
afterEach(() => page.context().close());

const lockCard = () => page.locator('.lockcard');
const focusedField = (): Promise<string> => page.evaluate(() => document.activeElement?.closest('label')?.textContent ?? '');

describe('a till that is handed over', () => {
  test('locks at F12, keeps the basket in sight and out of reach, and goes on with whoever signs in by keyboard', async () => {
    await till.press('F12');
    await lockCard().getByText('刚才是 周敏。').waitFor();
    expect(await page.locator('.ln').count()).toBe(1);
    expect(await focusedField()).toBe('编号');
    await till.press('Delete', 'F9', 'F10', 'Escape');
    expect(await page.locator('dialog[open], .recv').count()).toBe(0);
    await till.type('1');
    await till.press('Enter');
    expect(await focusedField()).toBe('密码');
    await till.type('739146');
    await till.press('Enter');
    await lockCard().waitFor({ state: 'detached' });
    await page.locator('.person', { hasText: '林岚' }).waitFor();
    await expect.poll(till.focused).toBe(true);
    await till.total('¥129.00');
    await till.press('F9');
    await page.locator('.recv').waitFor();
  });

  test('can be locked while money is taken; digits are the PIN then and not the amount', async () => {
    await till.press('F9');
    await page.locator('.recv').waitFor();
    await till.type('200');
    await till.press('F12');
    await lockCard().waitFor();
    await till.type('12');
    await till.press('Enter');
    await till.type('280517');
    await till.press('Enter');
    await lockCard().waitFor({ state: 'detached' });
    expect(await page.locator('.recv').innerText()).toContain('200');
  });

  test('is signed in to with fingers only', async () => {
    await page.locator('.person').click();
    await lockCard().waitFor();
    const tap = (key: string): Promise<void> => lockCard().getByRole('button', { name: key, exact: true }).click();
    for (const digit of ['1', '3']) await tap(digit);
    await tap('退格');
    await tap('2');
    await lockCard().getByLabel('密码').click();
    for (const digit of ZHOU.pin) await tap(digit);
    await lockCard().getByRole('button', { name: '登录' }).click();
    await lockCard().waitFor({ state: 'detached' });
    await expect.poll(till.focused).toBe(true);
  });

  test('takes the number from a badge, whichever scanner reads it', async () => {
    await till.press('F12');
    await lockCard().waitFor();
    await reachOut(station, 'bench').ask('bench.scan', { scannerId: 'gun', text: '12', suffix: 'cr' });
    await expect.poll(() => lockCard().getByLabel('编号').inputValue()).toBe('12');
    expect(await focusedField()).toBe('密码');
    await till.scan('000512');
    await expect.poll(() => lockCard().getByLabel('编号').inputValue()).toBe('000512');
    expect(await lockCard().getByLabel('密码').inputValue()).toBe('');
  });

  test('says how many tries are left, then counts the seconds down; another number may go on', async () => {
    await till.press('F12');
    await lockCard().waitFor();
    await till.type('77');
    for (const words of ['还可以试 4 次', '还可以试 3 次', '还可以试 2 次', '还可以试 1 次', '请 30 秒后再试']) {
      await till.press('Enter');
      await till.type('000000');
      await till.press('Enter');
      await lockCard().getByText(words).waitFor();
      expect(await lockCard().getByLabel('密码').inputValue()).toBe('');
    }
    await lockCard().getByText('请 29 秒后再试').waitFor();
    expect(await lockCard().getByRole('button', { name: '登录' }).isDisabled()).toBe(true);
    await lockCard().getByLabel('编号').fill('12');
    await till.press('Enter');
    await till.type('280517');
    await till.press('Enter');
    await lockCard().waitFor({ state: 'detached' });
  });
});

describe('what a person may not do', () => {
  const askDrawer = async (): Promise<void> => {
    await till.press('F10');
    await page.locator('dialog[open]').getByRole('button', { name: '换零钱' }).click();
    await page.getByText('需要授权：不收款开钱箱').waitFor();
  };

  test('a second person allows on the spot, by keyboard, and it is done', async () => {
    await askDrawer();
    expect(await focusedField()).toBe('原因');
    await till.type('qu yinhang');
    await till.press('Enter');
    await till.type('1');
    await till.press('Enter');
    await till.type('739146');
    await till.press('Enter');
    await till.echo('钱箱已打开');
    await page.locator('dialog').waitFor({ state: 'detached' });
    await expect.poll(till.focused).toBe(true);
    await till.total('¥129.00');
  });

  test('needs a reason and another person who has the right', async () => {
    await askDrawer();
    const dialog = page.locator('dialog[open]');
    await dialog.getByLabel('编号').fill('12');
    await dialog.getByLabel('密码').fill('280517');
    await till.press('Enter');
    await dialog.getByText('输入有误：原因').waitFor();
    await dialog.getByRole('button', { name: '换零钱' }).click();
    await dialog.getByLabel('密码').fill('280517');
    await till.press('Enter');
    await dialog.getByText('要由另一个人授权').waitFor();
  });

  test('Esc gives it up, and nothing else is lost', async () => {
    await askDrawer();
    await till.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    await till.echo('没有这项权限');
    await expect.poll(till.focused).toBe(true);
    await till.total('¥129.00');
  });
});

test.each([
  ['a 4:3 panel', 'zh'],
  ['a 4:3 panel', 'en'],
  ['full HD', 'en'],
] as const)('on %s in %s the lock and the leave fit, fingers find every button, and axe finds nothing serious', async (panel, language) => {
  const size = SIZES[panel];
  const other = await openCheckout(browser, station, { ...size, language });
  const shoot = async (state: string): Promise<void> => {
    const folder = process.env['GUITAI_SHOTS'];
    if (folder) await other.page.screenshot({ path: `${folder}/${state}-${size.width}-${language}.png` });
  };
  const faults = (): Promise<readonly string[]> =>
    other.page.evaluate(() => {
      const minimum = 2.75 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize) - 0.6;
      const found: string[] = [];
      for (const element of document.querySelectorAll<HTMLElement>(
        '.lockcard :is(button, input), dialog :is(button, input), .top :is(button, a)',
      )) {
        const box = element.getBoundingClientRect();
        const name = `${element.className} ${element.textContent}`;
        if (box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < 0) found.push(`outside: ${name}`);
        if (box.height < minimum || box.width < minimum) found.push(`small: ${name} ${box.width}×${box.height}`);
      }
      return found;
    });
  await other.press('F10');
  await other.page.locator('dialog[open] .reasons button').first().click();
  await other.page.locator('.leave').waitFor();
  expect(await faults()).toEqual([]);
  expect(await seriousFaults(other.page)).toEqual([]);
  await shoot('leave');
  await other.press('Escape', 'F12');
  await other.page.locator('.lockcard').waitFor();
  expect(await faults()).toEqual([]);
  expect(await seriousFaults(other.page)).toEqual([]);
  await shoot('lock');
  expect(other.complaints).toEqual([]);
  await other.page.context().close();
});
