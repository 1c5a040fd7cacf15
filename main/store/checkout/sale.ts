import { settle } from './basket.ts';
import { depositIn, tenderPostings } from './tenders.ts';
import type { BasketState } from './checkout-sql.ts';
import { attributed, creditsOf } from '../salesperson/credit.ts';
import { piecesOf } from '../stock/pieces.ts';
import { BasketLine } from '#contract/basket.ts';
import type { Sale } from '#contract/sale.ts';
import { Credit } from '#contract/salesperson.ts';
import { Operator } from '#contract/staff.ts';
import { backTenders, Tender } from '#contract/tender.ts';
import type { JournalEntry, Movement, Posting } from '#main/ledger/entry.ts';
import { z } from 'zod';

/** Version of the body layout; old versions stay readable for ever. */
const SALE_BODY_VERSION = 1;

/** The facts of `sale.completed` as the journal holds them. */
const SaleBody = z.object({
  v: z.literal(SALE_BODY_VERSION),
  basketId: z.uuid(),
  lines: z.array(BasketLine),
  tenders: z.array(Tender),
  totalMinor: z.int(),
  taxMinor: z.int(),
  tenderedMinor: z.int(),
  changeMinor: z.int(),
  /** Who that is stands in the members' file only. */
  memberId: z.int().exactOptional(),
  note: z.string().exactOptional(),
  credits: z.array(Credit).exactOptional(),
  /** The order whose goods were handed over. */
  orderSeq: z.int().exactOptional(),
  /** What of the change went back another way than in cash. */
  back: z.array(Tender).exactOptional(),
  /** The paired till it was sold at; left out for the station. */
  till: z.string().exactOptional(),
  /** Who sold; left out at the till of a shop without operators. */
  operator: Operator.optional(),
});
/** The body but for who sold and where, which the act adds. */
export type SaleBody = Omit<z.infer<typeof SaleBody>, 'operator' | 'till'>;

/** The order whose goods a sale hands over, and how its deposit was paid. */
export interface OrderHandedOver {
  readonly seq: number;
  readonly paid: readonly Tender[];
}

/**
 * Settles a basket: throws basket_empty or tender_short, otherwise the body whose sums are right by construction. A deposit that is more than the
 * goods cost goes back the ways it was paid.
 */
export function saleBody(state: BasketState, tenders: readonly Tender[], order?: OrderHandedOver): SaleBody {
  const { terms } = state.content;
  const lines = attributed(state.content.lines, terms.soldBy);
  const credits = creditsOf(lines);
  const settled = settle(state.content, tenders);
  const back = order ? backTenders(order.paid, [], Math.max(0, depositIn(tenders) - settled.totalMinor)) : [];
  return {
    v: SALE_BODY_VERSION,
    basketId: state.basketId,
    lines,
    tenders: [...tenders],
    ...settled,
    ...(terms.memberId === null ? {} : { memberId: terms.memberId }),
    ...(terms.note === '' ? {} : { note: terms.note }),
    ...(credits.length === 0 ? {} : { credits }),
    ...(order ? { orderSeq: order.seq } : {}),
    ...(back.length === 0 ? {} : { back: [...back] }),
  };
}

/** What each tender brought, revenue and VAT out by rate. They sum to zero because net = amount − VAT. */
export function salePostings(body: Pick<SaleBody, 'lines' | 'tenders' | 'changeMinor' | 'back'>): Posting[] {
  return [...tenderPostings(body.tenders, body.changeMinor, body.back), ...revenuePostings(body.lines, -1)].filter(
    ({ amountMinor }) => amountMinor !== 0,
  );
}

/** Net and VAT of the lines by rate: credited (−1) when goods are sold, debited (1) when they come back. */
export function revenuePostings(
  lines: readonly Pick<BasketLine, 'taxRateBasisPoints' | 'amountMinor' | 'taxMinor'>[],
  side: 1 | -1,
): Posting[] {
  const byRate = new Map<number, { netMinor: number; taxMinor: number }>();
  for (const line of lines) {
    const sums = byRate.get(line.taxRateBasisPoints) ?? { netMinor: 0, taxMinor: 0 };
    byRate.set(line.taxRateBasisPoints, {
      netMinor: sums.netMinor + line.amountMinor - line.taxMinor,
      taxMinor: sums.taxMinor + line.taxMinor,
    });
  }
  return [...byRate].flatMap(([rate, sums]) => [
    { account: `revenue:${rate}`, amountMinor: side * sums.netMinor },
    { account: `vat:${rate}`, amountMinor: side * sums.taxMinor },
  ]);
}

/** Goods that leave the shop: one movement a line, a case as its pieces. */
export function saleMovements(lines: readonly BasketLine[]): Movement[] {
  return lines.map(piecesOf).map((pieces) => ({ ...pieces, quantityMilli: -pieces.quantityMilli, reason: 'sale' }));
}

/** The sale of a `sale.completed` entry. */
export function saleOf(entry: JournalEntry): Sale {
  const { v: _version, ...body } = SaleBody.parse(entry.body);
  return {
    ...body,
    seq: entry.seq,
    receiptNumber: entry.receiptNumber ?? '',
    businessDate: entry.businessDate,
    completedAtMs: entry.tsMs,
    shortHash: entry.hash.slice(0, 8),
  };
}
