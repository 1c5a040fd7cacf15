import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Basket } from '#contract/basket.ts';
import type { DeviceStatus } from '#contract/device.ts';
import { newRequestId } from '#contract/ids.ts';
import type { SetupView, Trial } from '#contract/setup.ts';
import { topics as topicTable, type TopicName } from '#contract/topics.ts';
import { createEscPosDecoder } from '#drivers/printer/escpos/decode.ts';
import { findPrinterModel } from '#drivers/printer/models.ts';
import { startStation } from '#main/compose.ts';
import type { StationHost } from '#main/host.ts';
import { loadSettings } from '#main/settings-file.ts';
import { openCatalog } from '#main/store/catalog/catalog-sql.ts';
import { createMemoryLog, type MemoryLog } from '../../fakes/memory-log.ts';
import { openReceiptPrinter, type NetworkPeer } from '../../fakes/network-printer.ts';
import { openPseudoTerminal } from '../../fakes/pseudo-terminal.ts';
import { createRecording, type Recording } from '../../fakes/recording.ts';
import { goods } from '../store/shop-fixture.ts';

type Reply =
  | { readonly ok: true; readonly output: unknown }
  | { readonly ok: false; readonly error: { readonly code: string; readonly details: unknown } };

let dataDir: string;
let station: StationHost;
let log: MemoryLog;
let topics: Recording<{ readonly name: TopicName; readonly value: unknown }>;
let ask: (name: string, input: object) => Promise<Reply>;
const closers: (() => unknown)[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'guitai-setup-'));
  const catalog = openCatalog(join(dataDir, 'catalog.db'));
  catalog.importProducts(goods, catalog.nextImportId());
  catalog.close();
});

afterEach(async () => {
  await station.stop();
  for (const close of closers.splice(0).toReversed()) await close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** A station that sells, with these devices to begin with. */
async function open(devices: object = {}, roles: object = {}): Promise<void> {
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ store: { code: 'S001', name: '小满' }, terminal: '01', devices, roles }));
  log = createMemoryLog();
  topics = createRecording();
  const machine = { platform: 'linux', sysRoot: '/nowhere', usb: { list: async () => [] }, missingRight: async () => undefined } as const;
  station = startStation({ dataDir, settings: loadSettings(dataDir), log, search: { machine, listHid: async () => [], targets: [] } });
  const till = station.connect('till', (text) => topics.add(JSON.parse(text) as { name: TopicName; value: unknown }));
  ask = async (name, fields) => {
    const input = name.startsWith('setup.') && name !== 'setup.stopTrying' ? { requestId: newRequestId(), ...fields } : fields;
    return JSON.parse(await till.receive(JSON.stringify({ type: 'request', id: 1, name, input }))) as Reply;
  };
  await station.ready;
}

async function openPaper(): Promise<NetworkPeer> {
  const paper = await openReceiptPrinter('XP-80C');
  closers.push(() => paper.close().catch(() => undefined));
  return paper;
}

/** Resolves with the first value of a topic, past or future, that fits. */
async function until<Value>(name: TopicName, fits: (value: Value) => boolean): Promise<Value> {
  const frame = await topics.until((each) => each.name === name && fits(each.value as Value));
  return topicTable[name].value.parse(frame.value) as Value;
}
const last = (name: TopicName): unknown => topics.all.findLast((each) => each.name === name)?.value;
const revision = (): string => (last('setup') as SetupView).revision;

async function done(): Promise<Trial> {
  const { trial } = await until<SetupView>('setup', (view) => view.trial?.state === 'done');
  if (!trial) throw new Error('no trial');
  return trial;
}

const tcp = (port: number): object => ({ type: 'tcp', host: '127.0.0.1', port });
const printerOn = (port: number, id = 'receipt'): { kind: string; device: { id: string; [key: string]: unknown } } => ({
  kind: 'printer',
  device: { id, model: 'generic-80', transport: tcp(port) },
});
const isReady = (id: string) => (rows: readonly DeviceStatus[]) => rows.some((row) => row.id === id && row.state === 'ready');

function printed(paper: NetworkPeer): string {
  const model = findPrinterModel('generic-80');
  if (!model) throw new Error('generic-80');
  const { items } = createEscPosDecoder(model).write(paper.received());
  return items.flatMap((item) => (item.type === 'line' ? [item.runs.map(({ text }) => text).join('')] : [])).join('\n');
}

