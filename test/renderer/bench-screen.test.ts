import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DeviceJob } from '#contract/device-health.ts';
import { GuitaiError } from '#contract/error.ts';
import { launchBrowser } from '../browser.ts';
import { deviceRow } from '../fakes/device-row.ts';
import { openScreenStation, type ScreenStation } from '../fakes/screen-station.ts';
import { benchView, customerLines, devices, drawerView, printedOn, sellingView, station as stationValue } from '../fakes/screen-values.ts';
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
  station.publish('station', stationValue);
  page = await browser.newPage({ viewport: SIZES['a laptop panel'] });
});
afterEach(async () => {
  await page.close();
  await station.close();
});

async function open(bench = benchView(), rows = devices): Promise<void> {
  station.publish('devices', [...rows]);
  station.publish('bench', bench);
  station.publish('drawers', rows.length > 0 ? [drawerView] : []);
  station.publish('customer', sellingView(customerLines));
  await page.goto(`${station.url}/bench`);
  await page.locator('.bn-grid:not([aria-busy])').waitFor();
}

const device = (id: string): Locator => page.locator(`[data-device=${id}]`);
const button = (name: string, within: Locator | Page = page): Locator => within.getByRole('button', { name, exact: true });
const panel = (name: string): Locator => page.getByRole('region', { name, exact: true });

const widthOfWord = (word: string): Promise<number> =>
  page
    .locator('.pp-line text', { hasText: word })
    .first()
    .evaluate((element) => element.getBoundingClientRect().width);

test('every device stands with its state, and the open row says what to do', async () => {
  await open();
  expect(await device('gun').innerText()).toContain('就绪');
  expect(await device('receipt').innerText()).toContain('缺纸');
  expect(await page.locator('h1').innerText()).toContain('5 台设备 · 2 台要处理');
  expect(await device('kitchen').innerText()).not.toContain('检查电源');
  await device('kitchen').locator('.bn-open').click();
  expect(await device('kitchen').innerText()).toContain('检查电源、网线和 IP 地址');
  expect(await device('kitchen').innerText()).toContain('192.168.1.52:9100');
});

test('characters the printer was given as pictures stand in their line, and PDF417 is drawn', async () => {
  const document = {
    title: '小票',
    blocks: [
      { type: 'text' as const, text: '收银员:𠮷田 🎂' },
      { type: 'pdf417' as const, data: 'S001-01-1-000042' },
    ],
  };
  await open({ ...benchView(), printers: [printedOn('epson-tm-t88v', [document])] });
  expect(await page.locator('.pp-line path').count()).toBe(2);
  const code = page.getByRole('img', { name: 'PDF417 码 S001-01-1-000042' });
  await code.waitFor();
  expect(
    await code.evaluate((image) => (image as HTMLImageElement).decode().then(() => (image as HTMLImageElement).naturalWidth)),
  ).toBeGreaterThan(100);
});

test('the health of a device shows its events, its jobs and its bytes with the commands in them, and follows the device', async () => {
  await open();
  let jobs: DeviceJob[] = [
    {
      title: 'S001-01-1-000041',
      result: 'printed',
      problem: 'none',
      bytes: 1846,
      startedAtMs: 1_781_423_030_000,
      endedAtMs: 1_781_423_030_900,
    },
  ];
  station.answer('device.health', () => ({
    status: deviceRow({ id: 'receipt', kind: 'printer', model: 'generic-80' }),
    capabilities: { dleEot: 'probed', asb: 'unverified', gsR: 'documented', processId: 'silent' },
    events: [
      { type: 'status_update', atMs: 1_781_423_027_000, status: 'power_online' },
      { type: 'error', atMs: 1_781_423_032_000, code: 'extended', problem: 'paper_out' },
    ],
    jobs,
    traffic: [
      { atMs: 1_781_423_030_000, direction: 'out', bytes: 1846, hex: '1B 40 0A', commands: [{ name: 'ESC @ initialize', hex: '1B 40' }] },
    ],
  }));
  await device('receipt').locator('.bn-open').click();
  await button('运行记录', device('receipt')).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByText('故障：缺纸').waitFor();
  expect(await sheet.locator('.bn-capabilities dd').allInnerTexts()).toEqual(['实测会答', '还没试过', '手册写明', '问了不答']);
  expect(await sheet.innerText()).toContain('S001-01-1-000041 · 1,846 字节 · 900 毫秒');
  await sheet.locator('summary').click();
  expect(await sheet.innerText()).toContain('ESC @ initialize');
  expect(await sheet.innerText()).toContain('只留下前 3 字节');
  jobs = [
    ...jobs,
    {
      title: 'S001-01-1-000042',
      result: 'failed',
      problem: 'paper_out',
      bytes: 0,
      startedAtMs: 1_781_423_033_000,
      endedAtMs: 1_781_423_033_000,
    },
  ];
  station.publish(
    'devices',
    devices.map((row) => (row.id === 'receipt' ? { ...row, control: 'idle' as const } : row)),
  );
  await sheet.getByText('没有送出 · 缺纸').waitFor();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
});

