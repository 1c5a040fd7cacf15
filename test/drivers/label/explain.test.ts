import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WireCommand } from '#contract/device-health.ts';
import { explainTspl } from '#drivers/label/explain.ts';

test('a label in small: its commands as they are written, a picture as one entry with its dots', () => {
  const picture = Buffer.concat([Buffer.from('BITMAP 8,16,2,10,1,'), Buffer.alloc(20, 0x0a), Buffer.from('\r\n')]);
  const label = Buffer.concat([Buffer.from('\x1b!?SIZE 40 mm,30 mm\r\nCLS\r\n'), picture, Buffer.from('PRINT 1,1\r\n')]);
  expect(explainTspl(label)).toEqual([
    { name: 'ESC !? status', hex: '1B 21 3F' },
    { name: 'SIZE 40 mm,30 mm', hex: '53 49 5A 45 20 34 30 20 6D 6D 2C 33 30 20 6D 6D … 18 B' },
    { name: 'CLS', hex: '43 4C 53 0D 0A' },
    { name: 'BITMAP 8,16,2,10,1,', hex: '42 49 54 4D 41 50 20 38 2C 31 36 2C 32 2C 31 30 … 41 B' },
    { name: 'PRINT 1,1', hex: '50 52 49 4E 54 20 31 2C 31 0D 0A' },
  ]);
});

test('whatever the bytes, every one of them is in exactly one entry that fits the contract', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (input) => {
      const said = explainTspl(input);
      for (const entry of said) WireCommand.parse(entry);
      const counted = said.reduce((sum, { hex }) => sum + Number(/… (\d+) B$/.exec(hex)?.[1] ?? hex.split(' ').length), 0);
      expect(counted).toBe(input.length);
    }),
  );
});
