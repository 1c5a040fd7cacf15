import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { loadSettings, parseSettings, plainSettings, saveSettings } from '#main/settings-file.ts';

const PUBLIC_EXAMPLE = `{ "store": { "code": "S001", "name": "小满母婴 望京店", "currency": "CNY", "locale": "zh-CN", "timeZone": "Asia/Shanghai" },
  "terminal": "01",
  "devices": {
    "scanners": [ { "id": "gun",     "type": "serial", "path": "/dev/ttyACM0", "baudRate": 9600 } ],
    "printers": [ { "id": "receipt", "model": "generic-80", "transport": { "type": "tcp", "host": "127.0.0.1", "port": 9100 } } ],
    "displays": [ { "id": "pole",    "protocol": "led8", "transport": { "type": "serial", "path": "/dev/ttyS1", "baudRate": 2400 } } ],
    "drawers":  [ { "id": "drawer",  "printer": "receipt", "pin": 2 } ] },
  "roles": { "receiptPrinter": "receipt", "ticketPrinter": "receipt", "lineDisplay": "pole", "cashDrawer": "drawer" } }`;

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'guitai-settings-'));
});

/** The public example with one piece of its text replaced. */
function changed(from: string, to: string): ReturnType<typeof parseSettings> {
  expect(PUBLIC_EXAMPLE).toContain(from);
  return parseSettings(PUBLIC_EXAMPLE.replace(from, to));
}

describe('a good settings.json', () => {
  test('is the public example, with everything it leaves out filled in', () => {
    writeFileSync(join(dataDir, 'settings.json'), PUBLIC_EXAMPLE);
    const loaded = loadSettings(dataDir);
    expect(loaded.kind).toBe('ok');
    expect(loaded.settings.devices.scanners[0]).toEqual({
      id: 'gun',
      duplicateGuardMs: 0,
      type: 'serial',
      path: '/dev/ttyACM0',
      baudRate: 9600,
      dataBits: 8,
      parity: 'none',
      stopBits: 1,
      flowControl: 'none',
    });
    expect(loaded.settings.lan).toEqual({ enabled: false, host: '0.0.0.0' });
  });

  test('may start with the byte order mark a Windows editor writes', () => {
    expect(parseSettings(`\uFEFF${PUBLIC_EXAMPLE}`)).toHaveProperty('settings');
  });

  test('comes back unchanged after it was saved, and leaves no other file behind', () => {
    const settings = { ...plainSettings(), terminal: '07' };
    saveSettings(dataDir, settings);
    expect(loadSettings(dataDir)).toEqual({ kind: 'ok', settings, file: join(dataDir, 'settings.json') });
    expect(readdirSync(dataDir)).toEqual(['settings.json']);
  });
});

describe('foreign cash', () => {
  const shop = (foreign: string) => changed('"terminal": "01"', `"terminal": "01", "tenders": { "foreign": ${foreign} }`);

  test('is off by default, and each currency has one rate', () => {
    expect(plainSettings().tenders.foreign).toEqual([]);
    expect(shop('[{ "currency": "HKD", "rate": "0.9123" }]')).toMatchObject({
      settings: { tenders: { foreign: [{ currency: 'HKD', rate: '0.9123', maxMinor: 999_999_999 }] } },
    });
    const wrong = ['[{ "currency": "CNY", "rate": "1" }]', '[{ "currency": "HKD", "rate": "0" }]', '[{ "currency": "HKD", "rate": 0.9 }]'];
    for (const foreign of wrong) expect(shop(foreign)).toHaveProperty('problems');
    expect(shop('[{ "currency": "HKD", "rate": "0.9" }, { "currency": "HKD", "rate": "0.91" }]')).toHaveProperty('problems');
  });
});

describe('a serial port', () => {
  const PORT = '"type": "serial", "path": "/dev/ttyACM0", "baudRate": 9600';

  test('is named by its path, or by the USB device behind it', () => {
    const usb = { vendorId: 3118, productId: 2913, serialNumber: '21C4A' };
    const result = changed(PORT, `"type": "serial", "usb": ${JSON.stringify(usb)}, "flowControl": "xon-xoff"`);
    expect('settings' in result && result.settings.devices.scanners[0]).toMatchObject({ usb, flowControl: 'xon-xoff', baudRate: 9600 });
  });

  test('without either is a problem with words', () => {
    expect(changed(PORT, '"type": "serial"')).toEqual({
      problems: [
        {
          key: 'devices.scanners[0].path',
          value: '（没有写 / missing）',
          allowed: '写端口名，或用 usb 写明设备 / the name of a port, or the device under usb',
        },
      ],
    });
  });
});

