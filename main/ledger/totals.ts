import type { JsonObject } from './canonical.ts';
import type { Envelope } from './envelope.ts';

/** How many entries of a kind there are, and the sum of their amounts. */
export interface KindTotal extends JsonObject {
  readonly kind: string;
  readonly count: number;
  readonly amountMinor: number;
}

/** Both sides of an account, each positive. */
export interface AccountTotal extends JsonObject {
  readonly account: string;
  readonly debitMinor: number;
  readonly creditMinor: number;
}

/** What was sold of a category of goods less what came back, VAT included; `lines` counts both. */
export interface CategoryTotal extends JsonObject {
  readonly category: string;
  readonly lines: number;
  readonly amountMinor: number;
}

/** What a stretch of the journal adds up to, each list in the order of its names. */
export interface Totals extends JsonObject {
  readonly kinds: readonly KindTotal[];
  readonly accounts: readonly AccountTotal[];
  readonly categories: readonly CategoryTotal[];
}

/** What came in less what went out, by the account of the tender: `asset:cash`. */
export interface TenderTotal extends JsonObject {
  readonly account: string;
  readonly amountMinor: number;
}

/** Sales less refunds of one VAT rate. */
export interface TaxTotal extends JsonObject {
  readonly rateBasisPoints: number;
  readonly netMinor: number;
  readonly taxMinor: number;
}

/** Of no entries at all. */
export const NOTHING_YET: Totals = { kinds: [], accounts: [], categories: [] };

/** Adds up entries one by one. */
export interface Tally {
  add(entry: Envelope): void;
  totals(): Totals;
}

/** A tally that goes on from what was added up before. */
export function createTally(from: Totals = NOTHING_YET): Tally {
  const kinds = new Map(from.kinds.map((total) => [total.kind, { ...total }]));
  const accounts = new Map(from.accounts.map((total) => [total.account, { ...total }]));
  const categories = new Map(from.categories.map((total) => [total.category, { ...total }]));
  return {
    add({ kind, amountMinor, postings, data }) {
      const total = kinds.get(kind) ?? put(kinds, kind, { kind, count: 0, amountMinor: 0 });
      total.count += 1;
      total.amountMinor += amountMinor;
      for (const [account, minor] of postings) {
        const sides = accounts.get(account) ?? put(accounts, account, { account, debitMinor: 0, creditMinor: 0 });
        if (minor > 0) sides.debitMinor += minor;
        else sides.creditMinor -= minor;
      }
      for (const { category = '', amountMinor: lineMinor } of soldLines(kind, data)) {
        const sold = categories.get(category) ?? put(categories, category, { category, lines: 0, amountMinor: 0 });
        sold.lines += 1;
        sold.amountMinor += lineMinor;
      }
    },
    totals: () => ({ kinds: inOrder(kinds), accounts: inOrder(accounts), categories: inOrder(categories) }),
  };
}

/** What was added between two states of one tally. What did not move is left out. */
export function totalsBetween(before: Totals, after: Totals): Totals {
  const kinds = new Map(before.kinds.map((total) => [total.kind, total]));
  const accounts = new Map(before.accounts.map((total) => [total.account, total]));
  const categories = new Map(before.categories.map((total) => [total.category, total]));
  return {
    kinds: after.kinds.map((total) => minus(total, kinds.get(total.kind), ['count', 'amountMinor'])).filter(({ count }) => count > 0),
    accounts: after.accounts
      .map((total) => minus(total, accounts.get(total.account), ['debitMinor', 'creditMinor']))
      .filter(({ debitMinor, creditMinor }) => debitMinor > 0 || creditMinor > 0),
    categories: after.categories
      .map((total) => minus(total, categories.get(total.category), ['lines', 'amountMinor']))
      .filter(({ lines }) => lines > 0),
  };
}

/** The accounts that hold money: what each tender brought. */
export function tenderTotals({ accounts }: Totals): readonly TenderTotal[] {
  return accounts
    .filter(({ account }) => account.startsWith('asset:'))
    .map(({ account, debitMinor, creditMinor }) => ({ account, amountMinor: debitMinor - creditMinor }));
}

/** Net and VAT by rate, from `revenue:1300` and `vat:1300`, lowest rate first. */
export function taxTotals({ accounts }: Totals): readonly TaxTotal[] {
  const credits = new Map(accounts.map(({ account, debitMinor, creditMinor }) => [account, creditMinor - debitMinor]));
  const rates = accounts.map(({ account }) => /^(?:revenue|vat):(\d+)$/.exec(account)?.[1]).filter((rate) => rate !== undefined);
  return [...new Set(rates)]
    .map((rate) => ({
      rateBasisPoints: Number(rate),
      netMinor: credits.get(`revenue:${rate}`) ?? 0,
      taxMinor: credits.get(`vat:${rate}`) ?? 0,
    }))
    .toSorted((a, b) => a.rateBasisPoints - b.rateBasisPoints);
}

/** A line as far as totals look at it; lines of older sales have no category. */
export interface TotalLine {
  readonly category?: string;
  readonly amountMinor: number;
}

/** The lines of a sale, or those of a refund with what was taken instead; what came back counts below zero. */
export function soldLines(kind: string, data: JsonObject): readonly TotalLine[] {
  if (kind === 'sale.completed') return linesOf(data['lines']);
  if (kind !== 'refund.completed') return [];
  return [...linesOf(data['lines']).map((line) => ({ ...line, amountMinor: -line.amountMinor })), ...linesOf(data['sold'])];
}

function linesOf(lines: unknown): readonly TotalLine[] {
  return Array.isArray(lines) ? (lines as TotalLine[]) : [];
}

/** These fields less what they were before; the others stay. */
function minus<Total extends JsonObject>(total: Total, before: Total | undefined, fields: readonly (keyof Total & string)[]): Total {
  if (!before) return total;
  return { ...total, ...Object.fromEntries(fields.map((field) => [field, (total[field] as number) - (before[field] as number)])) };
}

function put<Value>(map: Map<string, Value>, key: string, value: Value): Value {
  map.set(key, value);
  return value;
}

/** A copy in the order of the names, whatever came first. */
function inOrder<Value extends object>(map: ReadonlyMap<string, Value>): Value[] {
  return [...map].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => ({ ...value }));
}
