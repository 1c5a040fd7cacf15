import { settleTenders, DEPOSITS, tenderPostings } from '../checkout/tenders.ts';
import { countItems, dueNow, totals } from '../checkout/basket.ts';
import type { Order } from './order-sql.ts';
import type { BasketState } from '../checkout/checkout-sql.ts';
import { attributed } from '../salesperson/credit.ts';
import { BasketLine } from '#contract/basket.ts';
import { ORDERED_LINES_SHOWN } from '#contract/customer-order.ts';
import { GuitaiError } from '#contract/error.ts';
import { formatYuan } from '#contract/money.ts';
import { Operator } from '#contract/staff.ts';
import { backTenders, sumOfTenders, Tender } from '#contract/tender.ts';
import type { Posting } from '#main/ledger/entry.ts';
import { z } from 'zod';

/** What the shop keeps of the deposits of orders that were given up. */
const FORFEITED = 'income:forfeited-deposits';

/** The facts of `order.placed`: what was agreed, and how the deposit was paid. Who ordered stands beside the journal, where it can be removed. */
export const PlacedBody = z.object({
  v: z.literal(1),
  basketId: z.uuid(),
  ordered: z.array(BasketLine).min(1),
  /** The price agreed for all of it. */
  orderMinor: z.int(),
  /** The deposit. */
  totalMinor: z.int(),
  tenders: z.array(Tender),
  tenderedMinor: z.int(),
  changeMinor: z.int(),
  wantedOn: z.iso.date(),
  delivers: z.boolean(),
  memberId: z.int().exactOptional(),
  operator: Operator.optional(),
});
export type PlacedBody = Omit<z.infer<typeof PlacedBody>, 'operator'>;

/** The facts of `order.cancelled`, as far as they are read again. */
export const EndedBody = z.object({
  orderSeq: z.int(),
  code: z.string(),
  reason: z.string(),
  returnedMinor: z.int(),
  keptMinor: z.int(),
  back: z.array(Tender),
  cashMinor: z.int(),
});

/** Settles the deposit of an order in the making. Throws basket_changed for any other basket, basket_empty, order_deposit_over and what `settleTenders` throws. */
export function placedBody({ basketId, content }: BasketState, tenders: readonly Tender[]): PlacedBody {
  const { order, memberId, soldBy } = content.terms;
  if (order?.kind !== 'placing') throw new GuitaiError('basket_changed');
  checkDeposit(content, order.depositMinor);
  const depositMinor = dueNow(content);
  return {
    v: 1,
    basketId,
    ordered: [...attributed(content.lines, soldBy)],
    orderMinor: totals(content.lines).totalMinor,
    totalMinor: depositMinor,
    tenders: [...tenders],
    ...settleTenders(depositMinor, tenders),
    wantedOn: order.details.wantedOn,
    delivers: order.details.delivery !== null,
    ...(memberId === null ? {} : { memberId }),
  };
}

/** What a list tells of an order, as far as its entry says it. */
export function orderOf(
  { ordered, orderMinor, totalMinor: depositMinor, memberId }: PlacedBody,
  by: Operator,
): Pick<Order, 'memberId' | 'summary'> {
  const goods = ordered.slice(0, ORDERED_LINES_SHOWN).map(({ name, spec, quantityMilli }) => ({ name, spec, quantityMilli }));
  const summary = { by, lineCount: ordered.length, itemCount: countItems(ordered), totalMinor: orderMinor, depositMinor, goods };
  return { memberId: memberId ?? null, summary };
}

/** A deposit is at most everything. Throws basket_empty, order_deposit_over. */
export function checkDeposit({ lines }: Pick<BasketState['content'], 'lines'>, depositMinor: number): void {
  if (lines.length === 0) throw new GuitaiError('basket_empty');
  const { totalMinor } = totals(lines);
  if (depositMinor > totalMinor) throw new GuitaiError('order_deposit_over', { max: formatYuan(totalMinor) });
}

/** The money came, and is owed: no turnover and no VAT before the goods are handed over. */
export function placedPostings({ tenders, changeMinor, totalMinor }: PlacedBody): Posting[] {
  return moved([...tenderPostings(tenders, changeMinor), { account: DEPOSITS, amountMinor: -totalMinor }]);
}

/** How a deposit goes back, but for what is kept: the ways it was paid, the rest in cash. Throws order_keep_over. */
export function cancelled(
  { totalMinor: depositMinor, tenders }: Pick<PlacedBody, 'totalMinor' | 'tenders'>,
  keptMinor: number,
): { readonly returnedMinor: number; readonly keptMinor: number; readonly back: Tender[]; readonly cashMinor: number } {
  if (keptMinor > depositMinor) throw new GuitaiError('order_keep_over', { max: formatYuan(depositMinor) });
  const returnedMinor = depositMinor - keptMinor;
  const back = [...backTenders(tenders, [], returnedMinor)];
  return { returnedMinor, keptMinor, back, cashMinor: returnedMinor - sumOfTenders(back) };
}

/** Nothing is owed any more: what went back, and what the shop kept. */
export function cancelledPostings({ returnedMinor, keptMinor, back }: ReturnType<typeof cancelled>): Posting[] {
  return moved([
    { account: DEPOSITS, amountMinor: returnedMinor + keptMinor },
    ...tenderPostings([], returnedMinor, back),
    { account: FORFEITED, amountMinor: -keptMinor },
  ]);
}

function moved(postings: readonly Posting[]): Posting[] {
  return postings.filter(({ amountMinor }) => amountMinor !== 0);
}
