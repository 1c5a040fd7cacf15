import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CustomerScene } from '#contract/customer-scene.ts';
import { createCd5220, encodeCd5220, type Cd5220Options } from '#drivers/display/cd5220.ts';
import { lookOf } from '#drivers/display/look.ts';

const plain = { charset: 'ascii', longNames: 'cut' } as const;

/** Bytes as the manual writes them, control bytes in angle brackets. */
function spell(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1').replaceAll('\x1bQ', '<ESC>Q').replaceAll('\r', '<CR>').replaceAll('\x0c', '<CLR>');
}

const drawn = (scene: CustomerScene, options: Cd5220Options = plain): readonly string[] =>
  createCd5220(options)
    .draw(lookOf(scene, options.charset, 'WELCOME'))
    .map(spell);
const item = (text: string, changes: object = {}) =>
  ({ scene: 'item', text, priceMinor: 12_900, quantityMilli: 1000, totalMinor: 12_900, ...changes }) as const;

test('golden bytes: init, cursor off, brightness, upper and lower line', () => {
  expect(Buffer.from(createCd5220(plain).init).toString('hex')).toBe('1b401b5f00');
  expect(Buffer.from(createCd5220({ ...plain, brightness: 2 }).init).toString('hex')).toBe('1b401b5f001b2a02');
  const lines = encodeCd5220(`A${' '.repeat(19)}`, `B${' '.repeat(19)}`);
  expect(Buffer.from(lines).toString('hex')).toBe(`1b514141${'20'.repeat(19)}0d1b514242${'20'.repeat(19)}0d`);
});

test('an item shows name and price over the total', () => {
  expect(drawn(item('Pampers XL 44'))).toEqual(['<ESC>QAPampers XL 44 129.00<CR><ESC>QBTOTAL         129.00<CR>']);
});

test('a quantity is shown with the price, and a long name gives way, never the amount', () => {
  const puree = item('Organic fruit puree apple', { priceMinor: 1280, quantityMilli: 356, totalMinor: 999_999_999 });
  expect(drawn(puree)).toEqual(['<ESC>QAOrganic  0.356x12.80<CR><ESC>QBTOTAL     9999999.99<CR>']);
});

test('a Chinese name is shown as it is read, and left out where nobody knows how', () => {
  const read = item('禾牧 幼儿配方奶粉 3段', { latinText: 'HeMu YouErPeiFangNaiFen 3Duan' });
  expect(drawn(read)).toEqual(['<ESC>QAHeMu YouErPei 129.00<CR><ESC>QBTOTAL         129.00<CR>']);
  expect(drawn(item('禾牧 幼儿配方奶粉 3段'))).toEqual(['<ESC>QA              129.00<CR><ESC>QBTOTAL         129.00<CR>']);
});

test('total, pay, paid with change, thanks, idle and closed', () => {
  const amounts = { totalMinor: 100_200, tenderedMinor: 110_000, changeMinor: 9800 };
  const blank = ' '.repeat(20);
  expect(drawn({ scene: 'total', totalMinor: 100_200 })).toEqual([`<ESC>QATOTAL        1002.00<CR><ESC>QB${blank}<CR>`]);
  expect(drawn({ scene: 'pay', totalMinor: 100_200 })).toEqual(['<ESC>QATOTAL        1002.00<CR><ESC>QBPLEASE PAY          <CR>']);
  expect(drawn({ scene: 'paid', ...amounts })).toEqual(['<ESC>QAPAID         1100.00<CR><ESC>QBCHANGE         98.00<CR>']);
  expect(drawn({ scene: 'change', ...amounts })).toEqual(['<ESC>QAPAID         1100.00<CR><ESC>QBCHANGE         98.00<CR>']);
  expect(drawn({ scene: 'thanks', ...amounts })).toEqual(['<ESC>QATHANK YOU           <CR><ESC>QBCHANGE         98.00<CR>']);
  expect(drawn({ scene: 'idle' })).toEqual([`<ESC>QAWELCOME             <CR><ESC>QB${blank}<CR>`]);
  expect(drawn({ scene: 'closed' })).toEqual([`<ESC>QACLOSED              <CR><ESC>QB${blank}<CR>`]);
});

