import { z } from 'zod';
import { MAX_PICTURES, Picture, PictureName, ProductCard } from '../product-card.ts';
import { Product } from '../product.ts';
import { MAX_QUANTITY_MILLI } from '../quantity.ts';
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
  /** So much is on hand, somebody counted; the difference is journaled as a movement. */
  'stock.count': {
    at: 'store',
    roles: ['till'],
    right: 'stock.count',
    input: z.strictObject({ requestId, productId: Product.shape.id, countedMilli: z.int().min(0).max(MAX_QUANTITY_MILLI) }),
    output: z.strictObject({ onHandMilli: z.int() }),
  },
} as const satisfies Record<string, ProcedureRow>;
