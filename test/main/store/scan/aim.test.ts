import { expect, test } from 'vitest';
import { readAimId } from '#main/store/scan/aim.ts';

test.each([
  [']E06973012450313', '6973012450313'],
  [']E496385074', '96385074'],
  [']C0ABC-1', 'ABC-1'],
  [']A0ABC-1', 'ABC-1'],
  [']I016973012450310', '16973012450310'],
  [']Q1https://example.com/', 'https://example.com/'],
  [']d1ABC', 'ABC'],
  [']L0ABC', 'ABC'],
  [']X0ABC', 'ABC'],
])('%s is %s, and no GS1 code', (text, data) => {
  expect(readAimId(text)).toEqual({ data, isGs1: false });
});

test.each([']C1', ']e0', ']d2', ']Q3', ']J1'])('%s announces an element string', (id) => {
  expect(readAimId(`${id}0106973012450313`)).toEqual({ data: '0106973012450313', isGs1: true });
});

test('an EAN-13 with an add-on of 2 or 5 digits is the EAN-13', () => {
  expect(readAimId(']E3977147396801605').data).toBe('9771473968016');
  expect(readAimId(']E3978020137962412345').data).toBe('9780201379624');
});

test('what is no identifier stays where it is', () => {
  for (const text of ['', ']', ']E', ']]0123', '6973]E0', ']中0', ']E-1', '[E01'])
    expect(readAimId(text)).toEqual({ data: text, isGs1: false });
});