test('a test button tests its device and shows what came out, a refusal in words as well', async () => {
  station.answer('device.test', ({ deviceId }) => {
    if (deviceId === 'kitchen') throw new GuitaiError('device_not_ready', { device: deviceId });
    return { ok: true, detail: '1,846 B' };
  });
  await open();
  await device('receipt').getByRole('button', { name: '打测试页：小票打印机 receipt' }).click();
  await device('receipt').getByText('小票打印机 receipt：正常。1,846 B').waitFor();
  await device('kitchen').getByRole('button', { name: '打测试页' }).click();
  await device('kitchen').getByText('kitchen 没有就绪，检查电源和连线。').waitFor();
});

test('test all goes through the devices one after the other', async () => {
  station.answer('device.test', () => ({ ok: true, detail: '' }));
  await open();
  await button('全部检测').click();
  await device('pole').getByText('正常').waitFor();
  expect(station.calls.all.map(({ input }) => input)).toEqual(devices.map(({ id }) => ({ deviceId: id })));
});

test('the virtual scanner sends what is typed, with the suffix chosen, by keyboard alone', async () => {
  await open();
  await page.getByLabel('条码内容').focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('6970031800297');
  await page.keyboard.press('Enter');
  expect((await station.calls.until(({ name }) => name === 'bench.scan')).input).toEqual({
    scannerId: 'gun',
    text: '6970031800297',
    suffix: 'cr',
  });
  await page.getByText('已送出 6970031800297').waitFor();

  station.calls.clear();
  await button('Tab').press('Enter');
  await button('控制字符').press('Enter');
  await page.getByLabel('条码内容').press('Enter');
  expect((await station.calls.until(({ name }) => name === 'bench.scan')).input).toEqual({
    scannerId: 'gun',
    text: '690\u001b@123\u001dV\u0000456',
    suffix: 'tab',
  });
});

test('pretended faults are sent, the present one is pressed in, and one button ends it', async () => {
  await open();
  const printer = panel('虚拟小票机');
  await button('中途断线', printer).click();
  expect((await station.calls.until(({ name }) => name === 'bench.fault')).input).toEqual({ deviceId: 'receipt', fault: 'cut_off_midway' });
  station.calls.clear();
  await printer.getByText('更多故障').click();
  await printer.getByLabel('断线前或每秒的字节数').fill('1x20');
  await button('很慢', printer).click();
  expect((await station.calls.until(({ name }) => name === 'bench.fault')).input).toEqual({
    deviceId: 'receipt',
    fault: 'slow',
    bytes: 120,
  });
  const bench = benchView();
  station.publish('bench', { ...bench, printers: bench.printers.map((each) => ({ ...each, fault: 'paper_out' as const })) });
  await printer.locator('.bn-lamps .alarm').first().waitFor();
  expect(await button('缺纸', printer).getAttribute('aria-pressed')).toBe('true');
  expect(await printer.locator('.bn-lamps .alarm').allInnerTexts()).toEqual(['故障', '缺纸']);
  station.calls.clear();
  await button('恢复正常', printer).click();
  expect((await station.calls.until(({ name }) => name === 'bench.fault')).input).toEqual({ deviceId: 'receipt', fault: 'none' });
});

test('what the station refuses is said and can be put away', async () => {
  station.answer('bench.tearOff', () => {
    throw new GuitaiError('device_unknown', { device: 'receipt' });
  });
  await open();
  await button('撕掉').click();
  await page.getByRole('alert').getByText('没有配置这个设备：receipt').waitFor();
  await button('知道了').click();
  expect(await page.getByRole('alert').count()).toBe(0);
});