async function sell(): Promise<void> {
  const command = { requestId: newRequestId() };
  await ask('basket.scan', { ...command, text: '6973012450313', source: 'wedge' });
  const { basketId, revision: basketRevision, totalMinor } = await until<Basket>('basket', ({ lines }) => lines.length === 1);
  const tenders = [{ kind: 'cash', amountMinor: totalMinor }];
  expect(await ask('sale.complete', { requestId: newRequestId(), basketId, basketRevision, tenders })).toMatchObject({ ok: true });
}

describe('from nothing to a sale, without a restart', () => {
  test('a network printer is found, tried, saved, and prints the next receipt', async () => {
    await open();
    const paper = await openPaper();
    expect(await ask('device.discover', { network: false, host: '127.0.0.1', port: paper.port })).toMatchObject({ ok: true });
    const { discovery } = await until<SetupView>('setup', (view) => view.discovery.state === 'done');
    expect(discovery.found).toEqual([
      {
        key: `tcp 127.0.0.1:${paper.port}`,
        wire: { type: 'tcp', host: '127.0.0.1', port: paper.port },
        name: 'XP-80C',
        kinds: ['printer', 'label_printer'],
        model: 'xprinter-xp-80',
        access: 'ok',
        configuredAs: null,
      },
    ]);
    const draft = printerOn(paper.port);
    expect(await ask('setup.try', { draft, probeRates: false })).toMatchObject({ ok: true });
    expect(await done()).toMatchObject({ number: 1, kind: 'printer', deviceId: 'receipt', ok: true });
    expect(printed(paper)).toContain('柜台 测试页');
    expect(loadSettings(dataDir).settings.devices.printers).toEqual([]);

    expect(await ask('setup.save', { revision: revision(), draft, roles: ['receiptPrinter', 'ticketPrinter'] })).toMatchObject({
      ok: true,
    });
    await until('devices', isReady('receipt'));
    const view = await until<SetupView>('setup', ({ canUndo }) => canUndo);
    expect(view.roles).toEqual({ receiptPrinter: 'receipt', ticketPrinter: 'receipt' });
    expect(view.discovery.found[0]?.configuredAs).toBe('receipt');
    await sell();
    await paper.until((bytes) => bytes.includes('S001-01-1-000001'));
    expect(log.entries.find(({ event }) => event === 'settings.changed')?.details).toEqual({ change: 'save', device: 'receipt' });
  });

  test.runIf(process.platform === 'linux')('a scanner on a terminal is tried by scanning, saved, and then sells', async () => {
    await open();
    const gun = await openPseudoTerminal();
    closers.push(() => gun.close());
    const draft = { kind: 'scanner', device: { id: 'gun', type: 'serial', path: gun.path } };
    await ask('setup.try', { draft, probeRates: false });
    await until<SetupView>('setup', ({ trial }) => trial?.state === 'running');
    // Until the wire is open a byte would be lost: the far end repeats itself, as a person does.
    const repeat = setInterval(() => gun.write('6973012450313\r'), 50);
    const trial = await done();
    clearInterval(repeat);
    expect(trial).toMatchObject({ ok: true, heard: '6973012450313' });
    expect(last('basket')).toMatchObject({ lines: [] });

    await ask('setup.save', { revision: revision(), draft, roles: [] });
    await until('devices', isReady('gun'));
    gun.write('6973012450313\r');
    await until<Basket>('basket', ({ lines }) => lines.length === 1);
  });
});

