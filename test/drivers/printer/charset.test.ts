import * as fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { GlyphBuffer } from '#drivers/printer/charset.ts';
import { charsetOf, type CharsetName, type CodePageName, pageCharacter } from '#drivers/printer/charset-table.ts';

function glyphs(
  text: string,
  charset: CharsetName = 'gbk',
  pages: readonly CodePageName[] = [],
): { readonly codes: readonly string[]; readonly columns: number } {
  const buffer = new GlyphBuffer(charsetOf(charset, pages));
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

  it('draws ¥ as ￥, and odd blanks and dashes as plain ones', () => {
    expect(glyphs('¥').codes).toEqual(['a3a4']);
    expect(glyphs('a\u00a0b\u2212c').codes).toEqual(['61', '20', '62', '2d', '63']);
  });

  it('leaves to us what GBK has no glyph for: letters in one column, ideographs and emoji in two, marks in none', () => {
    expect(glyphs('Öñ²')).toEqual({ codes: ['10000d6', '10000f1', '10000b2'], columns: 3 });
    // GBK has é, A8 A6, but as wide as a han.
    expect(glyphs('é')).toEqual({ codes: ['10000e9'], columns: 1 });
    expect(glyphs('😀𠮷㐂')).toEqual({ codes: ['201f600', '2020bb7', '2003402'], columns: 6 });
    expect(glyphs('👨\u200d👩')).toEqual({ codes: ['201f468', '201f469'], columns: 4 });
    expect(glyphs('ก\u0e34')).toEqual({ codes: ['1000e01', '4000e34'], columns: 1 });
  });

  it('draws the letter under a mark too, and a mark alone as a letter', () => {
    expect(glyphs('x\u0302')).toEqual({ codes: ['1000078', '4000302'], columns: 1 });
    expect(glyphs('\u0302')).toEqual({ codes: ['1000302'], columns: 1 });
  });

  it("shows □ for what even the glyph font lacks, the printer's own where it has one", () => {
    expect(glyphs('\ue5e5\u{20000}')).toEqual({ codes: ['a1f5', 'a1f5'], columns: 4 });
    expect(glyphs('\ue5e5', 'none')).toEqual({ codes: ['20025a1'], columns: 2 });
  });

  it('has extension A where the printer has GB18030', () => {
    expect(glyphs('㐂䶮', 'gb18030').codes).toEqual(['3402', 'fe9f']);
    expect(charsetOf('gb18030').fourBytes[0x3402 - 0x3400]).toBe(0x8139ef31);
    expect(iconv.encode('㐂', 'gb18030').toString('hex')).toBe('8139ef31');
  });

  it('agrees with iconv-lite on Big5: 小 A470, 滿 BAA1, 粧 is an extension and drawn, 简 is not Big5', () => {
    expect(glyphs('小滿', 'big5').codes).toEqual(['a470', 'baa1']);
    expect(iconv.encode('小滿', 'big5').toString('hex')).toBe('a470baa1');
    expect(glyphs('粧简', 'big5').codes).toEqual(['2007ca7', '2007b80']);
    const { codes } = charsetOf('big5');
    let ideographs = 0;
    for (let code = 0x4e00; code <= 0x9fa5; code += 1) {
      if (codes[code] === 0) continue;
      ideographs += 1;
      expect(iconv.decode(Buffer.from((codes[code] ?? 0).toString(16), 'hex'), 'big5')).toBe(String.fromCharCode(code));
    }
    // 5,401 and 7,652, of which 兀 and 嗀 are one character twice; among the symbols the nine units 兙 to 糎 and 卄.
    expect(ideographs).toBe(13_061);
  });

  it.each(['cp437', 'cp858'] as const)('agrees with iconv-lite on every byte of code page %s', (page) => {
    for (let byte = 0x80; byte <= 0xff; byte += 1)
      expect(pageCharacter(page, byte), byte.toString(16)).toBe(iconv.decode(Buffer.of(byte), page));
  });

  it('writes single bytes of the first code page that has the letter, in one column', () => {
    expect(glyphs('é€Ω', 'none', ['cp858', 'cp437'])).toEqual({ codes: ['182', '1d5', '2ea'], columns: 3 });
    expect(glyphs('é中', 'gbk', ['cp858']).codes).toEqual(['182', 'd6d0']);
    expect(glyphs('ö', 'gbk', ['cp858']).codes).toEqual(['194']);
  });

  it('never yields a control code, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.constantFrom<CharsetName>('gbk', 'gb18030', 'big5', 'none'),
        (text, charset) => {
          const buffer = new GlyphBuffer(charsetOf(charset));
          const { start, end } = buffer.append(text);
          for (const code of buffer.codes.slice(start, end)) {
            expect((code >= 0x20 && code < 0x7f) || code >= 0x8140 || (charset === 'gb18030' && code >= 0x3400 && code <= 0x4db5)).toBe(
              true,
            );
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
