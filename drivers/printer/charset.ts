import type { PrinterModel } from './models.ts';
import { printable } from './printable.ts';

export type CharsetName = PrinterModel['charset'];

/**
 * One glyph a printer draws, as a number: below 0x80 an ASCII byte, from 0x8140 on the two bytes of a GBK character (lead × 256 + trail),
 * 0x3400–0x4DB5 an ideograph of CJK extension A that GB18030 writes with four bytes. ASCII takes one column, everything else two.
 */
export type GlyphCode = number;

/** A text in a glyph buffer: glyphs from `start` up to `end`, and the columns they take at normal width. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
  readonly columns: number;
}

/** Drawn in place of what a printer has no glyph for (emoji, rare ideographs): □, bytes A1 F5, two columns. */
export const SUBSTITUTE: GlyphCode = 0xa1f5;

const EXTENSION_A_FIRST = 0x3400;
const EXTENSION_A_LAST = 0x4db5;

/** Characters outside GBK and what they look like, pairwise. ¥ U+00A5 is 81 30 84 36 in GB18030, which GBK firmware prints as "0 6". */
const LOOKALIKES = '¥￥−-‑-•·・·〜～⋯…';

/**
 * GB18030 two-byte codes that GBK firmware lacks: € A2E3, ǹ A8BF, A989–A995, FE50–FEA0.
 * Source: GB18030-2000 against CP936.
 */
function isBeyondGbk(code: GlyphCode): boolean {
  return code === 0xa2e3 || code === 0xa8bf || (code >= 0xa989 && code <= 0xa995) || (code >= 0xfe50 && code <= 0xfea0);
}

/** Every character of one charset by UTF-16 unit: its glyph code, or 0 when it needs cleaning or has no glyph. */
export interface Charset {
  readonly name: CharsetName;
  readonly codes: Uint16Array;
  /** The four bytes of extension A as one big-endian number, 0 where there are none. */
  readonly fourBytes: Uint32Array;
}

const built = new Map<CharsetName, Charset>();

/** The table of a charset, built from the platform's own decoder on first use (about 10 ms) and kept. */
export function charsetOf(name: CharsetName): Charset {
  let charset = built.get(name);
  if (!charset) {
    charset = buildCharset(name);
    built.set(name, charset);
  }
  return charset;
}

function buildCharset(name: CharsetName): Charset {
  const codes = new Uint16Array(0x10000);
  for (let unit = 0x20; unit < 0x7f; unit += 1) codes[unit] = unit;
  fillTwoByteCodes(codes, name);
  const fourBytes = new Uint32Array(EXTENSION_A_LAST + 1 - EXTENSION_A_FIRST);
  if (name === 'gb18030') fillExtensionA(codes, fourBytes);
  fillLookalikes(codes);
  return { name, codes, fourBytes };
}

function fillTwoByteCodes(codes: Uint16Array, name: CharsetName): void {
  const bytes = new Uint8Array(126 * 190 * 2);
  let length = 0;
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      bytes[length] = lead;
      bytes[length + 1] = trail;
      length += 2;
    }
  }
  const text = new TextDecoder('gb18030').decode(bytes);
  const normal = text.normalize('NFC');
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const code = ((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0);
    const hasGlyph = unit !== 0xfffd && !isPrivateUse(unit) && !(name === 'gbk' && isBeyondGbk(code));
    // A character that NFC replaces keeps 0: it goes through printable() and comes back as its unified form.
    if (hasGlyph && normal.charCodeAt(index) === unit) codes[unit] = code;
  }
}

function isPrivateUse(unit: number): boolean {
  return unit >= 0xe000 && unit <= 0xf8ff;
}

