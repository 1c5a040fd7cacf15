import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { journalKinds } from '../../fakes/journal-kinds.ts';
import { openWholeStation, type WholeStation } from '../../fakes/whole-station.ts';
import { newRequestId } from '#contract/ids.ts';
import { verifyLedger } from '#main/ledger/verify.ts';

let station: WholeStation;
beforeEach(async () => {
  station = await openWholeStation();
});
afterEach(() => station.close());

test('a station backs up while it sells, proves the backup, and restores it in a new epoch without a restart', async () => {
  await station.sell();
  await station.ask('backup.take', { requestId: newRequestId() });
  // A sale while the copy is made.
  await station.sell();
  const { backups } = await station.until('backup', ({ work, backups: rows }) => work === 'idle' && rows.length === 1);
  await station.ask('backup.rehearse', { requestId: newRequestId() });
  const { proven } = await station.until('backup', ({ work, proven: proof }) => work === 'idle' && proof !== null);
  expect(proven?.name).toBe(backups[0]?.name);
  expect((await station.sell()).receiptNumber).toBe('S001-01-1-000003');

  await station.ask('backup.restore', { requestId: newRequestId(), name: backups[0]?.name ?? '' });
  await station.until('station', ({ mode }) => mode === 'starting');
  await station.until('station', ({ mode }) => mode === 'selling');
  expect((await station.sell()).receiptNumber).toBe('S001-01-2-000001');
  const ledger = join(station.dataDir, 'ledger.db');
  expect(journalKinds(ledger).slice(-4)).toEqual(['key.created', 'ledger.restored', 'station.started', 'sale.completed']);
  expect(verifyLedger(ledger).ok).toBe(true);
  expect(readdirSync(join(station.dataDir, 'evidence'))).toHaveLength(1);
});

test('a person without the right can neither back up nor restore', async () => {
  await station.ask('staff.save', { requestId: newRequestId(), code: '1', name: '王芳', role: 'owner', active: true, pin: '4711' });
  await station.ask('staff.signIn', { code: '1', pin: '4711' });
  await station.ask('staff.save', { requestId: newRequestId(), code: '2', name: '李雷', role: 'cashier', active: true, pin: '4712' });
  await station.ask('staff.signIn', { code: '2', pin: '4712' });
  for (const [name, input] of [
    ['backup.take', {}],
    ['backup.restore', { name: '20261122T020000Z-1' }],
  ] as const) {
    expect(await station.call(name, { requestId: newRequestId(), ...input })).toMatchObject({
      ok: false,
      error: { code: 'right_missing' },
    });
  }
});

test('a path is no name of a backup', async () => {
  const input = { requestId: newRequestId(), name: '/media/usb/20261122T020000Z-1' };
  expect(await station.call('backup.restore', input)).toMatchObject({ ok: false, error: { code: 'bad_input' } });
});

test('a restore that cannot be made leaves the shop as it was, and says why', async () => {
  await station.sell();
  await station.ask('backup.restore', { requestId: newRequestId(), name: '20200101T000000Z-1' });
  const { problem } = await station.until('backup', ({ problem: failed }) => failed !== null);
  expect(problem).toMatchObject({ work: 'restore', error: { code: 'backup_missing' } });
  await station.until('station', ({ mode }) => mode === 'selling');
  expect((await station.sell()).receiptNumber).toBe('S001-01-1-000002');
});

test('on a disk without room an open sale is finished and no other is begun', async () => {
  let freeBytes = 1.1e9;
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const small = await openWholeStation({ freeBytes: () => freeBytes });
  try {
    const scan = (): Promise<{ readonly ok: boolean }> =>
      small.call('basket.scan', { requestId: newRequestId(), text: '6973012450313', source: 'wedge' });
    expect(await scan()).toMatchObject({ ok: true });
    freeBytes = 40 * 1024 * 1024;
    vi.advanceTimersByTime(60_000);
    await small.until('backup', ({ disk }) => disk.level === 'full');
    // The order follows the view: what is asked after it meets it.
    expect(await scan()).toMatchObject({ ok: true });
    const { basketId, revision, totalMinor } = await small.until('basket', ({ itemCount }) => itemCount === 2);
    const tenders = [{ kind: 'cash', amountMinor: totalMinor }];
    expect(await small.call('sale.complete', { requestId: newRequestId(), basketId, basketRevision: revision, tenders })).toMatchObject({
      ok: true,
    });
    expect(await scan()).toMatchObject({ ok: false, error: { code: 'disk_full' } });
    freeBytes = 1.1e9;
    vi.advanceTimersByTime(60_000);
    await small.until('backup', ({ disk }) => disk.level === 'ok');
    expect(await scan()).toMatchObject({ ok: true });
  } finally {
    await small.close();
    vi.useRealTimers();
  }
});

test('where the ledger cannot be opened, a person of the backup restores it with number and PIN, and the shop sells on', async () => {
  await station.ask('staff.save', { requestId: newRequestId(), code: '1', name: '王芳', role: 'owner', active: true, pin: '4711' });
  await station.ask('staff.signIn', { code: '1', pin: '4711' });
  await station.ask('shift.open', { requestId: newRequestId(), count: [] });
  await station.sell();
  await station.ask('backup.take', { requestId: newRequestId() });
  const { backups } = await station.until('backup', ({ work, backups: rows }) => work === 'idle' && rows.length === 1);
  const dataDir = mkdtempSync(join(tmpdir(), 'guitai-damaged-'));
  cpSync(station.dataDir, dataDir, { recursive: true });
  rmSync(join(dataDir, 'ledger.db-wal'), { force: true });
  writeFileSync(join(dataDir, 'ledger.db'), 'no database any more '.repeat(400));
  const damaged = await openWholeStation({ dataDir });
  try {
    expect(damaged.topic('station')).toMatchObject({ mode: 'safe', problems: [{ key: 'ledger_failed' }] });
    const restore = (pin: string): Promise<unknown> =>
      damaged.call('backup.restore', { requestId: newRequestId(), name: backups[0]?.name, code: '1', pin });
    expect(await restore('0000')).toMatchObject({ ok: false, error: { code: 'pin_wrong', details: { left: 4 } } });
    expect(await restore('4711')).toMatchObject({ ok: true });
    expect((await damaged.until('station', ({ mode }) => mode === 'selling')).problems).toEqual([]);
    await damaged.ask('staff.signIn', { code: '1', pin: '4711' });
    expect((await damaged.sell()).receiptNumber).toBe('S001-01-2-000001');
  } finally {
    await damaged.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
