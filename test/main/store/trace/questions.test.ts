import { describe, expect, it } from 'vitest';
import type { GoodsRules } from '#main/store/trace/goods-rules.ts';
import { daysUntil, examine, unanswered, type GoodsAtHand } from '#main/store/trace/questions.ts';

const rules: GoodsRules = { expired: 'block', expiryWarnDays: 7, unknownSerial: 'allow', stock: 'block' };
const at: GoodsAtHand = { product: {}, today: '2026-11-22', wantedMilli: 1000, agedYears: 0 };

it('asks nothing of ordinary goods', () => {
  expect(examine(at, rules)).toEqual({ questions: [], warnings: [] });
});

describe('the article', () => {
  it('has its price typed within bounds', () => {
    expect(examine({ ...at, product: { openPrice: { minMinor: 500, maxMinor: 20_000 } } }, rules).questions).toEqual([
      { ask: 'price', minMinor: 500, maxMinor: 20_000 },
    ]);
  });

  it('has the age asked once a basket, the prescription every time', () => {
    const product = { minimumAge: 18, prescription: true } as const;
    expect(examine({ ...at, product }, rules).questions).toEqual([{ ask: 'age', years: 18 }, { ask: 'prescription' }]);
    expect(examine({ ...at, product, agedYears: 16 }, rules).questions).toEqual([{ ask: 'age', years: 18 }, { ask: 'prescription' }]);
    expect(examine({ ...at, product, agedYears: 18 }, rules).questions).toEqual([{ ask: 'prescription' }]);
  });
});

describe('the date', () => {
  const until = (expiry: string) => ({ ...at, gs1: { expiry } });

  it('stops goods from the day after it: a right lets them through, or where the shop says so the cashier', () => {
    expect(examine(until('2026-11-21'), rules).questions).toEqual([{ ask: 'expired', expiry: '2026-11-21', right: 'goods.expired' }]);
    expect(examine(until('2026-11-21'), { ...rules, expired: 'ask' }).questions).toEqual([{ ask: 'expired', expiry: '2026-11-21' }]);
  });

  it('is told in the last seven days, the last one included', () => {
    expect(examine(until('2026-11-22'), rules).warnings).toEqual([{ warn: 'expiring', expiry: '2026-11-22', days: 0 }]);
    expect(examine(until('2026-11-28'), rules).warnings).toEqual([{ warn: 'expiring', expiry: '2026-11-28', days: 6 }]);
    expect(examine(until('2026-11-29'), rules).warnings).toEqual([]);
    expect(examine(until('2026-11-22'), { ...rules, expiryWarnDays: 0 }).warnings).toEqual([]);
  });

  it('is counted in whole days over the end of a month and of February in a leap year', () => {
    expect(daysUntil('2026-12-01', '2026-11-22')).toBe(9);
    expect(daysUntil('2028-03-01', '2028-02-28')).toBe(2);
    expect(daysUntil('2026-11-21', '2026-11-22')).toBe(-1);
  });
});

describe('the serial number', () => {
  const piece = { ...at, gs1: { serial: 'S-1' } };

  it('stops a piece that was sold or came back damaged, not one that was issued or came back well', () => {
    const known = (state: 'issued' | 'sold' | 'returned' | 'void') => ({ ...piece, serial: { state, receiptNumber: 'S001-01-1-000042' } });
    expect(examine(known('sold'), rules).questions).toEqual([
      { ask: 'serial_sold', serial: 'S-1', receiptNumber: 'S001-01-1-000042', right: 'goods.serial' },
    ]);
    expect(examine(known('void'), rules).questions).toEqual([{ ask: 'serial_void', serial: 'S-1', right: 'goods.serial' }]);
    expect(examine(known('issued'), { ...rules, unknownSerial: 'block' })).toEqual({ questions: [], warnings: [] });
    expect(examine(known('returned'), { ...rules, unknownSerial: 'block' })).toEqual({ questions: [], warnings: [] });
  });

  it('that nobody knows is sold, told or stopped, as the shop says', () => {
    expect(examine(piece, rules)).toEqual({ questions: [], warnings: [] });
    expect(examine(piece, { ...rules, unknownSerial: 'warn' }).warnings).toEqual([{ warn: 'serial_unknown', serial: 'S-1' }]);
    expect(examine(piece, { ...rules, unknownSerial: 'block' }).questions).toEqual([
      { ask: 'serial_unknown', serial: 'S-1', right: 'goods.serial' },
    ]);
  });
});

describe('the stock', () => {
  const short = { ...at, onHandMilli: 2000, wantedMilli: 3000 };

  it('stops, tells or ignores more than is on hand', () => {
    expect(examine(short, rules).questions).toEqual([{ ask: 'short', onHandMilli: 2000, wantedMilli: 3000, right: 'goods.short' }]);
    expect(examine(short, { ...rules, stock: 'warn' }).warnings).toEqual([{ warn: 'short', onHandMilli: 2000, wantedMilli: 3000 }]);
    expect(examine(short, { ...rules, stock: 'ignore' })).toEqual({ questions: [], warnings: [] });
  });

  it('is enough where all of it is wanted, and means nothing where it was never counted', () => {
    expect(examine({ ...short, wantedMilli: 2000 }, rules).questions).toEqual([]);
    expect(examine({ ...short, onHandMilli: undefined }, rules).questions).toEqual([]);
  });
});

it('a question is answered by its name, the price by a price', () => {
  const questions = [{ ask: 'price', minMinor: 1, maxMinor: 9 }, { ask: 'age', years: 18 }, { ask: 'prescription' }] as const;
  expect(unanswered(questions, { allowed: ['age'] })).toEqual([questions[0], questions[2]]);
  expect(unanswered(questions, { priceMinor: 0, allowed: ['age', 'prescription', 'short'] })).toEqual([]);
  expect(unanswered(questions)).toEqual(questions);
});
