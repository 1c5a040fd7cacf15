import { z } from 'zod';
import { Words } from './language.ts';
import { AmountMinor, PriceMinor } from './money.ts';
import { MAX_QUANTITY_MILLI, QuantityMilli } from './quantity.ts';
import { Allowance, LinePack } from './goods.ts';
import { Product } from './product.ts';
import { BasketOrder } from './customer-order.ts';
import { MemberCard } from './member.ts';
import { Discount, LineAdjustment, MAX_LINE_DISCOUNTS, OfferHint, PayBasisPoints, SaleDiscount } from './pricing.ts';
import { MAX_TENDERS, Tender } from './tender.ts';
import { SoldBy, SoldShare, MAX_SALESPEOPLE } from './salesperson.ts';
import { Weighing } from './scale.ts';

export const MAX_BASKET_LINES = 1000;
/** Lines the customer screen is given: more than the tallest one can show. */
export const CUSTOMER_LINES = 24;
/** Hints a screen is given: more than a cashier would say aloud. */
export const MAX_HINTS = 4;
/** A word about the whole sale, on its receipt. */
export const MAX_ORDER_NOTE_CHARACTERS = 200;
/** The most the rows of a total can be: what one line can carry, of every price list. */
const MAX_DISCOUNT_ROWS = MAX_LINE_DISCOUNTS + 50;

/** What the code on the article itself told beyond its GTIN: GS1 (10) batch, (17) expiry, (21) serial number. At least one of them. */
export const Gs1Trace = z.strictObject({
  batch: z.string().max(20).exactOptional(),
  expiry: z.iso.date().exactOptional(),
  serial: z.string().max(20).exactOptional(),
});
export type Gs1Trace = z.infer<typeof Gs1Trace>;

/** One line of the open basket. A copy of what the product was when it was scanned; later price changes do not move it. */
export const BasketLine = z.strictObject({
  /** Unique within the basket, in the order lines were added. */
  lineId: z.int().min(1),
  productId: Product.shape.id,
  sku: Product.shape.sku,
  barcode: z.string().max(128),
  name: Product.shape.name,
  nameEn: Product.shape.nameEn,
  spec: Product.shape.spec,
  unit: Product.shape.unit,
  weighed: z.boolean(),
  quantityMilli: QuantityMilli,
  priceMinor: PriceMinor,
  /** What the customer pays for this line: price × quantity, or the amount printed on a scale label, less its discounts. */
  amountMinor: PriceMinor,
  /** What it was before discounts; left out where there are none. */
  grossMinor: PriceMinor.exactOptional(),
  /** This line's share in everything that made the sale cheaper, in the order applied. */
  discounts: z.array(Discount).min(1).max(MAX_LINE_DISCOUNTS).exactOptional(),
  /** What a person changed about its price. */
  adjustment: LineAdjustment.exactOptional(),
  /** What somebody who may allowed of it by hand: the share of its price, in basis points, and the price of a unit where that is below its floor. */
  byHand: z.strictObject({ share: PayBasisPoints, unitMinor: PriceMinor.exactOptional() }).exactOptional(),
  /** The amount was read from a label and is not recomputed; such a line keeps its quantity. */
  labelled: z.boolean(),
  taxRateBasisPoints: Product.shape.taxRateBasisPoints,
  taxClass: Product.shape.taxClass,
  /** Missing from lines made before closings added up categories. */
  category: Product.shape.category.exactOptional(),
  brand: Product.shape.brand,
  tags: Product.shape.tags,
  /** VAT contained in amountMinor. */
  taxMinor: PriceMinor,
  note: z.string().max(100),
  /** Left out where the code said nothing but which product it is. */
  gs1: Gs1Trace.exactOptional(),
  /** A case, and the pieces it holds. */
  pack: LinePack.exactOptional(),
  /** A deposit follows the line of its article: it has its quantity and goes with it. */
  depositOf: z.int().min(1).exactOptional(),
  /** What a person answered for when the goods went in. */
  allowed: z.array(Allowance).min(1).max(Allowance.options.length).exactOptional(),
  /** Goods by weight whose weight no label said. */
  weighing: Weighing.exactOptional(),
  /** Goods of a customer's order that are handed over: so many were scanned by now, and the price is the one agreed then unless `repriced`. */
  ordered: z
    .strictObject({ pickedMilli: z.int().min(0).max(MAX_QUANTITY_MILLI), repriced: z.literal(true).exactOptional() })
    .exactOptional(),
  /** Who sold it, where that is told of the line by itself; on a sale, of every line that somebody sold. */
  soldBy: SoldBy.exactOptional(),
});
export type BasketLine = z.infer<typeof BasketLine>;

/** What the line costs was agreed when its goods were ordered: nobody and no offer changes it. */
export function isAgreed({ ordered }: Pick<BasketLine, 'ordered'>): boolean {
  return ordered !== undefined && ordered.repriced !== true;
}

