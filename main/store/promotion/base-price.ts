import { createScope, notForBuyer, outOfSchedule } from './conditions.ts';
import { takeOff, type Draft } from './draft.ts';
import type { ActivePriceList, PricingInput, PricingLine } from './pricing-input.ts';
import { adjustmentWords, fitting } from './words.ts';
import { divideHalfUp, formatYuan, priceOf } from '#contract/money.ts';
import type { LineAdjustment } from '#contract/pricing.ts';

/** The price of a product on one list; undefined where the list does not say. */
type ListPrice = (line: PricingLine) => number | undefined;

/** The lines with list prices and what a person changed, before any offer. */
export function basePrices(input: Pick<PricingInput, 'lines' | 'priceLists' | 'moment' | 'buyer' | 'storeCode'>): Draft[] {
  const lists = input.priceLists.filter((list) => holds(list, input)).map((list) => ({ list, priceFor: createListPrice(list) }));
  return input.lines.map((line) => {
    const best = lists
      .map(({ list, priceFor }) => ({ list, priceMinor: priceFor(line) ?? line.priceMinor }))
      .reduce<{ list: ActivePriceList; priceMinor: number } | undefined>(
        (lowest, offered) => (offered.priceMinor < (lowest?.priceMinor ?? line.priceMinor) ? offered : lowest),
        undefined,
      );
    return draftOf(line, best);
  });
}

function holds(
  { schedule, audience, stores }: ActivePriceList,
  { moment, buyer, storeCode }: Pick<PricingInput, 'moment' | 'buyer' | 'storeCode'>,
): boolean {
  return (stores?.includes(storeCode) ?? true) && !outOfSchedule(schedule, moment) && !notForBuyer(audience, buyer, moment);
}

const preparedLists = new WeakMap<ActivePriceList, ListPrice>();

/** Prepared once a list: which goods its rate is about. */
function createListPrice(list: ActivePriceList): ListPrice {
  const known = preparedLists.get(list);
  if (known) return known;
  const { rate, prices } = list;
  const isRated = rate && createScope(rate.scope);
  const priceFor: ListPrice = (line) =>
    prices.get(line.sku) ?? (rate && isRated?.(line) ? divideHalfUp(line.priceMinor * rate.payBasisPoints, 10_000) : undefined);
  preparedLists.set(list, priceFor);
  return priceFor;
}

function draftOf(line: PricingLine, listed: { readonly list: ActivePriceList; readonly priceMinor: number } | undefined): Draft {
  const { adjustment, quantityMilli, byPiece } = line;
  const isDearer = adjustment?.kind === 'price' && priceOf(adjustment.priceMinor, quantityMilli) > line.grossMinor;
  const grossMinor = isDearer ? priceOf(adjustment.priceMinor, quantityMilli) : line.grossMinor;
  const keepsList = listed && (!adjustment || (adjustment.kind !== 'price' && adjustment.kind !== 'gift'));
  const listMinor = keepsList ? Math.min(grossMinor, priceOf(listed.priceMinor, quantityMilli)) : grossMinor;
  const unitMinor = keepsList ? listed.priceMinor : line.priceMinor;
  const adjustedMinor = adjustment ? adjusted(adjustment, listMinor, unitMinor, quantityMilli) : listMinor;
  const isWhole = byPiece && quantityMilli % 1000 === 0 && adjustedMinor % (quantityMilli / 1000) === 0;
  const draft: Draft = {
    line,
    grossMinor,
    amountMinor: grossMinor,
    discounts: [],
    open: !adjustment || (adjustment.kind !== 'gift' && adjustment.keepsOffers === true),
    pieceMinor: isWhole ? adjustedMinor / (quantityMilli / 1000) : undefined,
  };
  if (keepsList) {
    const { zh, en } = listed.list.name;
    const price = formatYuan(listed.priceMinor);
    takeOff(draft, {
      source: 'priceList',
      id: listed.list.id,
      label: fitting({ zh: `${zh} ${price}`, en: `${en} ${price}` }),
      amountMinor: grossMinor - listMinor,
    });
  }
  if (adjustment && !isDearer)
    takeOff(draft, { source: 'manual', label: adjustmentWords(adjustment), amountMinor: listMinor - adjustedMinor });
  return draft;
}

/** What is left to pay once a person changed the price; never more than before, but for a dearer price. */
function adjusted(adjustment: LineAdjustment, beforeMinor: number, unitMinor: number, quantityMilli: number): number {
  switch (adjustment.kind) {
    case 'price':
      return Math.min(beforeMinor, priceOf(adjustment.priceMinor, quantityMilli));
    case 'percent':
      return Math.min(beforeMinor, percentOf(adjustment.payBasisPoints, beforeMinor, unitMinor, quantityMilli));
    case 'amount':
      return Math.max(0, beforeMinor - adjustment.offMinor);
    case 'gift':
      return 0;
  }
}

/** A share of the unit price, so that three pieces cost three times one; of the whole amount where that is not the price times the quantity. */
function percentOf(payBasisPoints: number, beforeMinor: number, unitMinor: number, quantityMilli: number): number {
  if (priceOf(unitMinor, quantityMilli) !== beforeMinor || quantityMilli % 1000 !== 0)
    return divideHalfUp(beforeMinor * payBasisPoints, 10_000);
  return divideHalfUp(unitMinor * payBasisPoints, 10_000) * (quantityMilli / 1000);
}