describe('how a printer is wired', () => {
  const TCP = '"type": "tcp", "host": "127.0.0.1", "port": 9100';
  test.each([
    ['a connection held open unless said otherwise', TCP, { type: 'tcp', host: '127.0.0.1', port: 9100, session: 'held' }],
    ['a connection for each job', `${TCP}, "session": "job"`, { type: 'tcp', host: '127.0.0.1', port: 9100, session: 'job' }],
    ['over USB, by what it is', '"type": "usb", "vendorId": 1155, "productId": 22339', { type: 'usb', vendorId: 1155, productId: 22_339 }],
    ['a device file', '"type": "file", "path": "/dev/usb/lp0"', { type: 'file', path: '/dev/usb/lp0' }],
    ['a print queue', '"type": "spooler", "queue": "小票 机"', { type: 'spooler', queue: '小票 机' }],
  ])('%s', (_name, wire, expected) => {
    expect(changed(TCP, wire)).toMatchObject({ settings: { devices: { printers: [{ transport: expected }] } } });
  });
});

describe("a display's dialect", () => {
  test.each([
    ['an LED8 unless said otherwise', '', { protocol: 'led8', lampOrder: 'before', lampCommand: 'esc-s', idleTexts: [] }],
    ['an LED8N', ', "lampOrder": "after", "brightness": 3', { protocol: 'led8', lampOrder: 'after', brightness: 3 }],
  ])('%s', (_name, more, expected) => {
    expect(changed('"protocol": "led8"', `"protocol": "led8"${more}`)).toMatchObject({ settings: { devices: { displays: [expected] } } });
  });

  test('a two-line display draws ASCII and scrolls long names unless said otherwise', () => {
    const display = { protocol: 'cd5220', charset: 'ascii', longNames: 'scroll' };
    expect(changed('"protocol": "led8"', '"protocol": "cd5220"')).toMatchObject({ settings: { devices: { displays: [display] } } });
  });

  test('a key of another protocol is refused with the keys of this one, and an unknown protocol with the known ones', () => {
    expect(changed('"protocol": "led8"', '"protocol": "led8", "charset": "ascii"')).toMatchObject({
      problems: [{ key: 'devices.displays[0].charset', allowed: expect.stringContaining('lampOrder, lampCommand') }],
    });
    expect(changed('"protocol": "led8"', '"protocol": "dm-d", "lampOrder": "after"')).toMatchObject({
      problems: [{ key: 'devices.displays[0].lampOrder', allowed: expect.stringContaining('charset, longNames') }],
    });
    expect(changed('"protocol": "led8"', '"protocol": "aures"')).toEqual({
      problems: [{ key: 'devices.displays[0].protocol', value: '"aures"', allowed: '其中之一 / one of: "led8", "cd5220", "dm-d"' }],
    });
  });
});

describe('a settings.json that is not there', () => {
  test('is a first run with the settings of a plain shop without devices', () => {
    const loaded = loadSettings(dataDir);
    expect(loaded.kind).toBe('missing');
    expect(loaded.settings).toMatchObject({ store: { code: 'S001' }, terminal: '01', devices: { printers: [] }, lan: { enabled: false } });
  });
});

