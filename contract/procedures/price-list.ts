import { z } from 'zod';
import { PriceMinor } from '../money.ts';
import { Product, Sku } from '../product.ts';
import { MAX_PRICES_AT_ONCE, OfferId, OfferStage, PriceList } from '../promotion.ts';
import { SheetProgress } from '../sheet.ts';
import { none, requestId, type ProcedureRow } from './row.ts';
import { uploadId } from './sheet.ts';

/** What a price list says about an article, beside what the article costs without it. */
export const ListedPrice = z.strictObject({
  sku: Sku,
  name: Product.shape.name,
  spec: Product.shape.spec,
  /** The article's own price; null where it is no longer in the catalogue. */
  baseMinor: PriceMinor.nullable(),
  costMinor: PriceMinor.nullable(),
  /** What holds now; null = nothing. */
  liveMinor: PriceMinor.nullable(),
  /** What holds once the draft is published; null = nothing. Left out where the draft changes nothing. */
  draft: z.strictObject({ priceMinor: PriceMinor.nullable() }).exactOptional(),
});
export type ListedPrice = z.infer<typeof ListedPrice>;

/** Price lists: what they are is saved at once, their prices are drafted and then published together. Without another word an id nobody knows throws promotion_unknown. */
export const priceListProcedures = {
  /** Those in use, or with `ended` those a person ended, by id. */
  'priceList.list': {
    at: 'store',
    roles: ['till'],
    right: 'promotion.manage',
    input: z.strictObject({
      ended: z.literal(true).exactOptional(),
      after: OfferId.exactOptional(),
      limit: z.int().min(1).max(100).exactOptional(),
    }),
    output: z.strictObject({
      lists: z
        .array(z.strictObject({ list: PriceList, stage: OfferStage, priceCount: z.int().min(0), draftCount: z.int().min(0) }))
        .max(100),
      more: z.boolean(),
    }),
  },
  /** Adds a list, or changes what the one with its id is; an ended one begins again. Its prices stay. Throws promotion_full. */
  'priceList.save': {
    at: 'store',
    roles: ['till'],
    right: 'promotion.manage',
    input: z.strictObject({ requestId, list: PriceList }),
    output: none,
  },
  'priceList.end': {
    at: 'store',
    roles: ['till'],
    right: 'promotion.manage',
    input: z.strictObject({ requestId, id: OfferId }),
    output: none,
  },
  /** What is on the list or in its draft, by SKU; `changed`: only what the draft changes. With `query` the goods that fit it, on the list or not. */
  'priceList.prices': {
    at: 'store',
    roles: ['till'],
    right: 'promotion.manage',
    input: z.strictObject({
      id: OfferId,
      query: z.string().max(64).exactOptional(),
      changed: z.literal(true).exactOptional(),
      after: Sku.exactOptional(),
      limit: z.int().min(1).max(200),
    }),
    output: z.strictObject({ prices: z.array(ListedPrice).max(200), more: z.boolean() }),
  },
  /** Drafts prices; null takes an article off the list. The same again changes nothing. Throws product_unknown, price_list_full. */
  'priceList.put': {
    at: 'store',
    roles: ['till'],
    right: 'promotion.manage',
    input: z.strictObject({
      id: OfferId,
      prices: z
        .array(z.strictObject({ sku: Sku, priceMinor: PriceMinor.nullable() }))
        .min(1)
        .max(MAX_PRICES_AT_ONCE),
    }),
    output: none,
  },
  /** Forgets the draft: it is what holds again. */
  'priceList.discard': {
    at: 'store',
    roles: ['till'],
    right: 'promotion.manage',
    input: z.strictObject({ id: OfferId }),
    output: none,
  },
  /**
   * Drafts the next rows (SKU or barcode, price) of a table that came by `sheet.put`; ask again until it is done. With `replaces` nothing else stays on
   * the list, from the first row on that is of goods the shop has. Throws upload_unknown, price_list_full.
   */
  'priceList.import': {
    at: 'store',
    roles: ['till'],
    right: 'promotion.manage',
    input: z.strictObject({ requestId, id: OfferId, uploadId, replaces: z.boolean().exactOptional() }),
    output: SheetProgress,
  },
  /** The draft holds from now on, all of it at once. Throws price_list_full. */
  'priceList.publish': {
    at: 'store',
    roles: ['till'],
    right: 'promotion.manage',
    input: z.strictObject({ requestId, id: OfferId }),
    output: none,
  },
  /** The prices that hold, as a table on the station's machine. */
  'priceList.export': {
    at: 'store',
    roles: ['till'],
    right: 'export',
    input: z.strictObject({ id: OfferId }),
    output: z.strictObject({ file: z.string() }),
  },
} as const satisfies Record<string, ProcedureRow>;
