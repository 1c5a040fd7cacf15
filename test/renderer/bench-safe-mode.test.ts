import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { openScreenStation, type ScreenStation } from '../fakes/screen-station.ts';
import { station as stationValue } from '../fakes/screen-values.ts';
import { rendererDir, seriousFaults, SIZES } from './screen-checks.ts';

let browser: Browser;
let station: ScreenStation;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  station = await openScreenStation({ rendererDir });
  page = await browser.newPage({ viewport: SIZES['a laptop panel'] });
});
afterEach(async () => {
  await page.close();
  await station.close();
});

const problems = [
  { key: 'devices.printers[0].model', value: '"generic-81"', allowed: '其中之一 / one of: "generic-58", "generic-80"' },
  { key: 'store.name', value: '', allowed: '字数 / characters ≥ 1' },
];

test.each(['/', '/checkout', '/bench'])('%s shows what is wrong, where, what is allowed, and that no sale is lost', async (path) => {
  station.publish('station', { ...stationValue, mode: 'safe', problems });
  await page.goto(station.url + path);
  await page.getByRole('heading', { name: '设置有错，收银已停用' }).waitFor();
  const words = await page.locator('main').innerText();
  expect(words).toContain('已保存的销售都在，没有改动');
  expect(words).toContain('devices.printers[0].model');
  expect(words).toContain('"generic-81"');
  expect(words).toContain('其中之一 / one of: "generic-58", "generic-80"');
  expect(words).toContain('（空）');
  expect(words).toContain('/var/lib/guitai/settings.json');
  expect(words).toContain('2 处');
});

test('problems of hostile length stay within the page, in both languages, and axe finds nothing serious', async () => {
  const long = { key: 'k'.repeat(200), value: `"${'\u202e<b>'.repeat(40)}"`, allowed: 'a'.repeat(500) };
  station.publish('station', { ...stationValue, mode: 'safe', problems: [...problems, long], settingsFile: `/${'d'.repeat(499)}` });
  await page.goto(`${station.url}/bench`);
  await page.getByRole('heading', { name: '设置有错，收银已停用' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1366);
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'The settings are wrong, selling is stopped' }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
});

test('without a named problem the person is sent to the technician', async () => {
  station.publish('station', { ...stationValue, mode: 'safe', problems: [] });
  await page.goto(`${station.url}/bench`);
  await page.getByText('请联系维护人员').waitFor();
});

test('the page goes away by itself when the station is well again', async () => {
  station.publish('station', { ...stationValue, mode: 'safe', problems });
  await page.goto(`${station.url}/bench`);
  await page.getByRole('heading', { name: '设置有错，收银已停用' }).waitFor();
  await station.goAway();
  await page.getByText('正在等收银程序重启').waitFor();
  station.publish('station', stationValue);
  await station.comeBack();
  await page.getByRole('heading', { name: '设备' }).waitFor();
});

test('a ledger that cannot be opened is restored right here: two confirmations, number and PIN', async () => {
  const damaged = {
    key: 'ledger_damaged',
    value: '/var/lib/guitai/ledger.db',
    allowed: '账本损坏，第 42 条起不能相信 / damaged from entry 42',
  };
  station.publish('station', { ...stationValue, mode: 'safe', problems: [damaged] });
  station.publish('backup', {
    work: 'idle',
    backups: [{ name: '20261122T020000Z-41', createdAtMs: Date.UTC(2026, 10, 22, 2), seq: 41, bytes: 1, place: 'local' }],
    media: [],
    proven: null,
    problem: null,
    disk: { level: 'ok', freeBytes: 9e9 },
  });
  await page.goto(`${station.url}/checkout`);
  await page.getByRole('heading', { name: '账本打不开，收银已停用' }).waitFor();
  await page.getByRole('button', { name: '恢复', exact: true }).click();
  await page.getByRole('button', { name: '继续' }).click();
  await page.getByLabel('编号').fill('1');
  await page.getByLabel('密码').fill('4711');
  expect(await seriousFaults(page)).toEqual([]);
  if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SHOTS']}/safe-restore.png` });
  await page.getByRole('button', { name: '停止收银并恢复' }).click();
  const { input } = await station.calls.until(({ name }) => name === 'backup.restore');
  expect(input).toMatchObject({ name: '20261122T020000Z-41', code: '1', pin: '4711' });
});
