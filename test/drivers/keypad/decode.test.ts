import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KeypadPress } from '#contract/keypad.ts';
import { createKeypadDecoder, keypadByte, type KeypadBytes, type KeypadDecoder } from '#drivers/keypad/decode.ts';

/** N R S H T F C in ASCII. */
const LETTERS: KeypadBytes = { next: 0x4e, recall: 0x52, skip: 0x53, hold: 0x48, transfer: 0x54, finish: 0x46, clear: 0x43 };

/** Types each text at its time; names the presses "action number". */
function type(decoder: KeypadDecoder, ...typed: readonly (readonly [text: string, atMs: number])[]): readonly string[] {
  return typed.flatMap(([text, atMs]) =>
    decoder.push(Buffer.from(text, 'latin1'), atMs).map(({ action, number }) => `${action} ${number}`.trim()),
  );
}

describe('the default keys', () => {
  test('each letter is its key, large or small, with or without an end of line', () => {
    expect(type(createKeypadDecoder(LETTERS), ['N\r\nR\rS\n', 1000], ['h t\0f', 2000])).toEqual([
      'next',
      'recall',
      'skip',
      'hold',
      'transfer',
      'finish',
    ]);
  });

  test('digits belong to the key after them: 33 and N calls 33, 4 and T goes to counter 4', () => {
    expect(type(createKeypadDecoder(LETTERS), ['3', 1000], ['3', 1400], ['N', 1900], ['4T', 3000], ['F', 4000])).toEqual([
      'next 33',
      'transfer 4',
      'finish',
    ]);
  });

  test('digits left alone for five seconds are forgotten, C clears them at once, of more than four the last four count', () => {
    const decoder = createKeypadDecoder(LETTERS);
    expect(type(decoder, ['33', 1000], ['N', 6001])).toEqual(['next']);
    expect(type(decoder, ['33C', 10_000], ['N', 11_000])).toEqual(['next']);
    expect(type(decoder, ['120033', 20_000], ['N', 21_000])).toEqual(['next 0033']);
    expect(type(decoder, ['7', 30_000], ['8', 35_001], ['N', 35_100])).toEqual(['next 8']);
  });

  test('a key that bounces or is held down is one press; pressed again later it is a second one', () => {
    const decoder = createKeypadDecoder(LETTERS);
    expect(type(decoder, ['NN', 1000], ['n', 1300], ['N', 1600], ['N', 1900], ['N', 2300])).toEqual(['next', 'next']);
    expect(type(decoder, ['R', 5000], ['R', 5399], ['F', 5400], ['R', 5500])).toEqual(['recall', 'finish', 'recall']);
    expect(type(decoder, ['1N', 9000], ['2N', 9100])).toEqual(['next 1', 'next 2']);
  });

  test('a byte of no key does nothing but is counted, and the digits before it are gone', () => {
    const decoder = createKeypadDecoder(LETTERS);
    expect(type(decoder, ['12\x1bN', 1000])).toEqual(['next']);
    expect(type(decoder, ['XY', 2000])).toEqual([]);
    expect(decoder.unknown).toBe(3);
  });

  test('half a number does not survive the cable', () => {
    const decoder = createKeypadDecoder(LETTERS);
    type(decoder, ['3', 1000]);
    decoder.reset();
    expect(type(decoder, ['N', 1100])).toEqual(['next']);
  });
});

test('a keypad that sends other bytes is told which', () => {
  const keys: KeypadBytes = {
    next: keypadByte('+'),
    recall: keypadByte('*'),
    skip: keypadByte('-'),
    hold: keypadByte('/'),
    transfer: keypadByte('.'),
    finish: keypadByte('0x08'),
    clear: keypadByte('0x1B'),
  };
  expect(type(createKeypadDecoder(keys), ['5+*-/.\x08', 1000], ['7\x1b+', 2000])).toEqual([
    'next 5',
    'recall',
    'skip',
    'hold',
    'transfer',
    'finish',
    'next',
  ]);
});

test('whatever comes down the wire, in whatever pieces, every press is a valid one', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 12 })), fc.nat({ max: 3000 }), (chunks, stepMs) => {
      const decoder = createKeypadDecoder(LETTERS);
      for (const [index, chunk] of chunks.entries()) {
        for (const press of decoder.push(chunk, index * stepMs)) expect(KeypadPress.safeParse(press).success).toBe(true);
      }
    }),
  );
});
