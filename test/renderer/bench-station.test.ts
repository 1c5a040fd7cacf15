import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startStation } from '#main/compose.ts';
import type { StationHost } from '#main/host.ts';
import { parseSettings } from '#main/settings-file.ts';
import { openCatalog } from '#main/store/catalog/catalog-sql.ts';
import { createPairing } from '#main/web/pairing.ts';
import { createWebShell, type WebShell } from '#main/web/server.ts';
import { launchBrowser } from '../browser.ts';
import { createMemoryLog } from '../fakes/memory-log.ts';
import { goods } from '../main/store/shop-fixture.ts';
import { connectTill, type TillClient } from '../system/till-client.ts';
import { rendererDir, SIZES } from './screen-checks.ts';

const settings = {
  store: { code: 'S001', name: '小满母婴 望京店' },
  terminal: '01',
  devices: {
    scanners: [{ id: 'gun', type: 'virtual' }],
    printers: [{ id: 'receipt', model: 'generic-80', transport: { type: 'virtual' } }],
    displays: [{ id: 'pole', protocol: 'led8', transport: { type: 'virtual' } }],
    drawers: [{ id: 'drawer', printer: 'receipt', pin: 2 }],
  },
  roles: { receiptPrinter: 'receipt', ticketPrinter: 'receipt', lineDisplay: 'pole', cashDrawer: 'drawer' },
};

const dataDir = mkdtempSync(join(tmpdir(), 'guitai-bench-'));
let station: StationHost;
let shell: WebShell;
let till: TillClient;
let browser: Browser;
let bench: Page;
let customer: Page;

beforeAll(async () => {
  const catalog = openCatalog(join(dataDir, 'catalog.db'));
  catalog.importProducts(goods, catalog.nextImportId());
  catalog.close();
  const parsed = parseSettings(JSON.stringify(settings));
  if (!('settings' in parsed)) throw new Error(JSON.stringify(parsed));
  const log = createMemoryLog();
  station = startStation({ dataDir, settings: { kind: 'ok', settings: parsed.settings, file: join(dataDir, 'settings.json') }, log });
  const pairing = createPairing({ enabled: false, dataDir, log });
  shell = await createWebShell({ host: station, pairing, rendererDir, port: 0, lanHost: undefined, instanceId: 'bench', log });
  await station.ready;
  [till, browser] = await Promise.all([connectTill(shell.url), launchBrowser()]);
  const context = await browser.newContext({ viewport: SIZES['a laptop panel'] });
  [bench, customer] = await Promise.all([context.newPage(), context.newPage()]);
  await Promise.all([bench.goto(`${shell.url}/bench`), customer.goto(`${shell.url}/customer`)]);
});
afterAll(async () => {
  till.close();
  await browser.close();
  await shell.close();
  await station.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('a code typed on the bench becomes a line before the customer, a number on the pole and, paid, a receipt on the roll', async () => {
  await bench.locator('[data-device=gun]').getByText('就绪').waitFor();
  await customer.getByText('欢迎光临').waitFor();

  await bench.getByLabel('条码内容').fill('6973012450313');
  await bench.getByLabel('条码内容').press('Enter');
  await customer.locator('li.new', { hasText: '棉绒 拉拉裤 XL' }).waitFor();
  expect(await customer.locator('.cd-figure b').innerText()).toBe('¥129.00');
  await bench.getByRole('img', { name: '129.00', exact: true }).waitFor();

  await till.ask('tender.begin', {});
  await customer.getByText('请付款').waitFor();
  const { basketId, revision } = await till.until('basket', ({ phase }) => phase === 'tendering');
  await till.ask('sale.complete', { basketId, basketRevision: revision, tenders: [{ kind: 'cash', amountMinor: 20_000 }] });
  await customer.getByText('请收好找零').waitFor();
  expect(await customer.locator('.cd-figure b').innerText()).toBe('¥71.00');

  await bench.locator('.pp-sheet .vh', { hasText: '谢谢惠顾' }).waitFor();
  expect((await bench.locator('.pp-sheet .vh').allInnerTexts()).join('\n')).toMatch(/应付.*￥129\.00/);
  expect(await bench.locator('.pp-drawer').allInnerTexts()).toEqual(['钱箱脉冲，2 脚']);
  expect(await bench.locator('.pp-unknown').count()).toBe(0);
  await bench.locator('.bn-pole .bn-lamps .lit', { hasText: '找零' }).waitFor();
  expect(await bench.locator('.bn-seven').getAttribute('aria-label')).toBe('71.00');
});

test('a sale without paper is kept, the list says why, and a new roll brings its receipt once', async () => {
  await bench.getByRole('button', { name: '撕掉' }).click();
  await bench.getByText('纸是空白的').waitFor();
  await bench.locator('.bn-printer').getByRole('button', { name: '缺纸' }).click();
  await bench.getByLabel('条码内容').fill('6973012450313');
  await bench.getByLabel('条码内容').press('Enter');
  const { basketId, revision } = await till.until('basket', ({ phase, itemCount }) => phase === 'selling' && itemCount === 1);
  await till.ask('sale.complete', { basketId, basketRevision: revision, tenders: [{ kind: 'cash', amountMinor: 12_900 }] });
  await customer.getByText('收款完成').waitFor();
  await bench.locator('[data-device=receipt]').getByText('缺纸').waitFor();
  await bench.locator('.bn-printer').getByRole('button', { name: '恢复正常' }).click();
  await bench.locator('.pp-sheet .vh', { hasText: '谢谢惠顾' }).waitFor();
  await till.until('printing', ({ waiting, attention }) => waiting === 0 && attention.length === 0);
  expect(await bench.locator('.pp-sheet').count()).toBe(1);
});

test('the test page shows codes and Chinese on the roll, and the pole shows 88888.88', async () => {
  await bench.locator('[data-device=receipt]').getByRole('button', { name: '打测试页' }).click();
  await bench.getByRole('img', { name: 'EAN13 条码 6901234567892' }).waitFor();
  expect(await bench.locator('.pp-sheet .vh').allInnerTexts()).toContain('柜台 测试页');
  expect(await bench.locator('.pp-unknown').count()).toBe(0);
  await bench.locator('[data-device=pole]').getByRole('button', { name: '显示 8' }).click();
  await bench.getByRole('img', { name: '88888.88', exact: true }).waitFor();
});

test('a scanner whose cable is out is seen to be lost, and comes back with the cable', async () => {
  await bench.locator('.bn-scanner').getByRole('button', { name: '拔线' }).click();
  await bench.locator('[data-device=gun]').getByText('找不到设备').waitFor();
  await bench.locator('.bn-scanner').getByRole('button', { name: '恢复正常' }).click();
  await bench.locator('[data-device=gun]').getByText('就绪').waitFor();
});
