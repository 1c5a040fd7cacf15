import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CustomerScene } from '#contract/customer-scene.ts';
import type { TwoLineOptions } from '#drivers/display/codec.ts';
import { createDmD, encodeDmD } from '#drivers/display/dm-d.ts';
import { lookOf } from '#drivers/display/look.ts';

const plain = { charset: 'ascii', longNames: 'cut' } as const;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Bytes as the manual writes them, control bytes in angle brackets. */
function spell(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1').replaceAll('\x0b', '<HOM>').replaceAll('\x1f$\x01\x02', '<US$ 1 2>');
}

const drawn = (scene: CustomerScene, options: TwoLineOptions = plain): readonly string[] =>
  createDmD(options)
    .draw(lookOf(scene, options.charset, 'WELCOME'))
    .map(spell);

test('golden bytes: init, overwrite mode, cursor off, brightness; home, text, column 1 of row 2, text', () => {
  expect(hex(createDmD(plain).init)).toBe('1b401f011f4300');
  expect(hex(createDmD({ ...plain, brightness: 3 }).init)).toBe('1b401f011f43001f5803');
  const lines = encodeDmD(`A${' '.repeat(19)}`, `B${' '.repeat(19)}`);
  expect(hex(lines)).toBe(`0b41${'20'.repeat(19)}1f24010242${'20'.repeat(19)}`);
});

test('an item shows name and price over the total, then total, then paid with change', () => {
  const item = { scene: 'item', text: 'Pampers XL 44', priceMinor: 12_900, quantityMilli: 1000, totalMinor: 12_900 } as const;
  expect(drawn(item)).toEqual(['<HOM>Pampers XL 44 129.00<US$ 1 2>TOTAL         129.00']);
  expect(drawn({ scene: 'total', totalMinor: 100_200 })).toEqual(['<HOM>TOTAL        1002.00<US$ 1 2>                    ']);
  expect(drawn({ scene: 'paid', totalMinor: 100_200, tenderedMinor: 110_000, changeMinor: 9800 })).toEqual([
    '<HOM>PAID         1100.00<US$ 1 2>CHANGE         98.00',
  ]);
});

test('a long name scrolls when it is set to', () => {
  const item = { scene: 'item', text: 'Nappies size five', priceMinor: 100_200, quantityMilli: 1000, totalMinor: 100_200 } as const;
  const steps = drawn(item, { ...plain, longNames: 'scroll' });
  expect(steps.slice(0, 2)).toEqual([
    '<HOM>Nappies size 1002.00<US$ 1 2>TOTAL        1002.00',
    '<HOM>appies size  1002.00<US$ 1 2>TOTAL        1002.00',
  ]);
});

test('no byte of a hostile name is a command: every image is two whole lines of 20 printable characters', () => {
  const names = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('\x1b@\x0c\x1f@', '👶'.repeat(50)));
  fc.assert(
    fc.property(names, fc.nat(999_999_999), (text, priceMinor) => {
      for (const image of drawn({ scene: 'item', text, priceMinor, quantityMilli: 1000, totalMinor: priceMinor })) {
        expect(image).toMatch(/^<HOM>[ -~]{20}<US\$ 1 2>[ -~]{20}$/);
      }
    }),
  );
});
