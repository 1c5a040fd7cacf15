import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { WireCommand } from '#contract/device-health.ts';
import { explainEscPos } from '#drivers/printer/escpos/explain.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

test('a receipt in small: every command by its name, text as it reads', () => {
  const said = explainEscPos(bytes('1B 40 1C 26 1B 61 01 D0 A1 C2 FA 20 41 0A 1D 56 42 03 1B 70 00 19 FA 1D 72 01'));
  expect(said).toEqual([
    { name: 'ESC @ initialize', hex: '1B 40' },
    { name: 'FS & Chinese on', hex: '1C 26' },
    { name: 'ESC a justification', hex: '1B 61 01' },
    { name: '“小满 A”', hex: 'D0 A1 C2 FA 20 41' },
    { name: 'LF', hex: '0A' },
    { name: 'GS V cut', hex: '1D 56 42 03' },
    { name: 'ESC p drawer pulse', hex: '1B 70 00 19 FA' },
    { name: 'GS r status', hex: '1D 72 01' },
  ]);
});

test('a picture is one entry that says how many bytes it has', () => {
  const header = '1D 76 30 00 02 00 0A 00';
  expect(explainEscPos(bytes(header + 'FF'.repeat(20)))).toEqual([
    { name: 'GS v 0 raster image', hex: `${header} FF FF FF FF FF FF FF FF … 28 B` },
  ]);
});

test('a command that is cut off and bytes nobody knows are shown as far as they go', () => {
  expect(explainEscPos(bytes('1D 28 6B 04'))).toEqual([{ name: 'GS ( k symbol', hex: '1D 28 6B 04' }]);
  expect(explainEscPos(bytes('07 1B 07'))).toEqual([
    { name: 'unknown', hex: '07' },
    { name: 'unknown', hex: '1B 07' },
  ]);
});

test('whatever the bytes, every one of them is in exactly one entry that fits the contract', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (input) => {
      const said = explainEscPos(input);
      for (const entry of said) WireCommand.parse(entry);
      const counted = said.reduce((sum, { hex }) => sum + Number(/… (\d+) B$/.exec(hex)?.[1] ?? hex.split(' ').length), 0);
      expect(counted).toBe(input.length);
    }),
  );
});