/** GB18030 four-byte codes 81 30 81 30 – 82 FE 39 39 hold all of extension A that has no two-byte code. */
function fillExtensionA(codes: Uint16Array, fourBytes: Uint32Array): void {
  const bytes = new Uint8Array(2 * 10 * 126 * 10 * 4);
  let length = 0;
  for (let first = 0x81; first <= 0x82; first += 1) {
    for (let second = 0x30; second <= 0x39; second += 1) {
      for (let third = 0x81; third <= 0xfe; third += 1) {
        for (let fourth = 0x30; fourth <= 0x39; fourth += 1) {
          bytes.set([first, second, third, fourth], length);
          length += 4;
        }
      }
    }
  }
  const text = new TextDecoder('gb18030').decode(bytes);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < EXTENSION_A_FIRST || unit > EXTENSION_A_LAST || codes[unit] !== 0) continue;
    codes[unit] = unit;
    fourBytes[unit - EXTENSION_A_FIRST] = view.getUint32(index * 4);
  }
}

/** Letters with marks that GBK lacks lose the mark (Ö → O), special spaces become a space, superscript digits become digits. */
function fillLookalikes(codes: Uint16Array): void {
  for (const [first, last] of [
    [0xa0, 0x24f],
    [0x1e00, 0x1eff],
    [0x2000, 0x209f],
  ] as const) {
    for (let unit = first; unit <= last; unit += 1) {
      if (codes[unit] !== 0) continue;
      const base = String.fromCharCode(unit).normalize('NFKD').replace(/\p{M}/gu, '');
      if (/^[ -~]$/.test(base)) codes[unit] = base.charCodeAt(0);
    }
  }
  for (let index = 0; index < LOOKALIKES.length; index += 2) {
    codes[LOOKALIKES.charCodeAt(index)] = codes[LOOKALIKES.charCodeAt(index + 1)] ?? 0;
  }
}

/** Columns of one glyph at normal width. */
export function columnsOfCode(code: GlyphCode): 1 | 2 {
  return code < 0x80 ? 1 : 2;
}

/** Columns a character takes on this charset's paper, its substitute included; 0 for what printable() drops. */
export function columnsOf(character: string, name: CharsetName): number {
  return new GlyphBuffer(charsetOf(name)).append(character).columns;
}

/** Texts of one document block as glyphs, one after another; cleared before the next block. */
export class GlyphBuffer {
  readonly charset: Charset;
  codes: Uint16Array = new Uint16Array(512);
  #length = 0;

  constructor(charset: Charset) {
    this.charset = charset;
  }

  clear(): void {
    this.#length = 0;
  }

  /** Adds a text, cleaned by printable(), with □ for every character the printer cannot draw. */
  append(text: string): TextSpan {
    this.#reserve(text.length);
    const { codes } = this;
    const table = this.charset.codes;
    const start = this.#length;
    let end = start;
    let columns = 0;
    for (let index = 0; index < text.length; index += 1) {
      const code = table[text.charCodeAt(index)] ?? 0;
      if (code === 0) return this.#appendCleaned(printable(text));
      codes[end] = code;
      end += 1;
      columns += code < 0x80 ? 1 : 2;
    }
    this.#length = end;
    return { start, end, columns };
  }

  #appendCleaned(text: string): TextSpan {
    this.#reserve(text.length);
    const start = this.#length;
    let end = start;
    let columns = 0;
    for (const character of text) {
      const code = (character.length === 1 && this.charset.codes[character.charCodeAt(0)]) || SUBSTITUTE;
      this.codes[end] = code;
      end += 1;
      columns += columnsOfCode(code);
    }
    this.#length = end;
    return { start, end, columns };
  }

  #reserve(glyphs: number): void {
    const needed = this.#length + glyphs;
    if (needed <= this.codes.length) return;
    const larger = new Uint16Array(Math.max(needed, this.codes.length * 2));
    larger.set(this.codes);
    this.codes = larger;
  }
}

/** The four GB18030 bytes of an extension A glyph, as one big-endian number. */
export function fourBytesOf(charset: Charset, code: GlyphCode): number {
  return charset.fourBytes[code - EXTENSION_A_FIRST] ?? 0;
}
