import { totals } from '../checkout/basket.ts';
import { revenuePostings, saleMovements } from '../checkout/sale.ts';
import { settleTenders, tenderPostings } from '../checkout/tenders.ts';
import { creditsOf, opposite, sumCredits } from '../salesperson/credit.ts';
import { piecesOf } from '../stock/pieces.ts';
import { BasketLine, MAX_BASKET_LINES } from '#contract/basket.ts';
import { GuitaiError } from '#contract/error.ts';
import { RefundBasis, ReturnedLine, type Refund } from '#contract/refund.ts';
import { Credit } from '#contract/salesperson.ts';
import { Operator } from '#contract/staff.ts';
import { backTenders, Tender } from '#contract/tender.ts';
import type { JournalEntry, Movement, Posting } from '#main/ledger/entry.ts';
import { z } from 'zod';

/** Version of the body layout; old versions stay readable for ever. */
const REFUND_BODY_VERSION = 1;

/** The facts of `refund.completed` as the journal holds them. The ledger finds the refunds of a sale by `saleSeq`. */
const RefundBody = z.object({
  v: z.literal(REFUND_BODY_VERSION),
  basis: RefundBasis,
  saleSeq: z.int().nullable(),
  saleNumber: z.string().nullable(),
  lines: z.array(ReturnedLine),
  sold: z.array(BasketLine),
  returnedMinor: z.int(),
  soldMinor: z.int(),
  totalMinor: z.int(),
  taxMinor: z.int(),
  tenders: z.array(Tender),
  tenderedMinor: z.int(),
  changeMinor: z.int(),
  /** What of it goes back another way than in cash. */
  back: z.array(Tender).exactOptional(),
  reason: z.string(),
  /** Who took goods instead; who that is stands in the members' file only. */
  memberId: z.int().exactOptional(),
  credits: z.array(Credit).exactOptional(),
  /** Who gave it back; left out at the till of a shop without operators. */
  operator: Operator.optional(),
});
/** The body but for who gave it back, which the act adds. */
export type RefundBody = Omit<z.infer<typeof RefundBody>, 'operator'>;

/** What comes back, what is taken instead, and how the difference is settled. */
export type RefundTerms = Pick<RefundBody, 'basis' | 'saleSeq' | 'saleNumber' | 'lines' | 'sold' | 'reason' | 'tenders' | 'memberId'> & {
  /** How the sale was paid, and what of it went back before: a refund goes the same ways. */
  readonly paid?: readonly Tender[];
  readonly returned?: readonly Tender[];
  /** What people lose by the goods that come back. */
  readonly uncredited?: readonly Credit[];
};

/** Settles a refund or an exchange: sums that are right by construction. Throws basket_full and what `settleTenders` throws. */
export function refundBody({ paid = [], returned: gone = [], uncredited = [], ...terms }: RefundTerms): RefundBody {
  if (terms.lines.length + terms.sold.length > MAX_BASKET_LINES) throw new GuitaiError('basket_full', { max: MAX_BASKET_LINES });
  const returned = totals(terms.lines);
  const sold = totals(terms.sold);
  const totalMinor = sold.totalMinor - returned.totalMinor;
  const settled = settleTenders(totalMinor, terms.tenders);
  const back = totalMinor < 0 ? backTenders(paid, gone, -totalMinor) : [];
  const credits = sumCredits([...opposite(uncredited), ...creditsOf(terms.sold)]);
  return {
    v: REFUND_BODY_VERSION,
    ...terms,
    returnedMinor: returned.totalMinor,
    soldMinor: sold.totalMinor,
    totalMinor,
    taxMinor: sold.taxMinor - returned.taxMinor,
    ...settled,
    ...(back.length > 0 ? { back: [...back] } : {}),
    ...(credits.length > 0 ? { credits } : {}),
  };
}

/** Revenue and VAT back by rate, those of what was taken instead apart from them, and the money that moved. They sum to zero. */
export function refundPostings({ lines, sold, tenders, changeMinor, back }: RefundBody): Posting[] {
  const postings = [...tenderPostings(tenders, changeMinor, back), ...revenuePostings(lines, 1), ...revenuePostings(sold, -1)];
  return postings.filter(({ amountMinor }) => amountMinor !== 0);
}

/** Goods that come back; damaged ones leave the stock that is for sale in the same breath. Then the goods taken instead. */
export function refundMovements({ lines, sold }: RefundBody): Movement[] {
  const back = lines.flatMap((line) => {
    const pieces = piecesOf(line);
    const damaged = { ...pieces, quantityMilli: -pieces.quantityMilli, reason: 'damage' };
    return [{ ...pieces, reason: 'refund' }, ...(line.place === 'damaged' ? [damaged] : [])];
  });
  return [...back, ...saleMovements(sold)];
}

/** The refund of a `refund.completed` entry. */
export function refundOf(entry: JournalEntry): Refund {
  const { v: _version, ...body } = RefundBody.parse(entry.body);
  return {
    ...body,
    seq: entry.seq,
    receiptNumber: entry.receiptNumber ?? '',
    businessDate: entry.businessDate,
    completedAtMs: entry.tsMs,
    shortHash: entry.hash.slice(0, 8),
  };
}
