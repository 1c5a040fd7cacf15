import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { BenchView } from '#contract/bench.ts';
import type { DeviceStatus, PrinterRole, PrintOutcome } from '#contract/device.ts';
import type { PrintDocument } from '#contract/document.ts';
import { topics } from '#contract/topics.ts';
import type { DevicePlan } from '#main/devices/device-set.ts';
import { createDevices, type Devices } from '#main/devices/devices.ts';
import type { Publish } from '#main/store/publish.ts';
import { DeviceSettings, RoleSettings } from '#main/settings.ts';
import { createMemoryLog } from '../../fakes/memory-log.ts';
import { createRecording, type Recording } from '../../fakes/recording.ts';

const VIRTUAL = {
  scanners: [{ id: 'gun', type: 'virtual' }],
  printers: [{ id: 'receipt', model: 'generic-80', transport: { type: 'virtual' } }],
  displays: [{ id: 'pole', protocol: 'led8', transport: { type: 'virtual' } }],
  drawers: [{ id: 'drawer', printer: 'receipt', pin: 2 }],
};
const ROLES = { receiptPrinter: 'receipt', ticketPrinter: 'receipt', lineDisplay: 'pole', cashDrawer: 'drawer' };
const STORE = { role: 'store' } as const;
const BENCH = { role: 'bench' } as const;

const RECEIPT: PrintDocument = {
  title: '小票 S001-01-1-000001',
  blocks: [
    { type: 'text', text: '小满母婴 望京店', style: { align: 'center' } },
    ...Array.from({ length: 20 }, (_, line) => ({ type: 'pair', left: `第 ${line + 1} 行 奶粉`, right: '298.00' }) as const),
    { type: 'pair', left: '应付', right: '1002.00' },
    { type: 'cut' },
  ],
};

interface Station {
  readonly devices: Devices;
  readonly scans: Recording<string>;
  readonly rows: Recording<readonly DeviceStatus[]>;
  readonly bench: Recording<BenchView>;
  readonly ready: Recording<PrinterRole>;
  row(id: string): DeviceStatus | undefined;
  /** Resolves when the topic `devices` says so. */
  untilRow(id: string, expected: Partial<DeviceStatus>): Promise<void>;
}

const running: Devices[] = [];

afterEach(async () => {
  for (const devices of running.splice(0)) await devices.stop();
});

const find = (all: readonly DeviceStatus[] | undefined, id: string): DeviceStatus | undefined => all?.find((row) => row.id === id);

function start(devices: object = VIRTUAL, roles: object = ROLES): Station {
  const scans = createRecording<string>();
  const rows = createRecording<readonly DeviceStatus[]>();
  const bench = createRecording<BenchView>();
  const ready = createRecording<PrinterRole>();
  const publish: Publish = (name, value) => {
    const checked = topics[name].value.parse(value);
    if (name === 'devices') rows.add(checked as readonly DeviceStatus[]);
    if (name === 'bench') bench.add(checked as BenchView);
  };
  const created = createDevices({
    settings: { store: { name: '小满母婴' }, devices: DeviceSettings.parse(devices), roles: RoleSettings.parse(roles) },
    publish,
    scan: async (text) => scans.add(text),
    log: createMemoryLog(),
    backOffMs: [1],
    publishIntervalMs: 1,
  });
  created.onPrinterReady((role) => ready.add(role));
  created.start();
  running.push(created);
  return {
    devices: created,
    scans,
    rows,
    bench,
    ready,
    row: (id) => find(rows.all.at(-1), id),
    async untilRow(id, expected) {
      await rows.until((all) => {
        const row = find(all, id);
        return row !== undefined && Object.entries(expected).every(([key, value]) => row[key as keyof DeviceStatus] === value);
      });
    },
  };
}

const paperText = ({ printers }: BenchView): string =>
  (printers[0]?.paper ?? []).flatMap((item) => (item.type === 'line' ? [item.runs.map(({ text }) => text).join(' ')] : [])).join('\n');

