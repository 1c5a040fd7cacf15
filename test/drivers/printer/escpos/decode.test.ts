import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PaperItem } from '#contract/bench.ts';
import { createEscPosDecoder, type Decoded } from '#drivers/printer/escpos/decode.ts';
import { sampleReceipt } from '../../../bench/receipt-sample.ts';
import { bytesOf, hex } from './hex.ts';
import { encode, linesOf, model } from './paper.ts';

function decode(text: string, modelId = 'generic-80'): Decoded {
  return createEscPosDecoder(model(modelId)).write(bytesOf(text));
}

function fed(bytes: Uint8Array, sizes: readonly number[], modelId = 'generic-80'): Decoded {
  const decoder = createEscPosDecoder(model(modelId));
  const all: Decoded = { items: [], requests: [] };
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? 1);
    const { items, requests } = decoder.write(bytes.subarray(at, at + size));
    all.items.push(...items);
    all.requests.push(...requests);
    at += size;
  }
  return all;
}

/** Real-time commands act when they arrive, so only their place among the rest may differ from one chunking to another. */
function settled({ items, requests }: Decoded): unknown {
  return {
    items: items.filter((item) => item.type !== 'drawer' && !(item.type === 'unknown' && item.hex.startsWith('1005'))),
    drawers: items.filter((item) => item.type === 'drawer').length,
    requests: requests.map((request) => (request.type === 'process-id' ? request.type : `${request.type} ${request.n}`)).toSorted(),
  };
}

const plain = { widthTimes: 1, heightTimes: 1, bold: false, underline: false, invert: false };

