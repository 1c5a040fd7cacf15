import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { twoServices } from '../fakes/queue-setup.ts';
import { openWholeStation, type WholeStation } from '../fakes/whole-station.ts';
import type { BenchView } from '#contract/bench.ts';
import { newRequestId } from '#contract/ids.ts';
import { hashFile } from '#main/backup/manifest.ts';
import { journalKinds } from '../fakes/journal-kinds.ts';

let station: WholeStation;
let ledgerFile: string;
beforeEach(async () => {
  station = await openWholeStation();
  ledgerFile = join(station.dataDir, 'ledger.db');
});
afterEach(() => station.close());

const paperText = (view: BenchView): string =>
  (view.printers[0]?.paper ?? []).map((item) => (item.type === 'line' ? item.runs.map(({ text }) => text).join('') : '')).join('\n');
const setTraining = (on: boolean): Promise<unknown> => station.ask('training.set', { requestId: newRequestId(), on });

test('training is the whole till on another database: marked paper, no drawer, numbers of its own, and the live ledger is not touched', async () => {
  expect((await station.sell()).receiptNumber).toBe('S001-01-1-000001');
  await station.until('printing', ({ waiting, jobs }) => waiting === 0 && jobs.every(({ state }) => state === 'printed'));
  await station.until('bench', ({ drawers }) => drawers[0]?.pulses === 1);
  await setTraining(true);
  expect((await station.until('station', ({ mode, training }) => mode === 'selling' && training)).storeCode).toBe('S001');
  const before = hashFile(ledgerFile);
  expect(existsSync(`${ledgerFile}-wal`) ? statSync(`${ledgerFile}-wal`).size : 0).toBe(0);

  expect((await station.sell()).receiptNumber).toBe('TRAIN-01-1-000001');
  const view = await station.until('bench', (bench) => paperText(bench).includes('TRAIN-01-1-000001'));
  await station.until('bench', (bench) => paperText(bench).split('培训 TRAINING').length === 3);
  expect(paperText(view)).toContain('不是收据，没有收款');
  expect(view.drawers[0]?.pulses).toBe(1);

  expect(hashFile(ledgerFile)).toBe(before);
  await setTraining(false);
  await station.until('station', ({ mode, training }) => mode === 'selling' && !training);
  expect((await station.sell()).receiptNumber).toBe('S001-01-1-000002');
  expect(journalKinds(ledgerFile)).toEqual([
    'key.created',
    'station.started',
    'sale.completed',
    'training.begun',
    'station.started',
    'training.ended {"sales":1,"v":1}',
    'sale.completed',
  ]);
});

test('an open basket and the tickets of the queue wait while the till is in training, which has the services and counters of the shop', async () => {
  await station.ask('queue.configure', { requestId: newRequestId(), revision: 0, setup: twoServices });
  await station.ask('queue.take', { requestId: newRequestId(), serviceId: 1 });
  await station.ask('basket.scan', { requestId: newRequestId(), text: '6973012450313', source: 'wedge' });
  await station.until('basket', ({ itemCount }) => itemCount === 1);
  await setTraining(true);
  await station.until('basket', ({ itemCount }) => itemCount === 0);
  const { services, counters } = await station.until('queue', (queue) => queue.services[0]?.waiting === 0);
  expect([services.map(({ prefix }) => prefix), counters.map(({ number }) => number)]).toEqual([
    ['A', 'D'],
    [2, 4, 5],
  ]);
  expect(await station.ask('queue.take', { requestId: newRequestId(), serviceId: 2 })).toMatchObject({ number: 'D001' });
  await setTraining(false);
  expect(await station.until('basket', ({ itemCount }) => itemCount === 1)).toMatchObject({ phase: 'selling' });
  expect((await station.until('queue', (queue) => queue.services[0]?.waiting === 1)).services[1]).toMatchObject({ waiting: 0 });
});

test('only who has the right goes into training, and the people of the shop sign in there with their own PINs', async () => {
  const person = { code: '1', name: '王芳', role: 'owner', active: true, pin: '4711' };
  await station.ask('staff.save', { requestId: newRequestId(), ...person });
  await station.ask('staff.signIn', { code: '1', pin: '4711' });
  await station.ask('staff.save', { requestId: newRequestId(), ...person, code: '2', name: '李雷', role: 'cashier', pin: '4712' });
  await station.ask('staff.signIn', { code: '2', pin: '4712' });
  expect(await station.call('training.set', { requestId: newRequestId(), on: true })).toMatchObject({
    ok: false,
    error: { code: 'right_missing' },
  });
  expect(station.topic('station').training).toBe(false);
  await station.ask('staff.signIn', { code: '1', pin: '4711' });
  await setTraining(true);
  await station.until('operator', ({ state }) => state === 'locked');
  expect(await station.ask('staff.signIn', { code: '1', pin: '4711' })).toMatchObject({ state: 'signed_in', operator: { name: '王芳' } });
});
