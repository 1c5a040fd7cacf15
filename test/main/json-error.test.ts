import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findJsonError } from '#main/json-error.ts';

describe('the place where a text stops being JSON', () => {
  test.each([
    ['a comma too many', '{\n  "terminal": "01",\n}', 3, 1],
    ['a missing comma', '{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ['a single-quoted text', "{ 'a': 1 }", 1, 3],
    ['a comment', '{ "a": 1 // till\n}', 1, 10],
    ['a text without its end', '{ "a": "小满 }', 1, 13],
    ['a line break inside a text', '{ "a": "b\nc" }', 1, 10],
    ['nothing at all', '', 1, 1],
    ['an end that is missing', '{ "a": [1, 2', 1, 13],
    ['something after the end', '{} {}', 1, 4],
    ['a bare word', '{ "a": yes }', 1, 8],
    ['a number with a leading zero', '[01]', 1, 3],
  ])('%s', (_name, text, line, column) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(findJsonError(text)).toMatchObject({ line, column });
  });

  test('is found exactly when JSON.parse refuses the text', () => {
    const almostJson = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', '"', '\\', '\u0001', '0', 'e', '-'))
      .map(([json, at, noise]) => {
        const cut = at % (json.length + 1);
        return json.slice(0, cut) + noise + json.slice(cut);
      });
    fc.assert(
      fc.property(almostJson, (text) => {
        let refused = false;
        try {
          JSON.parse(text);
        } catch {
          refused = true;
        }
        expect(findJsonError(text) !== undefined).toBe(refused);
      }),
    );
  });
});