describe('a device that runs', () => {
  test('pauses while its wire is tried with other options, and goes on afterwards', async () => {
    const paper = await openPaper();
    await open({ printers: [printerOn(paper.port).device] }, { receiptPrinter: 'receipt' });
    await until('devices', isReady('receipt'));
    await ask('setup.try', {
      draft: { ...printerOn(paper.port), device: { ...printerOn(paper.port).device, model: 'generic-58' } },
      probeRates: false,
    });
    expect(await done()).toMatchObject({ ok: true });
    await sell();
    await paper.until((bytes) => bytes.includes('S001-01-1-000001'));
    // The till's own, the trial's, the till's again; a printer takes one client at a time.
    expect(paper.connections()).toEqual({ count: 3, mostAtOnce: 1 });
  });

  test('lends its socket to a drawer that is tried', async () => {
    const paper = await openPaper();
    await open({ printers: [printerOn(paper.port).device] }, { receiptPrinter: 'receipt' });
    await until('devices', isReady('receipt'));
    await ask('setup.try', { draft: { kind: 'drawer', device: { id: 'drawer', printer: 'receipt', pin: 5 } }, probeRates: false });
    expect(await done()).toMatchObject({ ok: true, detail: 'pin 5' });
    await paper.until((bytes) => bytes.includes(Buffer.from([0x1b, 0x70, 0x01])));
  });

  test('is not asked by a search, because a printer the till holds takes no second client', async () => {
    const printer = await openPaper();
    await open({ printers: [printerOn(printer.port).device] });
    await until('devices', isReady('receipt'));
    await ask('device.discover', { network: false, host: '127.0.0.1', port: printer.port });
    const { discovery } = await until<SetupView>('setup', (view) => view.discovery.state === 'done');
    expect(discovery).toMatchObject({ found: [], hostsTotal: 0 });
  });
});

describe('what goes wrong', () => {
  test('a device that does not answer says why', async () => {
    await open();
    const paper = await openPaper();
    await paper.close();
    await ask('setup.try', { draft: printerOn(paper.port), probeRates: false });
    expect(await done()).toMatchObject({ ok: false, detail: 'lost: unreachable' });
  });

  test('one trial runs at a time', async () => {
    await open();
    const port = await openPseudoTerminal();
    closers.push(() => port.close());
    const scanner = { kind: 'scanner', device: { id: 'gun', type: 'serial', path: port.path } };
    await ask('setup.try', { draft: scanner, probeRates: false });
    expect(await ask('setup.try', { draft: printerOn(9100), probeRates: false })).toMatchObject({ error: { code: 'setup_busy' } });
    await ask('setup.stopTrying', {});
    expect(await done()).toMatchObject({ kind: 'scanner', ok: false });
  });

  test('a trial that waits for a scan can be stopped', async () => {
    await open();
    const gun = await openPseudoTerminal();
    closers.push(() => gun.close());
    await ask('setup.try', { draft: { kind: 'scanner', device: { id: 'gun', type: 'serial', path: gun.path } }, probeRates: false });
    await ask('setup.stopTrying', {});
    expect(await done()).toMatchObject({ ok: false, heard: null });
  });

  test('a screen cannot make the station write into a file, ask a foreign address, or write settings the next start would refuse', async () => {
    await open();
    const before = readFileSync(join(dataDir, 'settings.json'), 'utf8');
    for (const path of ['/etc/passwd', '/dev/../etc/passwd', join(dataDir, 'ledger.db'), '/dev/shm', 'relative', '\\\\host\\share']) {
      const draft = { kind: 'printer', device: { id: 'x', model: 'generic-80', transport: { type: 'file', path } } };
      expect(await ask('setup.try', { draft, probeRates: false })).toMatchObject({ ok: false, error: { code: 'device_path' } });
      expect(await ask('setup.save', { revision: revision(), draft, roles: [] })).toMatchObject({
        ok: false,
        error: { code: 'device_path' },
      });
    }
    const draft = { kind: 'scanner', device: { id: 'gun', type: 'serial', path: '/dev/ttyACM0', baudRate: 1 } };
    expect(await ask('setup.save', { revision: revision(), draft, roles: [] })).toMatchObject({
      ok: false,
      error: { code: 'settings_refused', details: { key: 'scanners[0].baudRate', allowed: '数值 / value ≥ 300' } },
    });
    expect(await ask('setup.save', { revision: revision(), draft: printerOn(9100), roles: ['constructor'] })).toMatchObject({ ok: false });
    for (const host of ['8.8.8.8', '169.254.169.254', '172.32.0.1']) {
      expect(await ask('device.discover', { network: false, host })).toMatchObject({ ok: false, error: { code: 'address_public' } });
    }
    expect(readFileSync(join(dataDir, 'settings.json'), 'utf8')).toBe(before);
  });
});

