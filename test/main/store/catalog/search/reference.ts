import type { ImportRow } from '#main/store/catalog/import-row.ts';
import type { Reader } from '#main/store/catalog/search/readings.ts';

/** The search written for reading, not for speed: looks at every product and every way to read it. */
export class ReferenceSearch {
  readonly #products = new Map<string, { row: ImportRow; tier: number; arrival: number }>();
  readonly #reader: Reader;
  #arrivals = 0;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  put(row: ImportRow): void {
    const before = this.#products.get(row.sku);
    const popularity = row.popularity ?? before?.row.popularity ?? 0;
    const tier = [16_383, 4095, 1023, 255, 63, 15, 3].filter((least) => popularity < least).length;
    this.#arrivals += 1;
    const arrival = before?.tier === tier ? before.arrival : this.#arrivals;
    this.#products.set(row.sku, { row: { ...row, popularity }, tier, arrival });
  }

  skus(query: string, limit: number): string[] {
    const typed = query.slice(0, 64);
    const words = plain(typed)
      .split(/[\s\p{Cc}]+/u)
      .filter(Boolean);
    if (words.length === 0) return [];
    const inOrder = [...this.#products.values()]
      .filter(({ row }) => row.active)
      .toSorted((a, b) => a.tier - b.tier || a.arrival - b.arrival);
    const isCode = (row: ImportRow) => row.barcodes.some((code) => code === typed.trim()) || squeezed(row.sku) === squeezed(typed);
    const isHit = (row: ImportRow) => words.every((word) => this.#matches(row, word));
    const codes = inOrder.filter(({ row }) => isCode(row));
    const others = inOrder.filter(({ row }) => !isCode(row) && isHit(row));
    return [...codes, ...others].map(({ row }) => row.sku).slice(0, limit);
  }

  #matches(row: ImportRow, word: string): boolean {
    const parts = [squeezed(row.name), squeezed(row.spec)];
    if (/\p{Script=Han}/u.test(word)) return parts.some((part) => part.includes(word));
    const [name = [], spec = []] = this.#syllables(row);
    const spoken = [...spellings(name), ...spellings(spec)];
    const initials = spoken.map((syllables) => syllables.map((syllable) => String.fromCodePoint(syllable.codePointAt(0) ?? 0)));
    if (initials.some((letters) => letters.some((_, start) => letters.slice(start).join('').startsWith(word)))) return true;
    if (/^[a-z0-9]*$/.test(word) && spoken.some((syllables) => syllables.some((_, start) => spells(syllables.slice(start), word))))
      return true;
    const sku = squeezed(row.sku);
    const length = Array.from(word).length;
    if (length >= 3 ? sku.includes(word) : length === 2 && sku.startsWith(word)) return true;
    return /^\d{4,}$/.test(word) && row.barcodes.some((code) => code.startsWith(word));
  }

  /** Readings of every character of name and of spec. */
  #syllables(row: ImportRow): string[][][] {
    const parts: string[][][] = [[]];
    for (const unit of this.#reader.read(row).split(' ')) {
      if (unit === '') parts.push([]);
      else parts.at(-1)?.push(unit.length > 2 ? unit.split('/') : [unit]);
    }
    return parts;
  }
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();
const squeezed = (text: string): string => plain(text).replaceAll(/[\s\p{Cc}]/gu, '');

/** Letters and digits only, up to the end of the word. */
function spells(syllables: readonly string[], word: string): boolean {
  const end = syllables.findIndex((syllable) => !/^[a-z0-9]+$/.test(syllable));
  return (end < 0 ? syllables : syllables.slice(0, end)).join('').startsWith(word);
}

/** Every way to read the characters one after another. */
function spellings(units: readonly (readonly string[])[]): string[][] {
  return units.reduce<string[][]>((ways, readings) => ways.flatMap((way) => readings.map((reading) => [...way, reading])), [[]]);
}