describe('a wrong settings.json names the key, the value and what is allowed', () => {
  test.each([
    ['a port out of range', '"port": 9100', '"port": 99999', 'devices.printers[0].transport.port', '99999', '数值 / value ≤ 65535'],
    [
      'a number in quotes',
      '"port": 9100',
      '"port": "9100"',
      'devices.printers[0].transport.port',
      '"9100"',
      '数字，不加引号 / a number, without quotes',
    ],
    ['a text without quotes', '"terminal": "01"', '"terminal": 1', 'terminal', '1', '要写成带引号的文字 / text in quotes'],
    ['a wrong choice', '"pin": 2', '"pin": 3', 'devices.drawers[0].pin', '3', '其中之一 / one of: 2, 5'],
    [
      'a wire that does not exist',
      '"type": "tcp"',
      '"type": "bluetooth"',
      'devices.printers[0].transport.type',
      '"bluetooth"',
      '其中之一 / one of: "serial", "usb", "tcp", "file", "spooler", "virtual"',
    ],
    [
      'a print queue that could be taken for an option',
      '"type": "tcp", "host": "127.0.0.1", "port": 9100',
      '"type": "spooler", "queue": "-h"',
      'devices.printers[0].transport.queue',
      '"-h"',
      '系统里打印队列的名称 / the name of a print queue in the operating system',
    ],
    ['another currency', '"CNY"', '"USD"', 'store.currency', '"USD"', '只能是 / only "CNY"'],
    [
      'an unknown time zone',
      'Asia/Shanghai',
      'Beijing',
      'store.timeZone',
      '"Beijing"',
      'IANA 时区，如 Asia/Shanghai / an IANA time zone, e.g. Asia/Shanghai',
    ],
    [
      'a list where a group belongs',
      '"roles": {',
      '"lan": [], "roles": {',
      'lan',
      '[]',
      '花括号 {…} 的一组设置 / a group of settings in {…}',
    ],
    ['a missing value', '"code": "S001", ', '', 'store.code', '（没有写 / missing）', '要写成带引号的文字 / text in quotes'],
  ])('%s', (_name, from, to, key, value, allowed) => {
    expect(changed(from, to)).toEqual({ problems: [{ key, value, allowed }] });
  });

  test('an unknown key is refused and the nearest known one is named', () => {
    expect(changed('"baudRate": 9600', '"baudrate": 9600')).toEqual({
      problems: [
        {
          key: 'devices.scanners[0].baudrate',
          value: '9600',
          allowed:
            '没有这个设置项，是不是 "baudRate"？ / did you mean "baudRate"? 可用 / known: type, path, usb, baudRate, dataBits, parity, stopBits, flowControl, id, duplicateGuardMs, stripPrefix, stripSuffix',
        },
      ],
    });
  });

  test('an unknown key of a TCP wire is compared with the keys of a TCP wire', () => {
    expect(changed('"port": 9100', '"prot": 9100')).toMatchObject({
      problems: [
        {
          key: 'devices.printers[0].transport.prot',
          allowed: expect.stringContaining('did you mean "port"? 可用 / known: type, host, port'),
        },
      ],
    });
  });

  test('an unknown key that resembles nothing lists what is known', () => {
    expect(changed('"terminal": "01"', '"terminal": "01", "wallpaper": true')).toMatchObject({
      problems: [
        {
          key: 'wallpaper',
          value: 'true',
          allowed: expect.stringMatching(/^没有这个设置项 \/ no such setting\. 可用 \/ known: store, eInvoice, terminal, devices/),
        },
      ],
    });
  });

  test('every problem is reported, not the first only', () => {
    const result = changed('"terminal": "01"', '"terminal": "1", "tills": 2, "demo": "no"');
    expect(result).toMatchObject({ problems: [{ key: 'terminal' }, { key: 'demo' }, { key: 'tills' }] });
  });

  test('no more than fifty problems and no text longer than the screen takes', () => {
    const keys = Array.from({ length: 80 }, (_, index) => `"unknown${index}": "${'x'.repeat(500)}"`).join(',');
    const result = parseSettings(`{ ${keys} }`);
    expect('problems' in result && result.problems.length).toBe(50);
    expect('problems' in result && Math.max(...result.problems.map(({ value }) => value.length))).toBe(200);
  });
});

