import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLabelTable, type LabelTable, type StoredItem } from '#main/store/label/label-sql.ts';

const product = {
  id: 1,
  sku: 'A',
  barcodes: [],
  name: '奶瓶',
  spec: '',
  category: '',
  unit: '个',
  priceMinor: 100,
  costMinor: null,
  taxRateBasisPoints: 0,
  taxClass: '',
  weighed: false,
  plu: null,
  image: '',
  active: true,
};
const item: StoredItem = { first: 1, copies: 3, product, serialNumber: 500, reprint: false, batch: 'B1' };
const fresh = {
  template: 'serial-40x30',
  title: '奶瓶',
  state: 'queued',
  done: 0,
  total: 3,
  unconfirmed: false,
  reprints: 0,
  again: false,
  changeRoll: false,
  createdAtMs: 5,
} as const;

let folder: string;
let table: LabelTable;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guitai-labels-'));
  table = openLabelTable(join(folder, 'labels.db'));
});
afterEach(() => {
  table.close();
  rmSync(folder, { recursive: true, force: true });
});

function reopen(): void {
  table.close();
  table = openLabelTable(join(folder, 'labels.db'));
  table.recover();
}

function add(number: number): number {
  return table.insertJob(fresh, [item], { requestId: `request-${number}`, content: '' });
}

test('what was written is there after a restart', () => {
  const jobId = add(1);
  table.setLastSerial(502);
  table.setLoadedRoll({ width: 400, height: 300, media: 'gap' });
  table.update(jobId, { done: 2, unconfirmed: true });
  reopen();
  expect(table.job(jobId)).toEqual({ ...fresh, jobId, done: 2, unconfirmed: true });
  expect(table.items(jobId)).toEqual([item]);
  expect(table.lastSerial()).toBe(502);
  expect(table.loadedRoll()).toEqual({ width: 400, height: 300, media: 'gap' });
});

test('a label that was being handed over when the machine died is asked about, all others go on', () => {
  const dying = add(1);
  const waiting = add(2);
  table.setSending(dying, true);
  reopen();
  expect([table.job(dying)?.state, table.job(waiting)?.state]).toEqual(['asking', 'queued']);
});

test('a job paused while its label was on its way is asked about as well', () => {
  const jobId = add(1);
  table.setSending(jobId, true);
  table.update(jobId, { state: 'paused' });
  reopen();
  expect(table.job(jobId)?.state).toBe('asking');
});

test('a label belongs to the item whose labels it is among', () => {
  const items = [item, { ...item, first: 4, copies: 1 }];
  const jobId = table.insertJob({ ...fresh, total: 4 }, items, { requestId: 'r', content: '' });
  expect([1, 3, 4].map((label) => table.itemOf(jobId, label)?.first)).toEqual([1, 1, 4]);
});

test('of finished jobs only the last two hundred are kept, unfinished ones always', () => {
  const open = add(0);
  for (let number = 1; number <= 210; number += 1) table.update(add(number), { state: 'done' });
  expect(table.list(1000)).toHaveLength(201);
  expect(table.list(1000)[0]?.jobId).toBe(open);
  expect(table.items(2)).toEqual([]);
});