test('a customer display may do none of it; where there are operators, only one who may change settings does', async () => {
  await open();
  const seen: string[] = [];
  const display = station.connect('display', (text) => seen.push(text));
  const discovered = await display.receive(JSON.stringify({ type: 'request', id: 1, name: 'device.discover', input: { network: true } }));
  expect(JSON.parse(discovered)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  expect(seen.some((text) => text.includes('"setup"'))).toBe(false);
  const person = (code: string, role: string): object => ({ code, name: role, role, active: true, pin: `12345${code}` });
  expect(await ask('staff.save', { requestId: newRequestId(), ...person('1', 'owner') })).toMatchObject({ ok: true });
  expect(await ask('setup.save', { revision: revision(), draft: printerOn(9100), roles: [] })).toMatchObject({
    error: { code: 'till_locked' },
  });
  const bench = station.connect('bench', () => undefined);
  const input = { requestId: newRequestId(), revision: revision() };
  const undone = await bench.receive(JSON.stringify({ type: 'request', id: 1, name: 'setup.undo', input }));
  expect(JSON.parse(undone)).toMatchObject({ ok: false });
  await ask('staff.signIn', { code: '1', pin: '123451' });
  await ask('staff.save', { requestId: newRequestId(), ...person('2', 'cashier') });
  await ask('staff.signIn', { code: '2', pin: '123452' });
  expect(await ask('setup.try', { draft: printerOn(9100), probeRates: false })).toMatchObject({ error: { code: 'right_missing' } });
  expect(loadSettings(dataDir).settings.devices.printers).toEqual([]);
});

test('of two screens that save at once the second is told; the last change is taken back and the station runs as before', async () => {
  await open();
  const paper = await openPaper();
  const seen = revision();
  await ask('setup.save', { revision: seen, draft: printerOn(paper.port), roles: ['receiptPrinter'] });
  const second = await ask('setup.save', { revision: seen, draft: printerOn(paper.port, 'other'), roles: [] });
  expect(second).toMatchObject({ ok: false, error: { code: 'settings_changed' } });
  expect(loadSettings(dataDir).settings.devices.printers.map(({ id }) => id)).toEqual(['receipt']);
  const saved = await until<SetupView>('setup', ({ canUndo }) => canUndo);
  topics.clear();
  expect(await ask('setup.undo', { revision: saved.revision })).toMatchObject({ ok: true });
  await until('devices', (rows: readonly DeviceStatus[]) => rows.length === 0);
  await sell();
  expect(await ask('sale.reprint', { requestId: newRequestId() })).toMatchObject({ ok: false, error: { code: 'device_not_ready' } });
});

test('a device is removed while the station runs, with the drawer that hangs on it', async () => {
  const paper = await openPaper();
  const drawers = [{ id: 'drawer', printer: 'receipt', pin: 2 }];
  await open({ printers: [printerOn(paper.port).device], drawers }, { receiptPrinter: 'receipt', cashDrawer: 'drawer' });
  await until('devices', isReady('receipt'));
  expect(await ask('setup.remove', { revision: revision(), deviceId: 'receipt' })).toMatchObject({ ok: true });
  await until('devices', (rows: readonly DeviceStatus[]) => rows.length === 0);
  expect(loadSettings(dataDir)).toMatchObject({ kind: 'ok', settings: { devices: { printers: [], drawers: [] }, roles: {} } });
});

test('a display is shown each rate in turn, for a person to say which one can be read; a scale is tried by weighing', async () => {
  await open();
  const pole = await openPseudoTerminal();
  closers.push(() => pole.close());
  const draft = { kind: 'display', device: { id: 'pole', protocol: 'led8', transport: { type: 'serial', path: pole.path } } };
  await ask('setup.try', { draft, probeRates: true });
  await until<SetupView>('setup', ({ trial }) => trial?.state === 'running' && trial.detail === '2400');
  // Closing a port drops what a slow reader of a pseudo-terminal has not taken yet: any of the rates will do.
  await pole.until((bytes) => ['2400', '9600', '4800', '19200'].some((rate) => bytes.toString('latin1').includes(`\x1bQA${rate}\r`)));
  await ask('setup.stopTrying', {});
  expect(await done()).toMatchObject({ ok: true });
  topics.clear();

  const pan = await openPseudoTerminal();
  closers.push(() => pan.close());
  const scale = { kind: 'scale', device: { id: 'scale', protocol: 'toledo-8217', transport: { type: 'serial', path: pan.path } } };
  await ask('setup.try', { draft: scale, probeRates: false });
  const answering = setInterval(() => pan.write('\x02000.355\r'), 50);
  expect(await done()).toMatchObject({ kind: 'scale', ok: true, heard: '0.355 kg' });
  clearInterval(answering);
});
