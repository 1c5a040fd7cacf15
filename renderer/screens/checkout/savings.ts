import type { Basket } from '#contract/basket.ts';
import type { Language } from '#contract/language.ts';
import type { DiscountSource } from '#contract/pricing.ts';
import type { TextOf } from '#renderer/app/i18n.ts';

/** One row between what the goods cost and what is due. */
export interface SavingRow {
  readonly words: string;
  readonly amountMinor: number;
}

/** Prices that the shop itself made lower are one row; coupons are named one by one. */
const GROUPS = [
  { sources: ['priceList', 'promotion'], words: 'price.row.offers' },
  { sources: ['manual'], words: 'discount.source.manual' },
  { sources: ['sale'], words: 'discount.source.sale' },
  { sources: ['rounding'], words: 'discount.source.rounding' },
] as const satisfies readonly { readonly sources: readonly DiscountSource[]; readonly words: string }[];

/** The rows of the till column: offers, coupons, what persons took off, rounding. Together with the gross they are exactly what is due. */
export function savingRows({ discounts }: Pick<Basket, 'discounts'>, language: Language, t: TextOf): readonly SavingRow[] {
  const groups = GROUPS.map(({ sources, words }) => ({ words: t(words), amountMinor: sumOf(discounts, sources) }));
  const coupons = discounts
    .filter(({ source }) => source === 'coupon')
    .map(({ label, amountMinor }) => ({ words: label[language], amountMinor }));
  const [offers, ...byHand] = groups;
  return [...(offers ? [offers] : []), ...coupons, ...byHand].filter(({ amountMinor }) => amountMinor !== 0);
}

function sumOf(discounts: Basket['discounts'], sources: readonly DiscountSource[]): number {
  return discounts.reduce((sum, { source, amountMinor }) => (sources.includes(source) ? sum + amountMinor : sum), 0);
}
