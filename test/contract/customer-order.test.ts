import { expect, test } from 'vitest';
import { dueOf, OrderDetails, readOrderCode, suggestedDeposit } from '#contract/customer-order.ts';

const details = { name: '李雪', phone: '13800006027', wantedOn: '2026-11-28', delivery: null, note: '' };

test('the deposit a shop suggests is its share up to whole yuan, never more than everything', () => {
  expect(suggestedDeposit(35_800, 30)).toBe(10_800);
  expect(suggestedDeposit(35_800, 0)).toBe(0);
  expect(suggestedDeposit(35_850, 100)).toBe(35_850);
  expect(suggestedDeposit(50, 30)).toBe(50);
});

test('what is due today: everything, the deposit, or what the deposit leaves', () => {
  expect(dueOf(35_800, null)).toBe(35_800);
  expect(dueOf(35_800, { kind: 'placing', details, depositMinor: 10_000 })).toBe(10_000);
  const collecting = { kind: 'collecting', seq: 1, code: 'S001-01-1-D000001', depositMinor: 10_000 } as const;
  expect(dueOf(35_800, collecting)).toBe(25_800);
  expect(dueOf(3_990, collecting)).toBe(0);
});

test('an order is known by its code, a sale or a refund is none', () => {
  expect(readOrderCode(' s001-01-1-d000042 ')).toEqual({ code: 'S001-01-1-D000042', terminal: '01' });
  for (const other of ['S001-01-1-000042', 'S001-01-1-R000042', 'D000042', '6973012450771']) expect(readOrderCode(other)).toBeUndefined();
});

test.each(['13800006027', '010-8456 1234', '+86 138 0000 60'])('%s is a number to call', (phone) => {
  expect(OrderDetails.safeParse({ ...details, phone }).success).toBe(true);
});
test.each(['134567890123456789', 'abc', '12'])('%s is none', (phone) => {
  expect(OrderDetails.safeParse({ ...details, phone }).success).toBe(false);
});
