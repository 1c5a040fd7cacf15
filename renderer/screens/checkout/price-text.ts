import { MAX_AMOUNT_MINOR, parseYuan } from '#contract/money.ts';
import type { TextKey } from '#renderer/app/i18n.ts';

/** How a person says what should be paid. */
export type PriceMode = 'price' | 'percent' | 'amount' | 'total';

/** What was typed, in fen or hundredths of a percent to pay, or why it is none. */
export type ReadPrice = { readonly value: number } | { readonly why: TextKey };

/** Reads an amount in yuan, or for `percent` the percents taken off: 12.5 leaves 87.5 % to pay. Nothing to pay is a present, not a discount. */
export function readPrice(mode: PriceMode, text: string): ReadPrice {
  const trimmed = text.trim();
  if (trimmed === '') return { why: 'price.missing' };
  if (!/^[¥￥]?[\d.]+$/.test(trimmed)) return { why: 'checkout.cash.character' };
  if (/\.\d{3,}$/.test(trimmed)) return { why: 'checkout.cash.decimals' };
  const minor = parseYuan(trimmed);
  if (minor === undefined || minor > MAX_AMOUNT_MINOR) return { why: 'checkout.cash.limit' };
  if (mode === 'percent') return minor > 0 && minor < 10_000 ? { value: 10_000 - minor } : { why: 'price.percentRange' };
  return minor > 0 || mode === 'total' || mode === 'price' ? { value: minor } : { why: 'price.missing' };
}
