import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { openCheckout, reachOut } from './checkout/checkout-page.ts';
import { seriousFaults } from './screen-checks.ts';
import { openTillStation, type TillStation } from './till-station.ts';

const SHEET = '备份、培训与局域网设备';
const PULL_UPS = '6973012450313';
let browser: Browser;
let station: TillStation;
beforeAll(async () => {
  [browser, station] = await Promise.all([launchBrowser(), openTillStation({ lanHost: '127.0.0.1' })]);
});
afterAll(async () => {
  await browser.close();
  await station.close();
});
/** -1 while the station restores and answers nobody. */
const salesToday = (): Promise<number> =>
  reachOut(station)
    .ask('sale.list', { limit: 1 })
    .then(({ count }) => count)
    .catch(() => -1);
/** A look at the screen for whoever works on it: `SHOTS=folder` keeps the pictures. */
const folder = process.env['SHOTS'];

test(
  'a shop is backed up, restored after two confirmations, and goes through a training, all from the till',
  { timeout: 180_000 },
  async () => {
    const till = await openCheckout(browser, station);
    const { page } = till;
    const shot = async (name: string): Promise<void> => {
      if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
    };
    await page.getByRole('button', { name: '主机', exact: true }).click();
    const sheet = page.getByRole('dialog', { name: SHEET });
    await sheet.getByRole('button', { name: '立即备份' }).click();
    await sheet.getByRole('button', { name: '恢复', exact: true }).waitFor();
    await sheet.getByRole('button', { name: '验证能否恢复' }).click();
    await sheet.getByText(/验证，备份/).waitFor();
    expect(await sheet.innerText()).toContain('没有设置，磁盘坏了就没有备份');
    await shot('backups');
    expect(await seriousFaults(page)).toEqual([]);

    await till.press('Escape');
    await till.scan(PULL_UPS);
    await till.total('¥129.00');
    await till.press('F9');
    await page.locator('.recv').waitFor();
    await till.type('129');
    await till.press('Enter');
    await page.getByText('收款完成').waitFor();
    expect(await salesToday()).toBe(1);

    await page.getByRole('button', { name: '主机', exact: true }).click();
    await sheet.getByRole('button', { name: '恢复', exact: true }).click();
    await sheet.getByText('要按小票补记').waitFor();
    await sheet.getByRole('button', { name: '继续' }).click();
    await shot('restore');
    await sheet.getByRole('button', { name: '停止收银并恢复' }).click();
    // The sale after the backup is not in it.
    await expect.poll(salesToday).toBe(0);
    await till.press('Escape');

    const customer = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    await customer.goto(`${station.url}/customer`);
    await page.getByRole('button', { name: '主机', exact: true }).click();
    await sheet.getByRole('button', { name: '开始培训' }).click();
    await page.getByText('培训模式：不记账').waitFor();
    await till.press('Escape');
    await till.scan(PULL_UPS);
    await till.total('¥129.00');
    await customer.getByText('培训', { exact: false }).waitFor();
    await shot('training');
    if (folder !== undefined) await customer.screenshot({ path: `${folder}/training-customer.png` });
    expect(await seriousFaults(page)).toEqual([]);
    expect(await seriousFaults(customer)).toEqual([]);
    await page.getByRole('button', { name: '结束培训' }).click();
    await page.getByText('培训模式：不记账').waitFor({ state: 'detached' });
    await till.total('¥0.00');
    await customer.close();
    await till.page.context().close();
  },
);

test('devices of the LAN are let in by a code, seen on the line, and removed, from the till', { timeout: 180_000 }, async () => {
  const { page } = await openCheckout(browser, station);
  await page.getByRole('button', { name: '主机', exact: true }).click();
  const lan = page.getByRole('dialog', { name: SHEET }).getByRole('region', { name: '局域网设备' });
  await lan.getByRole('button', { name: '取号机' }).click();
  await lan.getByLabel('名称').fill('门口取号机');
  await lan.getByRole('button', { name: '取配对码' }).click();
  const shown = lan.getByRole('status');
  await shown.waitFor();
  const code = ((await shown.locator('b').textContent()) ?? '').replace(' ', '');
  expect(code).toMatch(/^[0-9]{8}$/);
  await shown.scrollIntoViewIfNeeded();
  if (folder !== undefined) await page.screenshot({ path: `${folder}/lan-code.png` });

  const paired = station.pairing.redeem(code);
  expect(paired?.role).toBe('kiosk');
  await lan.getByText('门口取号机', { exact: true }).waitFor();
  // The code has been used and is shown no longer.
  await shown.waitFor({ state: 'detached' });
  const deviceId = station.pairing.deviceOf(paired?.token ?? '')?.deviceId ?? '';
  station.pairing.lineOpened(deviceId, () => undefined);
  await lan.getByText('在线', { exact: true }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  if (folder !== undefined) await page.screenshot({ path: `${folder}/lan-devices.png` });

  await lan.getByRole('button', { name: '移除' }).click();
  await lan.getByRole('button', { name: '移除，不再放行' }).click();
  await lan.getByText('门口取号机', { exact: true }).waitFor({ state: 'detached' });
  expect(station.pairing.deviceOf(paired?.token ?? '')).toBeUndefined();
  await page.close();
});
