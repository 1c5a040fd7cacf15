import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Weight } from '#contract/scale.ts';
import { createScaleDecoder } from '#drivers/scale/decode.ts';
import type { ScaleReading, ScaleReply } from '#drivers/scale/protocol.ts';
import { findScaleProtocol, SCALE_PROTOCOLS, type ScaleProtocolName } from '#drivers/scale/protocols.ts';
import { bytesOf, hex } from '../printer/escpos/hex.ts';

function repliesTo(protocol: ScaleProtocolName, ...chunks: readonly Uint8Array[]): readonly ScaleReply[] {
  const decoder = createScaleDecoder(findScaleProtocol(protocol, 'kg').grammar);
  return chunks.flatMap((chunk) => decoder.push(chunk));
}

const kg = (value: number, decimals = 3): Weight => ({ value, decimals, unit: 'kg' });
const reading = (weight: Weight | undefined, motion: ScaleReading['motion'], more: Partial<ScaleReading> = {}): ScaleReply => ({
  kind: 'reading',
  reading: { weight, motion, range: 'within', net: false, ...more },
});
const BAD: ScaleReply = { kind: 'bad' };
const READY: ScaleReply = { kind: 'ready' };

type Case = readonly [name: string, hex: string, reply: ScaleReply];

// Written down by hand from the pages named in each protocol's file.
const GOLDEN: Readonly<Record<ScaleProtocolName, readonly Case[]>> = {
  'toledo-8217': [
    ['1.234 kg', '02 30 30 31 2e 32 33 34 0d', reading(kg(1234), 'stable')],
    ['0.355 kg net', '02 30 30 30 2e 33 35 35 4e 0d', reading(kg(355), 'stable', { net: true })],
    ['in motion', '02 3f 01 0d', reading(undefined, 'moving')],
    ['over capacity, a status that looks like STX', '02 3f 02 0d', reading(undefined, 'stable', { range: 'over' })],
    ['under zero', '02 3f 04 0d', reading(undefined, 'stable', { range: 'under' })],
    ['moving under zero, a status that looks like CR', '02 3f 0d 0d', reading(undefined, 'moving', { range: 'under' })],
    ['no weight, after a command', '02 3f 10 0d', reading(undefined, 'stable')],
    ['letters for digits', '02 30 30 58 2e 32 33 34 0d', BAD],
    ['two points', '02 30 2e 31 2e 32 33 34 0d', BAD],
  ],
  cas: [
    ['1.234 kg stable', '01 02 53 20 30 31 2e 32 33 34 6b 67 65 03 04', reading(kg(1234), 'stable')],
    ['1.234 kg moving', '01 02 55 20 30 31 2e 32 33 34 6b 67 63 03 04', reading(kg(1234), 'moving')],
    ['-1.234 kg', '01 02 53 2d 30 31 2e 32 33 34 6b 67 68 03 04', reading(kg(-1234), 'stable')],
    ['the older kind, without EOT', '01 02 53 20 20 20 31 2e 32 33 34 6b 67 55 03', reading(kg(1234), 'stable')],
    ['overload', '01 02 53 46 30 31 2e 32 33 34 6b 67 03 03 04', reading(undefined, 'unsaid', { range: 'over' })],
    ['ACK', '06', READY],
    ['NAK', '15', BAD],
    ['a wrong LRC', '01 02 53 20 30 31 2e 32 33 35 6b 67 65 03 04', BAD],
  ],
  mettler: [
    ['1.234 kg', '02 2d 30 20 30 30 31 32 33 34 30 30 30 30 30 30 0d', reading(kg(1234), 'stable')],
    ['-1.234 kg net, moving', '02 2d 3b 20 30 30 31 32 33 34 30 30 30 35 30 30 0d', reading(kg(-1234), 'moving', { net: true })],
    ['12.34 lb', '02 2c 20 20 30 30 31 32 33 34 30 30 30 30 30 30 0d', reading({ value: 1234, decimals: 2, unit: 'lb' }, 'stable')],
    ['1234 g', '02 2a 30 21 30 30 31 32 33 34 30 30 30 30 30 30 0d', reading({ value: 1234, decimals: 0, unit: 'g' }, 'stable')],
    ['12340 kg with a zero the display adds', '02 29 30 20 30 30 31 32 33 34 30 30 30 30 30 30 0d', reading(kg(12_340, 0), 'stable')],
    ['over capacity', '02 2d 34 20 20 20 20 20 20 20 30 30 30 30 30 30 0d', reading(undefined, 'stable', { range: 'over' })],
    ['under zero', '02 2d 36 20 20 20 20 20 20 20 30 30 30 30 30 30 0d', reading(undefined, 'stable', { range: 'under' })],
    ['tonnes', '02 2d 30 22 30 30 31 32 33 34 30 30 30 30 30 30 0d', BAD],
    ['blanks in the middle', '02 2d 30 20 30 20 31 32 33 34 30 30 30 30 30 30 0d', BAD],
  ],
  'mettler-checksum': [
    ['1.234 kg', '02 2d 30 20 30 30 31 32 33 34 30 30 30 30 30 30 0d 2a', reading(kg(1234), 'stable')],
    ['1.234 kg with even parity in the eighth bit', '82 2d 30 a0 30 30 b1 b2 33 b4 30 30 30 30 30 30 8d aa', reading(kg(1234), 'stable')],
    ['a wrong sum', '02 2d 30 20 30 30 31 32 33 35 30 30 30 30 30 30 0d 2a', BAD],
  ],
  equals: [
    ['=0003.000', '3d 30 30 30 33 2e 30 30 30', reading(kg(3000), 'unsaid')],
    ['=-0001.00', '3d 2d 30 30 30 31 2e 30 30', reading(kg(-100, 2), 'unsaid')],
    ['two points', '3d 30 2e 30 33 2e 30 30 30', BAD],
  ],
  'equals-reversed': [
    ['=000.3000', '3d 30 30 30 2e 33 30 30 30', reading(kg(3000), 'unsaid')],
    ['=00.1000-', '3d 30 30 2e 31 30 30 30 2d', reading(kg(-100, 2), 'unsaid')],
  ],
  yaohua: [
    ['+20.00', '02 2b 30 30 32 30 30 30 32 31 42 03', reading(kg(2000, 2), 'unsaid')],
    ['a wrong checksum', '02 2b 30 30 32 30 30 31 32 31 42 03', BAD],
    ['five decimals', '02 2b 30 30 32 30 30 30 35 31 43 03', BAD],
  ],
  'yaohua-command': [['+1.234', '02 41 44 2b 30 30 31 32 33 34 33 31 39 03', reading(kg(1234), 'unsaid')]],
};

