import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dmD, encodeDmD } from '#drivers/display/dm-d.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Bytes as the manual writes them, control bytes in angle brackets. */
function spell(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1').replaceAll('\x0b', '<HOM>').replaceAll('\x1f$\x01\x02', '<US$ 1 2>');
}

test('golden bytes: init, overwrite mode, cursor off; clear; home, text, column 1 of row 2, text', () => {
  expect(hex(dmD.init)).toBe('1b401f011f4300');
  expect(hex(dmD.encodeView({ show: 'idle' })[0])).toBe('0c');
  expect(hex(encodeDmD('A', 'B'))).toBe(`0b41${'20'.repeat(19)}1f24010242${'20'.repeat(19)}`);
});

test('an item shows name and price over the total, then total, then paid with change', () => {
  const item = { show: 'item', text: 'Pampers XL 44', priceMinor: 12_900, quantityMilli: 1000, totalMinor: 12_900 } as const;
  expect(dmD.encodeView(item).map(spell)).toEqual(['<HOM>Pampers XL 44 129.00<US$ 1 2>TOTAL         129.00']);
  expect(dmD.encodeView({ show: 'total', totalMinor: 100_200 }).map(spell)).toEqual([
    '<HOM>TOTAL        1002.00<US$ 1 2>                    ',
  ]);
  expect(dmD.encodeView({ show: 'paid', totalMinor: 100_200, tenderedMinor: 110_000, changeMinor: 9800 }).map(spell)).toEqual([
    '<HOM>PAID         1100.00<US$ 1 2>CHANGE         98.00',
  ]);
});

describe('hostile names', () => {
  test('no byte of a name is a command: every image is two whole lines of 20 printable characters', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('\x1b@\x0c\x1f@', '👶'.repeat(50))),
        fc.nat(999_999_999),
        (text, priceMinor) => {
          const [image] = dmD.encodeView({ show: 'item', text, priceMinor, quantityMilli: 1000, totalMinor: priceMinor });
          expect(spell(image)).toMatch(/^<HOM>[ -~]{20}<US\$ 1 2>[ -~]{20}$/);
        },
      ),
    );
  });
});
