import { z } from 'zod';
import { MAX_PICTURES, Picture, PictureName, ProductCard } from '../product-card.ts';
import { Product } from '../product.ts';
import { MAX_QUANTITY_MILLI } from '../quantity.ts';
import { TracedGoods, TraceQuery } from '../trace.ts';
import { none, requestId, type ProcedureRow } from './row.ts';

/** Articles beyond their price: stock, sizes and colours, where a batch went. */
export const goodsProcedures = {
  'product.card': { at: 'store', roles: ['till'], input: z.strictObject({ productId: Product.shape.id }), output: ProductCard },
  /** Shows an article on the customer screen, or with null no longer; the next thing that happens to the basket ends it as well. */
  'product.show': { at: 'store', roles: ['till'], input: z.strictObject({ productId: Product.shape.id.nullable() }), output: none },
  /** Where the pictures of these names are; names without a picture are left out. */
  'product.pictures': {
    at: 'host',
    roles: ['till', 'display', 'bench'],
    input: z.strictObject({ names: z.array(PictureName).max(MAX_PICTURES) }),
    output: z.strictObject({ pictures: z.array(Picture).max(MAX_PICTURES) }),
  },
  /** Who bought goods of a batch, or a piece: the newest receipts first; `beforeSeq` continues. */
  'trace.find': {
    at: 'store',
    roles: ['till'],
    right: 'member.manage',
    input: TraceQuery.extend({ beforeSeq: z.int().min(1).optional() }),
    output: z.strictObject({ goods: z.array(TracedGoods), more: z.boolean() }),
  },
  /** Writes all of them as a table for spreadsheets on the station's machine and says where. */
  'trace.export': { at: 'store', roles: ['till'], right: 'export', input: TraceQuery, output: z.strictObject({ file: z.string() }) },
  /** So much is on hand, somebody counted; the difference is journaled as a movement. */
  'stock.count': {
    at: 'store',
    roles: ['till'],
    right: 'stock.count',
    input: z.strictObject({ requestId, productId: Product.shape.id, countedMilli: z.int().min(0).max(MAX_QUANTITY_MILLI) }),
    output: z.strictObject({ onHandMilli: z.int() }),
  },
} as const satisfies Record<string, ProcedureRow>;
