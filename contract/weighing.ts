import { z } from 'zod';
import { priceOf } from './money.ts';
import { ProductSummary } from './product.ts';
import { gramsPerUnit, weightMilli, type ScaleView } from './scale.ts';

/** Goods that lie on the scale or are about to. */
export const WeighedProduct = ProductSummary.pick({ id: true, name: true, spec: true, unit: true, priceMinor: true });
export type WeighedProduct = z.infer<typeof WeighedProduct>;

/** Topic `weighing`: what is being weighed now, for the cashier, the customer and the pole display. */
export const WeighingView = z.strictObject({
  product: WeighedProduct.nullable(),
  /** The name in Latin letters, for displays without Chinese glyphs; left out where nobody knows how it is read. */
  latinText: z.string().max(1400).exactOptional(),
});
export type WeighingView = z.infer<typeof WeighingView>;

/** What lies on the scale, in thousandths of the goods' unit and in fen by the rule of a basket line; no amount until the weight stands still. */
export function measureOnScale(
  { unit, priceMinor }: Pick<WeighedProduct, 'unit' | 'priceMinor'>,
  { state, weight }: Pick<ScaleView, 'state' | 'weight'>,
): { readonly quantityMilli: number; readonly amountMinor: number | null } {
  const quantityMilli = weight ? weightMilli(weight, gramsPerUnit(unit)) : 0;
  return { quantityMilli, amountMinor: state === 'stable' ? priceOf(priceMinor, quantityMilli) : null };
}