describe('names that must point at each other', () => {
  test('two devices with one id', () => {
    expect(changed('"id": "pole"', '"id": "gun"')).toMatchObject({
      problems: [
        {
          key: 'devices.displays[0].id',
          value: 'gun',
          allowed: '每个设备的 id 要不同，devices.scanners[0].id 已用 / every id once, already used by devices.scanners[0].id',
        },
        { key: 'roles.lineDisplay' },
      ],
    });
  });
  test('a drawer at a display without a socket, at nothing, and at two devices at once', () => {
    expect(changed('"printer": "receipt"', '"display": "pole"')).toMatchObject({
      settings: { devices: { drawers: [{ display: 'pole' }] } },
    });
    const vfd = '{ "id": "vfd", "protocol": "cd5220", "transport": { "type": "virtual" } }';
    const text = PUBLIC_EXAMPLE.replace('"printer": "receipt"', '"display": "vfd"').replace('"displays": [', `"displays": [${vfd}, `);
    expect(parseSettings(text)).toEqual({
      problems: [
        { key: 'devices.drawers[0].display', value: 'vfd', allowed: 'devices.displays 里的一个 id / an id from devices.displays: pole' },
      ],
    });
    expect(changed('"printer": "receipt", ', '')).toMatchObject({ problems: [{ key: 'devices.drawers[0].printer', value: '' }] });
    expect(changed('"printer": "receipt"', '"printer": "receipt", "display": "pole"')).toEqual({
      problems: [
        {
          key: 'devices.drawers[0].display',
          value: 'pole',
          allowed: '钱箱接在打印机或 LED8 客显上，只写一个 / a drawer hangs on a printer or on an LED8 display: name one of them',
        },
      ],
    });
  });

  test('a drawer at a printer that is not there', () => {
    expect(changed('"printer": "receipt"', '"printer": "kitchen"')).toEqual({
      problems: [
        {
          key: 'devices.drawers[0].printer',
          value: 'kitchen',
          allowed: 'devices.printers 里的一个 id / an id from devices.printers: receipt',
        },
      ],
    });
  });
  test('a role that names a device of another kind', () => {
    expect(changed('"receiptPrinter": "receipt"', '"receiptPrinter": "pole"')).toEqual({
      problems: [
        { key: 'roles.receiptPrinter', value: 'pole', allowed: 'devices.printers 里的一个 id / an id from devices.printers: receipt' },
      ],
    });
  });
  test('a display of the till that hangs above a counter', () => {
    const loaded = changed('"id": "pole", ', '"id": "pole", "counterId": 3,');
    expect(loaded).toMatchObject({ problems: [{ key: 'roles.lineDisplay', value: 'pole' }] });
  });

  test('a fallback printer that is the receipt printer itself', () => {
    expect(changed('"receiptPrinter": "receipt"', '"receiptPrinter": "receipt", "receiptPrinterFallback": "receipt"')).toMatchObject({
      problems: [{ key: 'roles.receiptPrinterFallback', value: 'receipt', allowed: expect.stringContaining('another printer') }],
    });
  });
  test('a role without any device of that kind', () => {
    const result = parseSettings('{ "store": { "code": "S001", "name": "店" }, "terminal": "01", "roles": { "cashDrawer": "drawer" } }');
    expect(result).toMatchObject({ problems: [{ key: 'roles.cashDrawer', allowed: expect.stringContaining('devices.drawers is empty') }] });
  });
});

describe('a settings.json that cannot be used', () => {
  test.each([
    ['broken JSON, with line and column', '{\n  "terminal": "01",\n}', 'line 3, column 1'],
    ['an empty file', '', 'line 1, column 1'],
    ['binary rubbish', '\u0000\u0001\u0002', 'line 1, column 1'],
  ])('%s', (_name, text, place) => {
    writeFileSync(join(dataDir, 'settings.json'), text);
    const loaded = loadSettings(dataDir);
    expect(loaded).toMatchObject({ kind: 'problems', problems: [{ key: 'settings.json', allowed: expect.stringContaining(place) }] });
    expect(loaded.settings).toEqual(plainSettings());
    expect(readFileSync(join(dataDir, 'settings.json'), 'utf8')).toBe(text);
  });
  test.each([['null'], ['[]'], ['"text"'], ['42']])('JSON that is no group of settings: %s', (text) => {
    expect(parseSettings(text)).toMatchObject({ problems: [{ key: 'settings.json', value: text }] });
  });
  test('a file larger than a megabyte is not even read', () => {
    writeFileSync(join(dataDir, 'settings.json'), ' '.repeat(1024 * 1024 + 1));
    expect(loadSettings(dataDir)).toMatchObject({ kind: 'problems', problems: [{ allowed: '文件不超过 1 MB / at most 1 MB' }] });
  });
});
