import { z } from 'zod';
import { Product } from '../product.ts';
import { MAX_QUANTITY_MILLI } from '../quantity.ts';
import { requestId, type ProcedureRow } from './row.ts';

/** Articles beyond their price: stock, sizes and colours, where a batch went. */
export const goodsProcedures = {
  /** So much is on hand, somebody counted; the difference is journaled as a movement. */
  'stock.count': {
    at: 'store',
    roles: ['till'],
    right: 'stock.count',
    input: z.strictObject({ requestId, productId: Product.shape.id, countedMilli: z.int().min(0).max(MAX_QUANTITY_MILLI) }),
    output: z.strictObject({ onHandMilli: z.int() }),
  },
} as const satisfies Record<string, ProcedureRow>;
