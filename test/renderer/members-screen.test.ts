import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { reachOut } from './checkout/checkout-page.ts';
import { seriousFaults, SIZES } from './screen-checks.ts';
import { openTillStation, type TillStation } from './till-station.ts';

let browser: Browser;
let station: TillStation;
let page: Page;

beforeAll(async () => {
  [browser, station] = await Promise.all([launchBrowser(), openTillStation()]);
  page = await browser.newPage({ viewport: SIZES['a laptop panel'] });
  await page.goto(`${station.url}/members`);
});
afterAll(async () => {
  await browser.close();
  await station.close();
});

const button = (words: string): Locator => page.getByRole('button', { name: words, exact: true });

// One story: a member joins, is found at the till, and is forgotten.

test('a member is added, and what is wrong is said', async () => {
  await button('新会员').click();
  await page.getByLabel('姓名', { exact: true }).fill('林晓雯');
  await page.getByLabel('会员号（卡上').fill('12345');
  await page.keyboard.press('Enter');
  await page.getByText('至少一个字母。').waitFor();
  await page.getByLabel('会员号（卡上').fill('m100027');
  await page.getByLabel('手机号（可不填）').fill('138 1234 6027');
  await page.getByLabel('等级').selectOption('gold');
  await page.getByRole('button', { name: /^保存/ }).click();
  await page.getByText('已保存').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  const { member } = await reachOut(station).ask('member.find', { text: 'M100027' });
  expect(member).toMatchObject({ name: '林晓雯', level: 'gold', maskedPhone: '138****6027' });
});

test('members are found by part of a phone number, and forgotten for good', async () => {
  await page.getByLabel('姓名、会员号或手机号的一部分').fill('6027');
  await page.locator('.of-row').getByText('林晓雯').click();
  await button('忘记这位会员').click();
  await page.locator('dialog').getByRole('button', { name: '抹去' }).click();
  await page.getByText('没有符合的会员。').waitFor();
  expect(await reachOut(station).ask('member.find', { text: 'M100027' })).toEqual({ member: null });
});

test('a list of members is brought, and the row that is wrong is named', async () => {
  await page.getByLabel('姓名、会员号或手机号的一部分').fill('');
  await button('导入会员').click();
  const list = '姓名,会员号,手机号,标签\n王芳,M2001,139 0000 0001,老顾客\n李,12,\n';
  await page.getByLabel('选择文件（CSV 或 XLSX）').setInputFiles({ name: 'members.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await page.getByText('导入完成，共 2 行：新增 1，更新 0，不变 0，未导入 1').waitFor();
  await page.getByText('第 3 行').waitFor();
  await page.locator('.of-row').getByText('王芳').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
});