test('with Chinese glyphs name and words are GBK, two columns a character, and a name is never cut through a character', () => {
  const [image] = createCd5220({ charset: 'gb18030', longNames: 'cut' }).draw(lookOf(item('禾牧 幼儿配方奶粉'), 'gb18030', ''));
  // 禾牧 幼儿配 = ba cc c4 c1 20 d3 d7 b6 f9 c5 e4, 11 columns of the 13 beside " 129.00"; 方 would fit: b7 bd. 合计 = ba cf bc c6.
  expect(Buffer.from(image ?? '').toString('hex')).toBe(
    `1b5141baccc4c120d3d7b6f9c5e4b7bd203132392e30300d1b5142bacfbcc6${'20'.repeat(10)}3132392e30300d`,
  );
});

describe('a name too long for its place', () => {
  const long = item('Nappies size five', { priceMinor: 100_200 });

  test('passes by one character a step beside a price that stands still', () => {
    const steps = drawn(long, { ...plain, longNames: 'scroll' }).map((step) => step.slice(7, 27));
    expect(steps).toHaveLength(20);
    expect(steps.slice(0, 3)).toEqual(['Nappies size 1002.00', 'appies size  1002.00', 'ppies size f 1002.00']);
    expect(steps.at(-1)).toBe(' Nappies siz 1002.00');
  });

  test('is moved by the display itself: clear, 1B 51 44 name and price', () => {
    expect(drawn(long, { ...plain, longNames: 'native' })).toEqual([
      '<CLR><ESC>QDNappies size five 1002.00<CR><ESC>QBTOTAL         129.00<CR>',
    ]);
  });

  test('one that fits stands still, and so does one too long for the display to move with its price', () => {
    expect(drawn(item('Milk'), { ...plain, longNames: 'native' })).toEqual([
      '<CLR><ESC>QAMilk          129.00<CR><ESC>QBTOTAL         129.00<CR>',
    ]);
    expect(drawn(item('x'.repeat(34)), { ...plain, longNames: 'native' })).toEqual([
      '<CLR><ESC>QAxxxxxxxxxxxxx 129.00<CR><ESC>QBTOTAL         129.00<CR>',
    ]);
    expect(drawn(item('Milk'), { ...plain, longNames: 'scroll' })).toHaveLength(1);
  });
});

describe('hostile names', () => {
  const names = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('\x1b@\x0c\r', '👶'.repeat(50), '\u202e一\u200b二'));

  test('no byte of a name is a command: every image is two whole lines of 20 printable characters', () => {
    fc.assert(
      fc.property(
        names,
        names,
        fc.constantFrom('cut', 'scroll'),
        fc.integer({ min: 1, max: 99_999_000 }),
        (text, latinText, longNames, quantityMilli) => {
          for (const image of drawn(item(text, { latinText, quantityMilli }), { charset: 'ascii', longNames })) {
            expect(image).toMatch(/^<ESC>QA[ -~]{20}<CR><ESC>QB[ -~]{20}<CR>$/);
          }
        },
      ),
    );
  });

  test('in Chinese too: 20 bytes a line, ASCII or whole pairs', () => {
    fc.assert(
      fc.property(names, fc.constantFrom('cut', 'scroll'), (text, longNames) => {
        for (const image of drawn(item(text), { charset: 'gb18030', longNames })) {
          const line = /^<ESC>QA((?:[ -~]|[\x81-\xfe][\x40-\xfe])*)<CR><ESC>QB((?:[ -~]|[\x81-\xfe][\x40-\xfe])*)<CR>$/.exec(image);
          expect([line?.[1]?.length, line?.[2]?.length]).toEqual([20, 20]);
        }
      }),
    );
  });
});
