import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cd5220, encodeCd5220 } from '#drivers/display/cd5220.ts';

/** Bytes as the manual writes them, control bytes in angle brackets. */
function spell(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1').replaceAll('\x1bQ', '<ESC>Q').replaceAll('\r', '<CR>');
}

test('golden bytes: init, cursor off, clear, upper and lower line', () => {
  expect(Buffer.from(cd5220.init).toString('hex')).toBe('1b401b5f00');
  expect(Buffer.from(cd5220.encodeView({ show: 'idle' })[0]).toString('hex')).toBe('0c');
  expect(Buffer.from(encodeCd5220('A', 'B')).toString('hex')).toBe(`1b514141${'20'.repeat(19)}0d1b514242${'20'.repeat(19)}0d`);
});

test('an item shows name and price over the total', () => {
  const view = { show: 'item', text: 'Pampers XL 44', priceMinor: 12_900, quantityMilli: 1000, totalMinor: 12_900 } as const;
  expect(cd5220.encodeView(view).map(spell)).toEqual(['<ESC>QAPampers XL 44 129.00<CR><ESC>QBTOTAL         129.00<CR>']);
});

test('a quantity is shown with the price, and a long name gives way, never the amount', () => {
  const view = { show: 'item', text: 'Organic fruit puree apple', priceMinor: 1280, quantityMilli: 356, totalMinor: 999_999_999 } as const;
  expect(cd5220.encodeView(view).map(spell)).toEqual(['<ESC>QAOrganic  0.356x12.80<CR><ESC>QBTOTAL     9999999.99<CR>']);
});

test('a Chinese name is left out rather than shown as its Latin remains', () => {
  const view = { show: 'item', text: '禾牧 幼儿配方奶粉 3段', priceMinor: 29_800, quantityMilli: 1000, totalMinor: 29_800 } as const;
  expect(cd5220.encodeView(view).map(spell)).toEqual(['<ESC>QA              298.00<CR><ESC>QBTOTAL         298.00<CR>']);
});

test('total, and paid with change', () => {
  expect(cd5220.encodeView({ show: 'total', totalMinor: 100_200 }).map(spell)).toEqual([
    '<ESC>QATOTAL        1002.00<CR><ESC>QB                    <CR>',
  ]);
  expect(cd5220.encodeView({ show: 'paid', totalMinor: 100_200, tenderedMinor: 110_000, changeMinor: 9800 }).map(spell)).toEqual([
    '<ESC>QAPAID         1100.00<CR><ESC>QBCHANGE         98.00<CR>',
  ]);
});

describe('hostile names', () => {
  test('no byte of a name is a command: every image is two whole lines of 20 printable characters', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('\x1b@\x0c\r', '👶'.repeat(50))),
        fc.nat(999_999_999),
        fc.integer({ min: 1, max: 99_999_000 }),
        (text, priceMinor, quantityMilli) => {
          const [image] = cd5220.encodeView({ show: 'item', text, priceMinor, quantityMilli, totalMinor: priceMinor });
          expect(spell(image)).toMatch(/^<ESC>QA[ -~]{20}<CR><ESC>QB[ -~]{20}<CR>$/);
        },
      ),
    );
  });
});
