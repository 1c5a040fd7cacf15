import { z } from 'zod';
import { MAX_QUANTITY_MILLI, parseQuantity, QuantityMilli } from './quantity.ts';

/** Different goods one list may name. */
export const MAX_LISTED = 60;
const MAX_LIST_CHARACTERS = 2_000;
const MAX_CODE_CHARACTERS = 64;

/** SKU or barcode, and how much of it. */
export const ListedGoods = z.strictObject({ code: z.string().min(1).max(MAX_CODE_CHARACTERS), quantityMilli: QuantityMilli });
export type ListedGoods = z.infer<typeof ListedGoods>;

/** Why goods of a list are not in the basket: nobody knows them, they are no longer sold, must be weighed, ask something first, or were refused. */
export const MissedReason = z.enum(['unknown', 'inactive', 'weighed', 'asks', 'refused']);
export type MissedReason = z.infer<typeof MissedReason>;

/** Goods of a list that are not in the basket; without a name where nobody knows them. */
export const MissedGoods = ListedGoods.extend({ name: z.string().max(200), why: MissedReason });
export type MissedGoods = z.infer<typeof MissedGoods>;

/**
 * Reads what a customer's phone shows: `GTL1:SJ-80*2;6973012450313*1`, SKU or barcode percent-encoded, quantities with at most three decimals, the
 * same goods added up. Undefined for any other code, `unreadable` for one that begins so and is of another version, too long or not well formed.
 */
export function readOrderList(text: string): readonly ListedGoods[] | 'unreadable' | undefined {
  const [prefix, version] = /^GTL(\d+):/.exec(text) ?? [];
  if (prefix === undefined) return undefined;
  if (version !== '1' || text.length > MAX_LIST_CHARACTERS) return 'unreadable';
  const sums = new Map<string, number>();
  for (const item of text.slice(prefix.length).split(';')) {
    const goods = readItem(item);
    if (!goods) return 'unreadable';
    const sum = (sums.get(goods.code) ?? 0) + goods.quantityMilli;
    if (sum > MAX_QUANTITY_MILLI) return 'unreadable';
    sums.set(goods.code, sum);
  }
  if (sums.size > MAX_LISTED) return 'unreadable';
  return [...sums].map(([code, quantityMilli]) => ({ code, quantityMilli }));
}

function readItem(item: string): ListedGoods | undefined {
  const [encoded = '', typed, ...rest] = item.split('*');
  const quantityMilli = typed === undefined || rest.length > 0 ? undefined : parseQuantity(typed);
  const code = decoded(encoded);
  if (quantityMilli === undefined || code === undefined || /\p{Cc}/u.test(code)) return undefined;
  return code !== '' && code.length <= MAX_CODE_CHARACTERS ? { code, quantityMilli } : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text).trim();
  } catch {
    return undefined;
  }
}
