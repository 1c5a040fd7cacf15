import { charsetOf } from '../printer/charset-table.ts';
import { printable } from '../printer/printable.ts';

/** What a two-line display has glyphs for. `gb18030`: ASCII and the two-byte characters of GBK. */
export type DisplayCharset = 'ascii' | 'gb18030';

/** Columns of a two-line customer display. */
export const DISPLAY_COLUMNS = 20;

const isWide = (character: string): boolean => character > '\x7e';

/** A text with nothing in it the display cannot draw, and nothing that could be a command. */
export function drawable(text: string, charset: DisplayCharset): string {
  if (charset === 'ascii') return text.replace(/[^\x20-\x7e]/gu, '');
  const { codes } = charsetOf('gbk');
  return Array.from(printable(text), (character) => (character.length === 1 ? codeToText(character, codes) : '')).join('');
}

function codeToText(character: string, codes: Uint16Array): string {
  const code = codes[character.charCodeAt(0)] ?? 0;
  if (code === 0) return unmarked(character);
  // A look-alike (a no-break space) is drawn as the ASCII character it stands for.
  return code < 0x80 ? String.fromCharCode(code) : character;
}

/** A letter GBK lacks without its mark (Ö → O), nothing where that is no ASCII letter either. */
function unmarked(character: string): string {
  const base = character.normalize('NFKD').replace(/\p{M}/gu, '');
  return /^[ -~]$/.test(base) ? base : '';
}

/** Columns of a drawable text: two for every character that is not ASCII. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += isWide(character) ? 2 : 1;
  return columns;
}

/** The beginning of a drawable text that fits, never half a character. */
export function fitting(text: string, columns: number): string {
  let room = columns;
  let fits = '';
  for (const character of text) {
    room -= isWide(character) ? 2 : 1;
    if (room < 0) break;
    fits += character;
  }
  return fits;
}

/** Exactly `columns` columns: cut, or filled up with spaces at the end. */
export function padded(text: string, columns: number): string {
  const fits = fitting(text, columns);
  return fits + ' '.repeat(columns - columnsOf(fits));
}

/** A drawable text on two lines, broken at a space where there is one. */
export function wrapped(text: string): readonly [upper: string, lower: string] {
  const upper = fitting(text, DISPLAY_COLUMNS);
  if (upper === text) return [text, ''];
  const space = text[upper.length] === ' ' ? upper.length : upper.lastIndexOf(' ');
  const end = space > 0 ? space : upper.length;
  return [text.slice(0, end), text.slice(end).trimStart()];
}

/** A drawable text as the display's bytes, one a column. */
export function glyphBytes(text: string): Uint8Array {
  const { codes } = charsetOf('gbk');
  const bytes: number[] = [];
  for (const character of text) {
    const code = codes[character.charCodeAt(0)] ?? 0;
    if (code < 0x80) bytes.push(code);
    else bytes.push(code >> 8, code & 0xff);
  }
  return Uint8Array.from(bytes);
}
