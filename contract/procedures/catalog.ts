import { z } from 'zod';
import { PriceMinor } from '../money.ts';
import { Barcode, ProductSummary, QuickPage } from '../product.ts';
import { none, requestId, type ProcedureRow } from './row.ts';

/** What is for sale. */
export const catalogProcedures = {
  'catalog.search': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ query: z.string().max(64), limit: z.int().min(1).max(50) }),
    output: z.strictObject({ products: z.array(ProductSummary) }),
  },
  'catalog.quickPages': {
    at: 'store',
    roles: ['till'],
    input: none,
    output: z.strictObject({ pages: z.array(QuickPage).max(12), productCount: z.int().min(0) }),
  },
  /** Adds a product at the counter, for a barcode nobody knew. */
  'catalog.quickAdd': {
    at: 'store',
    roles: ['till'],
    right: 'product.add',
    input: z.strictObject({
      requestId,
      barcode: Barcode,
      name: z.string().trim().min(1).max(200),
      priceMinor: PriceMinor.min(1),
      unit: z.string().max(12).optional(),
      category: z.string().max(60).optional(),
    }),
    output: ProductSummary,
  },
} as const satisfies Record<string, ProcedureRow>;