test.each(['the paper font', 'a proportional font'])('amounts end in one line under each other in %s', async (font) => {
  await open();
  if (font !== 'the paper font') await page.evaluate(() => document.documentElement.style.setProperty('--font-mono', 'sans-serif'));
  const edges = await page
    .locator('.pp-line text')
    .evaluateAll((texts) =>
      texts
        .filter((text) => /^[\d,]+\.\d\d$/.test(text.textContent ?? ''))
        .map((text) => [text.textContent, text.getBoundingClientRect().right] as const),
    );
  expect(edges.map(([amount]) => amount)).toEqual(['258.00', '1,089.00', '1,347.00', '1,400.00', '53.00']);
  const rights = edges.map(([, right]) => right);
  expect(Math.max(...rights) - Math.min(...rights)).toBeLessThan(1);
});

test('han are drawn twice as wide as latin letters, and double width doubles again', async () => {
  await open();
  const column = (await widthOfWord('240ml')) / 5;
  expect((await widthOfWord('拉拉裤')) / column).toBeCloseTo(6, 0);
  expect((await widthOfWord('小满母婴')) / column).toBeCloseTo(16, 0);
});

test('the roll shows pieces as they were cut, the newest on top, with codes, picture, pulse and unknown bytes', async () => {
  await open();
  const sheets = page.locator('.pp-sheet');
  expect(await sheets.count()).toBe(2);
  expect(await sheets.nth(0).innerText()).toBe('不认识的字节 1B 07 FF');
  const receipt = page.getByRole('article', { name: '小票 1' });
  expect(await receipt.getAttribute('class')).toContain('cut-off');
  expect(await receipt.locator('.vh').allInnerTexts()).toContain('小满母婴 望京店');
  expect(await receipt.getByText('钱箱脉冲，2 脚').count()).toBe(1);
  expect(await receipt.getByRole('img', { name: '二维码 https://r.guitai.example/20250614/01-0063' }).locator('path').count()).toBe(1);
  expect(await receipt.getByRole('img', { name: 'CODE128 条码 S001-01-1-000042' }).locator('rect').count()).toBeGreaterThan(30);
  const ink = await receipt.locator('canvas').evaluate((canvas) => {
    const pixels = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, 96, 32).data ?? [];
    return [pixels[3], pixels[4 * 4 + 3]];
  });
  expect(ink).toEqual([0, 255]);
});

test('a printer that stopped in the middle, a code it cannot draw and a long run of garbage stay within the paper', async () => {
  const bench = benchView();
  await open({
    ...bench,
    printers: bench.printers.map((printer) => ({
      ...printer,
      paper: [
        { type: 'unknown' as const, hex: 'FF '.repeat(500) },
        { type: 'barcode' as const, symbology: 'EAN13', data: '6901234500010', heightDots: 60, align: 'center' as const },
        { type: 'qr' as const, data: 'x'.repeat(4000), moduleDots: 4, align: 'center' as const },
        { type: 'raster' as const, widthDots: 2000, heightDots: 8, bitsBase64: '', align: 'right' as const },
        {
          type: 'line' as const,
          align: 'right' as const,
          runs: [{ text: '\u202eabc'.repeat(40), column: 0, widthTimes: 8, heightTimes: 8, bold: true, underline: true, invert: true }],
        },
      ],
    })),
  });
  expect(await page.locator('.pp-unknown').allInnerTexts()).toContain('打不出的条码 EAN13 6901234500010');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1366);
  const sheet = await page.locator('.pp-sheet').boundingBox();
  const canvas = await page.locator('canvas').boundingBox();
  expect((canvas?.x ?? 0) + (canvas?.width ?? 0)).toBeLessThanOrEqual((sheet?.x ?? 0) + (sheet?.width ?? 0));
});

test('the LED8 pole lights the segments of its number and one lamp', async () => {
  await open();
  const pole = panel('虚拟顾客显示牌');
  // 1, 0, 0, 2 have 2+6+6+5 segments, 0 and 0 behind the point 6+6, and the point itself: 32.
  expect(await pole.locator('.bn-seven .lit').count()).toBe(32);
  expect(await pole.getByRole('img').getAttribute('aria-label')).toBe('1002.00');
  expect(await pole.locator('.bn-lamps .lit').allInnerTexts()).toEqual(['合计']);
  expect(await pole.locator('.bn-hex code').innerText()).toBe('1B 73 32 1B 51 41 31 30 30 32 2E 30 30 0D');
});

