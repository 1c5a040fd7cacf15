import { z } from 'zod';
import { ExchangeRate, ForeignCurrency } from './currency.ts';
import { PriceMinor } from './money.ts';

/** Most ways one sale is paid in. */
export const MAX_TENDERS = 8;

/** How money is handed over. Only cash, also that of another currency, gives change. What a person says was taken elsewhere is recorded, not authorised. */
export const HandedTender = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cash'), amountMinor: PriceMinor }),
  /** On the bank's terminal beside the till. */
  z.strictObject({
    kind: z.literal('card'),
    amountMinor: PriceMinor.min(1),
    lastFour: z
      .string()
      .regex(/^[0-9]{4}$/)
      .exactOptional(),
    reference: z.string().trim().min(1).max(40).exactOptional(),
  }),
  /** A paper voucher; what it is worth beyond the amount is lost. Each number is taken once. */
  z.strictObject({
    kind: z.literal('voucher'),
    amountMinor: PriceMinor.min(1),
    number: z
      .string()
      .trim()
      .regex(/^[0-9A-Za-z-]{1,40}$/),
    valueMinor: PriceMinor.min(1),
  }),
  /** Another way the shop has named in its settings, e.g. a code of the landlord's mall. */
  z.strictObject({
    kind: z.literal('other'),
    amountMinor: PriceMinor.min(1),
    name: z.string().trim().min(1).max(20),
    reference: z.string().trim().min(1).max(40).exactOptional(),
  }),
  /** Notes and coins of another currency at the rate of the shop; `amountMinor` is what they are worth. Change is cash of the shop's own. */
  z.strictObject({
    kind: z.literal('foreign'),
    amountMinor: PriceMinor.min(1),
    currency: ForeignCurrency,
    /** In the smallest unit of its currency. */
    foreignMinor: PriceMinor.min(1),
    rate: ExchangeRate,
  }),
]);
export type HandedTender = z.infer<typeof HandedTender>;
export type TenderKind = HandedTender['kind'];

/** What a sale is paid with: what is handed over, and the deposit of the order whose goods it hands out, which was paid before. */
export const Tender = z.discriminatedUnion('kind', [
  ...HandedTender.options,
  z.strictObject({ kind: z.literal('deposit'), amountMinor: PriceMinor.min(1), order: z.string().max(40) }),
]);
export type Tender = z.infer<typeof Tender>;

/** A way to pay besides cash that this shop takes. */
export const TenderWay = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('card'), maxMinor: PriceMinor }),
  z.strictObject({ kind: z.literal('voucher'), maxMinor: PriceMinor }),
  z.strictObject({ kind: z.literal('other'), name: z.string().min(1).max(20), maxMinor: PriceMinor }),
  z.strictObject({ kind: z.literal('foreign'), currency: ForeignCurrency, rate: ExchangeRate, maxMinor: PriceMinor }),
]);
export type TenderWay = z.infer<typeof TenderWay>;

/** What tells one way to pay from another: its name or its currency where a shop has several of a kind. */
export function wayKey(way: { readonly kind: Tender['kind']; readonly name?: string; readonly currency?: string }): string {
  return [way.kind, way.name, way.currency].filter((part) => part !== undefined).join(' ');
}

/** All of it is notes and coins, whatever their currency; sales that do not say how they were paid were paid so. */
export function isAllCash(tenders: readonly Pick<Tender, 'kind'>[] = []): boolean {
  return tenders.every(({ kind }) => kind === 'cash' || kind === 'foreign');
}

/** What tells one voucher from another: its number, typed in capitals or not. */
export function voucherKey({ number }: Extract<Tender, { readonly kind: 'voucher' }>): string {
  return number.toUpperCase();
}

/** Sum of the amounts, in fen. */
export function sumOfTenders(tenders: readonly Pick<Tender, 'amountMinor'>[]): number {
  return tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/**
 * How a refund goes back to the ways the sale was paid in: what was taken by card or another way first, as far as it has not gone back before; the
 * rest in cash, also what a voucher or the deposit of an order paid.
 */
export function backTenders(paid: readonly Tender[], returned: readonly Tender[], amountMinor: number): readonly Tender[] {
  const back: Tender[] = [];
  let restMinor = amountMinor;
  for (const tender of paid) {
    if (tender.kind !== 'card' && tender.kind !== 'other') continue;
    const gone = sumOfTenders([...returned, ...back].filter((other) => isSameWay(other, tender)));
    const taken = sumOfTenders(paid.filter((other) => isSameWay(other, tender)));
    const partMinor = Math.min(restMinor, tender.amountMinor, taken - gone);
    if (partMinor <= 0) continue;
    back.push({ ...tender, amountMinor: partMinor });
    restMinor -= partMinor;
  }
  return back;
}

/** The same card, or the same other way, as far as anybody wrote down. */
function isSameWay(a: Tender, b: Tender): boolean {
  if (a.kind === 'card' && b.kind === 'card') return a.lastFour === b.lastFour && a.reference === b.reference;
  return a.kind === 'other' && b.kind === 'other' && a.name === b.name && a.reference === b.reference;
}

/** Fewest notes and coins to hand back, in fen → count, largest first. */
export function changeInNotes(changeMinor: number): readonly (readonly [noteMinor: number, count: number])[] {
  const notes: [number, number][] = [];
  let rest = changeMinor;
  for (const noteMinor of [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 2, 1]) {
    const count = Math.floor(rest / noteMinor);
    if (count > 0) notes.push([noteMinor, count]);
    rest -= count * noteMinor;
  }
  return notes;
}

/** What people hand over: below 100 yuan the next 5, 10, 20, 50 or 100; above it the next 10, 50, 100 or 200. */
const SMALL_STEPS_MINOR = [500, 1_000, 2_000, 5_000, 10_000];
const LARGE_STEPS_MINOR = [1_000, 5_000, 10_000, 20_000];

/** The exact total and the amounts a customer is likely to hand over for it, rising, no repeats, at most four, in fen. */
export function quickCashAmounts(totalMinor: number): readonly number[] {
  const steps = totalMinor < 10_000 ? SMALL_STEPS_MINOR : LARGE_STEPS_MINOR;
  const amounts = [totalMinor, ...steps.map((stepMinor) => Math.ceil(totalMinor / stepMinor) * stepMinor)];
  return [...new Set(amounts)].toSorted((a, b) => a - b).slice(0, 4);
}
