import * as fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { charsetOf, type CharsetName, columnsOf, GlyphBuffer } from '#drivers/printer/charset.ts';

function glyphs(text: string, charset: CharsetName = 'gbk'): { readonly codes: readonly string[]; readonly columns: number } {
  const buffer = new GlyphBuffer(charsetOf(charset));
  const span = buffer.append(text);
  return { codes: Array.from(buffer.codes.slice(span.start, span.end), (code) => code.toString(16)), columns: span.columns };
}

describe('what a printer draws', () => {
  it('draws ASCII in one column and han in two, with the codes of GB 2312 and GBK', () => {
    expect(glyphs('A啊镕').codes).toEqual(['41', 'b0a1', 'e946']);
    expect(glyphs('A啊镕').columns).toBe(5);
  });

  it('agrees with iconv-lite on every ideograph of the basic block and the common punctuation', () => {
    const { codes } = charsetOf('gbk');
    for (let code = 0x4e00; code <= 0x9fa5; code += 1) {
      const bytes = iconv.encode(String.fromCharCode(code), 'gbk');
      expect(codes[code]).toBe((bytes[0]! << 8) | bytes[1]!);
    }
    for (const character of '，。、；：？！（）【】《》“”‘’—…·￥％＋－×÷①②㎡℃') {
      const bytes = iconv.encode(character, 'gbk');
      expect(codes[character.charCodeAt(0)]).toBe((bytes[0]! << 8) | bytes[1]!);
    }
  });

  it('draws ¥ as ￥, letters GBK lacks without their marks, and odd blanks and dashes as plain ones', () => {
    expect(glyphs('¥').codes).toEqual(['a3a4']);
    expect(glyphs('ÖñÇ').codes).toEqual(['4f', '6e', '43']);
    expect(glyphs('é').codes).toEqual(['a8a6']);
    expect(glyphs('a\u00a0b\u2212c m²').codes).toEqual(['61', '20', '62', '2d', '63', '20', '6d', '32']);
  });

  it('draws □ in two columns for what GBK has no glyph for', () => {
    for (const text of ['😀', '𠮷', '㐂', 'ш́'.slice(1), '€', 'ß', '\ue5e5', '\u0e01'])
      expect(glyphs(text)).toEqual({ codes: ['a1f5'], columns: 2 });
    expect(glyphs('👨‍👩‍👧')).toEqual({ codes: ['a1f5', 'a1f5', 'a1f5'], columns: 6 });
  });

  it('draws extension A where the printer has GB18030, and □ for what even that lacks', () => {
    expect(glyphs('㐂䶮', 'gb18030').codes).toEqual(['3402', 'fe9f']);
    expect(charsetOf('gb18030').fourBytes[0x3402 - 0x3400]).toBe(0x8139ef31);
    expect(iconv.encode('㐂', 'gb18030').toString('hex')).toBe('8139ef31');
    expect(glyphs('😀𠮷é', 'gb18030').codes).toEqual(['a1f5', 'a1f5', 'a8a6']);
  });

  it('counts columns of single characters, nothing for what never reaches paper', () => {
    expect(['A', '啊', '￥', '😀', '\u200b', '\x1b'].map((character) => columnsOf(character, 'gbk'))).toEqual([1, 2, 2, 2, 0, 0]);
  });

  it('never yields a control code, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.constantFrom<CharsetName>('gbk', 'gb18030'), (text, charset) => {
        const buffer = new GlyphBuffer(charsetOf(charset));
        const { start, end } = buffer.append(text);
        for (const code of buffer.codes.slice(start, end)) {
          expect((code >= 0x20 && code < 0x7f) || code >= 0x8140 || (charset === 'gb18030' && code >= 0x3400 && code <= 0x4db5)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