test('every configured device is a row of topic devices and becomes ready', async () => {
  const { untilRow, row } = start();
  for (const id of ['gun', 'receipt', 'pole', 'drawer']) await untilRow(id, { state: 'ready', problem: 'none', virtual: true });
  expect(row('drawer')).toMatchObject({ kind: 'drawer', model: 'pin 2', wiring: 'receipt' });
  expect(row('receipt')).toMatchObject({ kind: 'printer', model: 'generic-80', wiring: 'virtual' });
});

test('a virtual scanner in HID POS mode sends reports, long codes in several, and half a code is no scan', async () => {
  const { devices, scans, untilRow } = start({ scanners: [{ id: 'gun', type: 'virtual', mode: 'hid-pos' }] }, {});
  await untilRow('gun', { state: 'ready' });
  const scan = (text: string, suffix: 'none' | 'half'): unknown =>
    devices.handlers['bench.scan']({ scannerId: 'gun', text, suffix }, BENCH);
  const link = `]Q1https://id.gs1.org/01/06970031800297/10/B7/21/${'S1'.repeat(40)}`;
  await scan(']E06901234567892', 'none');
  await scan(link, 'none');
  await scan(link, 'half');
  await scans.until((text) => text === '');
  expect(scans.all).toEqual([']E06901234567892', link, '']);
});

test('text typed into the virtual scanner arrives as a scan, byte for byte, whatever its suffix', async () => {
  const { devices, scans, bench, untilRow } = start();
  await untilRow('gun', { state: 'ready' });
  for (const [index, suffix] of (['none', 'cr', 'lf', 'crlf', 'tab'] as const).entries()) {
    await devices.handlers['bench.scan']({ scannerId: 'gun', text: `690123456789${index}`, suffix }, BENCH);
    await scans.until((text) => text === `690123456789${index}`);
  }
  expect(scans.all.length).toBe(5);
  await bench.until(({ log }) =>
    log.some(({ deviceId, direction, summary }) => deviceId === 'gun' && direction === 'in' && summary === '6901234567894'),
  );
});

test('a payment code is handed to the shop whole and never written on the bench', async () => {
  const { devices, scans, bench, untilRow } = start();
  await untilRow('gun', { state: 'ready' });
  await devices.handlers['bench.scan']({ scannerId: 'gun', text: '134567890123456789', suffix: 'cr' }, BENCH);
  await scans.until((text) => text === '134567890123456789');
  await bench.until(({ log }) => log.some(({ summary }) => summary === '13… (18)'));
});

test('a scanner with a duplicate guard shows on the bench what it ignored', async () => {
  const { devices, scans, bench, untilRow } = start({ scanners: [{ id: 'gun', type: 'virtual', duplicateGuardMs: 5000 }] }, {});
  await untilRow('gun', { state: 'ready' });
  for (const text of ['6901234567892', '6901234567892', ']Q1134567890123456789', ']Q1134567890123456789'])
    await devices.handlers['bench.scan']({ scannerId: 'gun', text, suffix: 'cr' }, BENCH);
  await bench.until(({ log }) => log.some(({ summary }) => summary === 'duplicate, ignored: 6901234567892'));
  const { log } = await bench.until((view) => view.log.some(({ summary }) => summary === 'duplicate, ignored: 13… (18)'));
  expect(JSON.stringify(log)).not.toContain('134567890123456789');
  expect(scans.all).toEqual(['6901234567892', ']Q1134567890123456789']);
});

test('a broken read reaches the shop as an empty code, which it answers with "scan again"', async () => {
  const { devices, scans, untilRow } = start();
  await untilRow('gun', { state: 'ready' });
  await devices.handlers['bench.scan']({ scannerId: 'gun', text: '690\u00001', suffix: 'cr' }, BENCH);
  expect(await scans.until(() => true)).toBe('');
});

