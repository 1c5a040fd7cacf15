import { expect, test } from 'vitest';
import { barcodeModules, barsOf } from '#renderer/screens/bench/barcode.ts';
import { code128Values } from '#renderer/screens/bench/barcode-code128.ts';

test('EAN-13 4006381333931 has the bars worked out by hand from the GS1 tables', () => {
  const left = ['0001101', '0100111', '0101111', '0111101', '0001001', '0110011'];
  const right = ['1000010', '1000010', '1000010', '1110100', '1000010', '1100110'];
  expect(barcodeModules('EAN13', '4006381333931')).toBe(`101${left.join('')}01010${right.join('')}101`);
});

test('EAN-13 adds a missing check digit and refuses a wrong one', () => {
  expect(barcodeModules('EAN13', '697003180029')).toBe(barcodeModules('EAN13', '6970031800297'));
  expect(barcodeModules('EAN13', '6970031800290')).toBeUndefined();
  expect(barcodeModules('EAN13', '69700318')).toBeUndefined();
  expect(barcodeModules('EAN13', '69700318002９7')).toBeUndefined();
});

test('EAN-8 96385074 has its four left and four right digits between the guards', () => {
  const left = ['0001011', '0101111', '0111101', '0110111'];
  const right = ['1001110', '1110010', '1000100', '1011100'];
  expect(barcodeModules('EAN8', '96385074')).toBe(`101${left.join('')}01010${right.join('')}101`);
});

test('UPC-A is the EAN-13 that starts with zero', () => {
  expect(barcodeModules('UPCA', '036000291452')).toBe(barcodeModules('EAN13', '0036000291452'));
  expect(barcodeModules('UPCA', '036000291452')).toHaveLength(95);
});

test('Code 128 writes text in set B with the check character of the standard', () => {
  // Start B 104, P 48, J 42, J 42, 1 17, 2 18, 3 19, C 35: 104+48+84+126+68+90+114+245 = 879, 879 mod 103 = 55.
  expect(code128Values('PJJ123C')).toEqual([104, 48, 42, 42, 17, 18, 19, 35, 55, 106]);
});

test('Code 128 packs runs of digits in pairs and changes sets where it must', () => {
  // Start C 105, 12, 34, 56: 105+12+68+168 = 353, 353 mod 103 = 44.
  expect(code128Values('123456')).toEqual([105, 12, 34, 56, 44, 106]);
  // Start B, A, then code C 99: 104+33+2×99+3×12+4×34 = 507, 507 mod 103 = 95.
  expect(code128Values('A1234')).toEqual([104, 33, 99, 12, 34, 95, 106]);
  // Start A for the control character: 103 + 73 (HT = 9 + 64) = 176, 176 mod 103 = 73.
  expect(code128Values('\t')).toEqual([103, 73, 73, 106]);
});

test('Code 128 symbols start and stop with the bars of ISO/IEC 15417', () => {
  // Start B 211214, A 111323, check (104+33) mod 103 = 34 → 131123, stop 2331112.
  expect(barcodeModules('CODE128', 'A')).toBe(['11010010000', '10100011000', '10001011000', '1100011101011'].join(''));
});

test('every Code 128 character is eleven modules wide with an even number of bar modules, and none is used twice', () => {
  const seen = new Set<string>();
  for (let first = 0; first < 100; first += 1) {
    const pair = String(first).padStart(2, '0');
    const modules = barcodeModules('CODE128', `${pair}00`) ?? '';
    expect(modules.length).toBe(11 * 4 + 13);
    const character = modules.slice(11, 22);
    expect(character.replaceAll('0', '').length % 2).toBe(0);
    seen.add(character);
  }
  expect(seen.size).toBe(100);
});

test('Code 39 frames its data with asterisks and ITF weaves two digits into one', () => {
  const asterisk = '100010111011101';
  expect(barcodeModules('CODE39', 'A')).toBe([asterisk, '111010100010111', asterisk].join('0'));
  // 38: bars wwnnn, spaces wnnwn between 1010 and 11101.
  expect(barcodeModules('ITF', '38')).toBe(['1010', '111000', '1110', '10', '1000', '10', '11101'].join(''));
});

test('data a symbology does not allow, and a symbology nobody knows, draw nothing', () => {
  expect(barcodeModules('CODE39', '小满')).toBeUndefined();
  expect(barcodeModules('CODE39', 'A*B')).toBeUndefined();
  expect(barcodeModules('ITF', '123')).toBeUndefined();
  expect(barcodeModules('CODE128', '柜台')).toBeUndefined();
  expect(barcodeModules('CODE128', '')).toBeUndefined();
  expect(barcodeModules('constructor', '1')).toBeUndefined();
  expect(barcodeModules('PDF417', '1')).toBeUndefined();
});

test('bars come with their place and width', () => {
  expect(barsOf('1100101110')).toEqual([
    { at: 0, width: 2 },
    { at: 4, width: 1 },
    { at: 6, width: 3 },
  ]);
});
