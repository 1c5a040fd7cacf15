import { describe, expect, it } from 'vitest';
import type { PrintBlock } from '#contract/document.ts';
import { encodeDrawerPulse } from '#drivers/printer/escpos/encode.ts';
import { hex } from './hex.ts';
import { encode } from './paper.ts';

const HEAD = '1b 40 1c 26';

/** The bytes of some blocks behind ESC @ FS &. */
function body(blocks: readonly PrintBlock[], modelId?: string): string {
  const bytes = hex(encode(blocks, modelId));
  expect(bytes.startsWith(HEAD)).toBe(true);
  return bytes.slice(HEAD.length + 1);
}

describe('text and styles, byte for byte', () => {
  it('begins every document with ESC @ and FS & once', () => {
    expect(hex(encode([]))).toBe(HEAD);
    expect(hex(encode([])).match(/1c 26/g)).toHaveLength(1);
  });

  it('writes han as the GBK bytes of the manual and ASCII as it is', () => {
    expect(body([{ type: 'text', text: '欢迎光临 ABC' }])).toBe('bb b6 d3 ad b9 e2 c1 d9 20 41 42 43 0a');
  });

  it('writes ¥ as the full-width ￥ A3 A4', () => {
    expect(body([{ type: 'text', text: '¥12' }])).toBe('a3 a4 31 32 0a');
  });

  it('centres with ESC a 1 and returns to the left with ESC a 0', () => {
    expect(
      body([
        { type: 'text', text: 'A', style: { align: 'center' } },
        { type: 'text', text: 'B' },
        { type: 'text', text: 'C', style: { align: 'right' } },
      ]),
    ).toBe('1b 61 01 41 0a 1b 61 00 42 0a 1b 61 02 43 0a');
  });

  it.each([
    ['bold', { bold: true }, '1b 45 01', '1b 45 00'],
    ['inverted', { invert: true }, '1d 42 01', '1d 42 00'],
    ['underlined, han too', { underline: true }, '1b 2d 01 1c 2d 01', '1b 2d 00 1c 2d 00'],
    ['twice as large', { widthTimes: 2, heightTimes: 2 }, '1d 21 11', '1d 21 00'],
    ['tall', { heightTimes: 2 }, '1d 21 01', '1d 21 00'],
    ['eight times as large', { widthTimes: 8, heightTimes: 8 }, '1d 21 77', '1d 21 00'],
  ])('switches %s on before a text and off before the next', (_, style, on, off) => {
    expect(
      body([
        { type: 'text', text: 'A', style },
        { type: 'text', text: 'B' },
      ]),
    ).toBe(`${on} 41 0a ${off} 42 0a`);
  });

  it('sends no mode that is already set', () => {
    const style = { bold: true, heightTimes: 2 };
    expect(
      body([
        { type: 'text', text: 'A', style },
        { type: 'pair', left: 'B', right: '', style },
      ]),
    ).toBe('1b 45 01 1d 21 01 41 0a 42 0a');
  });

  it('sizes han with FS ! where the firmware wants that, and never beyond double', () => {
    expect(body([{ type: 'text', text: '大', style: { widthTimes: 2, heightTimes: 2 } }], 'zjiang-pos-5890')).toBe(
      '1d 21 11 1c 21 0c b4 f3 0a',
    );
    expect(body([{ type: 'text', text: 'A', style: { widthTimes: 5 } }], 'zjiang-pos-5890')).toBe('1d 21 10 1c 21 04 41 0a');
  });

  it('prints an empty text as an empty line', () => {
    expect(body([{ type: 'text', text: '' }])).toBe('0a');
  });
});

