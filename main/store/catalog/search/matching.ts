import { typedForms } from '../gtin.ts';
import { hasHan, squeeze } from './fold.ts';

/** Fewest characters of a SKU that match anywhere in it, and at its start. */
export const SKU_PART_LENGTH = 3;
export const SKU_PREFIX_LENGTH = 2;
/** Fewest digits that match the start of a barcode. */
export const BARCODE_PREFIX_LENGTH = 4;

/** What of a product is searched. `readings` is the stored form of `Reading`. */
export interface Searchable {
  readonly name: string;
  readonly spec: string;
  readonly sku: string;
  readonly barcodes: readonly string[];
  readonly readings: string;
}

/** One folded character of name and spec, as it is typed: its syllables when it is Chinese, else itself. '' parts name from spec. */
export type Unit = readonly string[];

/** The text whose characters the readings follow: name and spec without white space, parted by a line feed. */
export function searchedText(product: Pick<Searchable, 'name' | 'spec'>): string {
  return `${squeeze(product.name)}\n${squeeze(product.spec)}`;
}

/** Stored form → units: units parted by spaces, several readings of one character by slashes. */
export function parseReadings(readings: string): readonly Unit[] {
  return readings.split(' ').map((unit) => (unit.length < 3 ? [unit] : unit.split('/')));
}

/** Units → stored form. */
export function formatReadings(units: readonly Unit[]): string {
  return units.map((unit) => unit.join('/')).join(' ');
}

/** Whether the first letters of consecutive units spell the word, starting anywhere. */
export function matchesInitials(units: readonly Unit[], word: string): boolean {
  const letters = Array.from(word);
  for (let start = 0; start + letters.length <= units.length; start += 1) {
    let typed = 0;
    while (typed < letters.length && beginsWith(units[start + typed], letters[typed] ?? '')) typed += 1;
    if (typed === letters.length) return true;
  }
  return false;
}

function beginsWith(unit: Unit | undefined, letter: string): boolean {
  for (const syllable of unit ?? []) if (syllable.startsWith(letter)) return true;
  return false;
}

/** The letter a syllable or character begins with; '' for the gap between name and spec. */
export function initialOf(syllable: string): string {
  return syllable === '' ? '' : String.fromCodePoint(syllable.codePointAt(0) ?? 0);
}

/** What full pinyin is made of: syllables, and the letters and digits among them. */
export function isPinyinText(text: string): boolean {
  return /^[a-z0-9]+$/.test(text);
}

/** Whether the full syllables from some unit on spell the word; the last one may be unfinished. */
export function matchesPinyin(units: readonly Unit[], word: string): boolean {
  if (!isPinyinText(word)) return false;
  for (let start = 0; start < units.length; start += 1) if (spellsFrom(units, start, word, 0)) return true;
  return false;
}

function spellsFrom(units: readonly Unit[], unitIndex: number, word: string, typed: number): boolean {
  for (const syllable of units[unitIndex] ?? []) {
    if (syllable === '') continue;
    if (syllable.length >= word.length - typed) {
      if (syllable.startsWith(word.slice(typed))) return true;
    } else if (word.startsWith(syllable, typed) && spellsFrom(units, unitIndex + 1, word, typed + syllable.length)) return true;
  }
  return false;
}

/** Whether one folded word finds the product: the definition of the search, which the index only makes fast. */
export function matchesWord(product: Searchable, word: string): boolean {
  if (hasHan(word)) return searchedText(product).includes(word);
  if (matchesSku(squeeze(product.sku), word) || matchesBarcode(product.barcodes, word)) return true;
  const units = parseReadings(product.readings);
  return matchesInitials(units, word) || matchesPinyin(units, word);
}

function matchesSku(sku: string, word: string): boolean {
  const length = Array.from(word).length;
  if (length >= SKU_PART_LENGTH) return sku.includes(word);
  return length >= SKU_PREFIX_LENGTH && sku.startsWith(word);
}

function matchesBarcode(barcodes: readonly string[], word: string): boolean {
  if (word.length < BARCODE_PREFIX_LENGTH || !/^\d+$/.test(word)) return false;
  return barcodes.some((code) => typedForms(code).some((form) => form.startsWith(word)));
}
