import type { Bilingual } from '#contract/language.ts';
import type { DiscountSource } from '#contract/pricing.ts';

const sources = {
  'discount.source.priceList': { zh: '会员价、价目表', en: 'Price lists' },
  'discount.source.manual': { zh: '手工改价、打折', en: 'By hand' },
  'discount.source.promotion': { zh: '促销', en: 'Promotions' },
  'discount.source.coupon': { zh: '优惠券', en: 'Coupons' },
  'discount.source.sale': { zh: '整单优惠', en: 'Whole sale' },
  'discount.source.rounding': { zh: '抹零', en: 'Rounding' },
} as const satisfies Record<`discount.source.${DiscountSource}`, Bilingual>;

/** The words of prices at the checkout: what was taken off, by whom and why. */
export const pricingTexts = {
  ...sources,
} as const satisfies Record<string, Bilingual>;