describe('lines, feed, cut and drawer, byte for byte', () => {
  it('rules from edge to edge', () => {
    expect(body([{ type: 'rule' }], 'generic-58')).toBe(`${'2d '.repeat(32)}0a`);
    expect(body([{ type: 'rule', line: 'double' }])).toBe(`${'3d '.repeat(48)}0a`);
  });

  it('pairs with blanks between and none behind', () => {
    expect(body([{ type: 'pair', left: '找零', right: '98.00' }], 'generic-58')).toBe(`d5 d2 c1 e3 ${'20 '.repeat(23)}39 38 2e 30 30 0a`);
  });

  it('feeds lines with ESC d n', () => {
    expect(body([{ type: 'feed', lines: 3 }])).toBe('1b 64 03');
  });

  it('cuts with GS V 66 n, or feeds past the tear bar where there is no cutter', () => {
    expect(body([{ type: 'cut' }])).toBe('1d 56 42 00');
    expect(body([{ type: 'cut' }], 'generic-58')).toBe('1b 64 03');
  });

  it('pulses the drawer with ESC p m 25 250', () => {
    expect(hex(encodeDrawerPulse(2))).toBe('1b 70 00 19 fa');
    expect(hex(encodeDrawerPulse(5))).toBe('1b 70 01 19 fa');
  });
});

describe('symbols, byte for byte', () => {
  it('prints QR with the five GS ( k functions, centred, four modules of white above and below', () => {
    expect(body([{ type: 'qr', data: 'https://a.cn', moduleDots: 6 }])).toBe(
      '1b 61 01 1b 4a 18 1d 28 6b 04 00 31 41 32 00 1d 28 6b 03 00 31 43 06 1d 28 6b 03 00 31 45 31 ' +
        '1d 28 6b 0f 00 31 50 30 68 74 74 70 73 3a 2f 2f 61 2e 63 6e 1d 28 6b 03 00 31 51 30 1b 4a 18',
    );
  });

  it('counts QR data in UTF-8 bytes', () => {
    // 订单123 = e8 ae a2 e5 8d 95 31 32 33, 9 bytes + 3.
    expect(body([{ type: 'qr', data: '订单123' }])).toContain('1d 28 6b 0c 00 31 50 30 e8 ae a2 e5 8d 95 31 32 33 1d 28 6b');
  });

  it('shrinks QR modules until the symbol fits the paper', () => {
    // 200 bytes need version 10: 57 modules; 384 / 57 = 6.7.
    expect(body([{ type: 'qr', data: 'x'.repeat(200), moduleDots: 16 }], 'generic-58')).toContain('1d 28 6b 03 00 31 43 06');
  });

  it.each([
    ['EAN13', '6970031800297', '1d 6b 43 0d 36 39 37 30 30 33 31 38 30 30 32 39 37'],
    ['EAN8', '9638507', '1d 6b 44 08 39 36 33 38 35 30 37 34'],
    ['UPCA', '036000291452', '1d 6b 41 0c 30 33 36 30 30 30 32 39 31 34 35 32'],
    ['CODE39', 'A-1', '1d 6b 45 03 41 2d 31'],
    ['ITF', '1234', '1d 6b 46 04 31 32 33 34'],
    ['CODE128', 'AB{c', '1d 6b 49 07 7b 42 41 42 7b 7b 63'],
    ['CODE128', '2025', '1d 6b 49 04 7b 43 14 19'],
    ['CODE128', 'S001-2025', '1d 6b 49 0b 7b 42 53 30 30 31 2d 7b 43 14 19'],
  ] as const)('prints %s %s with GS k', (symbology, data, command) => {
    expect(body([{ type: 'barcode', symbology, data, heightDots: 80 }])).toBe(`1b 61 01 1d 68 50 1d 77 03 ${command}`);
  });

  it('uses narrower bars when the symbol would not fit', () => {
    // 16 characters of set B: (1 + 16 + 1 + 1) × 11 + 2 = 211 modules; × 2 = 422 > 384, so not on 58 mm; digits in set C fit.
    expect(body([{ type: 'barcode', symbology: 'CODE128', data: '2025061401000063' }], 'generic-58')).toContain(
      '1d 77 03 1d 6b 49 0a 7b 43',
    );
    expect(body([{ type: 'barcode', symbology: 'CODE128', data: 'ABCDEFGHIJKL' }], 'generic-58')).toContain('1d 77 02');
  });

  it.each([
    ['EAN13 with a wrong check digit', 'EAN13', '6970031800296'],
    ['EAN8 with letters', 'EAN8', '12A4567'],
    ['ITF with an odd number of digits', 'ITF', '123'],
    ['CODE39 with small letters', 'CODE39', 'abc'],
    ['CODE128 with han', 'CODE128', '订单1'],
    ['CODE128 too wide for any paper', 'CODE128', 'ABCDEFGHIJ'.repeat(8)],
  ] as const)('prints %s as text instead of losing it', (_, symbology, data) => {
    const bytes = body([{ type: 'barcode', symbology, data }]);
    expect(bytes).not.toContain('1d 6b');
    expect(bytes.startsWith('1b 61 01')).toBe(true);
    expect(bytes.length).toBeGreaterThan(12);
  });

  it('sends no digit pairs that would form a real-time command, but draws the bars itself', () => {
    // 1604 01 in set C is 10 04 01 = DLE EOT 1; 1620 01 is 10 14 01 = DLE DC4 1, which opens the drawer.
    for (const data of ['160401', '162001', '160501']) {
      const bytes = body([{ type: 'barcode', symbology: 'CODE128', data }]);
      expect(bytes).not.toContain('1d 6b');
      expect(bytes).toContain('1d 76 30 00');
      expect(bytes).not.toMatch(/10 (04|05|14)/);
    }
  });
});

