import { typedForms } from '../gtin.ts';
import { hasHan, squeeze } from './fold.ts';
import {
  BARCODE_PREFIX_LENGTH,
  initialOf,
  isPinyinText,
  parseReadings,
  type Searchable,
  searchedText,
  SKU_PART_LENGTH,
  SKU_PREFIX_LENGTH,
  type Unit,
} from './matching.ts';

/** Words up to this length that have a Chinese character, or none, are tokens themselves: the posting is the answer. */
export const HAN_GRAM_LENGTH = 3;
export const GRAM_LENGTH = 5;
/** Longest barcode prefix with a posting; longer ones match few products and are read from the barcode table. */
export const BARCODE_TOKEN_LENGTH = 6;

/** The token of a barcode prefix of six digits. Longer than any gram, so that no name can imitate it. */
export function barcodeToken(digits: string): string {
  return `#${digits}`;
}

/**
 * Every token under which a product is indexed. A word of at most three characters with a Chinese one, or of at most five without, finds
 * exactly the products that have it as a token; a longer one some of those that have all its grams.
 */
export function tokensOf(product: Searchable): Set<string> {
  const tokens = new Set<string>();
  addHanGrams(tokens, searchedText(product));
  const units = parseReadings(product.readings);
  for (let start = 0; start < units.length; start += 1) {
    addInitials(tokens, units, start, '', 1);
    addPinyin(tokens, units, start, '');
  }
  addSku(tokens, squeeze(product.sku));
  for (const code of product.barcodes) addBarcode(tokens, code);
  return tokens;
}

function addHanGrams(tokens: Set<string>, text: string): void {
  for (const part of text.split('\n')) {
    const characters = Array.from(part);
    for (let start = 0; start < characters.length; start += 1) {
      let gram = '';
      for (const character of characters.slice(start, start + HAN_GRAM_LENGTH)) {
        gram += character;
        if (hasHan(gram)) tokens.add(gram);
      }
    }
  }
}

function addInitials(tokens: Set<string>, units: readonly Unit[], unitIndex: number, before: string, length: number): void {
  for (const syllable of units[unitIndex] ?? []) {
    if (syllable === '' || hasHan(syllable)) continue;
    const gram = before + initialOf(syllable);
    tokens.add(gram);
    if (length < GRAM_LENGTH) addInitials(tokens, units, unitIndex + 1, gram, length + 1);
  }
}

function addPinyin(tokens: Set<string>, units: readonly Unit[], unitIndex: number, before: string): void {
  for (const syllable of units[unitIndex] ?? []) {
    if (!isPinyinText(syllable)) continue;
    const run = before + syllable;
    for (let length = before.length + 1; length <= Math.min(run.length, GRAM_LENGTH); length += 1) tokens.add(run.slice(0, length));
    if (run.length < GRAM_LENGTH) addPinyin(tokens, units, unitIndex + 1, run);
  }
}

function addSku(tokens: Set<string>, sku: string): void {
  const characters = Array.from(sku);
  addGram(tokens, characters.slice(0, SKU_PREFIX_LENGTH), SKU_PREFIX_LENGTH);
  for (let length = SKU_PART_LENGTH; length <= GRAM_LENGTH; length += 1) {
    for (let start = 0; start + length <= characters.length; start += 1) addGram(tokens, characters.slice(start, start + length), length);
  }
}

function addGram(tokens: Set<string>, characters: readonly string[], length: number): void {
  const gram = characters.join('');
  if (characters.length === length && !hasHan(gram)) tokens.add(gram);
}

function addBarcode(tokens: Set<string>, code: string): void {
  for (const form of typedForms(code)) {
    const digits = /^\d*/.exec(form)?.[0] ?? '';
    for (let length = BARCODE_PREFIX_LENGTH; length <= Math.min(digits.length, BARCODE_TOKEN_LENGTH); length += 1) {
      const prefix = digits.slice(0, length);
      tokens.add(length <= GRAM_LENGTH ? prefix : barcodeToken(prefix));
    }
  }
}
