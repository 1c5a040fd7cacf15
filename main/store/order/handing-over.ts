import { checkSerial, isSameTrace, replaceLine, withQuantity, type BasketContent } from '../checkout/basket.ts';
import { withoutAmountOff, withTerms } from '../checkout/adjust.ts';
import { noTerms } from '../checkout/terms.ts';
import { isAgreed, MAX_BASKET_LINES, type BasketLine, type Gs1Trace } from '#contract/basket.ts';
import type { BasketOrder } from '#contract/customer-order.ts';
import { sumOf } from '#contract/discount-rows.ts';
import { GuitaiError } from '#contract/error.ts';
import type { Allowance } from '#contract/goods.ts';
import { returnedDiscounts, returnedShare } from '#contract/refund.ts';

/** What was answered of the customer holds on; what was answered of the goods is looked at again when they leave. */
const LASTING: readonly Allowance[] = ['age', 'prescription'];

/** The goods of an order as they come into the basket: at the prices agreed, with the deposit as money already there. */
export function contentOf(
  lines: readonly BasketLine[],
  order: Omit<Extract<BasketOrder, { readonly kind: 'collecting' }>, 'kind'>,
  memberId: number | null,
  nextLineId: number,
): BasketContent {
  const { depositMinor, code } = order;
  return {
    lines: lines.map(({ allowed, ...line }) => {
      const lasting = allowed?.filter((answer) => LASTING.includes(answer)) ?? [];
      return { ...line, ...(lasting.length > 0 ? { allowed: lasting } : {}), ordered: { pickedMilli: 0 } };
    }),
    nextLineId: Math.max(nextLineId, ...lines.map(({ lineId }) => lineId + 1)),
    lastLineId: lines.at(-1)?.lineId ?? null,
    terms: {
      ...noTerms,
      memberId,
      tenders: depositMinor > 0 ? [{ kind: 'deposit', amountMinor: depositMinor, order: code }] : [],
      order: { kind: 'collecting', ...order },
    },
  };
}

/** The basket without its order: goods that were being collected are out of it with their deposit, what else lies there stays. */
export function withoutOrder(content: BasketContent): BasketContent {
  const lines = content.lines.filter(({ ordered }) => ordered === undefined);
  const lastLineId = lines.some(({ lineId }) => lineId === content.lastLineId) ? content.lastLineId : (lines.at(-1)?.lineId ?? null);
  const tenders = content.terms.tenders.filter(({ kind }) => kind !== 'deposit');
  const memberId = lines.length === 0 ? null : content.terms.memberId;
  return withTerms({ ...content, lines, lastLineId }, { order: null, tenders, memberId });
}

/** The same goods at the prices of today. They are still those of the order: scanned once, and put back with it. */
export function atTodaysPrices(content: BasketContent): BasketContent {
  const lines = content.lines.map((line) =>
    isAgreed(line) ? { ...line, ordered: { pickedMilli: 0, ...line.ordered, repriced: true as const } } : line,
  );
  return { ...content, lines };
}

interface Scanned {
  readonly productId: number;
  readonly quantityMilli: number;
  readonly gs1?: Gs1Trace | undefined;
}

/** The line of an order that waits for these goods: scanning them hands them over, it does not sell them twice. */
export function waitingLine({ lines }: BasketContent, { productId, quantityMilli, gs1 }: Scanned): BasketLine | undefined {
  return lines.find(
    (line) =>
      line.ordered !== undefined &&
      line.productId === productId &&
      line.depositOf === undefined &&
      !line.weighed &&
      !line.labelled &&
      line.quantityMilli - line.ordered.pickedMilli >= quantityMilli &&
      (line.gs1 === undefined || isSameTrace(line.gs1, gs1)),
  );
}

/**
 * Notes that goods of the order were scanned, and what their code told: a piece with a batch or serial number becomes a line of its own, with its deposit. Undefined
 * where no line waits for them. Throws serial_taken, basket_full.
 */
export function pickUp(
  content: BasketContent,
  goods: Scanned & { readonly barcode: string; readonly facts?: Pick<BasketLine, 'allowed'> | undefined },
): BasketContent | undefined {
  const { quantityMilli, barcode, gs1, facts } = goods;
  const line = waitingLine(content, goods);
  if (!line?.ordered) return undefined;
  const pickedMilli = line.ordered.pickedMilli + quantityMilli;
  const allowed = [...new Set([...(line.allowed ?? []), ...(facts?.allowed ?? [])])];
  const picked = {
    ...line,
    ordered: { ...line.ordered, pickedMilli },
    ...(barcode === '' ? {} : { barcode }),
    ...(allowed.length > 0 ? { allowed } : {}),
  };
  if (gs1 === undefined || line.gs1 !== undefined) return replaceLine(content, picked);
  checkSerial(content, line, gs1);
  if (line.quantityMilli === quantityMilli) return replaceLine(content, { ...picked, gs1 });
  const ordered = { ...line.ordered, pickedMilli: quantityMilli };
  const pieceId = content.nextLineId;
  const piece = { ...withoutAmountOff(partOf(picked, 0, quantityMilli)), gs1, lineId: pieceId, ordered };
  const restMilli = line.quantityMilli - quantityMilli;
  const lines = content.lines.flatMap((other) => {
    if (other === line) return [partOf(line, quantityMilli, restMilli), piece];
    if (other.depositOf !== line.lineId) return other;
    return [withQuantity(other, restMilli), { ...withQuantity(other, quantityMilli), lineId: pieceId + 1, depositOf: pieceId }];
  });
  if (lines.length > MAX_BASKET_LINES) throw new GuitaiError('basket_full', { max: MAX_BASKET_LINES });
  return { ...content, lines, nextLineId: pieceId + 2, lastLineId: pieceId };
}

/** A part of a line, with what of its price falls to it: the parts together cost what the line did. */
function partOf(line: BasketLine, fromMilli: number, quantityMilli: number): BasketLine {
  const { grossMinor: _gross, discounts: _discounts, ...rest } = line;
  const share = { quantityMilli, ...returnedShare(line, fromMilli, quantityMilli) };
  const discounts = returnedDiscounts(line, fromMilli, share);
  return { ...rest, ...share, ...(discounts.length > 0 ? { grossMinor: share.amountMinor + sumOf(discounts), discounts } : {}) };
}
