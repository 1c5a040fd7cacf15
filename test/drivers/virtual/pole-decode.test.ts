import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDmD } from '#drivers/display/dm-d.ts';
import { lookOf } from '#drivers/display/look.ts';
import { columnsOf } from '#drivers/display/glyphs.ts';
import { createPoleDecoder, type PoleImage } from '#drivers/virtual/pole-decode.ts';

function decode(protocol: 'led8' | 'cd5220' | 'dm-d', ...chunks: readonly string[]): PoleImage {
  const decoder = createPoleDecoder(protocol);
  for (const chunk of chunks) decoder.push(Buffer.from(chunk, 'latin1'));
  return decoder.image;
}

describe('LED8', () => {
  test('lamp and number, right-aligned on eight cells, the dot in the cell of its digit', () => {
    expect(decode('led8', '\x1b@\x1bs2\x1bQA1002.00\r')).toEqual({ lines: ['  1002.00'], lamp: 'total', brightness: null });
    expect(decode('led8', '\x1bs4\x1bQA-99999.99\r')).toEqual({ lines: ['-99999.99'], lamp: 'change', brightness: null });
  });

  test('commands may arrive byte by byte', () => {
    expect(decode('led8', ...Array.from('\x1bs1\x1bQA12.50\r'))).toEqual({ lines: ['    12.50'], lamp: 'price', brightness: null });
  });

  test('the lamp after the number does as well, as LED8N firmware is driven', () => {
    expect(decode('led8', '\x1bQA5\r\x1bs3')).toEqual({ lines: ['       5'], lamp: 'paid', brightness: null });
  });

  test('clear puts the digits out, lamp 0 the lamp', () => {
    expect(decode('led8', '\x1bs2\x1bQA1\r', '\x1bs0\x0c')).toEqual({ lines: ['        '], lamp: 'off', brightness: null });
  });

  test('what seven segments cannot draw stays dark, and a number without end does not grow', () => {
    expect(decode('led8', '\x1bQA1x2\r').lines).toEqual(['     1 2']);
    expect(decode('led8', `\x1bQA${'1'.repeat(100_000)}\r`).lines).toEqual(['11111111']);
  });
});

describe('every LED8 of the market', () => {
  test('lamps by 1B 73, by 1B 71, or by the bare digit, before or after the number', () => {
    expect(decode('led8', '\x1bq2\x1bQA5\r')).toMatchObject({ lines: ['       5'], lamp: 'total' });
    expect(decode('led8', '3\x1bQA5\r')).toMatchObject({ lines: ['       5'], lamp: 'paid' });
    expect(decode('led8', '\x1bQA5\r4')).toMatchObject({ lines: ['       5'], lamp: 'change' });
  });

  test('brightness 1F 58 n and baud 02 42 n leave digits and lamps alone', () => {
    expect(decode('led8', '\x1bs1\x1bQA7\r\x1fX\x03\x022')).toEqual({ lines: ['       7'], lamp: 'price', brightness: 3 });
    expect(decode('led8', '\x1bQA7\r\x02B2')).toMatchObject({ lines: ['       7'], lamp: 'off' });
  });

  test('02 4D fires the drawer on its socket, also cut in two', () => {
    let pulses = 0;
    const decoder = createPoleDecoder('led8', () => (pulses += 1));
    for (const byte of [0x02, 0x4d, 0x1b, 0x51, 0x41, 0x35, 0x0d, 0x02, 0x4d]) decoder.push(Uint8Array.of(byte));
    expect(pulses).toBe(2);
    expect(decoder.image.lines).toEqual(['       5']);
  });
});

