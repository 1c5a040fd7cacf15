import { describe, expect, it } from 'vitest';
import { encode as qrMatrix } from 'uqr';
import { barsOf, eanBars } from '#drivers/printer/escpos/barcode.ts';
import { prepareDocument } from '#drivers/printer/escpos/encode.ts';
import { encode, model, paper } from './paper.ts';

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
  it('draws CODE39 and ITF as ISO/IEC 16388 and 16390 prescribe, wide elements three modules wide', () => {
    const star = '100010111011101';
    const a = '111010100010111';
    expect(drawn(barsOf('CODE39', 'A'))).toBe(`${star}0${a}0${star}`);
    // Pairs 12 and 34: the first digit in bars, the second in spaces.
    expect(drawn(barsOf('ITF', '1234'))).toBe(['1010', '111010001010111000', '111011101000101000', '11101'].join(''));
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

  it('puts the bars on paper in whole dots where the printer does not draw the symbol itself', () => {
    // 1604… is refused as native set C data, so we draw: set C 16 04 01, three dots a module.
    const modules = drawn(barsOf('CODE128', '160401'));
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

describe('PDF417 drawn by us', () => {
  it('has the start and stop patterns of ISO/IEC 15438 in every row, each module a square of dots, rows three modules high', async () => {
    await prepareDocument({ title: '', blocks: [{ type: 'pdf417', data: 'A' }] }, model('generic-80'));
    const item = paper(encode([{ type: 'pdf417', data: '订单 S001-000063', moduleDots: 2 }]))[1];
    if (item?.type !== 'raster') throw new Error('not drawn by us');
    // 19 bytes: 20 + 10 codewords, 4 columns: 4 × 17 + 69 modules of 2 dots, in whole bytes.
    expect(item.widthDots).toBe(280);
    const bits = Buffer.from(item.bitsBase64, 'base64');
    const rowBytes = item.widthDots / 8;
    for (let y = 0; y < item.heightDots; y += 1) {
      const row = Array.from(bits.subarray(y * rowBytes, (y + 1) * rowBytes), (byte) => byte.toString(2).padStart(8, '0')).join('');
      const modules = row.slice(0, 274).replace(/(.)\1/g, '$1');
      expect(modules).toHaveLength(137);
      expect(modules.startsWith('11111111010101000')).toBe(true);
      expect(modules.endsWith('111111101000101001')).toBe(true);
      expect(bits.subarray(y * rowBytes, (y + 1) * rowBytes)).toEqual(
        bits.subarray((y - (y % 6)) * rowBytes, (y - (y % 6) + 1) * rowBytes),
      );
    }
  });

  it('gives way to text when no symbol on the paper holds the data', () => {
    expect(paper(encode([{ type: 'pdf417', data: '单'.repeat(200) }])).every(({ type }) => type === 'line')).toBe(true);
  });
});
