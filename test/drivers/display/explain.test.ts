import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WireCommand } from '#contract/device-health.ts';
import { explainPole } from '#drivers/display/explain.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

test('the total on an LED8: lamp, number, and a drawer pulse behind it', () => {
  expect(explainPole(bytes('1B 73 32 1B 51 41 31 32 2E 35 30 0D 02 4D'))).toEqual([
    { name: 'ESC s lamp', hex: '1B 73 32' },
    { name: 'ESC Q write a line', hex: '1B 51 41 31 32 2E 35 30 0D' },
    { name: 'STX M drawer pulse', hex: '02 4D' },
  ]);
});

test('two lines on a DM-D: where the cursor goes and what is written there', () => {
  expect(explainPole(bytes('0B 50 41 49 44 1F 24 01 02 43 48'))).toEqual([
    { name: 'home', hex: '0B' },
    { name: '“PAID”', hex: '50 41 49 44' },
    { name: 'US $ move', hex: '1F 24 01 02' },
    { name: '“CH”', hex: '43 48' },
  ]);
});

test('whatever the bytes, every one of them is in exactly one entry that fits the contract', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (input) => {
      const said = explainPole(input);
      for (const entry of said) WireCommand.parse(entry);
      expect(said.map(({ hex }) => hex).join(' ')).toBe(
        Buffer.from(input)
          .toString('hex')
          .toUpperCase()
          .replace(/(..)(?!$)/g, '$1 '),
      );
    }),
  );
});