test.each([
  ['cd5220', 'CD5220'],
  ['dm-d', 'Epson DM-D'],
] as const)('a %s pole shows two lines of twenty under its name', async (protocol, name) => {
  const bench = benchView();
  const lines = ['MILK POWDER   298.00', 'TOTAL        1002.00'];
  await open({ ...bench, displays: [{ id: 'vfd', protocol, fault: 'none', lines, lamp: 'off', brightness: null, lastHex: '' }] });
  expect(await page.locator('.bn-pole h2 small').innerText()).toBe(name);
  expect(await page.locator('.bn-characters p').first().locator('span').count()).toBe(20);
  expect(await page.locator('.bn-characters').getAttribute('aria-label')).toBe('MILK POWDER   298.00 / TOTAL        1002.00');
});

test('a Chinese character takes two of the twenty columns of a pole', async () => {
  const lines = ['奶粉          298.00', '合计         1002.00'];
  const display = { id: 'vfd', protocol: 'cd5220', fault: 'none', lines, lamp: 'off', brightness: 2, lastHex: '' } as const;
  await open({ ...benchView(), displays: [{ ...display, lines: [...lines] }] });
  const upper = page.locator('.bn-characters p').first().locator('span');
  expect(await upper.count()).toBe(18);
  expect(await upper.first().innerText()).toBe('奶');
  const width = async (index: number) => (await upper.nth(index).boundingBox())?.width ?? 0;
  expect((await width(0)) / (await width(5))).toBeGreaterThan(1.9);
});

test('a virtual drawer is pushed shut, jammed and given another switch by hand', async () => {
  await open();
  const drawer = panel('钱箱');
  await button('推上', drawer).click();
  expect((await station.calls.until(({ name }) => name === 'bench.drawer')).input).toEqual({
    drawerId: 'drawer',
    change: { position: 'closed' },
  });
  station.calls.clear();
  await button('锁卡住', drawer).click();
  expect((await station.calls.until(({ name }) => name === 'bench.drawer')).input).toEqual({
    drawerId: 'drawer',
    change: { jammed: true },
  });
  station.calls.clear();
  await button('关时高', drawer).click();
  expect((await station.calls.until(({ name }) => name === 'bench.drawer')).input).toEqual({
    drawerId: 'drawer',
    change: { sensor: 'high_closed' },
  });
});

test('the switch of a drawer is learned in two steps, and the till then says where the drawer stands', async () => {
  const said: string[] = [];
  station.answer('drawer.learn', ({ stands }) => {
    said.push(stands);
    return { lesson: stands === 'open' ? 'half' : 'high_open' };
  });
  await open();
  const drawer = panel('钱箱');
  await drawer.getByText('不知道开没开').waitFor();
  await button('认一下开关', drawer).click();
  await button('现在开着', drawer).click();
  await button('现在关着', drawer).click();
  await drawer.getByText('认得了，已记住。').waitFor();
  expect(said).toEqual(['open', 'closed']);
  station.publish('drawers', [{ ...drawerView, polarity: 'high_open', position: 'closed' }]);
  await drawer.locator('header').getByText('关着').waitFor();
});

test('a drawer without a switch is said to have none, and a refusal leaves the step where it is', async () => {
  station.answer('drawer.learn', ({ stands }) => {
    if (stands === 'open') return { lesson: 'half' };
    return { lesson: 'no_sensor' };
  });
  await open();
  const drawer = panel('钱箱');
  await button('认一下开关', drawer).click();
  await button('现在开着', drawer).click();
  await button('现在关着', drawer).click();
  await drawer.getByText('开和关信号一样').waitFor();
  station.answer('drawer.learn', () => {
    throw new GuitaiError('device_unknown', { device: 'drawer' });
  });
  await button('认一下开关', drawer).click();
  await button('现在开着', drawer).click();
  await page.getByRole('alert').getByText('没有配置这个设备：drawer').waitFor();
  expect(await button('现在开着', drawer).count()).toBe(1);
});

test('of several virtual printers one is shown and can be chosen', async () => {
  const bench = benchView();
  await open({ ...bench, printers: [...bench.printers, { ...bench.printers[0]!, id: 'kitchen', model: 'generic-58', paper: [] }] });
  await button('kitchen', panel('虚拟小票机')).click();
  await panel('虚拟小票机').getByText('纸是空白的').waitFor();
  await button('拔线', panel('虚拟小票机')).click();
  expect((await station.calls.until(({ name }) => name === 'bench.fault')).input).toEqual({ deviceId: 'kitchen', fault: 'unplugged' });
});

