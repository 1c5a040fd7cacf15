import { z } from 'zod';
import { divideHalfUp } from './money.ts';

/** Units a counter scale weighs in; 斤 (jin) is 500 g, the pound 453.59237 g. */
export const WeightUnit = z.enum(['kg', 'g', 'jin', 'lb']);
export type WeightUnit = z.infer<typeof WeightUnit>;

/** Seven digits: more than any counter scale shows, few enough that every conversion stays below 2^53. */
export const MAX_WEIGHT_DIGITS = 7;
const MAX_WEIGHT_VALUE = 9_999_999;

/** A weight exactly as the scale said it: 355 with 3 decimals in kg is 0.355 kg. */
export const Weight = z.strictObject({
  value: z.int().min(-MAX_WEIGHT_VALUE).max(MAX_WEIGHT_VALUE),
  decimals: z.int().min(0).max(5),
  unit: WeightUnit,
});
export type Weight = z.infer<typeof Weight>;

/** UnifiedPOS SCAL_SUE_*: STABLE_WEIGHT, WEIGHT_UNSTABLE, WEIGHT_ZERO, WEIGHT_UNDER_ZERO, WEIGHT_OVERWEIGHT, NOT_READY. */
export const ScaleState = z.enum(['stable', 'unstable', 'zero', 'under_zero', 'overweight', 'not_ready']);
export type ScaleState = z.infer<typeof ScaleState>;

/** Topic `scale`: what lies on the scale of this till now; null where it has none. */
export const ScaleView = z.strictObject({
  scaleId: z.string().max(40),
  state: ScaleState,
  /** The weight shown, net when a tare is set; null where the scale says none. */
  weight: Weight.nullable(),
  /** A tare is taken off. */
  net: z.boolean(),
  /** The scale can be set to zero from here. */
  canZero: z.boolean(),
});
export type ScaleView = z.infer<typeof ScaleView>;

/** Longest a weight is waited for while the load still moves. */
export const MAX_READ_WEIGHT_MS = 10_000;

/** What the scale answered to ReadWeight. `load` names what lies on the pan until it is taken off or changed; null where nobody watches that. */
export const WeightReading = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('weight'), scaleId: z.string().max(40), weight: Weight, load: z.string().max(40).nullable() }),
  z.strictObject({
    result: z.literal('failed'),
    reason: z.enum(['no_scale', 'not_ready', 'unstable', 'zero', 'under_zero', 'overweight']),
  }),
]);
export type WeightReading = z.infer<typeof WeightReading>;

/** Where the weight of a line came from; journaled with it. `again`: a person sold a load that had not been taken off the scale. */
export const Weighing = z.discriminatedUnion('source', [
  z.strictObject({
    source: z.literal('scale'),
    scaleId: z.string().max(40),
    weight: Weight,
    load: z.string().max(40).nullable(),
    again: z.literal(true).exactOptional(),
  }),
  z.strictObject({ source: z.literal('typed') }),
]);
export type Weighing = z.infer<typeof Weighing>;

/** Heaviest weight a person may type: more is a lost decimal point. */
export const MAX_TYPED_GRAMS = 100_000;

/** In tens of micrograms: the pound is exact then. */
const UNIT_SIZE = { kg: 100_000_000, jin: 50_000_000, g: 100_000, lb: 45_359_237 } as const satisfies Record<WeightUnit, number>;

/** Grams in the unit that goods by weight are priced in; one that is not here is a kilogram. */
const GRAMS_PER_UNIT: ReadonlyMap<string, number> = new Map([
  ['斤', 500],
  ['市斤', 500],
  ['500g', 500],
  ['100g', 100],
  ['两', 50],
  ['克', 1],
  ['g', 1],
]);

/** Grams in a product's unit of sale: 1000 for "kg" and every unit that is not a known weight. */
export function gramsPerUnit(unit: string): number {
  return GRAMS_PER_UNIT.get(unit.toLowerCase()) ?? 1000;
}

/** The weight in thousandths of a unit of so many grams, rounded once, halves away from zero: 1.25 lb in kg → 567. */
export function weightMilli(weight: Weight, unitGrams: number): number {
  return divideHalfUp(weight.value * UNIT_SIZE[weight.unit], 10 ** weight.decimals * unitGrams * 100);
}

/** "0.355", "-1.20", "12": the digits as the scale shows them. */
export function formatWeight({ value, decimals }: Weight): string {
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  return `${value < 0 ? '-' : ''}${whole}${decimals > 0 ? `.${digits.slice(-decimals)}` : ''}`;
}