describe('PDF417, logo, buzzer, font B and positions, byte for byte', () => {
  it('prints PDF417 with the GS ( k functions 65 to 69, 80 and 81, two modules of white above and below', () => {
    // 12 bytes need 10 + 10 codewords: 4 columns, the root of half of them, are about as wide as high.
    expect(body([{ type: 'pdf417', data: 'https://a.cn' }], 'epson-tm-t88v')).toBe(
      '1b 61 01 1b 4a 06 1d 28 6b 03 00 30 41 04 1d 28 6b 03 00 30 42 00 1d 28 6b 03 00 30 43 03 1d 28 6b 03 00 30 44 03 1d 28 6b 04 00 30 45 30 32 ' +
        '1d 28 6b 0f 00 30 50 30 68 74 74 70 73 3a 2f 2f 61 2e 63 6e 1d 28 6b 03 00 30 51 30 1b 4a 06',
    );
  });

  it('prints a stored logo as the model wants it, and nothing where there is none', () => {
    expect(body([{ type: 'logo', number: 2 }], 'xprinter-xp-80')).toBe('1b 61 01 1c 70 02 00');
    expect(body([{ type: 'logo', number: 2, align: 'left' }], 'epson-tm-t88v')).toBe('1d 28 4c 06 00 30 45 30 32 01 01');
    expect(hex(encode([{ type: 'logo', number: 2 }]))).toBe(HEAD);
  });

  it('sounds the buzzer with ESC B n t, where there is one', () => {
    expect(body([{ type: 'buzzer', times: 3 }], 'xprinter-xp-80')).toBe('1b 42 03 02');
    expect(hex(encode([{ type: 'buzzer', times: 3 }], 'epson-tm-t88v'))).toBe(HEAD);
  });

  it('writes font B with ESC M 1 and places its columns by ESC $ in dots', () => {
    // 64 letters of 9 dots: 1.00 begins at letter 60, dot 540 = 021C.
    expect(
      body([
        { type: 'pair', left: 'A', right: '1.00', style: { font: 'b' } },
        { type: 'text', text: 'B' },
      ]),
    ).toBe('1b 4d 01 41 1b 24 1c 02 31 2e 30 30 0a 1b 4d 00 42 0a');
  });

  it('wraps font B by dots: 64 letters, or 24 han, on 576 dots', () => {
    expect(body([{ type: 'text', text: 'a'.repeat(65), style: { font: 'b' } }])).toBe(`1b 4d 01 ${'61 '.repeat(64)}0a 61 0a`);
    expect(body([{ type: 'text', text: '一'.repeat(25), style: { font: 'b' } }])).toBe(`1b 4d 01 ${'d2 bb '.repeat(24)}0a d2 bb 0a`);
  });

  it('begins positioned texts at their dots, whatever their order', () => {
    const texts = [
      { leftDots: 300, text: 'C' },
      { leftDots: 0, text: 'A' },
      { leftDots: 100, text: 'B' },
    ];
    expect(body([{ type: 'positioned', texts }])).toBe('41 1b 24 64 00 42 1b 24 2c 01 43 0a');
  });

  it('prints nothing over: a text that reaches into the next one pushes it to a line of its own', () => {
    const texts = [
      { leftDots: 0, text: '中中' },
      { leftDots: 47, text: 'B' },
    ];
    expect(body([{ type: 'positioned', texts }])).toBe('d6 d0 d6 d0 0a 1b 24 2f 00 42 0a');
    // At the very edge there is no room for a text: it takes the next line from the left.
    expect(body([{ type: 'positioned', texts: [texts[0]!, { leftDots: 570, text: 'edge' }] }])).toBe('d6 d0 d6 d0 0a 65 64 67 65 0a');
  });
});

