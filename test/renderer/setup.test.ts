import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createEscPosDecoder } from '#drivers/printer/escpos/decode.ts';
import { findPrinterModel } from '#drivers/printer/models.ts';
import { startStation } from '#main/compose.ts';
import type { SearchPlace } from '#main/setup/search.ts';
import { loadSettings } from '#main/settings-file.ts';
import { openCatalog } from '#main/store/catalog/catalog-sql.ts';
import { createPairing } from '#main/web/pairing.ts';
import { createWebShell } from '#main/web/server.ts';
import { launchBrowser } from '../browser.ts';
import { createMemoryLog } from '../fakes/memory-log.ts';
import { openReceiptPrinter } from '../fakes/network-printer.ts';
import { openPaperServer } from '../fakes/paper-server.ts';
import { openPseudoTerminal } from '../fakes/pseudo-terminal.ts';
import { createSysfs } from '../fakes/sysfs.ts';
import { goods } from '../main/store/shop-fixture.ts';
import { rendererDir, seriousFaults, SIZES } from './screen-checks.ts';

let browser: Browser;
const closers: (() => unknown)[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** A machine with something of everything: a scanner, an adapter without rights, one without a driver, a printer, a keyboard scanner. */
function richMachine(): Search {
  const sysfs = createSysfs();
  closers.push(() => sysfs.remove());
  sysfs.device('1-1', { idVendor: '0c2e', idProduct: '0b61', serial: '21C4A', busnum: '1', devnum: '7', product: 'Honeywell Xenon 1900' });
  sysfs.interface('1-1', 0, { class: '02', driver: 'cdc_acm', nodes: ['tty/ttyACM0'] });
  sysfs.device('1-2', { idVendor: '0483', idProduct: '5743', busnum: '1', devnum: '5', product: 'POS80' });
  sysfs.interface('1-2', 0, { class: '07', protocol: '02', driver: 'usblp', deviceId: 'MFG:XPrinter;MDL:XP-80C;', nodes: ['usbmisc/lp0'] });
  sysfs.device('1-3', { idVendor: '1a86', idProduct: '7523', busnum: '1', devnum: '8' });
  sysfs.interface('1-3', 0, { class: 'ff', driver: 'ch341', nodes: ['ttyUSB0/tty/ttyUSB0'] });
  sysfs.device('1-4', { idVendor: '067b', idProduct: '2303', busnum: '1', devnum: '9' });
  sysfs.interface('1-4', 0, { class: 'ff' });
  sysfs.device('1-5', { idVendor: '1eab', idProduct: '0003', busnum: '1', devnum: '10' });
  sysfs.interface('1-5', 0, { class: '03', protocol: '01' });
  const forbidden = ['/dev/ttyUSB0', '/dev/bus/usb/001/005', '/dev/usb/lp0'];
  return {
    machine: {
      platform: 'linux',
      sysRoot: sysfs.root,
      usb: { list: async () => [] },
      missingRight: async (path, group) => (forbidden.includes(path) ? { code: 'join_group', details: { group } } : undefined),
    },
    listHid: async () => [],
    targets: [],
  };
}

type Search = SearchPlace;
const NO_USB: Search = {
  machine: { platform: 'linux', sysRoot: '/nowhere', usb: { list: async () => [] }, missingRight: async () => undefined },
  listHid: async () => [],
  targets: [],
};

interface Counter {
  readonly dataDir: string;
  readonly page: Page;
  readonly url: string;
}

/** A whole station on a fresh data directory, its bench open in a real browser. */
async function open(search: Search = NO_USB, viewport: { width: number; height: number } = SIZES['a laptop panel']): Promise<Counter> {
  const dataDir = mkdtempSync(join(tmpdir(), 'guitai-wizard-'));
  closers.push(() => rmSync(dataDir, { recursive: true, force: true }));
  writeFileSync(join(dataDir, 'settings.json'), '{ "store": { "code": "S001", "name": "小满母婴 望京店" }, "terminal": "01" }');
  const catalog = openCatalog(join(dataDir, 'catalog.db'));
  catalog.importProducts(goods, catalog.nextImportId());
  catalog.close();
  const log = createMemoryLog();
  const host = startStation({ dataDir, settings: loadSettings(dataDir), log, search });
  closers.push(() => host.stop());
  await host.ready;
  const pairing = createPairing({ enabled: false, dataDir, log });
  const shell = await createWebShell({ host, pairing, rendererDir, port: 0, lanHost: undefined, instanceId: 'wizard', log });
  closers.push(() => shell.close());
  const page = await browser.newPage({ viewport });
  closers.push(() => page.close());
  await page.goto(`${shell.url}/bench`);
  await button(page, '添加设备').click();
  await page.getByRole('heading', { name: '找到的' }).waitFor();
  return { dataDir, page, url: shell.url };
}

const button = (within: Page | Locator, name: string | RegExp): Locator => within.getByRole('button', { name, exact: true });
const panel = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

function textOn(bytes: Buffer): string {
  const model = findPrinterModel('generic-80');
  if (!model) throw new Error('generic-80');
  const { items } = createEscPosDecoder(model).write(bytes);
  return items.flatMap((item) => (item.type === 'line' ? [item.runs.map(({ text }) => text).join('')] : [])).join('\n');
}

test.runIf(process.platform === 'linux')(
  'from a fresh start: a printer and a scanner are found, tried and saved, and a sale is scanned and printed',
  async () => {
    const printer = await openReceiptPrinter('XP-80C');
    closers.push(() => printer.close());
    const gun = await openPseudoTerminal();
    closers.push(() => gun.close());
    const { page, url, dataDir } = await open({ ...NO_USB, targets: [{ host: '127.0.0.1', port: printer.port }] });
    await page.getByLabel('也找店里网络上的打印机').check();
    await button(page, '查找新设备').click();

    await page.getByRole('button', { name: /^XP-80C/ }).click();
    const device = panel(page, 'XP-80C');
    expect(await device.getByLabel('型号').inputValue()).toBe('xprinter-xp-80');
    expect(await device.getByLabel('打小票').isChecked()).toBe(true);
    await button(device, '打一张测试页').click();
    await device.getByText('出来的对吗？').waitFor();
    await button(device, '印不全、折行').click();
    await device.getByText('纸宽不对').waitFor();
    await button(device, '换成 58 毫米 再打').click();
    await device.getByText('出来的对吗？').waitFor();
    expect(await device.getByLabel('型号').inputValue()).toBe('generic-58');
    expect(textOn(printer.received()).split('柜台 测试页').length).toBe(3);
    await button(device, '中文是乱的').click();
    await device.getByText('打印机里要有中文字库').waitFor();
    await button(device, '对').click();
    await device.getByText('好了。保存后马上就用。').waitFor();
    await button(device, '保存并使用').click();
    await page.getByText('receipt 已保存，正在使用。').waitFor();
    expect(loadSettings(dataDir).settings.roles).toMatchObject({ receiptPrinter: 'receipt', ticketPrinter: 'receipt' });

    await page.getByRole('button', { name: /^手工填写/ }).click();
    const hand = panel(page, '手工填写');
    await button(hand, '串口').click();
    await hand.getByLabel('端口').fill(gun.path);
    await button(hand, '扫码枪').click();
    await button(hand, '扫一个码').click();
    await hand.getByText('现在用这把枪扫任何一个商品码。').waitFor();
    const repeat = setInterval(() => gun.write('6973012450313\r'), 100);
    await hand.getByText('收到 6973012450313').waitFor();
    clearInterval(repeat);
    await button(hand, '对').click();
    await button(hand, '保存并使用').click();
    await page.getByText('gun 已保存，正在使用。').waitFor();
    await button(page, '返回设备').click();
    await page.locator('[data-device=gun]').getByText('就绪').waitFor();

    const till = await browser.newPage({ viewport: SIZES['a laptop panel'] });
    closers.push(() => till.close());
    await till.goto(`${url}/checkout`);
    await till.locator('input').first().waitFor();
    gun.write('6973012450313\r');
    await till.locator('.till, .ink').getByText('129.00').first().waitFor();
    await till.keyboard.press('F9');
    await till.locator('.recv').waitFor();
    await till.keyboard.press('Enter');
    await till.getByText('收款完成').waitFor();
    await printer.until((bytes) => bytes.includes('S001-01-1-000001'));
  },
);

/** Chooses "by hand" and fills in a printer at this address. */
async function byHand(page: Page, host: string): Promise<Locator> {
  await page.getByRole('button', { name: /^手工填写/ }).click();
  const hand = panel(page, '手工填写');
  await hand.getByLabel('IP 地址').fill(host);
  return hand;
}

test.runIf(process.platform === 'linux')(
  'a scale is tried by weighing, a label printer on a port of its own by a label, and both are saved',
  async () => {
    const pan = await openPseudoTerminal();
    closers.push(() => pan.close());
    const paper = await openPaperServer();
    closers.push(() => paper.close());
    const { page, dataDir } = await open();
    const scale = await byHand(page, '');
    await button(scale, '串口').click();
    await scale.getByLabel('端口').fill(pan.path);
    await button(scale, '电子秤').click();
    await button(scale, '称一下').click();
    // STX, six digits in kg, CR: Toledo 8217 at rest (facts: devices 2.8).
    const weighing = setInterval(() => pan.write('\x02000.355\r'), 50);
    await scale.getByText('收到 0.355 kg').waitFor();
    clearInterval(weighing);
    await button(scale, '保存并使用').click();
    await page.getByText('scale 已保存').waitFor();

    const labels = await byHand(page, `127.0.0.1:${paper.port}`);
    await button(labels, '标签打印机').click();
    await button(labels, '打一张测试标签').click();
    await paper.until((bytes) => bytes.includes('PRINT 1,1\r\n'));
    await button(labels, '保存并使用').click();
    await page.getByText('label 已保存').waitFor();
    expect(loadSettings(dataDir).settings).toMatchObject({
      roles: { scale: 'scale', labelPrinter: 'label' },
      devices: {
        scales: [{ protocol: 'toledo-8217', transport: { path: pan.path, baudRate: 9600, dataBits: 7, parity: 'even' } }],
        labelPrinters: [{ model: 'tspl-203', transport: { type: 'tcp', host: '127.0.0.1', port: paper.port } }],
      },
    });
  },
);

describe('what is said on the way', () => {
  test('what to check when nothing is found; what did not answer; a name that is taken; a change made elsewhere', async () => {
    const { page, dataDir } = await open();
    await page.getByText('把设备接上、开机').waitFor();
    await button(page, '查找新设备').click();
    await page.getByText('没有找到设备').waitFor();
    await page.getByText('检查：电源开了吗？').waitFor();
    await page.getByText('没能查找：USB').waitFor();
    await page.getByText('这台机器没有可用的 USB 总线').waitFor();
    await page.getByLabel('网络打印机的 IP 地址').fill('8.8.8.8');
    expect(await button(page, '查找新设备').isDisabled()).toBe(true);
    await page.getByLabel('网络打印机的 IP 地址').fill('');

    const hand = await byHand(page, '127.0.0.1');
    await button(hand, '设备文件').click();
    await hand.getByLabel('设备文件', { exact: true }).fill('/dev/usb/lp99');
    await button(hand, '打一张测试页').click();
    await hand.getByText('没有试成：找不到设备').waitFor();
    await hand.getByLabel('叫它什么').fill('Front Desk');
    expect(await button(hand, '保存并使用').isDisabled()).toBe(true);
    await hand.getByLabel('叫它什么').fill('front');
    await button(hand, '保存并使用').click();
    await page.getByText('front 已保存').waitFor();
    expect(loadSettings(dataDir).settings.devices.printers[0]?.transport).toEqual({ type: 'file', path: '/dev/usb/lp99' });
    await (await byHand(page, '127.0.0.1')).getByLabel('叫它什么').fill('front');
    await page.getByText('front 已经有了，保存会替换它。').waitFor();

    const settings = join(dataDir, 'settings.json');
    const saved = loadSettings(dataDir).settings;
    await byHand(page, '127.0.0.2');
    writeFileSync(settings, JSON.stringify({ ...saved, terminal: '02' }));
    await button(panel(page, '手工填写'), '保存并使用').click();
    await page.getByText('设置刚才在别处改过').waitFor();
    await button(panel(page, '手工填写'), '保存并使用').click();
    await page.getByText('front 已保存').waitFor();
    expect(loadSettings(dataDir).settings).toMatchObject({ terminal: '02', devices: { printers: [{ id: 'front' }] } });
    await button(page, '移除 front').click();
    await button(page, '确定移除 front').waitFor();
    expect(loadSettings(dataDir).settings.devices.printers.length).toBe(1);
  });

  test('a device without rights, one without a driver and a keyboard scanner come with the exact thing to do', async () => {
    const { page } = await open(richMachine());
    await button(page, '查找新设备').click();
    const found = panel(page, '找到的');
    await found.getByText('Honeywell Xenon 1900').waitFor();
    await found.getByText('sudo usermod -aG dialout $USER').waitFor();
    await found.getByText('sudo modprobe pl2303').waitFor();
    await found.getByText('ATTR{idVendor}=="0483"').waitFor();
    await found.getByText('这把枪像键盘一样打字').waitFor();
    expect(await found.getByRole('button', { name: /Newland/ }).isDisabled()).toBe(true);
    await found.getByRole('button', { name: /Honeywell/ }).click();
    const device = panel(page, 'Honeywell Xenon 1900');
    expect(await button(device, '扫码枪').getAttribute('aria-pressed')).toBe('true');
    await button(device, '顾客显示牌').click();
    await button(device, '找出波特率').waitFor();
  });
});

test('on every size in both languages nothing is cut off, every control is 44 px and axe finds nothing serious', async () => {
  const { page } = await open(richMachine());
  await button(page, '查找新设备').click();
  await page.getByRole('button', { name: /Honeywell/ }).click();
  await button(panel(page, 'Honeywell Xenon 1900'), '小票打印机').click();
  for (const language of ['中文', 'English']) {
    if (language === 'English') await button(page, language).click();
    for (const viewport of Object.values(SIZES)) {
      await page.setViewportSize(viewport);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
      const controls = page.locator('.su-grid button, .su-grid input:not([type=checkbox]), .su-grid select, .su-grid label');
      const small = await controls.evaluateAll((all) =>
        all.flatMap((control) => {
          const { width, height, right } = control.getBoundingClientRect();
          const edge = control.closest('.panel')?.getBoundingClientRect().right ?? 0;
          return height < 44 || width < 44 || right > edge + 0.5 ? [`${control.textContent} ${width}×${height}`] : [];
        }),
      );
      expect(small).toEqual([]);
    }
    expect(await seriousFaults(page)).toEqual([]);
  }
  expect(await page.locator('.su-grid').innerText()).not.toMatch(/\p{Script=Han}/u);
});
