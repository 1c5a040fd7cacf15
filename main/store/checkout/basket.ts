import { settleTenders } from './tenders.ts';
import { noTerms, type SaleTerms } from './terms.ts';
import { type BasketLine, CUSTOMER_LINES, type Gs1Trace, isAgreed, MAX_BASKET_LINES } from '#contract/basket.ts';
import { dueOf } from '#contract/customer-order.ts';
import { GuitaiError } from '#contract/error.ts';
import { divideHalfUp, formatYuan, MAX_AMOUNT_MINOR, priceOf } from '#contract/money.ts';
import type { Product } from '#contract/product.ts';
import { MAX_QUANTITY_MILLI } from '#contract/quantity.ts';
import { gramsPerUnit, MAX_TYPED_GRAMS, type Weighing } from '#contract/scale.ts';
import type { Tender } from '#contract/tender.ts';

/** The lines of the open basket and where the next one goes. Values only: every rule here takes one and returns a new one. */
export interface BasketContent {
  readonly lines: readonly BasketLine[];
  readonly nextLineId: number;
  readonly lastLineId: number | null;
  readonly terms: SaleTerms;
}

export const emptyContent: BasketContent = { lines: [], nextLineId: 1, lastLineId: null, terms: noTerms };

/** What a label says about its goods; `amountMinor` wins over price × quantity (the customer sees the label). */
export interface LabelReading {
  readonly barcode: string;
  readonly quantityMilli: number;
  readonly amountMinor: number;
  readonly gs1?: Gs1Trace | undefined;
  readonly facts?: LineFacts | undefined;
}

/** What the scale said of goods, in thousandths of the product's unit. */
export interface ScaleMeasure {
  readonly barcode: string;
  readonly quantityMilli: number;
  readonly weighing: Extract<Weighing, { readonly source: 'scale' }>;
  readonly gs1?: Gs1Trace | undefined;
  readonly facts?: LineFacts | undefined;
}

/** What of a new line neither the article nor its code says. */
export type LineFacts = Pick<BasketLine, 'pack' | 'allowed' | 'depositOf'>;

/** price × quantity in fen, halves away from zero. Throws amount_too_large. */
export function lineAmount(priceMinor: number, quantityMilli: number): number {
  if (priceMinor * quantityMilli > MAX_AMOUNT_MINOR * 1000) throw amountTooLarge();
  return priceOf(priceMinor, quantityMilli);
}

/** VAT contained in a tax-inclusive amount: amount × rate ÷ (1 + rate), halves away from zero. */
export function containedTax(amountMinor: number, taxRateBasisPoints: number): number {
  return divideHalfUp(amountMinor * taxRateBasisPoints, 10_000 + taxRateBasisPoints);
}

/**
 * Adds a product: raises the line that already holds it with the same batch and expiry, or appends one. `barcode` is what was scanned. A
 * piece with a serial number is its own line and comes once. A weight given here is a typed one. Throws serial_taken, serial_single, weight_limit.
 */
export function addProduct(
  content: BasketContent,
  product: Product,
  barcode: string,
  quantityMilli: number,
  gs1?: Gs1Trace,
  facts: LineFacts = {},
): BasketContent {
  checkQuantity(product, quantityMilli);
  checkSerial(content, product, gs1);
  if (gs1?.serial !== undefined && quantityMilli !== 1000) throw new GuitaiError('serial_single', { name: product.name });
  const same = content.lines.find(
    (line) => isRaisable(line) && line.priceMinor === product.priceMinor && isSameArticle(line, product.id, gs1, facts.depositOf),
  );
  if (same) return allowAlso(setQuantity(content, same.lineId, same.quantityMilli + quantityMilli), same.lineId, facts.allowed);
  return appendLine(
    content,
    newLine(content.nextLineId, product, barcode, {
      quantityMilli,
      amountMinor: lineAmount(product.priceMinor, quantityMilli),
      labelled: false,
      gs1,
      weighing: product.weighed ? { source: 'typed' } : undefined,
      facts,
    }),
  );
}

