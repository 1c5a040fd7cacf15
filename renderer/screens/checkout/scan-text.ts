import { parseQuantity, splitQuantity } from '#contract/quantity.ts';

/** What the text in the scan field asks for when Enter is pressed. */
export type ScanEntry =
  | { readonly kind: 'empty' }
  /** A code or words, to be added once or `quantityMilli` times. */
  | { readonly kind: 'code'; readonly text: string; readonly quantityMilli: number | undefined }
  /** "*5" or "5 *": the quantity of the selected line. */
  | { readonly kind: 'quantity'; readonly quantityMilli: number }
  | { readonly kind: 'badQuantity' };

const MAX_QUERY_CHARACTERS = 64;
const TIMES_FIRST = /^[*×＊]\s*(.*)$/s;

/** Reads "6901234567892", "奶粉", "3 * 6901234567892", "3 *" and "*0.5". */
export function parseScanEntry(text: string): ScanEntry {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'empty' };
  const counted = splitQuantity(trimmed);
  if (counted) {
    const { quantityMilli, rest } = counted;
    if (quantityMilli === undefined) return { kind: 'badQuantity' };
    return rest === '' ? { kind: 'quantity', quantityMilli } : { kind: 'code', text: rest, quantityMilli };
  }
  const [, after] = TIMES_FIRST.exec(trimmed) ?? [];
  if (after === undefined) return { kind: 'code', text: trimmed, quantityMilli: undefined };
  const quantityMilli = parseQuantity(after);
  return quantityMilli === undefined ? { kind: 'badQuantity' } : { kind: 'quantity', quantityMilli };
}

/** The quantity waiting for the next scan: "3 *" → 3000; undefined for any other text. */
export function quantityForNextScan(text: string): number | undefined {
  const counted = splitQuantity(text.trim());
  return counted?.rest === '' ? counted.quantityMilli : undefined;
}

/** What to search the catalogue for while the cashier types: two letters or digits, or one han character, after any "3 *". */
export function searchQueryOf(text: string): string | undefined {
  const entry = parseScanEntry(text);
  if (entry.kind !== 'code') return undefined;
  const worthIt = /\p{Script=Han}/u.test(entry.text) || (entry.text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 2;
  return worthIt ? entry.text.slice(0, MAX_QUERY_CHARACTERS) : undefined;
}

/** Words are looked up in the list, so its first hit is chosen at once; anything with a digit may be a code and is asked of the shop. */
export function looksLikeCode(text: string): boolean {
  return /[0-9]/.test(text);
}

const RECEIPT_NUMBER = /^[A-Z0-9]{1,10}-\d{2}-\d{1,6}-R?\d{6,10}$/;

/** True for a receipt number (store-terminal-epoch-number): scanning a receipt looks the sale up. */
export function isReceiptNumber(text: string): boolean {
  return RECEIPT_NUMBER.test(text);
}