const EVERY_CASE = SCALE_PROTOCOLS.flatMap((protocol) => GOLDEN[protocol].map((golden) => [protocol, ...golden] as const));

test.each(EVERY_CASE)('%s: %s', (protocol, _name, frame, reply) => {
  expect(repliesTo(protocol, bytesOf(frame))).toEqual([reply]);
});

test.each(SCALE_PROTOCOLS)('%s: whatever came before, in whatever pieces, the frames that follow are read', (protocol) => {
  const frames = GOLDEN[protocol];
  const some = fc.array(fc.constantFrom(...frames), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(some, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 }), (chosen, cuts) => {
      const stream = bytesOf(chosen.map(([, frame]) => frame).join(' '));
      const chunks: Uint8Array[] = [];
      for (let at = 0, turn = 0; at < stream.length; turn += 1) {
        const size = cuts[turn % cuts.length] ?? 1;
        chunks.push(stream.subarray(at, at + size));
        at += size;
      }
      expect(repliesTo(protocol, ...chunks)).toEqual(chosen.map(([, , reply]) => reply));
    }),
  );
});

test.each(SCALE_PROTOCOLS)('%s: half a frame, cut off by a lost byte, costs no more than the next one', (protocol) => {
  const [, frame, reply] = GOLDEN[protocol][0] as Case;
  const whole = bytesOf(frame);
  for (let cut = 1; cut < whole.length; cut += 1) {
    const replies = repliesTo(protocol, whole.subarray(0, cut), whole, whole);
    expect(replies.at(-1), hex(whole.subarray(0, cut))).toEqual(reply);
  }
});

test.each(SCALE_PROTOCOLS)('%s: arbitrary bytes never throw, and no weight is more than seven digits', (protocol) => {
  const decoder = createScaleDecoder(findScaleProtocol(protocol, 'kg').grammar);
  let seed = 1;
  const noise = new Uint8Array(20_000);
  for (let round = 0; round < 5; round += 1) {
    for (let index = 0; index < noise.length; index += 1) {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      // Every other byte from what frames are made of, so that frames do come about.
      noise[index] = seed & 0x1000 ? seed >>> 16 : '=\x01\x02\x03\x04\x06\r?0123456789.-+ASUkg N'.charCodeAt((seed >>> 16) % 28);
    }
    for (const reply of decoder.push(noise)) {
      if (reply.kind === 'reading') expect(Math.abs(reply.reading.weight?.value ?? 0)).toBeLessThan(10_000_000);
    }
  }
});

describe('what is asked', () => {
  const asked = (protocol: ScaleProtocolName): Record<string, string> => {
    const { grammar: _grammar, ...commands } = findScaleProtocol(protocol, 'kg');
    return Object.fromEntries(Object.entries(commands).map(([name, bytes]) => [name, hex(bytes)]));
  };

  test('the commands are those of the manuals', () => {
    expect(asked('toledo-8217')).toEqual({ request: '57', zero: '5a', tare: '54', clearTare: '43' });
    expect(asked('cas')).toEqual({ request: '05', fetch: '11' });
    expect(asked('mettler')).toEqual({ zero: '5a 0d 0a', tare: '54 0d 0a', clearTare: '43 0d 0a' });
    expect(asked('equals')).toEqual({});
    expect(asked('yaohua-command')).toEqual({ request: '02 41 44 30 35 03' });
  });
});
