import { z } from 'zod';
import { PriceMinor } from './money.ts';

export const Barcode = z.string().min(1).max(128);
export const Sku = z.string().min(1).max(64);

/** A word the shop sorts articles by: 新品, 有机. Promotions and reports name it. */
export const Tag = z.string().min(1).max(30);

/** The place of an article in the size-by-colour grid of its style. An axis the style does not have is ''. */
export const Variant = z.strictObject({ style: z.string().min(1).max(40), size: z.string().max(20), colour: z.string().max(20) });
export type Variant = z.infer<typeof Variant>;

/** A case of 24 cans: an article with its own barcode and price whose stock is that of the pieces inside. */
export const Pack = z.strictObject({ sku: Sku, pieces: z.int().min(2).max(10_000) });
export type Pack = z.infer<typeof Pack>;

/** What sets an article apart from ordinary goods; left out where it does not. */
export const ProductTraits = z.strictObject({
  /** What foreign customers are told it is: on receipts and screens in English, and on price labels. */
  nameEn: z.string().min(1).max(200).exactOptional(),
  brand: z.string().min(1).max(60).exactOptional(),
  tags: z.array(Tag).min(1).max(20).exactOptional(),
  variant: Variant.exactOptional(),
  pack: Pack.exactOptional(),
  /** The price is typed at the till, within these bounds. */
  openPrice: z.strictObject({ minMinor: PriceMinor, maxMinor: PriceMinor }).exactOptional(),
  /** The article that is charged with every piece of this one: the bottle with the milk. */
  deposit: Sku.exactOptional(),
  /** Years a customer must have. */
  minimumAge: z.int().min(1).max(99).exactOptional(),
  prescription: z.literal(true).exactOptional(),
  /** Handed out and never sold: it goes in at 0.00. */
  gift: z.literal(true).exactOptional(),
});
export type ProductTraits = z.infer<typeof ProductTraits>;

/** What a shop sells. `id` is the catalogue's own number; SKU and barcodes are the shop's. */
export const Product = z.strictObject({
  id: z.int().min(1),
  sku: Sku,
  barcodes: z.array(Barcode).max(20),
  name: z.string().min(1).max(200),
  spec: z.string().max(100),
  category: z.string().max(60),
  unit: z.string().max(12),
  priceMinor: PriceMinor,
  costMinor: PriceMinor.nullable(),
  /** VAT rate in basis points: 13 % = 1300. Prices include it. */
  taxRateBasisPoints: z.int().min(0).max(10_000),
  /** Tax classification code of the e-invoice (19 digits) or empty. */
  taxClass: z.string().max(19),
  /** Sold by weight: the price is per unit (kg) and the quantity comes from a scale label or is typed. */
  weighed: z.boolean(),
  /** The item number scale labels carry, or null. */
  plu: z.string().max(6).nullable(),
  /** File name or data-relative path of a picture, or empty. */
  image: z.string().max(200),
  active: z.boolean(),
  ...ProductTraits.shape,
});
export type Product = z.infer<typeof Product>;

/** One row of a search answer or a quick tile: what a cashier needs to choose. */
export const ProductSummary = Product.pick({
  id: true,
  sku: true,
  name: true,
  spec: true,
  category: true,
  unit: true,
  priceMinor: true,
  weighed: true,
}).extend({ barcode: z.string().max(128) });
export type ProductSummary = z.infer<typeof ProductSummary>;

/** A page of quick tiles: at most 12 products of one category, chosen by the shop. */
export const QuickPage = z.strictObject({ category: z.string().max(60), products: z.array(ProductSummary).max(12) });
export type QuickPage = z.infer<typeof QuickPage>;