/** selling: lines change · tendering: locked while the customer pays · paid: the last sale is shown until the next scan. */
export const BasketPhase = z.enum(['selling', 'tendering', 'paid']);
export type BasketPhase = z.infer<typeof BasketPhase>;

/** The sale just completed, as both screens show it. */
export const PaidSummary = z.strictObject({
  receiptNumber: z.string().max(40),
  totalMinor: AmountMinor,
  tenderedMinor: AmountMinor,
  changeMinor: AmountMinor,
  /** How it was paid; left out by sales of before, which were paid in cash. */
  tenders: z.array(Tender).exactOptional(),
  completedAtMs: z.int(),
  /** What went back of a deposit that was more than the goods cost, another way than in cash; the change is the rest of it. */
  back: z.array(Tender).min(1).max(MAX_TENDERS).exactOptional(),
  /** No sale: the deposit of an order was taken. */
  ordered: z.literal(true).exactOptional(),
  /** Where the customer asks for the e-invoice. */
  invoiceUrl: z.string().max(1000).exactOptional(),
});
export type PaidSummary = z.infer<typeof PaidSummary>;

/** Lines never change once made: one that was checked is not checked again, so a scan costs the same at 5 and at 500 lines. */
const checkedLines = new WeakSet<object>();
const CheckedLine = z.custom<BasketLine>((line) => {
  if (typeof line !== 'object' || line === null) return false;
  if (checkedLines.has(line)) return true;
  const isLine = BasketLine.safeParse(line).success;
  if (isLine) checkedLines.add(line);
  return isLine;
});

/** What holds for the whole of the open basket: for whom it is, and what a person decided about its price. */
export const OrderTerms = z.strictObject({
  member: MemberCard.nullable(),
  discount: SaleDiscount.nullable(),
  note: z.string().max(MAX_ORDER_NOTE_CHARACTERS),
  /** Who sells the lines that name nobody. */
  soldBy: z.array(SoldShare).max(MAX_SALESPEOPLE),
  /** What was taken of the money already. */
  tenders: z.array(Tender).max(MAX_TENDERS),
  /** The order it becomes, or whose goods it hands over. */
  order: BasketOrder.nullable(),
});
export type OrderTerms = z.infer<typeof OrderTerms>;

/** The open basket of this terminal, as topic `basket`. */
export const Basket = z.strictObject({
  basketId: z.uuid(),
  /** Rises with every change; completing a sale names the revision the cashier saw. */
  revision: z.int().min(0),
  phase: BasketPhase,
  lines: z.array(CheckedLine).max(MAX_BASKET_LINES),
  /** The line touched last: shown selected. */
  lastLineId: z.int().min(1).nullable(),
  /** Pieces: whole units count as such, a weighed line as one. */
  itemCount: z.int().min(0),
  /** Before discounts. */
  grossMinor: PriceMinor,
  /** What each price list, offer, coupon and person took off, in the order applied: grossMinor − Σ = totalMinor. */
  discounts: z.array(Discount).max(MAX_DISCOUNT_ROWS),
  totalMinor: PriceMinor,
  taxMinor: PriceMinor,
  terms: OrderTerms,
  hints: z.array(OfferHint).max(MAX_HINTS),
  /** One step back is possible. */
  undoable: z.boolean(),
  paid: PaidSummary.nullable(),
});
export type Basket = z.infer<typeof Basket>;

/** What the customer screen may see of the basket. */
export const CustomerView = z.strictObject({
  phase: BasketPhase,
  /** How many lines the basket has; `lines` holds those around the one touched last. */
  lineCount: z.int().min(0).max(MAX_BASKET_LINES),
  lines: z
    .array(
      BasketLine.pick({
        lineId: true,
        name: true,
        nameEn: true,
        spec: true,
        unit: true,
        weighed: true,
        quantityMilli: true,
        amountMinor: true,
        grossMinor: true,
      }).extend({
        /** Why it costs less than that, in a few words each. */
        offers: z.array(Words).min(1).max(3).exactOptional(),
      }),
    )
    .max(CUSTOMER_LINES),
  lastLineId: z.int().min(1).nullable(),
  itemCount: z.int().min(0),
  grossMinor: PriceMinor,
  discounts: z.array(Discount).max(MAX_DISCOUNT_ROWS),
  totalMinor: PriceMinor,
  /** Surname and title only: others can read this screen. */
  member: z.strictObject({ surname: z.string().max(40), title: MemberCard.shape.title, level: MemberCard.shape.level }).nullable(),
  hints: z.array(OfferHint).max(MAX_HINTS),
  /** A deposit that is taken now, or was taken before and counts. */
  deposit: z.strictObject({ kind: z.enum(['placing', 'collecting']), amountMinor: PriceMinor }).nullable(),
  /** What was taken of the money already, without a deposit. */
  receivedMinor: PriceMinor,
  paid: PaidSummary.nullable(),
});
export type CustomerView = z.infer<typeof CustomerView>;
