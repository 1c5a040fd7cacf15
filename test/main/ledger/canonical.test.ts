import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, contentHash, type Json } from '#main/ledger/canonical.ts';

describe('canonical JSON', () => {
  test('sorts keys, leaves no space and keeps the order of lists', () => {
    expect(canonicalJson({ b: 1, a: [3, 1, { d: null, c: true }], aa: '' })).toBe('{"a":[3,1,{"c":true,"d":null}],"aa":"","b":1}');
  });

  test('is the same text whatever order the keys came in', () => {
    expect(canonicalJson({ sku: 'A', name: 'B', unit: 'C' })).toBe(canonicalJson({ unit: 'C', name: 'B', sku: 'A' }));
  });

  test('brings strings to NFC and leaves Chinese as it is', () => {
    expect(canonicalJson('e\u0301')).toBe('"\u00e9"');
    expect(canonicalJson('奶瓶，２４０ｍｌ')).toBe('"奶瓶，２４０ｍｌ"');
  });

  test('escapes like JSON.stringify, half surrogates too', () => {
    expect(canonicalJson('a"b\\c\n\u0001\ud800')).toBe('"a\\"b\\\\c\\n\\u0001\\ud800"');
  });

  test('writes minus zero as zero', () => {
    expect(canonicalJson([-0, 0, -5])).toBe('[0,0,-5]');
  });

  test.each([[0.5], [Number.NaN], [2 ** 53], [Number.POSITIVE_INFINITY]])('refuses the number %s', (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  });

  test('refuses undefined and keys that are not plain words', () => {
    expect(() => canonicalJson({ value: undefined } as unknown as Json)).toThrow(TypeError);
    expect(() => canonicalJson({ 'a b': 1 })).toThrow('not a journal key: a b');
  });

  test('writes a body larger than its first buffer', () => {
    const names = Array.from({ length: 3000 }, () => '贝亲奶瓶');
    expect(canonicalJson(names)).toBe(JSON.stringify(names));
  });

  test('parses back to the same value for every text in NFC', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.maxSafeInteger(), (texts, number) => {
        const value = { texts: texts.map((text) => text.normalize('NFC')), number };
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toStrictEqual({ ...value, number: number === 0 ? 0 : number });
        expect(text).toBe(text.normalize('NFC'));
      }),
    );
  });

  test('hashes the canonical text', () => {
    // printf '{"a":1}' | sha256sum
    expect(contentHash({ a: 1 })).toBe('015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862');
  });
});
