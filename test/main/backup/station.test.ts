import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
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
    ['backup.restore', { name: 'x' }],
  ] as const) {
    expect(await station.call(name, { requestId: newRequestId(), ...input })).toMatchObject({
      ok: false,
      error: { code: 'right_missing' },
    });
  }
});

test('a restore that cannot be made leaves the shop as it was, and says why', async () => {
  await station.sell();
  await station.ask('backup.restore', { requestId: newRequestId(), name: '20200101T000000Z-1' });
  const { problem } = await station.until('backup', ({ problem: failed }) => failed !== null);
  expect(problem).toMatchObject({ work: 'restore', cause: expect.stringContaining('no backup to use') });
  await station.until('station', ({ mode }) => mode === 'selling');
  expect((await station.sell()).receiptNumber).toBe('S001-01-1-000002');
});