/** Adds what lies on the scale; every weighing is its own line. Throws weight_zero, amount_too_large, serial_taken. */
export function addWeighed(content: BasketContent, product: Product, measure: ScaleMeasure): BasketContent {
  const { barcode, quantityMilli, gs1 } = measure;
  const amountMinor = lineAmount(product.priceMinor, quantityMilli);
  if (quantityMilli < 1 || (amountMinor === 0 && product.priceMinor > 0)) throw new GuitaiError('weight_zero');
  checkSerial(content, product, gs1);
  return appendLine(content, newLine(content.nextLineId, product, barcode, { ...measure, amountMinor, labelled: false }));
}

/** Adds what a label says; every label is its own line. Throws quantity_invalid, label_empty, serial_taken. */
export function addLabelled(content: BasketContent, product: Product, label: LabelReading): BasketContent {
  if (label.quantityMilli < 1 || label.quantityMilli > MAX_QUANTITY_MILLI) throw new GuitaiError('quantity_invalid');
  if (label.amountMinor === 0 && product.priceMinor > 0) throw new GuitaiError('label_empty', { name: product.name });
  checkSerial(content, product, label.gs1);
  return appendLine(content, newLine(content.nextLineId, product, label.barcode, { ...label, labelled: true }));
}

/**
 * Adds lines of another basket, with their notes and what a person changed about their prices: plain ones raise a line of the same goods at the same
 * price, and deposits follow their articles. Throws serial_taken, basket_full, amount_too_large.
 */
export function addLines(content: BasketContent, lines: readonly BasketLine[]): BasketContent {
  let added = content;
  const places = new Map<number, number | null>();
  for (const line of lines.filter(({ depositOf }) => depositOf === undefined)) {
    added = addLine(added, line);
    places.set(line.lineId, added.lastLineId);
  }
  for (const line of lines) {
    const article = line.depositOf === undefined ? undefined : places.get(line.depositOf);
    if (article == null || added.lines.some(({ depositOf }) => depositOf === article)) continue;
    added = appendLine(added, { ...undiscounted(line), lineId: added.nextLineId, depositOf: article });
  }
  return added;
}

function addLine(content: BasketContent, line: BasketLine): BasketContent {
  checkSerial(content, line, line.gs1);
  const isPlain = isRaisable(line) && line.gs1?.serial === undefined;
  const same = content.lines.find(
    (other) => isPlain && isRaisable(other) && other.priceMinor === line.priceMinor && isSameArticle(other, line.productId, line.gs1),
  );
  if (same) return allowAlso(setQuantity(content, same.lineId, same.quantityMilli + line.quantityMilli), same.lineId, line.allowed);
  return appendLine(content, { ...undiscounted(line), lineId: content.nextLineId });
}

/** Sets the quantity of one line. Throws line_unknown, line_follows (a deposit), line_fixed (label), line_weighed, serial_single, order_line_fixed, quantity_*. */
export function setQuantity(content: BasketContent, lineId: number, quantityMilli: number): BasketContent {
  const line = findLine(content, lineId);
  if (line.depositOf !== undefined) throw new GuitaiError('line_follows');
  checkNotOrdered(line);
  if (line.labelled) throw new GuitaiError('line_fixed');
  if (line.weighing?.source === 'scale') throw new GuitaiError('line_weighed');
  if (line.gs1?.serial !== undefined) throw new GuitaiError('serial_single', { name: line.name });
  checkQuantity(line, quantityMilli);
  return replaceLine(content, withQuantity(line, quantityMilli));
}

/** Quantity and price of goods of an order were agreed. Throws order_line_fixed. */
export function checkNotOrdered(line: Pick<BasketLine, 'ordered' | 'name'>): void {
  if (isAgreed(line)) throw new GuitaiError('order_line_fixed', { name: line.name });
}

/** The line at its price in another quantity; its discounts are worked out anew. Throws amount_too_large. */
export function withQuantity(line: BasketLine, quantityMilli: number): BasketLine {
  const amountMinor = lineAmount(line.priceMinor, quantityMilli);
  return { ...undiscounted(line), quantityMilli, amountMinor, taxMinor: containedTax(amountMinor, line.taxRateBasisPoints) };
}

