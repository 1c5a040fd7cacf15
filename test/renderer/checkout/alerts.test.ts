import { expect, test } from 'vitest';
import type { BackupView } from '#contract/backup.ts';
import type { DeviceStatus } from '#contract/device.ts';
import { alertsOf, deviceView } from '#renderer/screens/checkout/alerts.ts';
import { drawerState } from '#renderer/screens/checkout/drawer-view.ts';
import { deviceRow } from '../../fakes/device-row.ts';
import { drawerView } from '../../fakes/screen-values.ts';

const printer = deviceRow({ id: 'receipt', kind: 'printer', model: 'generic-80', wiring: '127.0.0.1:9100', virtual: false });
const job = { jobId: 4, title: '小票', receiptNumber: 'S001-01-1-000042', copy: 0, problem: 'none', attempts: 1, createdAtMs: 0 } as const;
const calm: Parameters<typeof alertsOf>[0] = {
  connection: 'connected',
  unknownCode: undefined,
  printing: { waiting: 0, jobs: [], attention: [] },
  devices: [printer],
  drawers: [drawerView],
  held: [],
  ledger: 'ok',
  backup: undefined,
};

test('a till that is well has no alerts', () => {
  expect(alertsOf(calm)).toEqual([]);
  expect(deviceView(printer)).toEqual({ state: 'ok', kind: 'checkout.device.printer', words: undefined });
});

test('a lost connection is the only thing said: nothing else can be acted on', () => {
  const alerts = alertsOf({ ...calm, connection: 'lost', unknownCode: '690', devices: [{ ...printer, state: 'lost' }] });
  expect(alerts.map(({ id }) => id)).toEqual(['connection']);
});

test('an unknown code comes first, then receipts to decide on, then devices', () => {
  const alerts = alertsOf({
    ...calm,
    unknownCode: '690',
    printing: {
      waiting: 0,
      jobs: [],
      attention: [
        { ...job, state: 'unknown' },
        { ...job, jobId: 5, state: 'failed' },
      ],
    },
    devices: [printer, { ...printer, id: 'gun', kind: 'scanner', state: 'lost', problem: 'not_found' }],
    drawers: [],
  });
  expect(alerts.map(({ id, state }) => [id, state])).toEqual([
    ['unknown', 'bad'],
    ['print-4', 'unknown'],
    ['print-5', 'bad'],
    ['device-gun', 'bad'],
  ]);
});

test('a printer out of paper warns and tells how many receipts wait', () => {
  const [alert] = alertsOf({ ...calm, printing: { waiting: 2, jobs: [], attention: [] }, devices: [{ ...printer, problem: 'paper_out' }] });
  expect(alert).toMatchObject({ state: 'warn', detail: 'checkout.advice.printerWaiting', values: { waiting: 2 } });
  expect(alert?.words['waits']).toBe('checkout.print.waits.paper_out');
});

test('paper running low is shown at the foot of the screen, but alarms nobody', () => {
  const low: DeviceStatus = { ...printer, problem: 'paper_near_end' };
  expect(alertsOf({ ...calm, devices: [low] })).toEqual([]);
  expect(deviceView(low).state).toBe('warn');
});

test('a device that is being opened is busy, one that is not used is off', () => {
  expect(deviceView({ ...printer, state: 'opening' }).state).toBe('busy');
  expect(deviceView({ ...printer, state: 'closed' }).state).toBe('off');
});

test('a drawer is an alert when it stays open, did not open or got no pulse, each of its own', () => {
  const alertOf = (alarm: 'open_too_long' | 'did_not_open' | 'no_pulse') => alertsOf({ ...calm, drawers: [{ ...drawerView, alarm }] })[0];
  expect(alertOf('open_too_long')).toMatchObject({
    id: 'drawer-drawer-open_too_long',
    state: 'warn',
    title: 'checkout.drawer.openTooLong',
  });
  expect(alertOf('did_not_open')).toMatchObject({ id: 'drawer-drawer-did_not_open', state: 'bad', title: 'checkout.drawer.stuck' });
  expect(alertOf('no_pulse')).toMatchObject({ id: 'drawer-drawer-no_pulse', state: 'bad', title: 'checkout.drawer.noPulse' });
});

test('at the foot of the screen a drawer is open or closed; one that nobody can see says nothing', () => {
  expect(drawerState({ ...drawerView, position: 'open' })).toEqual({ state: 'ok', words: 'checkout.drawer.isOpen' });
  expect(drawerState({ ...drawerView, position: 'open', alarm: 'open_too_long' })).toEqual({
    state: 'warn',
    words: 'checkout.drawer.isOpen',
  });
  expect(drawerState({ ...drawerView, position: 'closed' })).toEqual({ state: 'ok', words: 'checkout.drawer.isClosed' });
  expect(drawerState(drawerView)).toBeUndefined();
});

const calmBackup: BackupView = {
  work: 'idle',
  backups: [],
  media: [],
  proven: null,
  problem: null,
  disk: { level: 'ok', freeBytes: 9e9 },
};

test('what endangers the books is said first: a disk that fails, a disk that fills, a backup that was not made', () => {
  const full: BackupView = {
    ...calmBackup,
    disk: { level: 'full', freeBytes: 41 * 1024 * 1024 },
    problem: { work: 'backup', atMs: 0, error: { code: 'backup_failed', message: '', details: {} } },
  };
  const alerts = alertsOf({ ...calm, unknownCode: '690', ledger: 'readonly', backup: full });
  expect(alerts.map(({ id, state }) => [id, state])).toEqual([
    ['ledger', 'bad'],
    ['disk', 'bad'],
    ['backup', 'warn'],
    ['unknown', 'bad'],
  ]);
  expect(alerts[1]?.values).toEqual({ free: '41 MB' });
  const low: BackupView = { ...calmBackup, disk: { level: 'low', freeBytes: 900 * 1024 * 1024 } };
  expect(alertsOf({ ...calm, ledger: 'recovered', backup: low }).map(({ title }) => title)).toEqual([
    'station.alert.recovered',
    'station.alert.low',
  ]);
  expect(alertsOf({ ...calm, backup: calmBackup })).toEqual([]);
});

test('money that was taken for a basket put aside is told, with whose it is', () => {
  const basket = { number: 7, code: 'GTH01-000007', name: '平板 2', till: '平板 2', heldAtMs: 0, by: { id: 0, name: '' }, memberName: '' };
  const held = { ...basket, lineCount: 1, itemCount: 1, totalMinor: 12_900, goods: [] };
  expect(alertsOf({ ...calm, held: [held] })).toEqual([]);
  expect(alertsOf({ ...calm, held: [{ ...held, takenMinor: 5000 }] })).toEqual([
    {
      id: 'held-7',
      state: 'warn',
      title: 'hold.alert.taken',
      detail: 'hold.alert.taken.detail',
      values: { whose: '平板 2', amount: '¥50.00' },
      words: {},
      act: { kind: 'holds' },
    },
  ]);
  const nameless = { ...held, name: '', till: '', takenMinor: 5000 };
  expect(alertsOf({ ...calm, held: [nameless] })[0]?.values).toEqual({ whose: '7', amount: '¥50.00' });
});
