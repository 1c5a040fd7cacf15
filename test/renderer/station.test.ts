import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { openCheckout, reachOut } from './checkout/checkout-page.ts';
import { seriousFaults } from './screen-checks.ts';
import { openTillStation, type TillStation } from './till-station.ts';

const PULL_UPS = '6973012450313';
let browser: Browser;
let station: TillStation;
beforeAll(async () => {
  [browser, station] = await Promise.all([launchBrowser(), openTillStation()]);
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
  { timeout: 60_000 },
  async () => {
    const till = await openCheckout(browser, station);
    const { page } = till;
    const shot = async (name: string): Promise<void> => {
      if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
    };
    await page.getByRole('button', { name: '主机', exact: true }).click();
    const sheet = page.getByRole('dialog', { name: '备份与培训' });
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
    await expect.poll(salesToday, { timeout: 20_000 }).toBe(0);
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