/** Takes a line out. The line before it (or after, at the top) becomes the selected one. */
export function removeLine(content: BasketContent, lineId: number): BasketContent {
  const index = content.lines.indexOf(findLine(content, lineId));
  const lines = content.lines.toSpliced(index, 1);
  return { ...content, lines, lastLineId: (lines[index - 1] ?? lines[0])?.lineId ?? null };
}

/** Writes a note on a line; an empty one removes it. */
export function setNote(content: BasketContent, lineId: number, note: string): BasketContent {
  return editLine(content, lineId, (line) => ({ ...line, note }));
}

/** Makes another line of one; it becomes the selected one. Throws line_unknown. */
export function editLine(content: BasketContent, lineId: number, edit: (line: BasketLine) => BasketLine): BasketContent {
  return replaceLine(content, edit(findLine(content, lineId)));
}

/** Pieces in the basket: whole units count as such, a weighed line or a part of a piece (by the amount on a label) as one. */
export function countItems(lines: readonly BasketLine[]): number {
  return lines.reduce((count, line) => count + (line.weighed || line.quantityMilli % 1000 !== 0 ? 1 : line.quantityMilli / 1000), 0);
}

/** Sum of the line amounts and of the VAT they contain, in fen. */
export function totals(lines: readonly BasketLine[]): { readonly totalMinor: number; readonly taxMinor: number } {
  let totalMinor = 0;
  let taxMinor = 0;
  for (const line of lines) {
    totalMinor += line.amountMinor;
    taxMinor += line.taxMinor;
  }
  return { totalMinor, taxMinor };
}

/** The stretch of lines the customer is shown: the end of the basket, or moved up so that the touched line is in its middle. */
export function linesAround<Line extends { readonly lineId: number }>(lines: readonly Line[], lastLineId: number | null): readonly Line[] {
  const touched = lines.findLastIndex((line) => line.lineId === lastLineId);
  const end = touched < 0 ? lines.length : Math.min(lines.length, touched + CUSTOMER_LINES / 2);
  return lines.slice(Math.max(0, end - CUSTOMER_LINES), end);
}

/** What the customer pays today for what is in the basket. */
export function dueNow({ lines, terms }: Pick<BasketContent, 'lines' | 'terms'>): number {
  return dueOf(totals(lines).totalMinor, terms.order);
}

/** What settling the basket with these tenders means; throws basket_empty and what `settleTenders` throws. */
export function settle(
  basket: { readonly lines: readonly BasketLine[] },
  tenders: readonly Tender[],
): { readonly totalMinor: number; readonly taxMinor: number; readonly tenderedMinor: number; readonly changeMinor: number } {
  if (basket.lines.length === 0) throw new GuitaiError('basket_empty');
  const { totalMinor, taxMinor } = totals(basket.lines);
  return { totalMinor, taxMinor, ...settleTenders(totalMinor, tenders) };
}

/** A line as it is when the goods come in. */
export function newLine(
  lineId: number,
  product: Product,
  barcode: string,
  measure: {
    readonly quantityMilli: number;
    readonly amountMinor: number;
    readonly labelled: boolean;
    readonly gs1?: Gs1Trace | undefined;
    readonly weighing?: Weighing | undefined;
    readonly facts?: LineFacts | undefined;
  },
): BasketLine {
  return {
    lineId,
    productId: product.id,
    sku: product.sku,
    barcode,
    name: product.name,
    spec: product.spec,
    unit: product.unit,
    weighed: product.weighed,
    quantityMilli: measure.quantityMilli,
    priceMinor: product.priceMinor,
    amountMinor: measure.amountMinor,
    labelled: measure.labelled,
    taxRateBasisPoints: product.taxRateBasisPoints,
    taxClass: product.taxClass,
    category: product.category,
    taxMinor: containedTax(measure.amountMinor, product.taxRateBasisPoints),
    note: '',
    ...(product.nameEn === undefined ? {} : { nameEn: product.nameEn }),
    ...(product.brand === undefined ? {} : { brand: product.brand }),
    ...(product.tags === undefined ? {} : { tags: product.tags }),
    ...(measure.gs1 ? { gs1: measure.gs1 } : {}),
    ...(measure.weighing ? { weighing: measure.weighing } : {}),
    ...measure.facts,
  };
}

