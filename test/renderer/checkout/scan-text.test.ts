import { expect, test } from 'vitest';
import {
  isReceiptNumber,
  looksLikeCode,
  parseScanEntry,
  quantityForNextScan,
  searchQueryOf,
} from '#renderer/screens/checkout/scan-text.ts';

test.each([
  ['', { kind: 'empty' }],
  ['   ', { kind: 'empty' }],
  ['6973012450313', { kind: 'code', text: '6973012450313', quantityMilli: undefined }],
  [' 奶粉 ', { kind: 'code', text: '奶粉', quantityMilli: undefined }],
  ['3*6973012450313', { kind: 'code', text: '6973012450313', quantityMilli: 3000 }],
  ['3 * 6973012450313', { kind: 'code', text: '6973012450313', quantityMilli: 3000 }],
  ['0.356 × 大米', { kind: 'code', text: '大米', quantityMilli: 356 }],
  ['3*', { kind: 'quantity', quantityMilli: 3000 }],
  ['*12', { kind: 'quantity', quantityMilli: 12_000 }],
  ['＊0.5', { kind: 'quantity', quantityMilli: 500 }],
  ['*', { kind: 'badQuantity' }],
  ['*abc', { kind: 'badQuantity' }],
  ['0*', { kind: 'badQuantity' }],
  ['1.2345*', { kind: 'badQuantity' }],
  ['999999*690', { kind: 'badQuantity' }],
  ['*-3', { kind: 'badQuantity' }],
  ['-3*690', { kind: 'code', text: '-3*690', quantityMilli: undefined }],
])('%j asks for %j', (text, entry) => {
  expect(parseScanEntry(text)).toEqual(entry);
});

test.each([
  ['3*', 3000],
  ['3 *', 3000],
  ['2.5 × ', 2500],
  ['*3', undefined],
  ['3', undefined],
  ['3*69', undefined],
  ['', undefined],
  ['0*', undefined],
])('%j makes the next scan count %s', (text, quantityMilli) => {
  expect(quantityForNextScan(text)).toBe(quantityMilli);
});

test.each([
  ['奶', '奶'],
  ['n', undefined],
  ['nf', 'nf'],
  ['69', '69'],
  ['3*', undefined],
  ['3*奶粉', '奶粉'],
  ['*5', undefined],
  ['--', undefined],
])('%j searches for %s', (text, query) => {
  expect(searchQueryOf(text)).toBe(query);
});

test('a query is never longer than the shop takes', () => {
  expect(searchQueryOf('奶'.repeat(500))).toHaveLength(64);
});

test('anything with a digit may be a code', () => {
  expect(looksLikeCode('SKU-1')).toBe(true);
  expect(looksLikeCode('奶粉')).toBe(false);
});

test('a scanned receipt is known by its number', () => {
  expect(isReceiptNumber('S001-01-1-000042')).toBe(true);
  expect(isReceiptNumber('6973012450313')).toBe(false);
  expect(isReceiptNumber('S001-01-1-000042; DROP')).toBe(false);
});
