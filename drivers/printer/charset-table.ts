/** What a printer's two-byte characters are; `none` for a printer that has single bytes only. */
export type CharsetName = 'gbk' | 'gb18030' | 'big5' | 'none';

/** Single-byte code pages of European printers; both hold ASCII below 80. */
export type CodePageName = 'cp437' | 'cp858';

/**
 * One glyph a printer draws, as a number: below 0x80 an ASCII byte; (place of its code page + 1) × 256 + byte for a single-byte character;
 * 0x3400–0x4DB5 an ideograph of CJK extension A that GB18030 writes with four bytes; from 0x8140 on the two bytes of a GBK or Big5 character
 * (lead × 256 + trail).
 */
export type NativeCode = number;

/** From here on a native glyph takes two columns. */
export const WIDE_FIRST = 0x3400;
/** From here on a native glyph is two bytes. */
export const TWO_BYTE_FIRST = 0x8140;

const EXTENSION_A_FIRST = 0x3400;
const EXTENSION_A_LAST = 0x4db5;

/** Characters outside GBK and what they look like, pairwise. ¥ U+00A5 is 81 30 84 36 in GB18030, which GBK firmware prints as "0 6". */
const LOOKALIKES = '¥￥−-‑-•·・·〜～⋯…';
/** Blanks other than the plain one. */
const BLANKS = '\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f';

/** The characters of the bytes 80–FF. Source: code page tables of IBM (437) and of Epson (858, page 19: 850 with € at D5). */
const CODE_PAGES: Readonly<Record<CodePageName, string>> = {
  cp437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  cp858:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
};

/** Every character of a printer by UTF-16 unit: its native code, or 0 when it needs cleaning or the printer has no glyph for it. */
export interface Charset {
  readonly name: CharsetName;
  readonly codes: Uint16Array;
  /** The four bytes of extension A as one big-endian number, 0 where there are none. */
  readonly fourBytes: Uint32Array;
  /** The character of a native code. */
  characterOf(code: NativeCode): string;
}

const built = new Map<string, Charset>();

/** The table of a charset and the code pages beside it, built from the platform's own decoder on first use (about 10 ms) and kept. */
export function charsetOf(name: CharsetName, pages: readonly CodePageName[] = []): Charset {
  const key = [name, ...pages].join();
  let charset = built.get(key);
  if (!charset) {
    charset = buildCharset(name, pages);
    built.set(key, charset);
  }
  return charset;
}

/** The character a byte from 80 up draws on a code page. */
export function pageCharacter(page: CodePageName, byte: number): string {
  return CODE_PAGES[page][byte - 0x80] ?? '';
}

function buildCharset(name: CharsetName, pages: readonly CodePageName[]): Charset {
  const codes = new Uint16Array(0x10000);
  for (let unit = 0x20; unit < 0x7f; unit += 1) codes[unit] = unit;
  if (name !== 'none') fillTwoByteCodes(codes, name);
  const fourBytes = new Uint32Array(EXTENSION_A_LAST + 1 - EXTENSION_A_FIRST);
  if (name === 'gb18030') fillExtensionA(codes, fourBytes);
  fillLookalikes(codes);
  for (const [place, page] of pages.entries()) fillCodePage(codes, page, place);
  for (const blank of BLANKS) codes[blank.charCodeAt(0)] = 0x20;
  let characters: readonly string[] | undefined;
  return { name, codes, fourBytes, characterOf: (code) => (characters ??= charactersByCode(codes))[code] ?? '' };
}

function fillTwoByteCodes(codes: Uint16Array, name: 'gbk' | 'gb18030' | 'big5'): void {
  const bytes = new Uint8Array(126 * 190 * 2);
  let length = 0;
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f || (name === 'big5' && !isBig5(lead, trail))) continue;
      bytes[length] = lead;
      bytes[length + 1] = trail;
      length += 2;
    }
  }
  const text = new TextDecoder(name === 'big5' ? 'big5' : 'gb18030').decode(bytes.subarray(0, length));
  const normal = text.normalize('NFC');
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const code = ((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0);
    const hasGlyph = unit !== 0xfffd && !isPrivateUse(unit) && !isMarkedLetter(unit) && !(name === 'gbk' && isBeyondGbk(code));
    // A character that NFC replaces keeps 0: it goes through printable() and comes back as its unified form. The first of two codes is the common one.
    if (hasGlyph && normal.charCodeAt(index) === unit && !(name === 'big5' && codes[unit] !== 0)) codes[unit] = code;
  }
}

/**
 * GB18030 two-byte codes that GBK firmware lacks: € A2E3, ǹ A8BF, A989–A995, FE50–FEA0.
 * Source: GB18030-2000 against CP936.
 */
function isBeyondGbk(code: NativeCode): boolean {
  return code === 0xa2e3 || code === 0xa8bf || (code >= 0xa989 && code <= 0xa995) || (code >= 0xfe50 && code <= 0xfea0);
}

/** The Big5 every firmware has: A140–A3BF symbols, A440–C67E and C940–F9D5 ideographs. Extensions around it differ from maker to maker. */
function isBig5(lead: number, trail: number): boolean {
  if (trail > 0x7e && trail < 0xa1) return false;
  const code = (lead << 8) | trail;
  return (code >= 0xa140 && code <= 0xa3bf) || (code >= 0xa440 && code <= 0xc67e) || (code >= 0xc940 && code <= 0xf9d5);
}

/** Latin letters with marks, à to ǜ: firmware has some of them as wide as a han, which tears a word like Nestlé apart. */
function isMarkedLetter(unit: number): boolean {
  return unit >= 0xc0 && unit <= 0x24f && unit !== 0xd7 && unit !== 0xf7;
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

/** The four GB18030 bytes of an extension A glyph, as one big-endian number. */
export function fourBytesOf(charset: Charset, code: NativeCode): number {
  return charset.fourBytes[code - EXTENSION_A_FIRST] ?? 0;
}

function fillLookalikes(codes: Uint16Array): void {
  for (let index = 0; index < LOOKALIKES.length; index += 2) {
    const unit = LOOKALIKES.charCodeAt(index);
    if (codes[unit] === 0) codes[unit] = codes[LOOKALIKES.charCodeAt(index + 1)] ?? 0;
  }
}

function fillCodePage(codes: Uint16Array, page: CodePageName, place: number): void {
  for (let byte = 0x80; byte <= 0xff; byte += 1) {
    const unit = pageCharacter(page, byte).charCodeAt(0);
    if (codes[unit] === 0 && unit !== 0xad) codes[unit] = ((place + 1) << 8) | byte;
  }
}

/** Of characters that share a code the last one, which is the wide form (￥ and not ¥). */
function charactersByCode(codes: Uint16Array): readonly string[] {
  const characters: string[] = [];
  for (const [unit, code] of codes.entries())
    if (code !== 0 && (code >= 0x80 || code === unit)) characters[code] = String.fromCharCode(unit);
  return characters;
}
