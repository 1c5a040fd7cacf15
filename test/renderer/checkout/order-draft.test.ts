import { describe, expect, test } from 'vitest';
import type { CustomerOrder } from '#contract/customer-order.ts';
import { draftOf, leftToPay, newDraft, readDraft } from '#renderer/screens/checkout/order-draft.ts';
import { daysUntil, matchingOrders } from '#renderer/screens/checkout/order-search.ts';

const TODAY = '2026-11-26';
const around = { today: TODAY, totalMinor: 16_890, isMember: false };
const filled = { ...newDraft(TODAY, 16_890, 30), name: '李雪', phone: '13800006027' };

describe('the sheet of an order', () => {
  test('begins with tomorrow and the deposit the shop suggests, 30 % up to whole yuan', () => {
    expect(newDraft(TODAY, 16_890, 30)).toMatchObject({ wantedOn: '2026-11-27', deposit: '51.00', delivers: false });
    expect(newDraft('2026-12-31', 50, 30)).toMatchObject({ wantedOn: '2027-01-01', deposit: '0.50' });
  });

  test('says which fields are wrong', () => {
    expect(readDraft(newDraft(TODAY, 16_890, 30), around)).toEqual({ wrong: ['name', 'phone'] });
    expect(readDraft({ ...filled, phone: 'abc', wantedOn: '2026-11-25', deposit: '168.91' }, around)).toEqual({
      wrong: ['phone', 'wantedOn', 'deposit'],
    });
    expect(readDraft({ ...filled, delivers: true, recipientPhone: '1' }, around)).toEqual({ wrong: ['recipientPhone', 'address'] });
  });

  test('needs nobody by name where a member orders, and no deposit', () => {
    expect(readDraft({ ...newDraft(TODAY, 16_890, 30), deposit: '' }, { ...around, isMember: true })).toEqual({
      details: { name: '', phone: '', wantedOn: '2026-11-27', delivery: null, note: '' },
      depositMinor: 0,
    });
  });

  test('says what is left for later while the deposit is one', () => {
    expect(leftToPay(filled, 16_890)).toBe(11_790);
    expect(leftToPay({ ...filled, deposit: '' }, 16_890)).toBe(16_890);
    expect(leftToPay({ ...filled, deposit: '168.91' }, 16_890)).toBeUndefined();
  });

  test('comes back as it was said', () => {
    const delivery = { recipient: '王姐', phone: '', address: '望京西园 3 区', window: '下午' };
    const details = { name: '李雪', phone: '13800006027', wantedOn: '2026-11-30', delivery, note: '礼物' };
    expect(readDraft(draftOf(details, 5_100), around)).toEqual({ details, depositMinor: 5_100 });
  });
});

describe('an order is found', () => {
  const order = (seq: number, name: string, phone: string): CustomerOrder => ({
    seq,
    code: `S001-01-1-D00000${seq}`,
    placedAtMs: 0,
    by: { id: 0, name: '' },
    details: { name, phone, wantedOn: TODAY, delivery: null, note: '' },
    customer: { name, phone },
    lineCount: 1,
    itemCount: 1,
    totalMinor: 100,
    depositMinor: 0,
    goods: [],
  });
  const orders = [order(1, '李雪', '138 0000 6027'), order(2, 'Anna Li', '010-84561234')];
  test.each([
    ['', [1, 2]],
    ['6027', [1]],
    ['雪', [1]],
    ['anna', [2]],
    ['8456-1234', [2]],
    ['d000002', [2]],
    ['6028', []],
  ])('by %j', (query, seqs) => {
    expect(matchingOrders(orders, query).map(({ seq }) => seq)).toEqual(seqs);
  });

  test('and is late by whole days', () => {
    expect([daysUntil('2026-11-24', TODAY), daysUntil(TODAY, TODAY), daysUntil('2026-12-01', TODAY)]).toEqual([-2, 0, 5]);
  });
});
