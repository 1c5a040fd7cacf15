import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMemoryLog } from '../../fakes/memory-log.ts';
import type { BackupView } from '#contract/backup.ts';
import { GuitaiError } from '#contract/error.ts';
import { newRequestId } from '#contract/ids.ts';
import { createBackupService, type BackupService } from '#main/backup/service.ts';
import type { BackupOrder, BackupReport } from '#main/backup/work.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
let service: BackupService;
let orders: { readonly atMinute: number; readonly job: string }[];
let view: BackupView;
let report: BackupReport;
let isLive: boolean;
let fails: boolean;
let hold: Promise<void> | undefined;
const start = Date.UTC(2026, 10, 22);
const minute = (): number => (Date.now() - start) / MINUTE_MS;

/** Stands where the thread stands: takes no time, and remembers what it was asked. */
async function run(_site: unknown, order: BackupOrder): Promise<BackupReport> {
  if (order.job !== 'list') orders.push({ atMinute: minute(), job: order.job });
  await hold;
  if (fails) throw new GuitaiError('ledger_full', { file: 'ledger.db' });
  const row = { name: '20261122T000000Z-1', createdAtMs: Date.now(), seq: 1, bytes: 1, place: 'local' };
  if (order.job === 'backup') report = { ...report, backups: [row, ...report.backups] };
  if (order.job === 'rehearsal')
    report = { ...report, proven: { name: row.name, createdAtMs: row.createdAtMs, seq: 1, provenAtMs: Date.now() } };
  return report;
}

beforeEach(() => {
  vi.useFakeTimers({ now: start });
  orders = [];
  report = { backups: [], media: [], proven: null, problem: null };
  isLive = true;
  fails = false;
  hold = undefined;
  service = createBackupService({
    site: { dataDir: '/d', storeCode: 'S001', terminal: '01', timeZone: 'Asia/Shanghai', paths: [], program: '0' },
    publish: (_name, value) => void (view = value as BackupView),
    log: createMemoryLog(),
    clock: Date.now,
    permit: () => Promise.resolve({ operator: { id: 7, name: '王芳' } }),
    whileClosed: (work) => work(),
    isLive: () => isLive,
    isSafe: () => false,
    run,
  });
  service.start();
});
afterEach(async () => {
  await service.stop();
  vi.useRealTimers();
});

test('backs up a minute after the start, then every hour, and rehearses once a day', async () => {
  await vi.advanceTimersByTimeAsync(25 * HOUR_MS);
  expect(orders.slice(0, 4)).toEqual([
    { atMinute: 1, job: 'backup' },
    { atMinute: 2, job: 'rehearsal' },
    { atMinute: 61, job: 'backup' },
    { atMinute: 121, job: 'backup' },
  ]);
  expect(orders.filter(({ job }) => job === 'rehearsal')).toEqual([
    { atMinute: 2, job: 'rehearsal' },
    { atMinute: 1442, job: 'rehearsal' },
  ]);
  expect(orders.filter(({ job }) => job === 'backup')).toHaveLength(25);
});

test('a closed shift is backed up at once, the next hour counts from there', async () => {
  await vi.advanceTimersByTimeAsync(10 * MINUTE_MS);
  service.periodClosed();
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(orders.filter(({ job }) => job === 'backup').map(({ atMinute }) => atMinute)).toEqual([1, 10, 70]);
});

test('what failed is shown with its cause and tried again after ten minutes', async () => {
  fails = true;
  await vi.advanceTimersByTimeAsync(12 * MINUTE_MS);
  expect(orders.map(({ atMinute }) => atMinute)).toEqual([1, 11]);
  expect(view).toMatchObject({ work: 'idle', problem: { work: 'backup', error: { code: 'ledger_full' } } });
});

test('in training nothing is backed up', async () => {
  isLive = false;
  await vi.advanceTimersByTimeAsync(3 * HOUR_MS);
  expect(orders).toEqual([]);
});

test('one thing at a time', async () => {
  await vi.advanceTimersByTimeAsync(0);
  const held = Promise.withResolvers<void>();
  hold = held.promise;
  await service.handlers['backup.take']({ requestId: newRequestId() }, { role: 'till' });
  expect(view.work).toBe('backup');
  await expect(service.handlers['backup.restore']({ requestId: newRequestId(), name: 'x' }, { role: 'till' })).rejects.toMatchObject({
    code: 'backup_running',
  });
  held.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(view).toMatchObject({ work: 'idle', backups: [{ seq: 1 }] });
});
