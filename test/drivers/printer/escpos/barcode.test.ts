import { describe, expect, it } from 'vitest';
import { encode as qrMatrix } from 'uqr';
import { code128Bars, code128Runs, code128Values, eanBars, gs1CheckDigit } from '#drivers/printer/escpos/barcode.ts';
import { encode, paper } from './paper.ts';

/** Bars as dots: 1 for ink. */
function drawn(bars: readonly number[]): string {
  return bars.map((width, index) => (index % 2 === 0 ? '1' : '0').repeat(width)).join('');
}

/** The first row of the raster on paper as dots, joined bands checked to have equal rows. */
function firstRow(modelId: string, symbology: 'EAN13' | 'CODE128', data: string): string {
  const [item] = paper(encode([{ type: 'barcode', symbology, data, heightDots: 20 }], modelId), modelId);
  if (item?.type !== 'raster') throw new Error('not drawn by us');
  const rowBytes = item.widthDots / 8;
  const rows = Buffer.from(item.bitsBase64, 'base64');
  expect(item.heightDots).toBe(20);
  for (let row = 1; row < item.heightDots; row += 1) {
    expect(rows.subarray(row * rowBytes, (row + 1) * rowBytes)).toEqual(rows.subarray(0, rowBytes));
  }
  return Array.from(rows.subarray(0, rowBytes), (byte) => byte.toString(2).padStart(8, '0'))
    .join('')
    .replace(/0+$/, '');
}

describe('linear symbols drawn by us', () => {
  it('draws CODE128 as ISO/IEC 15417 prescribes: start B, PJJ123C, check 55, stop', () => {
    expect(code128Values([{ set: 'B', text: 'PJJ123C' }])).toEqual([104, 48, 42, 42, 17, 18, 19, 35, 55]);
    expect(drawn(code128Bars([{ set: 'B', text: 'PJJ123C' }]))).toBe(
      [
        '11010010000',
        '11101110110',
        '10110111000',
        '10110111000',
        '10011100110',
        '11001110010',
        '11001011100',
        '10001000110',
        '11101000110',
      ].join('') + '1100011101011',
    );
  });

  it('chooses set C for long runs of digits', () => {
    expect(code128Runs('2025061401000063')).toEqual([{ set: 'C', text: '2025061401000063' }]);
    expect(code128Runs('S001-01-1-000063')).toEqual([
      { set: 'B', text: 'S001-01-1-' },
      { set: 'C', text: '000063' },
    ]);
    expect(code128Runs('12345')).toEqual([
      { set: 'B', text: '1' },
      { set: 'C', text: '2345' },
    ]);
    expect(code128Runs('A12')).toEqual([{ set: 'B', text: 'A12' }]);
  });

  it('draws EAN-13 as ISO/IEC 15420 prescribes', () => {
    // 5901234123457: first digit 5 = ABBAAB; left 9B? 0 1 2 3 4, right 1 2 3 4 5 7.
    const left = ['0001011', '0100111', '0110011', '0010011', '0111101', '0011101'].join('');
    const right = ['1100110', '1101100', '1000010', '1011100', '1001110', '1000100'].join('');
    expect(drawn(eanBars('5901234123457'))).toBe(`101${left}01010${right}101`);
  });

  it('draws EAN-8 and UPC-A', () => {
    // 96385074: left 9 6 3 8 (A), right 5 0 7 4.
    expect(drawn(eanBars('96385074'))).toBe('1010001011010111101111010110111010101001110111001010001001011100101');
    expect(drawn(eanBars('036000291452'))).toBe(drawn(eanBars('0036000291452')));
  });

  it('computes GS1 check digits', () => {
    expect(gs1CheckDigit('590123412345')).toBe('7');
    expect(gs1CheckDigit('9638507')).toBe('4');
    expect(gs1CheckDigit('03600029145')).toBe('2');
  });

  it('puts the bars on paper in whole dots where the printer does not draw the symbol itself', () => {
    // 1604… is refused as native set C data, so we draw: set C 16 04 01, three dots a module.
    const modules = drawn(code128Bars([{ set: 'C', text: '160401' }]));
    expect(firstRow('generic-80', 'CODE128', '160401')).toBe(Array.from(modules, (module) => module.repeat(3)).join(''));
  });
});

describe('QR drawn by us', () => {
  it('puts exactly the matrix on paper, every module a square of dots', () => {
    const data = 'https://r.guitai.example/20250614/01-0063';
    const matrix = qrMatrix([...new TextEncoder().encode(data)], { ecc: 'M', border: 0, boostEcc: false }).data;
    const bands = paper(encode([{ type: 'qr', data, moduleDots: 5 }], 'zjiang-pos-5890'), 'zjiang-pos-5890').filter(
      (item) => item.type === 'raster',
    );
    const rowBytes = (bands[0]?.widthDots ?? 0) / 8;
    const bits = Buffer.concat(bands.map((band) => Buffer.from(band.bitsBase64, 'base64')));
    expect(bands.every((band) => band.heightDots <= 24)).toBe(true);
    expect(bits.length / rowBytes).toBe(matrix.length * 5);
    for (let y = 0; y < matrix.length * 5; y += 1) {
      for (let x = 0; x < matrix.length * 5; x += 1) {
        const black = ((bits[y * rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
        expect(black).toBe(matrix[Math.floor(y / 5)]?.[Math.floor(x / 5)]);
      }
    }
  });

  it('takes over from the printer when the data is long, and gives way to text when no symbol can hold it', () => {
    expect(paper(encode([{ type: 'qr', data: 'x'.repeat(900) }])).some((item) => item.type === 'raster')).toBe(true);
    const items = paper(encode([{ type: 'qr', data: '长'.repeat(1000) }]));
    expect(items.every((item) => item.type === 'line')).toBe(true);
  });
});
