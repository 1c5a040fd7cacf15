import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openShop, sell, type ShopAtWork } from '../shop-fixture.ts';
import type { UnusualAct } from '#contract/audit.ts';
import { newRequestId } from '#contract/ids.ts';
import { countActs } from '#main/store/audit/unusual.ts';

const LIN = { id: 1, name: '林岚' };
const ZHOU = { id: 2, name: '周敏' };
const act = (seq: number, kind: UnusualAct['kind'], operator = ZHOU, amountMinor = 0): UnusualAct => ({
  seq,
  tsMs: 1_800_000_000_000 + seq,
  kind,
  operator,
  amountMinor,
  detail: '',
  by: '',
});

test('each person and each kind is counted alone, and from the threshold on it is many', () => {
  const drawers = [1, 2, 3, 4].map((seq) => act(seq, 'drawer'));
  expect(countActs([...drawers, act(5, 'drawer', LIN)])).toEqual([
    { operator: ZHOU, kind: 'drawer', count: 4, amountMinor: 0, many: false },
    { operator: LIN, kind: 'drawer', count: 1, amountMinor: 0, many: false },
  ]);
  expect(countActs([...drawers, act(5, 'drawer')])[0]).toMatchObject({ count: 5, many: true });
});

test('what is many comes first, then what is often', () => {
  const acts = [act(1, 'reprint'), act(2, 'reprint'), act(3, 'reprint'), act(4, 'pin_locked', LIN), act(5, 'sale_void', ZHOU, 1990)];
  expect(countActs(acts).map(({ kind, count, many }) => [kind, count, many])).toEqual([
    ['pin_locked', 1, true],
    ['reprint', 3, false],
    ['sale_void', 1, false],
  ]);
});

test('amounts add up', () => {
  expect(countActs([act(1, 'sale_void', ZHOU, 1990), act(2, 'sale_void', ZHOU, 12_900)])[0]).toMatchObject({
    count: 2,
    amountMinor: 14_890,
  });
});

test('nothing happened, nothing is counted', () => {
  expect(countActs([])).toEqual([]);
});

describe('a day at the till', () => {
  let work: ShopAtWork;
  beforeEach(async () => {
    work = await openShop();
    await work.ask('staff.save', { code: '1', name: '林岚', role: 'owner', active: true, pin: '739146' });
    await work.ask('staff.signIn', { code: '1', pin: '739146' });
    await work.ask('staff.save', { code: '12', name: '周敏', role: 'cashier', active: true, pin: '280517' });
    await work.ask('staff.signIn', { code: '12', pin: '280517' });
    await work.ask('shift.open', { count: [] });
    const { seq } = await sell(work, ['6973012450313'], 20_000);
    await work.ask('sale.reprint', { seq });
    await work.ask('basket.scan', { text: '6973012450771', source: 'scanner' });
    await work.ask('tender.begin', {});
    await work.ask('tender.cancel', {});
    await work.ask('basket.remove', { lineId: 1 });
    const requestId = newRequestId();
    await work.ask('staff.override', { code: '1', pin: '739146', requestId, right: 'drawer.open', reason: '去银行' });
    await work.ask('drawer.open', { requestId, reason: '=换零钱' });
    for (let wrong = 0; wrong < 5; wrong += 1) await work.ask('staff.signIn', { code: '77', pin: '000000' }).catch(() => {});
    await work.ask('staff.signIn', { code: '1', pin: '739146' });
  });
  afterEach(() => work.close());

  test('is told newest first, with who did it and by whose leave', async () => {
    const { acts, businessDate, more } = await work.ask('audit.unusual', {});
    expect(businessDate).toBe('2026-11-22');
    expect(more).toBe(false);
    expect(acts.map(({ kind, operator, amountMinor, detail, by }) => [kind, operator.name, amountMinor, detail, by])).toEqual([
      ['pin_locked', '', 0, '77', ''],
      ['drawer', '周敏', 0, '=换零钱', '林岚'],
      ['override', '周敏', 0, '去银行', '林岚'],
      ['void_tendered', '周敏', 3990, '净芽 手口湿巾', ''],
      ['reprint', '周敏', 0, 'S001-01-1-000001', ''],
    ]);
  });

  test('is filtered by kind and person, while the counts stay whole', async () => {
    const drawer = await work.ask('audit.unusual', { kind: 'drawer' });
    expect(drawer.acts.map(({ kind }) => kind)).toEqual(['drawer']);
    expect(drawer.counts).toHaveLength(5);
    expect((await work.ask('audit.unusual', { operatorId: 1 })).acts).toEqual([]);
    expect((await work.ask('audit.unusual', { businessDate: '2026-11-21' })).counts).toEqual([]);
  });

  test('is for who may see it', async () => {
    await work.ask('staff.signIn', { code: '12', pin: '280517' });
    await expect(work.ask('audit.unusual', {})).rejects.toMatchObject({ code: 'right_missing' });
  });

  test('becomes a table in which no text is run as a formula', async () => {
    const { file } = await work.ask('audit.export', { businessDate: '2026-11-22' });
    const lines = readFileSync(file, 'utf8').split('\r\n');
    expect(lines).toHaveLength(7);
    expect(lines[0]).toBe('\uFEFF序号 seq,时间 time,操作 act,人员 person,金额 amount,说明 detail,授权 leave by');
    expect(lines[2]).toMatch(/^\d+,2026-11-22 15:43:52,drawer,周敏,0\.00,'=换零钱,林岚$/);
    expect(lines[4]).toMatch(/^\d+,2026-11-22 15:43:52,void_tendered,周敏,39\.90,净芽 手口湿巾,$/);
  });
});
