import type { Basket } from '#contract/basket.ts';
import { foreignValue, parseForeign } from '#contract/currency.ts';
import { dueOf } from '#contract/customer-order.ts';
import { sumOfTenders, wayKey, type HandedTender, type TenderWay } from '#contract/tender.ts';
import { cashAmount, type CashText } from './cash-text.ts';

/** How money comes: in cash, or one of the other ways the shop takes. */
export type PayWay = { readonly kind: 'cash' } | TenderWay;

export const CASH: PayWay = { kind: 'cash' };

/** All of them, cash first. */
export function payWays(others: readonly TenderWay[]): readonly PayWay[] {
  return [CASH, ...others];
}

/** The way one step up or down; stays at the ends. */
export function neighbourWay(ways: readonly PayWay[], way: PayWay, step: 1 | -1): PayWay {
  const index = ways.findIndex((candidate) => wayKey(candidate) === wayKey(way));
  return ways[Math.min(Math.max(index + step, 0), ways.length - 1)] ?? CASH;
}

/** What is still due today once the parts that were taken are counted, in fen. */
export function restDue({ totalMinor, terms: { order, tenders } }: Pick<Basket, 'totalMinor' | 'terms'>): number {
  return dueOf(totalMinor, order) - sumOfTenders(tenders.filter(({ kind }) => kind !== 'deposit'));
}

/** What is typed, in fen: for foreign cash what it is worth. undefined while nothing is typed, or nothing that its currency has. */
export function typedValue(way: PayWay, cash: CashText): number | undefined {
  if (way.kind !== 'foreign') return cashAmount(cash);
  const foreignMinor = parseForeign(cash.text, way.currency);
  return foreignMinor === undefined ? undefined : foreignValue(foreignMinor, way);
}

/** What is typed as money in a way that needs nothing but its amount. */
export function typedTender(way: Exclude<PayWay, { readonly kind: 'voucher' }>, cash: CashText, amountMinor: number): HandedTender {
  if (way.kind === 'other') return { kind: 'other', name: way.name, amountMinor };
  if (way.kind !== 'foreign') return { kind: way.kind, amountMinor };
  const { kind, currency, rate } = way;
  return { kind, currency, rate, foreignMinor: parseForeign(cash.text, currency) ?? 0, amountMinor };
}