test('without virtual devices the bench says so and shows the devices alone', async () => {
  await open(
    { printers: [], displays: [], scanners: [], labelPrinters: [], scales: [], drawers: [], keypads: [], log: [] },
    devices.filter(({ virtual }) => !virtual),
  );
  await page.getByText('没有虚拟设备').waitFor();
  expect(await page.getByLabel('条码内容').count()).toBe(0);
  expect(await page.locator('[data-device]').count()).toBe(1);
});

test('without any device the bench says where to name them', async () => {
  await open({ printers: [], displays: [], scanners: [], labelPrinters: [], scales: [], drawers: [], keypads: [], log: [] }, []);
  await page.getByText('还没有设备').waitFor();
  expect(await button('全部检测').isDisabled()).toBe(true);
});

test('before the first values the panels are still shapes', async () => {
  await page.goto(`${station.url}/bench`);
  await page.locator('.bn-grid[aria-busy=true]').waitFor();
  expect(await page.getByRole('status').innerText()).toBe('正在读取设备');
});

test('a lost connection keeps what was seen, says so and switches the buttons off until it is back', async () => {
  await open();
  await station.goAway();
  await page.getByText('与收银主机的连接断开，正在重连。', { exact: true }).waitFor();
  expect(await button('撕掉').isDisabled()).toBe(true);
  expect(await button('扫入').isDisabled()).toBe(true);
  expect(await page.locator('.pp-sheet').count()).toBe(2);
  await station.comeBack();
  await page.getByText('与收银主机的连接断开，正在重连。', { exact: true }).waitFor({ state: 'detached' });
  expect(await button('撕掉').isEnabled()).toBe(true);
});

test('English at once, without a word of Chinese but what the shop wrote', async () => {
  await open();
  await button('English').click();
  await page.getByRole('heading', { name: 'Virtual printer' }).waitFor();
  expect(await page.locator('h1').innerText()).toContain('till 01, 5 devices · 2 need attention');
  const words = await page.locator('.bn-devices, .bn-log, .bn-faults, .bn-scanner, .bn-pole, .bn-foot').allInnerTexts();
  expect(words.join(' ')).not.toMatch(/\p{Script=Han}/u);
  await button('中文').click();
  await page.getByRole('heading', { name: '虚拟小票机' }).waitFor();
});

test.each(Object.entries(SIZES).flatMap(([size, viewport]) => ['zh', 'en'].map((language) => ({ size, viewport, language }))))(
  'on $size in $language nothing is cut off, every control is 44 px and axe finds nothing serious',
  async ({ viewport, language }) => {
    await page.setViewportSize(viewport);
    await open();
    if (language === 'en') await button('English').click();
    await device('receipt').locator('.bn-open').click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
    const outside = await page.locator('.bn-page button, .bn-page a, .bn-page input').evaluateAll((controls) =>
      controls.flatMap((control) => {
        const box = control.getBoundingClientRect();
        const around = control.closest('.panel')?.getBoundingClientRect() ?? document.documentElement.getBoundingClientRect();
        return box.height < 44 || box.width < 44 || box.right > around.right + 0.5
          ? [`${control.textContent} ${box.width}×${box.height}`]
          : [];
      }),
    );
    expect(outside).toEqual([]);
    expect(await seriousFaults(page)).toEqual([]);
  },
);

test('labels lie on the bench as they came out, and faults are pretended', async () => {
  // Two rows of eight dots: the first black from the left, the second from the right.
  const label = { widthDots: 8, heightDots: 2, bitsBase64: Buffer.from([0xf0, 0x0f]).toString('base64') };
  const labels = [
    { ...label, number: 6 },
    { ...label, number: 7 },
  ];
  const printer = {
    id: 'labels',
    model: 'tspl-203',
    dpi: 203,
    fault: 'none',
    labels,
    printed: 7,
    unknown: ['TEXT 1,2'],
    bytes: 900,
  } as const;
  await open({ ...benchView(), labelPrinters: [{ ...printer, labels, unknown: ['TEXT 1,2'] }] });
  const roll = panel('虚拟标签机');
  expect(await roll.getByRole('img').evaluateAll((images) => images.map((image) => image.ariaLabel))).toEqual([
    '第 7 张标签',
    '第 6 张标签',
  ]);
  expect(await roll.innerText()).toContain('TEXT 1,2');
  expect(await roll.innerText()).toContain('7 张 · 900 字节');
  await button('卡纸', roll).click();
  expect((await station.calls.until(({ name }) => name === 'bench.fault')).input).toEqual({ deviceId: 'labels', fault: 'jam' });
});
