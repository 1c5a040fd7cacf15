import { isHalfRead, measureLabel, readLabel } from './label.ts';
import { lineAmount, type LabelReading } from './basket.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { barcodeKey } from '../catalog/gtin.ts';
import type { Coupon } from '../promotion/coupon.ts';
import { readAimId } from '../scan/aim.ts';
import { isWebAddress, parseDigitalLink } from '../scan/digital-link.ts';
import { GROUP_SEPARATOR, parseElementString, type Gs1Element } from '../scan/gs1.ts';
import { readOwnCode } from '../scan/own-code.ts';
import { readOwnItem, readTradeItem, type TradeItem } from '../scan/trade-item.ts';
import type { Members } from '../member/members.ts';
import type { Shop } from '../shop.ts';
import type { Gs1Trace } from '#contract/basket.ts';
import { GuitaiError } from '#contract/error.ts';
import type { Product, ProductSummary } from '#contract/product.ts';
import { gramsPerUnit } from '#contract/scale.ts';
import type { ScanSource } from '#contract/scan.ts';

/** Longest code of a product. GS1 codes and web addresses may be longer. */
const MAX_CODE_CHARACTERS = 128;

/** ISO 4217 numeric code of the yuan. */
const YUAN = '156';

/** What a code means to a till that is selling. `unknown` is already the answer the till gets. */
export type Meaning =
  | { readonly kind: 'product'; readonly product: Product; readonly barcode: string; readonly gs1?: Gs1Trace | undefined }
  | { readonly kind: 'label'; readonly product: Product; readonly label: LabelReading }
  | { readonly kind: 'member'; readonly memberId: number }
  | { readonly kind: 'coupon'; readonly coupon: Coupon }
  | { readonly kind: 'choose'; readonly products: readonly ProductSummary[] }
  | { readonly kind: 'unknown'; readonly code: string; readonly quickAdd: boolean }
  | { readonly kind: 'invalid' };

/** What the meaning of a code depends on. `today` is the business date of the shop. */
export interface Surroundings {
  readonly catalog: Catalog;
  /** Left out where a member's card means nothing. */
  readonly members?: Pick<Members, 'find'>;
  /** The running offer that this code is a coupon of. */
  readonly couponOf?: (code: string) => Coupon | undefined;
  readonly shop: Shop;
  readonly today: () => string;
}

/**
 * Exact barcode, then the shop's own codes of pieces, Digital Link, in-store labels, SKU, a GS1 element string nobody announced a member's card or phone, and a coupon; only typed words are
 * also searched.
 * Where the symbol says GS1 or a GS stands in it, it is an element string or nothing. Reads the catalogue, changes nothing. Throws
 * label_currency, amount_too_large.
 */
export function interpretCode(text: string, source: ScanSource, around: Surroundings): Meaning {
  const { catalog, members, shop } = around;
  const { data: code, isGs1 } = readAimId(text.trim());
  if (code === '' || hasControlCharacter(code)) return { kind: 'invalid' };
  if (isGs1 || code.includes(GROUP_SEPARATOR)) return interpretElementString(code, around);
  const isAddress = isWebAddress(code);
  const isShort = code.length <= MAX_CODE_CHARACTERS;
  if (!isShort && !isAddress) return { kind: 'invalid' };
  const exact = isShort ? catalog.findByBarcode(code) : undefined;
  if (exact) return { kind: 'product', product: exact, barcode: code };
  const piece = interpretPiece(code, around);
  if (piece) return piece;
  if (isAddress) return interpretElements(parseDigitalLink(code), around) ?? notSold(code);
  const fields = readLabel(code, shop.labelRules);
  const labelled = fields && catalog.findByPlu(fields.plu);
  if (fields && labelled)
    return { kind: 'label', product: labelled, label: { barcode: code, ...measureLabel(fields, labelled.priceMinor) } };
  const bySku = catalog.findBySku(code);
  if (bySku) return { kind: 'product', product: bySku, barcode: '' };
  const unannounced = interpretElements(parseElementString(code), around);
  if (unannounced) return unannounced;
  const member = members?.find(code);
  if (member) return { kind: 'member', memberId: member.id };
  const coupon = around.couponOf?.(code);
  if (coupon) return { kind: 'coupon', coupon };
  if (source === 'typed') return searchTyped(code, catalog);
  return isHalfRead(code) ? { kind: 'invalid' } : { kind: 'unknown', code, quickAdd: true };
}