describe('CD5220', () => {
  test('two-byte characters take two columns; half a one is dark', () => {
    const bytes = Buffer.from('1b5141bacfbcc6200d1b5142b90d', 'hex').toString('latin1');
    expect(decode('cd5220', bytes).lines).toEqual([`合计${' '.repeat(16)}`, ' '.repeat(20)]);
  });

  test('a line the display scrolls is drawn at its beginning; brightness and cursor commands are no text', () => {
    expect(decode('cd5220', '\x1b*\x02\x1bl\x05\x02\x1b\x11\x1bQDNappies size five 1002.00\r')).toEqual({
      lines: ['Nappies size five 10', ' '.repeat(20)],
      lamp: 'off',
      brightness: 2,
    });
  });

  test('upper and lower line are padded to 20 columns', () => {
    expect(decode('cd5220', '\x1b@\x1b_\x00\x1bQATOTAL\r\x1bQB12.50\r')).toEqual({
      lines: ['TOTAL               ', '12.50               '],
      lamp: 'off',
      brightness: null,
    });
  });

  test('one line changes without the other; clear puts both out', () => {
    expect(decode('cd5220', '\x1bQAone\r\x1bQBtwo\r\x1bQAthree\r').lines.map((line) => line.trimEnd())).toEqual(['three', 'two']);
    expect(decode('cd5220', '\x1bQAone\r', '\x0c').lines.join('').trim()).toBe('');
  });
});

test('any bytes in any chunking leave an LED8 eight cells and a CD5220 two lines of 20', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 20 }), (chunks) => {
      for (const protocol of ['led8', 'cd5220'] as const) {
        const image = decode(protocol, ...chunks);
        expect(image).toEqual(decode(protocol, chunks.join('')));
        if (protocol === 'led8') expect(image.lines[0]).toMatch(/^([0-9 -]\.*){8,}$|^[0-9. -]+$/);
        else expect(image.lines.map(columnsOf)).toEqual([20, 20]);
      }
    }),
  );
});

describe('DM-D', () => {
  const two = (...lines: readonly string[]): readonly string[] => lines.map((line) => line.padEnd(20));

  test('shows what the encoder meant, byte by byte as well, and the next image over it', () => {
    const dmD = createDmD({ charset: 'ascii', longNames: 'cut' });
    const [paid] = dmD.draw(lookOf({ scene: 'paid', totalMinor: 100_200, tenderedMinor: 110_000, changeMinor: 9800 }, 'ascii', ''));
    const text = Buffer.concat([dmD.init, paid]).toString('latin1');
    const lines = ['PAID         1100.00', 'CHANGE         98.00'];
    expect(decode('dm-d', text)).toEqual({ lines, lamp: 'off', brightness: null });
    expect(decode('dm-d', ...Array.from(text)).lines).toEqual(lines);
    const total = Buffer.from(dmD.draw(lookOf({ scene: 'total', totalMinor: 50 }, 'ascii', ''))[0]).toString('latin1');
    expect(decode('dm-d', text, total).lines).toEqual(two('TOTAL           0.50', ''));
    expect(decode('dm-d', text, '\x0c').lines).toEqual(two('', ''));
  });

  test('the cursor moves to column and row, home, back and down; text runs on into the other line', () => {
    expect(decode('dm-d', '\x1f$\x05\x02here').lines).toEqual(two('', '    here'));
    expect(decode('dm-d', 'abc\x0bX\x0a1\x0d2').lines).toEqual(two('Xbc', '21'));
    expect(decode('dm-d', `${'a'.repeat(20)}b`).lines).toEqual(['a'.repeat(20), 'b'.padEnd(20)]);
    expect(decode('dm-d', '\x1f$\x15\x01x\x1f$\x00\x00y').lines).toEqual(two('xy', ''));
  });

  test('arguments of other commands are never text: brightness, cursor, blink, clock', () => {
    expect(decode('dm-d', '\x1fXA\x1fCB\x1fEC\x1fTDE\x1fU\x1f\x01ok').lines).toEqual(two('ok', ''));
  });

  test('any bytes in any chunking leave two lines of 20', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 20 }), (chunks) => {
        expect(decode('dm-d', ...chunks).lines.map(columnsOf)).toEqual([20, 20]);
        expect(decode('dm-d', ...chunks)).toEqual(decode('dm-d', chunks.join('')));
      }),
    );
  });
});