test('a scanner cable pulled within a code gives a broken read, and plugged in again it scans on', async () => {
  const { devices, scans, rows, untilRow } = start();
  await untilRow('gun', { state: 'ready' });
  await devices.handlers['bench.fault']({ deviceId: 'gun', fault: 'cut_off_midway' }, BENCH);
  await devices.handlers['bench.scan']({ scannerId: 'gun', text: '6901234567892', suffix: 'cr' }, BENCH);
  expect(await scans.until(() => true)).toBe('');
  await untilRow('gun', { state: 'lost', problem: 'not_found' });
  rows.clear();
  await devices.handlers['bench.fault']({ deviceId: 'gun', fault: 'none' }, BENCH);
  await untilRow('gun', { state: 'ready', problem: 'none' });
  await devices.handlers['bench.scan']({ scannerId: 'gun', text: '6901234567892', suffix: 'cr' }, BENCH);
  await scans.until((text) => text === '6901234567892');
});

test('a receipt for a role comes out on the paper of its printer, is cut, and is confirmed', async () => {
  const { devices, bench, untilRow } = start();
  await untilRow('receipt', { state: 'ready' });
  const outcome = await devices.handlers['port.print']({ jobId: 1, attempt: 1, role: 'receiptPrinter', document: RECEIPT }, STORE);
  expect(outcome).toMatchObject({ result: 'printed', problem: 'none' });
  const view = await bench.until(({ printers }) => printers[0]?.paper.at(-1)?.type === 'cut');
  expect(paperText(view)).toContain('小满母婴 望京店');
  expect(paperText(view)).toMatch(/应付 +1002\.00/);
  expect(view.printers[0]?.paper.filter(({ type }) => type === 'unknown')).toEqual([]);
  await bench.until(({ log }) => log.some(({ summary }) => summary === `小票 S001-01-1-000001: ${outcome.bytes} B, printed`));
  await devices.handlers['bench.tearOff']({ printerId: 'receipt' }, BENCH);
  await bench.until(({ printers }) => printers[0]?.paper.length === 0);
});

test('the drawer opens through its printer, and the pulse is seen and counted', async () => {
  const { devices, bench, rows, untilRow } = start();
  await untilRow('receipt', { state: 'ready' });
  expect(await devices.handlers['port.openDrawer']({}, STORE)).toEqual({ pulse: 'sent', position: 'unknown' });
  const view = await bench.until(({ printers }) => printers[0]?.drawerPulses === 1);
  expect(view.printers[0]?.paper).toContainEqual({ type: 'drawer', pin: 2 });
  await rows.until((all) => all.some(({ id, statistics }) => id === 'drawer' && statistics.outputs === 1));
});

test('without paper nothing is sent; with paper again the waiting jobs may go on', async () => {
  const { devices, ready, untilRow } = start();
  await ready.until((role) => role === 'ticketPrinter');
  expect(ready.all).toEqual(['receiptPrinter', 'ticketPrinter']);
  ready.clear();
  await devices.handlers['bench.fault']({ deviceId: 'receipt', fault: 'paper_out' }, BENCH);
  const outcome = await devices.handlers['port.print']({ jobId: 1, attempt: 1, role: 'receiptPrinter', document: RECEIPT }, STORE);
  expect(outcome).toEqual({ result: 'blocked', problem: 'paper_out', bytes: 0 });
  await untilRow('receipt', { state: 'ready', problem: 'paper_out' });
  await devices.handlers['bench.fault']({ deviceId: 'receipt', fault: 'none' }, BENCH);
  await ready.until((role) => role === 'receiptPrinter');
  expect(await devices.handlers['port.print']({ jobId: 1, attempt: 1, role: 'receiptPrinter', document: RECEIPT }, STORE)).toMatchObject({
    result: 'printed',
  });
});

