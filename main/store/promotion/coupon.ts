import type { Words } from '#contract/language.ts';
import type { Promotion } from '#contract/promotion.ts';

/** A coupon as the till greets it. */
export interface Coupon {
  readonly code: string;
  readonly name: Words;
}

/** The coupon of one of these offers that has this code, capitals or not. */
export function couponNamed(promotions: readonly Promotion[], code: string): Coupon | undefined {
  const wanted = code.trim().toUpperCase();
  const promotion = promotions.find(({ coupon }) => coupon?.code === wanted);
  return promotion && { code: wanted, name: promotion.name };
}