/** What a person answered for when more of a line came in. */
function allowAlso(content: BasketContent, lineId: number, more: BasketLine['allowed'] = []): BasketContent {
  const line = findLine(content, lineId);
  const added = more.filter((answer) => !line.allowed?.includes(answer));
  return added.length === 0 ? content : replaceLine(content, { ...line, allowed: [...(line.allowed ?? []), ...added] });
}

/** A line as it was before offers: they are found anew. */
function undiscounted(line: BasketLine): BasketLine {
  const { grossMinor, discounts: _discounts, ...rest } = line;
  if (grossMinor === undefined) return rest;
  return { ...rest, amountMinor: grossMinor, taxMinor: containedTax(grossMinor, line.taxRateBasisPoints) };
}

/** More of the same goods may join the line: nothing about it is its own. */
function isRaisable(line: BasketLine): boolean {
  return (
    !line.labelled &&
    line.weighing?.source !== 'scale' &&
    line.note === '' &&
    line.adjustment === undefined &&
    line.soldBy === undefined &&
    line.ordered === undefined
  );
}

function isSameArticle(line: BasketLine, productId: number, gs1: Gs1Trace | undefined, depositOf?: number): boolean {
  return line.productId === productId && line.depositOf === depositOf && isSameTrace(line.gs1, gs1);
}

function appendLine(content: BasketContent, line: BasketLine): BasketContent {
  if (content.lines.length >= MAX_BASKET_LINES) throw new GuitaiError('basket_full', { max: MAX_BASKET_LINES });
  return bounded({ ...content, lines: [...content.lines, line], nextLineId: content.nextLineId + 1, lastLineId: line.lineId });
}

/** Puts another line in the place of the one with its id. Throws amount_too_large. */
export function replaceLine(content: BasketContent, line: BasketLine): BasketContent {
  return bounded({ ...content, lines: content.lines.map((old) => (old.lineId === line.lineId ? line : old)), lastLineId: line.lineId });
}

function bounded(content: BasketContent): BasketContent {
  if (totals(content.lines).totalMinor > MAX_AMOUNT_MINOR) throw amountTooLarge();
  return content;
}

/** Throws line_unknown. */
export function findLine(content: BasketContent, lineId: number): BasketLine {
  const line = content.lines.find((candidate) => candidate.lineId === lineId);
  if (!line) throw new GuitaiError('line_unknown');
  return line;
}

function checkQuantity(item: { readonly name: string; readonly unit: string; readonly weighed: boolean }, quantityMilli: number): void {
  if (!Number.isSafeInteger(quantityMilli) || quantityMilli < 1 || quantityMilli > MAX_QUANTITY_MILLI)
    throw new GuitaiError('quantity_invalid');
  if (!item.weighed && quantityMilli % 1000 !== 0) throw new GuitaiError('quantity_whole', { name: item.name });
  if (item.weighed && quantityMilli * gramsPerUnit(item.unit) > MAX_TYPED_GRAMS * 1000)
    throw new GuitaiError('weight_limit', { name: item.name, max: `${MAX_TYPED_GRAMS / 1000} kg` });
}

/** Article and serial number name one piece in the world: it cannot lie in the basket twice. Throws serial_taken. */
export function checkSerial(content: BasketContent, { sku, name }: Pick<Product, 'sku' | 'name'>, gs1: Gs1Trace | undefined): void {
  const serial = gs1?.serial;
  if (serial !== undefined && content.lines.some((line) => line.sku === sku && line.gs1?.serial === serial))
    throw new GuitaiError('serial_taken', { name, serial });
}

/** Two codes that told the same of their goods beyond which article they are. */
export function isSameTrace(a: Gs1Trace | undefined, b: Gs1Trace | undefined): boolean {
  return a?.batch === b?.batch && a?.expiry === b?.expiry && a?.serial === b?.serial;
}

function amountTooLarge(): GuitaiError {
  return new GuitaiError('amount_too_large', { max: formatYuan(MAX_AMOUNT_MINOR) });
}