test('a printer unplugged in the middle of a receipt leaves the outcome unknown, and prints whole receipts after it is plugged in', async () => {
  const { devices, bench, rows, untilRow } = start();
  await untilRow('receipt', { state: 'ready' });
  await devices.handlers['bench.fault']({ deviceId: 'receipt', fault: 'cut_off_midway' }, BENCH);
  const outcome = await devices.handlers['port.print']({ jobId: 1, attempt: 1, role: 'receiptPrinter', document: RECEIPT }, STORE);
  expect(outcome.result).toBe('unknown');
  expect(outcome.bytes).toBeGreaterThan(0);
  await bench.until(({ printers }) => printers[0]?.fault === 'unplugged');
  const refused = await devices.handlers['port.print']({ jobId: 2, attempt: 1, role: 'receiptPrinter', document: RECEIPT }, STORE);
  expect(refused).toEqual({ result: 'failed', problem: 'not_found', bytes: 0 });
  expect(await devices.handlers['port.openDrawer']({}, STORE)).toEqual({ pulse: 'failed', position: 'unknown' });
  rows.clear();
  await devices.handlers['bench.fault']({ deviceId: 'receipt', fault: 'none' }, BENCH);
  await untilRow('receipt', { state: 'ready' });
  bench.clear();
  expect(await devices.handlers['port.print']({ jobId: 3, attempt: 1, role: 'receiptPrinter', document: RECEIPT }, STORE)).toMatchObject({
    result: 'printed',
  });
  const view = await bench.until(({ printers }) => printers[0]?.paper.at(-1)?.type === 'cut');
  expect(view.printers[0]?.paper.filter(({ type }) => type === 'unknown')).toEqual([]);
});

test('the pole display shows total, then paid, then change, and its bytes are on the wire log', async () => {
  const { devices, bench, untilRow } = start();
  await untilRow('pole', { state: 'ready' });
  devices.showOnLineDisplay({ show: 'total', totalMinor: 100_200 });
  const total = await bench.until(({ displays }) => displays[0]?.lamp === 'total');
  expect(total.displays[0]).toMatchObject({ lines: ['  1002.00'], lastHex: '1B 73 32 1B 51 41 31 30 30 32 2E 30 30 0D' });
  expect(total.log.at(-1)).toMatchObject({ deviceId: 'pole', direction: 'out', summary: '1B 73 32 1B 51 41 31 30 30 32 2E 30 30 0D' });
  devices.showOnLineDisplay({ show: 'paid', totalMinor: 100_200, tenderedMinor: 110_000, changeMinor: 9800 });
  expect((await bench.until(({ displays }) => displays[0]?.lamp === 'paid')).displays[0]?.lines).toEqual(['  1100.00']);
  expect((await bench.until(({ displays }) => displays[0]?.lamp === 'change')).displays[0]?.lines).toEqual(['    98.00']);
});

test('an Epson DM-D pole shows two lines on the bench', async () => {
  const displays = [{ id: 'pole', protocol: 'dm-d', transport: { type: 'virtual' } }];
  const { devices, bench, untilRow } = start({ displays }, { lineDisplay: 'pole' });
  await untilRow('pole', { state: 'ready', model: 'dm-d' });
  devices.showOnLineDisplay({ show: 'paid', totalMinor: 100_200, tenderedMinor: 110_000, changeMinor: 9800 });
  const view = await bench.until(({ displays: [pole] }) => pole?.lines[0]?.startsWith('PAID') === true);
  expect(view.displays[0]).toMatchObject({ protocol: 'dm-d', lines: ['PAID         1100.00', 'CHANGE         98.00'] });
});

test('device.test makes each device show that it works', async () => {
  const { devices, bench, untilRow } = start();
  for (const id of ['gun', 'receipt', 'pole']) await untilRow(id, { state: 'ready' });
  const run = (deviceId: string) => devices.handlers['device.test']({ deviceId }, BENCH);
  expect(await run('gun')).toEqual({ ok: true, detail: 'ready' });
  expect(await run('pole')).toEqual({ ok: true, detail: '88888.88' });
  expect(await run('drawer')).toEqual({ ok: true, detail: 'pin 2' });
  expect(await run('receipt')).toMatchObject({ ok: true });
  const view = await bench.until((now) => paperText(now).includes('测试页'));
  expect(view.displays[0]?.lines).toEqual([' 88888.88']);
  expect(paperText(view)).toContain('￥88888.88');
  await expect(run('nobody')).rejects.toMatchObject({ code: 'device_unknown' });
});

