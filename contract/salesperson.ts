import { z } from 'zod';
import { AmountMinor } from './money.ts';
import { Operator, StaffCode } from './staff.ts';

/** People one sale or one line may be shared by. */
export const MAX_SALESPEOPLE = 5;
/** The whole of a line, in basis points. */
export const WHOLE_SHARE = 10_000;

const shareBasisPoints = z.int().min(1).max(WHOLE_SHARE);

/** One person's share in what was sold. */
export const SoldShare = z.strictObject({ person: Operator, shareBasisPoints });
export type SoldShare = z.infer<typeof SoldShare>;

/** Who sold a line: nobody twice, together the whole of it. */
export const SoldBy = z
  .array(SoldShare)
  .min(1)
  .max(MAX_SALESPEOPLE)
  .refine((soldBy) => isWhole(soldBy, ({ person }) => person.id), 'shares of one person each that are not the whole');
export type SoldBy = z.infer<typeof SoldBy>;

/** The same as a person at the till names it: by staff numbers; empty = nobody. */
export const NamedShares = z
  .array(z.strictObject({ code: StaffCode, shareBasisPoints }))
  .max(MAX_SALESPEOPLE)
  .refine((named) => named.length === 0 || isWhole(named, ({ code }) => code), 'shares of one person each that are not the whole');
export type NamedShares = z.infer<typeof NamedShares>;

/** What of a sale or a refund falls to one person, in fen; below zero for goods that came back. */
export const Credit = z.strictObject({ person: Operator, amountMinor: AmountMinor });
export type Credit = z.infer<typeof Credit>;

/** What a person sold less what of it came back; `count`: the sales and refunds it comes from. */
export const PersonSales = Credit.extend({ count: z.int().min(0) });
export type PersonSales = z.infer<typeof PersonSales>;

/** Topic `salespeople`: everybody who may be named, and what they sold on the business date. */
export const SalespeopleView = z.strictObject({
  businessDate: z.iso.date(),
  people: z.array(PersonSales.extend({ code: StaffCode })).max(500),
});
export type SalespeopleView = z.infer<typeof SalespeopleView>;

/** The whole in equal shares; what is left over goes to the first: 3334, 3333, 3333. */
export function equalShares(count: number): number[] {
  const share = Math.floor(WHOLE_SHARE / count);
  return Array.from({ length: count }, (_, index) => share + (index < WHOLE_SHARE - share * count ? 1 : 0));
}

function isWhole<Share extends { readonly shareBasisPoints: number }>(shares: readonly Share[], keyOf: (share: Share) => unknown): boolean {
  const sum = shares.reduce((total, share) => total + share.shareBasisPoints, 0);
  return sum === WHOLE_SHARE && new Set(shares.map(keyOf)).size === shares.length;
}
