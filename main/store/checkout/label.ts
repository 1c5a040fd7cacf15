import { hasGtinLength, hasValidCheckDigit } from '#contract/gtin.ts';
import { divideHalfUp } from '#contract/money.ts';

/** A rule of settings.barcodes.labels: digits are literal, P item number, W thousandths, A fen, C check digit, X ignored. */
export interface LabelRule {
  readonly layout: string;
  readonly verifyCheckDigit: boolean;
}

/** What the digits of an in-store label hold; the product is not looked up here. */
export interface LabelFields {
  readonly plu: string;
  readonly weightMilli: number | undefined;
  readonly amountMinor: number | undefined;
}

/** Reads an in-store label by the first rule whose layout fits (length, prefix, check digit); undefined when none does. */
export function readLabel(code: string, rules: readonly LabelRule[]): LabelFields | undefined {
  if (!/^\d+$/.test(code)) return undefined;
  for (const rule of rules) {
    if (!fits(code, rule)) continue;
    const weight = pick(code, rule.layout, 'W');
    const amount = pick(code, rule.layout, 'A');
    return {
      plu: pick(code, rule.layout, 'P'),
      weightMilli: weight === '' ? undefined : Number(weight),
      amountMinor: amount === '' ? undefined : Number(amount),
    };
  }
  return undefined;
}

/** Quantity and amount of a label for a product of this price: what the label prints wins, the other one is computed. */
export function measureLabel(
  fields: Pick<LabelFields, 'weightMilli' | 'amountMinor'>,
  priceMinor: number,
): { readonly quantityMilli: number; readonly amountMinor: number } {
  const { weightMilli, amountMinor } = fields;
  if (amountMinor === undefined)
    return { quantityMilli: weightMilli ?? 0, amountMinor: divideHalfUp(priceMinor * (weightMilli ?? 0), 1000) };
  if (weightMilli !== undefined) return { quantityMilli: weightMilli, amountMinor };
  return { quantityMilli: priceMinor > 0 ? Math.max(1, divideHalfUp(amountMinor * 1000, priceMinor)) : 1000, amountMinor };
}

/** A code of GTIN length (8, 12, 13, 14 digits) whose check digit is wrong was not read whole. */
export function isHalfRead(code: string): boolean {
  return hasGtinLength(code) && !hasValidCheckDigit(code);
}

function fits(code: string, rule: LabelRule): boolean {
  if (code.length !== rule.layout.length) return false;
  for (const [index, mark] of rule.layout.split('').entries()) if (/\d/.test(mark) && mark !== code[index]) return false;
  return !(rule.verifyCheckDigit && rule.layout.endsWith('C')) || hasValidCheckDigit(code);
}

function pick(code: string, layout: string, mark: string): string {
  return layout
    .split('')
    .map((letter, index) => (letter === mark ? (code[index] ?? '') : ''))
    .join('');
}