test('what the settings got wrong is a misconfigured row and everything else works', async () => {
  const { devices, scans, row, untilRow } = start(
    {
      scanners: [{ id: 'gun', type: 'virtual' }],
      printers: [
        { id: 'strange', model: 'no-such-model', transport: { type: 'virtual' } },
        { id: 'gun', model: 'generic-80', transport: { type: 'virtual' } },
      ],
      drawers: [{ id: 'drawer', printer: 'nowhere' }],
    },
    { receiptPrinter: 'strange', ticketPrinter: 'missing', lineDisplay: 'gun', cashDrawer: 'drawer' },
  );
  await untilRow('gun', { kind: 'scanner', state: 'ready' });
  for (const id of ['strange', 'drawer', 'missing']) expect(row(id)).toMatchObject({ state: 'closed', problem: 'misconfigured' });
  const failed = { result: 'failed', problem: 'misconfigured', bytes: 0 };
  expect(await devices.handlers['port.print']({ jobId: 1, attempt: 1, role: 'receiptPrinter', document: RECEIPT }, STORE)).toEqual(failed);
  expect(await devices.handlers['port.openDrawer']({}, STORE)).toEqual({ pulse: 'failed', position: 'unknown' });
  expect(await devices.handlers['device.test']({ deviceId: 'strange' }, BENCH)).toEqual({ ok: false, detail: 'misconfigured' });
  devices.showOnLineDisplay({ show: 'idle' });
  await devices.handlers['bench.scan']({ scannerId: 'gun', text: '690', suffix: 'cr' }, BENCH);
  await scans.until((text) => text === '690');
});

test('a scanner whose port does not exist is a lost row that says where it was looked for', async () => {
  const { untilRow } = start({ scanners: [{ id: 'gun', type: 'serial', path: '/dev/no-such-port' }] }, {});
  await untilRow('gun', { state: 'lost', problem: 'not_found', wiring: '/dev/no-such-port 9600', virtual: false });
});

test('a receipt on its way when the station stops still comes out whole', async () => {
  const { devices, untilRow } = start();
  await untilRow('receipt', { state: 'ready' });
  const printing = devices.handlers['port.print']({ jobId: 1, attempt: 1, role: 'receiptPrinter', document: RECEIPT }, STORE);
  await devices.stop();
  expect(await printing).toMatchObject({ result: 'printed' });
});

test('a shop without devices has no rows, prints nowhere and does not fail', async () => {
  const { devices, rows } = start({}, {});
  expect(await rows.until(() => true)).toEqual([]);
  expect(await devices.handlers['port.print']({ jobId: 1, attempt: 1, role: 'receiptPrinter', document: RECEIPT }, STORE)).toMatchObject({
    result: 'failed',
  });
  devices.showOnLineDisplay({ show: 'idle' });
});

test('a network printer that is off when the station starts prints after it is switched on', async () => {
  const reserved = createServer();
  await new Promise<void>((resolve) => reserved.listen(0, '127.0.0.1', resolve));
  const address = reserved.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await new Promise((resolve) => reserved.close(resolve));
  const printers = [{ id: 'receipt', model: 'generic-80', transport: { type: 'tcp', host: '127.0.0.1', port } }];
  const { devices, untilRow } = start({ printers }, { receiptPrinter: 'receipt' });
  await untilRow('receipt', { state: 'lost', problem: 'unreachable', wiring: `127.0.0.1:${port}` });
  const received = createRecording<number>();
  let bytes = 0;
  const printer = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      bytes += chunk.length;
      received.add(bytes);
      // DLE EOT n → idle, GS r n → paper there.
      for (let at = 0; at < chunk.length; at += 1) {
        if (chunk[at] === 0x10 && chunk[at + 1] === 0x04) socket.write(Uint8Array.of(0x12));
        if (chunk[at] === 0x1d && chunk[at + 1] === 0x72) socket.write(Uint8Array.of(0x00));
      }
    });
  });
  await new Promise<void>((resolve) => printer.listen(port, '127.0.0.1', resolve));
  await untilRow('receipt', { state: 'ready' });
  const outcome = await devices.handlers['port.print']({ jobId: 1, attempt: 1, role: 'receiptPrinter', document: RECEIPT }, STORE);
  expect(outcome).toMatchObject({ result: 'printed', problem: 'none' });
  expect(outcome.bytes).toBeGreaterThan(500);
  await devices.stop();
  await new Promise((resolve) => printer.close(resolve));
});