describe('what a printer would print', () => {
  it('reads two-byte text in kanji mode, and unknown bytes outside it', () => {
    expect(decode('1b 40 1c 26 bb b6 d3 ad 41 0a').items).toEqual([
      { type: 'line', align: 'left', runs: [{ text: '欢迎A', column: 0, ...plain }] },
    ]);
    expect(decode('1b 40 bb b6 0a').items.filter((item) => item.type === 'unknown')).toHaveLength(2);
    expect(decode('1c 26 1c 2e bb b6 0a').items.filter((item) => item.type === 'unknown')).toHaveLength(2);
  });

  it('prints the four-byte ¥ of GB18030 as the garbage GBK firmware makes of it', () => {
    expect(decode('1c 26 81 30 84 36 0a').items).toEqual([
      { type: 'unknown', hex: '81' },
      { type: 'unknown', hex: '84' },
      { type: 'line', align: 'left', runs: [{ text: '06', column: 0, ...plain }] },
    ]);
    expect(linesOf(decode('1c 26 81 39 ef 31 0a', 'epson-tm-t70ii-ch').items)).toEqual(['㐂']);
    expect(decode('1c 26 81 30 84 36 0a', 'epson-tm-t70ii-ch').items[0]).toEqual({
      type: 'line',
      align: 'left',
      runs: [{ text: '¥', column: 0, ...plain }],
    });
  });

  it('knows sizes, bold, underline and inversion, and starts a run where one changes', () => {
    expect(decode('1c 26 41 1b 45 01 42 1b 45 00 1d 21 11 43 1d 21 00 1b 2d 01 44 1b 2d 00 1d 42 01 45 0a').items).toEqual([
      {
        type: 'line',
        align: 'left',
        runs: [
          { text: 'A', column: 0, ...plain },
          { text: 'B', column: 1, ...plain, bold: true },
          { text: 'C', column: 2, ...plain, widthTimes: 2, heightTimes: 2 },
          { text: 'D', column: 4, ...plain, underline: true },
          { text: 'E', column: 5, ...plain, invert: true },
        ],
      },
    ]);
  });

  it('sizes han by FS ! alone where the firmware is like that', () => {
    const [line] = decode('1c 26 1d 21 11 b4 f3 0a 1c 21 0c b4 f3 0a', 'zjiang-pos-5890').items;
    expect(line).toMatchObject({ runs: [{ text: '大', widthTimes: 1 }] });
    expect(decode('1c 26 1c 21 0c b4 f3 0a', 'zjiang-pos-5890').items).toMatchObject([
      { runs: [{ text: '大', widthTimes: 2, heightTimes: 2 }] },
    ]);
    expect(decode('1c 26 1c 57 01 b4 f3 0a').items).toMatchObject([{ runs: [{ widthTimes: 2, heightTimes: 2 }] }]);
  });

  it('aligns a line only from its start', () => {
    expect(decode('1b 61 01 41 1b 61 02 42 0a 43 0a').items).toMatchObject([{ align: 'center' }, { align: 'center' }]);
    expect(decode('1b 61 02 42 0a').items).toMatchObject([{ align: 'right' }]);
  });

  it('wraps a line that is too long for the paper, as a printer would', () => {
    expect(linesOf(decode(`${'41 '.repeat(33)}0a`, 'generic-58').items)).toEqual(['A'.repeat(32), 'A']);
  });

  it('places text by ESC $ and ESC \\ in dots', () => {
    expect(decode('41 1b 24 78 00 42 1b 5c 0c 00 43 0a').items).toMatchObject([
      { runs: [{ column: 0 }, { text: 'B', column: 10 }, { text: 'C', column: 12 }] },
    ]);
  });

  it('feeds by lines and by dots of the line spacing', () => {
    expect(decode('1b 64 03 1b 4a 0f 1b 33 3c 1b 4a 1e 1b 32 1b 4a 1e').items).toEqual([
      { type: 'feed', lines: 3 },
      { type: 'feed', lines: 0.5 },
      { type: 'feed', lines: 0.5 },
      { type: 'feed', lines: 1 },
    ]);
    expect(decode('41 1b 64 01').items).toMatchObject([{ type: 'line' }]);
  });

  it('draws QR, barcodes and dots, cuts and pulses', () => {
    expect(
      decode('1d 28 6b 04 00 31 41 32 00 1d 28 6b 03 00 31 43 05 1d 28 6b 06 00 31 50 30 61 62 63 1d 28 6b 03 00 31 51 30').items,
    ).toEqual([{ type: 'qr', data: 'abc', moduleDots: 5, align: 'left' }]);
    expect(decode('1b 61 01 1d 68 50 1d 77 02 1d 6b 49 08 7b 42 41 7b 43 14 19 0b').items).toEqual([
      { type: 'barcode', symbology: 'CODE128', data: 'A202511', heightDots: 80, align: 'center' },
    ]);
    expect(decode('1d 6b 02 36 39 37 30 30 33 31 38 30 30 32 39 37 00').items).toMatchObject([
      { symbology: 'EAN13', data: '6970031800297' },
    ]);
    expect(decode('1d 76 30 00 02 00 01 00 f0 0f').items).toEqual([
      { type: 'raster', widthDots: 16, heightDots: 1, bitsBase64: '8A8=', align: 'left' },
    ]);
    expect(decode('1d 56 42 00 1d 56 00 1b 70 00 19 fa 1b 70 01 19 fa').items).toEqual([
      { type: 'cut' },
      { type: 'cut' },
      { type: 'drawer', pin: 2 },
      { type: 'drawer', pin: 5 },
    ]);
  });

  it('draws pictures in a line, ESC * in its four densities, 24 dots high', () => {
    const image = (bytes: string): unknown => {
      const [line] = decode(`${bytes} 0a`).items;
      return (
        line?.type === 'line' &&
        line.images?.map(({ column, widthDots, bitsBase64 }) => [column, widthDots, hex(Buffer.from(bitsBase64, 'base64'))])
      );
    };
    // One column: the uppermost dot of mode 33 is 1 × 1, of mode 32 2 × 1, of mode 1 1 × 3, of mode 0 2 × 3.
    const rows = (filled: number, dots: string): string =>
      [...Array<string>(filled).fill(dots), ...Array<string>(24 - filled).fill('00')].join(' ');
    expect(image('1b 2a 21 01 00 80 00 00')).toEqual([[0, 1, rows(1, '80')]]);
    expect(image('1b 2a 20 01 00 80 00 00')).toEqual([[0, 2, rows(1, 'c0')]]);
    expect(image('1b 2a 01 01 00 80')).toEqual([[0, 1, rows(3, '80')]]);
    expect(image('1b 2a 00 01 00 80')).toEqual([[0, 2, rows(3, 'c0')]]);
    // Behind a letter it begins at column 1; what would reach beyond the paper is not printed.
    expect(image('41 1b 2a 21 01 00 80 00 00')).toEqual([[1, 1, rows(1, '80')]]);
    expect(image(`41 1b 2a 21 40 02 ${'ff '.repeat(576 * 3)}`)).toBeUndefined();
    expect(decode('1b 2a 05 01 00 80').items).toMatchObject([{ type: 'unknown' }]);
  });

  it('prints stored logos, sounds and PDF417 of the models that have them, and knows them as nothing else', () => {
    expect(decode('1c 70 02 00 1b 42 03 02', 'xprinter-xp-80').items).toEqual([
      { type: 'logo', number: 2, align: 'left' },
      { type: 'buzzer', times: 3 },
    ]);
    expect(decode('1d 28 4c 06 00 30 45 30 32 01 01', 'epson-tm-t88v').items).toEqual([{ type: 'logo', number: 2, align: 'left' }]);
    const pdf417 = '1d 28 6b 03 00 30 43 04 1d 28 6b 05 00 30 50 30 41 42 1d 28 6b 03 00 30 51 30';
    expect(decode(pdf417, 'epson-tm-t88v').items).toEqual([{ type: 'pdf417', data: 'AB', moduleDots: 4, align: 'left' }]);
    for (const bytes of ['1c 70 02 00', '1b 42 03 02', '1d 28 4c 06 00 30 45 30 32 01 01', pdf417]) {
      expect(decode(bytes, 'generic-80').items.every(({ type }) => type === 'unknown')).toBe(true);
    }
  });

  it('reads single bytes on the code page of ESC t, and two-byte text again after FS &', () => {
    expect(decode('1b 74 13 82 d5 1b 74 00 ea 0a', 'generic-80-western').items).toMatchObject([
      { type: 'line', runs: [{ text: 'é€Ω', column: 0, narrow: true }] },
    ]);
    expect(decode('1c 26 d6 d0 1c 2e 1b 74 13 99 1c 26 d6 d0 0a', 'epson-tm-t88v').items).toMatchObject([
      { runs: [{ text: '中' }, { text: 'Ö', column: 2, narrow: true }, { text: '中', column: 3 }] },
    ]);
  });

  it('obeys real-time commands wherever they stand, within an image too', () => {
    expect(decode('1d 76 30 00 05 00 01 00 10 14 01 00 01').items).toMatchObject([{ type: 'drawer', pin: 2 }, { type: 'raster' }]);
    expect(decode('1d 76 30 00 03 00 01 00 10 04 01')).toMatchObject({
      requests: [{ type: 'dle-eot', n: 1 }],
      items: [{ type: 'raster' }],
    });
    expect(decode('10 04 04 10 04 01 1d 72 01').requests).toEqual([
      { type: 'dle-eot', n: 4 },
      { type: 'dle-eot', n: 1 },
      { type: 'gs-r', n: 1 },
    ]);
  });

  it('forgets the line and the modes at ESC @', () => {
    expect(decode('1b 45 01 41 42 1b 40 43 0a').items).toMatchObject([{ runs: [{ text: 'C', column: 0, bold: false }] }]);
  });

  it('shows what it does not know', () => {
    expect(decode('1b 7f 1d 5a 02 0a').items).toMatchObject([{ hex: '1b7f' }, { hex: '1d5a' }, { hex: '02' }, { type: 'line' }]);
    expect(decode('1d 28 41 02 00 00 02').items).toEqual([{ type: 'unknown', hex: '1d284102000002' }]);
    expect(decode('1d 6b 43 02 31 32').items).toEqual([{ type: 'unknown', hex: '1d6b43023132' }]);
    expect(decode('1d 76 30 00 ff ff ff ff').items).toEqual([{ type: 'unknown', hex: '1d763000ffffffff' }]);
  });

  it('reads the pulse that escpos 2.5.2 leaves half done the way a printer does: the text becomes pulse times', () => {
    expect(decode('1b 70 00 4e 45 58 54 0a').items).toMatchObject([
      { type: 'drawer', pin: 2 },
      { type: 'line', runs: [{ text: 'XT' }] },
    ]);
  });
});

