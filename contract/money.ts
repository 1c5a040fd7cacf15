import { z } from 'zod';

/** Largest amount one document may carry: 9,999,999.99 yuan. A bound, so that sums stay far below 2^53. */
export const MAX_AMOUNT_MINOR = 999_999_999;

/** Money in minor units (fen), never a float. May be negative (discounts, corrections). */
export const AmountMinor = z.int().min(-MAX_AMOUNT_MINOR).max(MAX_AMOUNT_MINOR);

/** A price or a payment: zero or more fen. */
export const PriceMinor = z.int().min(0).max(MAX_AMOUNT_MINOR);

/** Parses yuan as people type it ("12", "12.5", "12.50", "￥12.50") into fen; undefined when it is not an amount with at most two decimals. */
export function parseYuan(text: string): number | undefined {
  const match = /^[¥￥]?(\d{1,7})(?:\.(\d{0,2}))?$/.exec(text.trim());
  if (!match) return undefined;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

/** Fen as plain yuan with two decimals, no currency mark and no grouping: 100200 → "1002.00". */
export function formatYuan(amountMinor: number): string {
  const sign = amountMinor < 0 ? '-' : '';
  const absolute = Math.abs(amountMinor);
  return `${sign}${Math.floor(absolute / 100)}.${String(absolute % 100).padStart(2, '0')}`;
}

/** Fen as yuan with thousands groups: 100200 → "1,002.00". */
export function formatYuanGrouped(amountMinor: number): string {
  const [whole = '0', fraction = '00'] = formatYuan(amountMinor).split('.');
  return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}.${fraction}`;
}

/** What so many thousandths cost at this price a unit, in fen: price × quantity, halves away from zero. */
export function priceOf(priceMinor: number, quantityMilli: number): number {
  return divideHalfUp(priceMinor * quantityMilli, 1000);
}

/** Integer division with halves rounded away from zero; exact for |numerator| below 2^53. */
export function divideHalfUp(numerator: number, denominator: number): number {
  const magnitude = Math.floor((Math.abs(numerator) * 2 + denominator) / (denominator * 2));
  return numerator < 0 ? -magnitude : magnitude;
}
