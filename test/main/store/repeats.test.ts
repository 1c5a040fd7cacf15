import { afterEach, beforeEach, expect, test } from 'vitest';
import { openShop, sell, type ShopAtWork } from './shop-fixture.ts';
import { newRequestId } from '#contract/ids.ts';
import { KEPT_ANSWERS } from '#main/store/checkout/checkout-sql.ts';

let work: ShopAtWork;
beforeEach(async () => {
  work = await openShop();
});
afterEach(async () => {
  expect(work.unexpected).toEqual([]);
  await work.close();
});

const scan = (requestId: string): Promise<unknown> => work.ask('basket.scan', { requestId, text: 'BAG-M', source: 'wedge' });

test('the newest answers outlive a restart, wherever they lie in the ring: a repeated scan adds nothing', async () => {
  while (work.topic('basket').revision < KEPT_ANSWERS - 1) await scan(newRequestId());
  const repeated = newRequestId();
  const answer = await scan(repeated);
  await work.reopen();
  await scan(newRequestId());
  expect(await scan(repeated)).toEqual(answer);
  expect(work.topic('basket').itemCount).toBe(KEPT_ANSWERS + 1);
});

test('a request id that was used for something else is refused, and nothing says that it was done', async () => {
  const requestId = newRequestId();
  await scan(newRequestId());
  const details = { name: '李雪', phone: '13800006027', wantedOn: '2026-11-28', delivery: null, note: '' };
  await work.ask('order.begin', { ...details, depositMinor: 0 });
  const { basketId, revision } = work.topic('basket');
  const press = { requestId, basketId, basketRevision: revision, tenders: [] };
  const { seq } = await work.ask('order.place', press);
  await scan(newRequestId());
  const { number } = await work.ask('hold.put', { name: '' });
  const conflict = { code: 'request_conflict' };
  await expect(work.ask('sale.complete', press)).rejects.toMatchObject(conflict);
  await expect(work.ask('order.change', { ...details, requestId, seq, note: '送到' })).rejects.toMatchObject(conflict);
  await expect(work.ask('hold.discard', { requestId, number, reason: '不要了' })).rejects.toMatchObject(conflict);
  expect(work.topic('holds').held).toHaveLength(1);
});

test('"reprint the last" asked again after another sale is the copy it was, not a copy of that other sale', async () => {
  await sell(work, ['BAG-M'], 50);
  const requestId = newRequestId();
  const copy = await work.ask('sale.reprint', { requestId });
  await sell(work, ['6973012450313'], 12_900);
  expect(await work.ask('sale.reprint', { requestId })).toEqual(copy);
  await work.until('printing', (printing) => printing.waiting === 0);
  expect(work.printed.map(({ document }) => document.title)).toEqual([
    '小票 S001-01-1-000001',
    '小票 S001-01-1-000001',
    '小票 S001-01-1-000002',
  ]);
});

test.each(['basket.setQuantity', 'basket.remove', 'basket.note', 'basket.clear', 'basket.scan'] as const)(
  '%s is taken back once, and only while nobody pays',
  async (name) => {
    await work.ask('basket.scan', { text: 'BAG-M', source: 'wedge' });
    await work.ask('basket.scan', { text: '6973012450313', source: 'wedge' });
    const before = work.topic('basket').lines;
    const change = {
      'basket.setQuantity': { lineId: 1, quantityMilli: 3000 },
      'basket.remove': { lineId: 1 },
      'basket.note': { lineId: 1, note: '礼物' },
      'basket.clear': {},
      'basket.scan': { text: '6973012450771', source: 'wedge' },
    }[name];
    await work.ask(name, change);
    expect(work.topic('basket').lines).not.toEqual(before);
    await work.ask('basket.undo', {});
    expect(work.topic('basket')).toMatchObject({ lines: before, undoable: false });
    await expect(work.ask('basket.undo', {})).rejects.toMatchObject({ code: 'nothing_to_undo' });
    await work.ask(name, change);
    if (work.topic('basket').lines.length === 0) return;
    await work.ask('tender.begin', {});
    await expect(work.ask('basket.undo', {})).rejects.toMatchObject({ code: 'nothing_to_undo' });
  },
);