describe('any chunking', () => {
  const receipt = encode(sampleReceipt().blocks);
  const pieces = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 });

  it('reads a receipt the same in any pieces', () => {
    const whole = createEscPosDecoder(model('generic-80')).write(receipt);
    fc.assert(
      fc.property(pieces, (sizes) => {
        expect(fed(receipt, sizes)).toEqual(whole);
      }),
      { numRuns: 50 },
    );
  });

  it('reads any bytes the same in any pieces, never throws, and yields only what the contract knows', () => {
    const control = fc.constantFrom(
      0x10,
      0x1b,
      0x1c,
      0x1d,
      0x0a,
      0x28,
      0x6b,
      0x76,
      0x30,
      0x00,
      0x01,
      0x04,
      0x14,
      0x21,
      0x40,
      0x26,
      0xb4,
      0xf3,
    );
    const bytes = fc
      .array(fc.oneof(control, fc.integer({ min: 0, max: 255 })), { maxLength: 300 })
      .map((values) => Uint8Array.from(values));
    fc.assert(
      fc.property(bytes, pieces, fc.constantFrom('generic-80', 'epson-tm-t70ii-ch', 'zjiang-pos-5890'), (data, sizes, modelId) => {
        const whole = createEscPosDecoder(model(modelId)).write(data);
        const split = fed(data, sizes, modelId);
        expect(settled(split)).toEqual(settled(whole));
        for (const item of whole.items) expect(PaperItem.safeParse(item).success).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
