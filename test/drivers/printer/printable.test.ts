import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '#drivers/printer/printable.ts';

describe('printable text', () => {
  it('leaves honest text alone, also what other printers take as markup', () => {
    for (const text of ['', '农夫山泉 550ml', '|{}~^"\\`_-=', 'Nestlé ½ ①', '￥12.50（含税）', '𠮷野家 😀'])
      expect(printable(text)).toBe(text);
  });

  it('drops every C0, DEL and C1 control character, except that breaks and tabs become a space', () => {
    for (let code = 0; code < 0xa0; code += 1) {
      if (code >= 0x20 && code < 0x7f) continue;
      const isBreak = [0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x85].includes(code);
      expect(printable(`甲${String.fromCharCode(code)}乙`)).toBe(isBreak ? '甲 乙' : '甲乙');
    }
    expect(printable('a\r\nb\u2028c\u2029d')).toBe('a b c d');
  });

  it('drops bidi controls, zero-width characters, variation selectors and unpaired surrogates', () => {
    const hidden =
      '\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad\ufe0f\ufff9\u{e0041}';
    expect(printable(`价${hidden}格`)).toBe('价格');
    expect(printable('\ud800牛\udc00奶\ud83d')).toBe('牛奶');
    expect(printable('👶🏻👍🏿')).toBe('👶👍');
  });

  it('composes: e + acute accent is é', () => {
    expect(printable('cafe\u0301')).toBe('caf\u00e9');
  });

  it('leaves nothing invisible in any text, and nothing more to do', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const once = printable(text);
        expect(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(once)).toBe(false);
        expect(printable(once)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });
});