function interpretElementString(code: string, around: Surroundings): Meaning {
  const elements = parseElementString(code);
  const isArticle = elements?.some(({ ai }) => ai === '01' || ai === '02') ?? true;
  return interpretElements(elements, around) ?? (isArticle ? { kind: 'invalid' } : notSold(code.replaceAll(GROUP_SEPARATOR, ' ')));
}

function interpretElements(elements: readonly Gs1Element[] | undefined, around: Surroundings): Meaning | undefined {
  const { catalog, today } = around;
  const item = elements && readTradeItem(elements, today());
  if (!item) return elements && interpretOwnLabel(elements, around);
  const barcode = barcodeKey(item.gtin);
  const product = catalog.findByBarcode(barcode);
  if (!product) return { kind: 'unknown', code: barcode, quickAdd: true };
  const { trace: gs1, currency } = item;
  if (currency !== undefined && currency !== YUAN) throw new GuitaiError('label_currency', { currency });
  const measure = measureItem(item, product);
  return measure ? { kind: 'label', product, label: { barcode, ...measure, gs1 } } : { kind: 'product', product, barcode, gs1 };
}

/** A piece that a code of the shop's own making names; undefined where no rule fits or the shop has no such article. */
function interpretPiece(code: string, { catalog, shop, today }: Surroundings): Meaning | undefined {
  const piece = readOwnCode(code, shop.pieceRules, today());
  const product = piece && (catalog.findByBarcode(piece.item) ?? catalog.findBySku(piece.item) ?? catalog.findByPlu(piece.item));
  return piece && product && { kind: 'product', product, barcode: '', gs1: piece.trace };
}

/** A piece that our own label names by its SKU; any other code that happens to begin with 91 is none. */
function interpretOwnLabel(elements: readonly Gs1Element[], { catalog, today }: Surroundings): Meaning | undefined {
  const item = readOwnItem(elements, today());
  const product = item && catalog.findBySku(item.sku);
  if (!product) return undefined;
  return { kind: 'product', product, barcode: '', gs1: item.trace };
}

/** Quantity and amount as the code fixes them, undefined when it fixes neither: weight is for goods by weight, a count for pieces. */
function measureItem(item: TradeItem, product: Product): { readonly quantityMilli: number; readonly amountMinor: number } | undefined {
  const { weightGrams, amountMinor, count } = item;
  if (product.weighed) {
    if (weightGrams === undefined && amountMinor === undefined) return undefined;
    return measureLabel({ weightMilli: weightGrams && (weightGrams * 1000) / gramsPerUnit(product.unit), amountMinor }, product.priceMinor);
  }
  if (count === undefined && amountMinor === undefined) return undefined;
  const quantityMilli = (count ?? 1) * 1000;
  return { quantityMilli, amountMinor: amountMinor ?? lineAmount(product.priceMinor, quantityMilli) };
}

/** A code that was read well and is no article: it becomes no product at a key press either. */
function notSold(code: string): Meaning {
  return { kind: 'unknown', code: code.slice(0, MAX_CODE_CHARACTERS), quickAdd: false };
}

function searchTyped(code: string, catalog: Catalog): Meaning {
  const products = catalog.search(code, 20);
  const only = products.length === 1 ? products[0] : undefined;
  const product = only && catalog.findById(only.id);
  if (product) return { kind: 'product', product, barcode: '' };
  return products.length === 0 ? { kind: 'unknown', code, quickAdd: true } : { kind: 'choose', products };
}

/** Any but GS, which only an element string may hold. */
function hasControlCharacter(code: string): boolean {
  return /\p{Cc}/u.test(code.replaceAll(GROUP_SEPARATOR, ''));
}