describe('images, byte for byte', () => {
  it('prints rows as GS v 0 with the width in bytes and the height in rows', () => {
    const bitsBase64 = Buffer.from([0xff, 0x01, 0x80, 0x00]).toString('base64');
    expect(body([{ type: 'image', widthDots: 16, heightDots: 2, bitsBase64, align: 'left' }])).toBe('1d 76 30 00 02 00 02 00 ff 01 80 00');
  });

  it('splits a tall image into bands the printer can buffer', () => {
    const bytes = body([{ type: 'image', widthDots: 8, heightDots: 300, bitsBase64: Buffer.alloc(300, 0xaa).toString('base64') }]);
    expect(bytes.match(/1d 76 30 00 01 00 (80|2c) 00/g)).toEqual([
      '1d 76 30 00 01 00 80 00',
      '1d 76 30 00 01 00 80 00',
      '1d 76 30 00 01 00 2c 00',
    ]);
  });

  it('takes missing rows as white and ignores bits beyond the width', () => {
    expect(body([{ type: 'image', widthDots: 4, heightDots: 2, bitsBase64: '/w==', align: 'left' }])).toBe('1d 76 30 00 01 00 02 00 f0 00');
  });

  it('prints shades as dots: black and white stay whole, half grey becomes a chequered pattern', () => {
    const grey = (levels: number[]): string => Buffer.from(levels).toString('base64');
    const image = (levels: number[], heightDots: number) =>
      ({ type: 'grey-image', widthDots: 8, heightDots, pixelsBase64: grey(levels), align: 'left' }) as const;
    expect(body([image([0, 0, 0, 0, 255, 255, 255, 255], 1)])).toBe('1d 76 30 00 01 00 01 00 f0');
    // 127: black, then 7/16 of the error makes the next one 182: white …
    expect(body([image(Array<number>(16).fill(127), 2)])).toBe('1d 76 30 00 01 00 02 00 aa 55');
    expect(body([image([], 2)])).toBe('1d 76 30 00 01 00 02 00 00 00');
  });

  it('scales an image down that is wider than the paper', () => {
    const bytes = body(
      [{ type: 'image', widthDots: 768, heightDots: 4, bitsBase64: Buffer.alloc(96 * 4, 0xff).toString('base64') }],
      'generic-58',
    );
    expect(bytes.startsWith('1b 61 01 1d 76 30 00 30 00 02 00 ff')).toBe(true);
  });
});
