import { expect, test } from 'vitest';
import { errorText, errorTexts, GuitaiError } from '#contract/error.ts';

test('every error speaks Chinese and English and both fill in the same details', () => {
  for (const [code, texts] of Object.entries(errorTexts)) {
    expect(texts.zh, code).toMatch(/[\u4e00-\u9fff]/);
    expect(texts.en, code).toMatch(/^[A-Z{]/);
    expect(placeholders(texts.zh), code).toEqual(placeholders(texts.en));
  }
});

test('details are filled in and an unknown code falls back to the message it came with', () => {
  const error = new GuitaiError('tender_short', { missing: '0.01' });
  expect(errorText(error.toWire(), 'zh')).toBe('还差 0.01。');
  expect(error.message).toBe('0.01 short.');
  expect(errorText({ code: 'from_the_future', message: 'Hello', details: {} }, 'zh')).toBe('Hello');
  expect(errorText({ code: 'constructor', message: 'Hello', details: {} }, 'en')).toBe('Hello');
});

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').toSorted();
}
