import { z } from 'zod';

/** Largest quantity of one basket line: 99,999 pieces or kilograms. */
export const MAX_QUANTITY_MILLI = 99_999_000;

/** Quantity in thousandths of the product's unit (1 piece = 1000, 0.356 kg = 356). */
export const QuantityMilli = z.int().min(1).max(MAX_QUANTITY_MILLI);

/** Quantity without needless zeros: 2000 → "2", 356 → "0.356", 1500 → "1.5". */
export function formatQuantity(quantityMilli: number): string {
  const sign = quantityMilli < 0 ? '-' : '';
  const absolute = Math.abs(quantityMilli);
  const fraction = String(absolute % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return `${sign}${Math.floor(absolute / 1000)}${fraction ? `.${fraction}` : ''}`;
}

/** Parses "2", "0.356" or "1.5" into thousandths; undefined when it is not a positive quantity with at most three decimals. */
export function parseQuantity(text: string): number | undefined {
  const match = /^(\d{1,5})(?:\.(\d{0,3}))?$/.exec(text.trim());
  if (!match) return undefined;
  const quantityMilli = Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(3, '0'));
  return quantityMilli > 0 && quantityMilli <= MAX_QUANTITY_MILLI ? quantityMilli : undefined;
}

/** "3 * 690…" is a quantity and what it is of; undefined without a number and a times sign in front. A number that is no quantity is undefined. */
export function splitQuantity(text: string): { readonly quantityMilli: number | undefined; readonly rest: string } | undefined {
  const [, number, rest = ''] = /^([0-9.]+)\s*[*×＊]\s*(.*)$/s.exec(text) ?? [];
  return number === undefined ? undefined : { quantityMilli: parseQuantity(number), rest };
}