test('a device that is up is claimed, enabled and idle, and its last event says that it has power', async () => {
  const { untilRow, row } = start();
  await untilRow('receipt', { state: 'ready', problem: 'none' });
  expect(row('receipt')).toMatchObject({ control: 'idle', claimed: true, enabled: true, power: 'online', error: 'success' });
  expect(row('receipt')?.lastEvent).toMatchObject({ type: 'status_update', status: 'power_online' });
});

test('a printer is busy while a document is on its way, and then reports OutputComplete with the number of the output', async () => {
  const { devices, untilRow } = start();
  await untilRow('receipt', { state: 'ready' });
  const status = async () => (await devices.handlers['device.health']({ deviceId: 'receipt' }, BENCH)).status;
  const printing = devices.handlers['port.print']({ jobId: 1, attempt: 1, role: 'receiptPrinter', document: RECEIPT }, STORE);
  expect(await status()).toMatchObject({ control: 'busy' });
  await printing;
  expect(await status()).toMatchObject({ control: 'idle', lastEvent: { type: 'output_complete', outputId: 1 } });
});

test('two devices on one wire: the first has it, the second waits and says that it is in use', async () => {
  const path = '/dev/no-such-port';
  const { untilRow } = start({ scanners: ['gun', 'wand'].map((id) => ({ id, type: 'serial', path })) }, {});
  await untilRow('gun', { claimed: true, enabled: true, problem: 'not_found' });
  await untilRow('wand', { claimed: false, enabled: false, state: 'closed', problem: 'in_use', error: 'claimed', control: 'error' });
});

test('the health of a printer shows its jobs, its events and the bytes that went over its wire', async () => {
  const { devices, untilRow } = start();
  await untilRow('receipt', { state: 'ready' });
  const printed = await devices.handlers['port.print']({ jobId: 1, attempt: 1, role: 'receiptPrinter', document: RECEIPT }, STORE);
  await devices.handlers['bench.fault']({ deviceId: 'receipt', fault: 'paper_out' }, BENCH);
  await devices.handlers['port.print']({ jobId: 2, attempt: 1, role: 'receiptPrinter', document: RECEIPT }, STORE);
  const health = await devices.handlers['device.health']({ deviceId: 'receipt' }, BENCH);
  expect(health.jobs).toMatchObject([
    { title: '小票 S001-01-1-000001', result: 'printed', problem: 'none', bytes: printed.bytes },
    { title: '小票 S001-01-1-000001', result: 'blocked', problem: 'paper_out', bytes: 0 },
  ]);
  expect(health.events.map((event) => (event.type === 'status_update' ? event.status : event.type))).toEqual([
    'power_online',
    'output_complete',
    'rec_empty',
    'error',
  ]);
  const receipt = health.traffic.find(({ direction, bytes }) => direction === 'out' && bytes === printed.bytes);
  expect(receipt?.hex.startsWith('1B 40 1C 26')).toBe(true);
  expect(health.traffic.some(({ direction, hex }) => direction === 'in' && hex === '12')).toBe(true);
  expect(() => devices.handlers['device.health']({ deviceId: 'nobody' }, BENCH)).toThrow(/No such device/);
});

