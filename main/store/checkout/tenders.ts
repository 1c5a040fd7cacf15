import { foreignValue, type Exchange } from '#contract/currency.ts';
import { GuitaiError } from '#contract/error.ts';
import { formatYuan, MAX_AMOUNT_MINOR } from '#contract/money.ts';
import { MAX_TENDERS, sumOfTenders, voucherKey, wayKey, type HandedTender, type Tender, type TenderWay } from '#contract/tender.ts';
import type { Posting } from '#main/ledger/entry.ts';

/** What customers paid for goods that they have not got: owed to them until they have. */
export const DEPOSITS = 'liability:customer-deposits';

/** The book account that holds what a tender brought, or that owed it. Each currency has its own, in what it is worth. */
function accountOf(tender: Tender): string {
  if (tender.kind === 'deposit') return DEPOSITS;
  return tender.kind === 'foreign' ? `asset:cash:${tender.currency.toLowerCase()}` : `asset:${tender.kind}`;
}

/**
 * What tenders come to for a total: change is cash, so everything else together may not be more than the total, but for the deposit of an order of
 * which goods were left out. Throws tender_short, tender_over,
 * tenders_too_many, amount_too_large.
 */
export function settleTenders(
  totalMinor: number,
  tenders: readonly Tender[],
): { readonly tenderedMinor: number; readonly changeMinor: number } {
  if (tenders.length > MAX_TENDERS) throw new GuitaiError('tenders_too_many', { max: MAX_TENDERS });
  const tenderedMinor = sumOfTenders(tenders);
  if (tenderedMinor > MAX_AMOUNT_MINOR) throw new GuitaiError('amount_too_large', { max: formatYuan(MAX_AMOUNT_MINOR) });
  const depositMinor = depositIn(tenders);
  const overMinor =
    sumOfTenders(tenders.filter(({ kind }) => kind !== 'cash' && kind !== 'foreign')) - Math.max(depositMinor, totalMinor, 0);
  if (overMinor > 0) throw new GuitaiError('tender_over', { over: formatYuan(overMinor) });
  if (tenderedMinor < totalMinor) throw new GuitaiError('tender_short', { missing: formatYuan(totalMinor - tenderedMinor) });
  return { tenderedMinor, changeMinor: tenderedMinor - totalMinor };
}

/** The deposits among tenders. */
export function depositIn(tenders: readonly Tender[]): number {
  return sumOfTenders(tenders.filter(({ kind }) => kind === 'deposit'));
}

/** Puts one more tender beside those taken; `dueMinor` is what a deposit does not pay. Throws tender_unknown, tender_limit, tender_over, voucher_value, voucher_twice, tenders_too_many. */
export function addTender(dueMinor: number, taken: readonly Tender[], tender: HandedTender, ways: readonly TenderWay[]): readonly Tender[] {
  checkTender(tender, taken, ways);
  if (taken.length >= MAX_TENDERS - 1) throw new GuitaiError('tenders_too_many', { max: MAX_TENDERS });
  const tenders = [...taken, tender];
  const overMinor = sumOfTenders(tenders) - depositIn(taken) - dueMinor;
  // Change is given at the end, so what is taken before may not be more than is due.
  if (overMinor > 0) throw new GuitaiError('tender_over', { over: formatYuan(overMinor) });
  return tenders;
}

/** What is taken besides `taken` comes in ways the shop takes, all of one way on a sale within its limit. What was taken before is not asked again. */
export function checkWays(tenders: readonly Tender[], taken: readonly Tender[], ways: readonly TenderWay[]): void {
  tenders.forEach((tender, index) => checkTender(tender, [...taken, ...tenders.slice(0, index)], ways));
}

function checkTender(tender: Tender, taken: readonly Tender[], ways: readonly TenderWay[]): void {
  if (tender.kind === 'cash' || tender.kind === 'deposit') return;
  const way = ways.find((candidate) => wayKey(candidate) === wayKey(tender));
  if (!way) throw new GuitaiError('tender_unknown');
  if (tender.kind === 'foreign' && way.kind === 'foreign') checkRate(tender, way);
  const restMinor = way.maxMinor - sumOfTenders(taken.filter((other) => wayKey(other) === wayKey(way)));
  if (tender.amountMinor > restMinor)
    throw new GuitaiError('tender_limit', { max: formatYuan(way.maxMinor), rest: formatYuan(Math.max(0, restMinor)) });
  if (tender.kind === 'voucher') checkVoucher(tender, taken);
}

/** The rate may have changed since the screen was told of it. */
function checkRate({ foreignMinor, rate, amountMinor }: Extract<Tender, { readonly kind: 'foreign' }>, way: Exchange): void {
  const worthMinor = foreignValue(foreignMinor, way);
  if (rate !== way.rate || amountMinor !== worthMinor)
    throw new GuitaiError('tender_rate', { rate: way.rate, amount: formatYuan(worthMinor) });
}

/** Throws voucher_value, and voucher_taken where its number is among those taken. */
export function checkVoucher(voucher: Extract<Tender, { readonly kind: 'voucher' }>, taken: readonly Tender[]): void {
  if (voucher.amountMinor > voucher.valueMinor) throw new GuitaiError('voucher_value', { value: formatYuan(voucher.valueMinor) });
  if (taken.some((tender) => tender.kind === 'voucher' && voucherKey(tender) === voucherKey(voucher)))
    throw new GuitaiError('voucher_taken', { number: voucher.number });
}

/** What each account gains: the tenders, less what was handed back, which is cash unless it is said. */
export function tenderPostings(tenders: readonly Tender[], changeMinor: number, back: readonly Tender[] = []): Posting[] {
  const sums = new Map<string, number>();
  const add = (account: string, amountMinor: number): void => void sums.set(account, (sums.get(account) ?? 0) + amountMinor);
  for (const tender of tenders) add(accountOf(tender), tender.amountMinor);
  for (const tender of back) add(accountOf(tender), -tender.amountMinor);
  add('asset:cash', sumOfTenders(back) - changeMinor);
  return [...sums].map(([account, amountMinor]) => ({ account, amountMinor })).filter(({ amountMinor }) => amountMinor !== 0);
}
