import { countItems, dueNow, linesAround, totals, type BasketContent } from './basket.ts';
import type { BasketState } from './checkout-sql.ts';
import { depositIn } from './tenders.ts';
import { MAX_HINTS, type Basket, type BasketLine, type CustomerView } from '#contract/basket.ts';
import { discountRows, ownAmount, ownDiscounts } from '#contract/discount-rows.ts';
import type { LineDisplayView } from '#contract/line-display.ts';
import { surnameOf, type MemberCard } from '#contract/member.ts';
import { grossOf, type OfferHint } from '#contract/pricing.ts';
import { sumOfTenders } from '#contract/tender.ts';

/** What the screens are told beside what is on disk. */
export interface Shown {
  readonly undoable: boolean;
  readonly member: MemberCard | null;
  readonly hints: readonly OfferHint[];
}

/** Discounts a line of the customer screen has room for. */
const SHOWN_OFFERS = 3;

/** The basket as the till sees it. */
export function basketView(state: BasketState, { undoable, member, hints }: Shown): Basket {
  const { content, paid } = state;
  const { discount, note, soldBy, tenders, order } = content.terms;
  return {
    basketId: state.basketId,
    revision: state.revision,
    phase: state.phase,
    lines: [...content.lines],
    lastLineId: content.lastLineId,
    ...sums(content),
    taxMinor: totals(content.lines).taxMinor,
    terms: { member, discount, note, soldBy: [...soldBy], tenders: [...tenders], order },
    hints: hints.slice(0, MAX_HINTS),
    undoable,
    paid,
  };
}

/** The same for the customer. */
export function customerView({ content, phase, paid }: BasketState, { member, hints }: Shown): CustomerView {
  const { lines, lastLineId } = content;
  return {
    phase,
    lineCount: lines.length,
    lines: linesAround(lines, lastLineId).map(customerLine),
    lastLineId,
    ...sums(content),
    member: member && { surname: surnameOf(member.name), title: member.title, level: member.level },
    hints: hints.slice(0, MAX_HINTS),
    deposit: depositOf(content),
    receivedMinor: receivedOf(content),
    paid,
  };
}

function depositOf({ terms: { order } }: BasketContent): CustomerView['deposit'] {
  return order && { kind: order.kind, amountMinor: order.depositMinor };
}

function receivedOf({ terms: { tenders } }: BasketContent): number {
  return sumOfTenders(tenders) - depositIn(tenders);
}

/** What the pole display says of a basket while nothing is added to it. */
export function displayOf({ phase, content, paid }: BasketState): LineDisplayView {
  if (paid && paid.totalMinor < 0) return { show: 'refund', amountMinor: paid.changeMinor };
  if (paid) return { show: 'paid', totalMinor: paid.totalMinor, tenderedMinor: paid.tenderedMinor, changeMinor: paid.changeMinor };
  if (content.lines.length === 0) return { show: 'idle' };
  if (phase !== 'tendering') return { show: 'total', totalMinor: totals(content.lines).totalMinor };
  const receivedMinor = receivedOf(content);
  return { show: 'pay', totalMinor: Math.max(0, dueNow(content) - receivedMinor), ...(receivedMinor > 0 ? { receivedMinor } : {}) };
}

function sums({ lines }: BasketContent): Pick<Basket, 'itemCount' | 'grossMinor' | 'discounts' | 'totalMinor'> {
  return {
    itemCount: countItems(lines),
    grossMinor: lines.reduce((sum, line) => sum + grossOf(line), 0),
    discounts: discountRows(lines),
    totalMinor: totals(lines).totalMinor,
  };
}

/** A line for the customer: what it costs by itself. What lines earned together is told once, as what is saved. */
function customerLine(line: BasketLine): CustomerView['lines'][number] {
  const { lineId, name, nameEn, spec, unit, weighed, quantityMilli } = line;
  const own = ownDiscounts(line);
  return {
    lineId,
    name,
    ...(nameEn === undefined ? {} : { nameEn }),
    spec,
    unit,
    weighed,
    quantityMilli,
    amountMinor: ownAmount(line),
    ...(own.length > 0 ? { grossMinor: grossOf(line), offers: own.slice(0, SHOWN_OFFERS).map(({ label }) => label) } : {}),
  };
}