test('a payment code read by a scanner stands in its health as it does in the log: two digits and its length', async () => {
  const { devices, scans, untilRow } = start();
  await untilRow('gun', { state: 'ready' });
  await devices.handlers['bench.scan']({ scannerId: 'gun', text: '134567890123456789', suffix: 'cr' }, BENCH);
  await scans.until(() => true);
  const { traffic, events } = await devices.handlers['device.health']({ deviceId: 'gun' }, BENCH);
  expect(traffic.map(({ hex }) => Buffer.from(hex.replaceAll(' ', ''), 'hex').toString())).toEqual(['13… (18)']);
  expect(events.at(-1)?.type).toBe('data');
});

test('other settings are taken up without a restart: old devices end, new ones start, and the pole shows what it showed', async () => {
  const { devices, bench, untilRow, rows } = start();
  await untilRow('receipt', { state: 'ready' });
  devices.showOnLineDisplay({ show: 'total', totalMinor: 100_200 });
  await devices.reconfigure({
    store: { name: '小满母婴' },
    devices: DeviceSettings.parse({
      printers: [{ id: 'front', model: 'generic-58', transport: { type: 'virtual' } }],
      displays: [{ id: 'vfd', protocol: 'cd5220', transport: { type: 'virtual' } }],
    }),
    roles: RoleSettings.parse({ receiptPrinter: 'front', lineDisplay: 'vfd' }),
  });
  await untilRow('front', { state: 'ready', model: 'generic-58' });
  expect(rows.all.at(-1)?.map(({ id }) => id)).toEqual(['front', 'vfd']);
  const outcome = await devices.handlers['port.print']({ jobId: 9, attempt: 1, role: 'receiptPrinter', document: RECEIPT }, STORE);
  expect(outcome.result).toBe('printed');
  const view = await bench.until(({ displays }) => displays[0]?.id === 'vfd' && displays[0].lines[0]?.includes('1002.00') === true);
  expect(view.printers.map(({ id }) => id)).toEqual(['front']);
});

test('a receipt and a pulse that come while the devices are changed go to the new ones, and none is cut off', async () => {
  const { devices, bench, untilRow } = start();
  await untilRow('receipt', { state: 'ready' });
  await devices.handlers['bench.fault']({ deviceId: 'receipt', fault: 'slow', bytes: 4000 }, BENCH);
  const print = (jobId: number): Promise<PrintOutcome> =>
    Promise.resolve(devices.handlers['port.print']({ jobId, attempt: 1, role: 'receiptPrinter', document: RECEIPT }, STORE));
  const before = print(1);
  const changed = devices.reconfigure({
    store: { name: '小满母婴' },
    devices: DeviceSettings.parse({
      printers: [{ id: 'front', model: 'generic-58', transport: { type: 'virtual' } }],
      drawers: [{ id: 'drawer', printer: 'front', pin: 2 }],
    }),
    roles: RoleSettings.parse({ receiptPrinter: 'front', cashDrawer: 'drawer' }),
  });
  const meanwhile = print(2);
  const pulse = devices.handlers['port.openDrawer']({}, STORE);
  await changed;
  expect([(await before).result, (await meanwhile).result, (await pulse).pulse]).toEqual(['printed', 'printed', 'sent']);
  await bench.until(({ printers }) => printers[0]?.id === 'front' && printers[0].drawerPulses === 1 && printers[0].paper.length > 0);
});

test('a trial asked for while the devices are changed begins after it, and no device of before comes back', async () => {
  const { devices, untilRow } = start();
  await untilRow('receipt', { state: 'ready' });
  const plan = (model: string): DevicePlan => ({
    store: { name: '小满母婴' },
    devices: DeviceSettings.parse({ printers: [{ id: 'receipt', model, transport: { type: 'virtual' } }] }),
    roles: RoleSettings.parse({}),
  });
  const changed = devices.reconfigure(plan('generic-58'));
  const tried = devices.tryDevice({ kind: 'printer', id: 'receipt', plan: plan('generic-80') }, new AbortController().signal);
  await changed;
  expect((await tried).ok).toBe(true);
  await devices.reconfigure(plan('xprinter-xp-58'));
  await untilRow('receipt', { model: 'xprinter-xp-58', state: 'ready', problem: 'none', claimed: true });
});
