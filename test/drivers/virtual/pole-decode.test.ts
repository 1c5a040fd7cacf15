import { describe, expect, test } from 'vitest';
import { createPoleDecoder, type PoleImage } from '#drivers/virtual/pole-decode.ts';

function decode(protocol: 'led8' | 'cd5220', ...chunks: readonly string[]): PoleImage {
  const decoder = createPoleDecoder(protocol);
  for (const chunk of chunks) decoder.push(Buffer.from(chunk, 'latin1'));
  return decoder.image;
}

describe('LED8', () => {
  test('lamp and number, right-aligned on eight cells, the dot in the cell of its digit', () => {
    expect(decode('led8', '\x1b@\x1bs2\x1bQA1002.00\r')).toEqual({ lines: ['  1002.00'], lamp: 'total' });
    expect(decode('led8', '\x1bs4\x1bQA-99999.99\r')).toEqual({ lines: ['-99999.99'], lamp: 'change' });
  });

  test('commands may arrive byte by byte', () => {
    expect(decode('led8', ...Array.from('\x1bs1\x1bQA12.50\r'))).toEqual({ lines: ['    12.50'], lamp: 'price' });
  });

  test('the lamp after the number does as well, as LED8N firmware is driven', () => {
    expect(decode('led8', '\x1bQA5\r\x1bs3')).toEqual({ lines: ['       5'], lamp: 'paid' });
  });

  test('clear puts the digits out, lamp 0 the lamp', () => {
    expect(decode('led8', '\x1bs2\x1bQA1\r', '\x1bs0\x0c')).toEqual({ lines: ['        '], lamp: 'off' });
  });

  test('what seven segments cannot draw stays dark, and a number without end does not grow', () => {
    expect(decode('led8', '\x1bQA1x2\r').lines).toEqual(['     1 2']);
    expect(decode('led8', `\x1bQA${'1'.repeat(100_000)}\r`).lines).toEqual(['11111111']);
  });
});

describe('CD5220', () => {
  test('upper and lower line are padded to 20 columns', () => {
    expect(decode('cd5220', '\x1b@\x1b_\x00\x1bQATOTAL\r\x1bQB12.50\r')).toEqual({
      lines: ['TOTAL               ', '12.50               '],
      lamp: 'off',
    });
  });

  test('one line changes without the other; clear puts both out', () => {
    expect(decode('cd5220', '\x1bQAone\r\x1bQBtwo\r\x1bQAthree\r').lines.map((line) => line.trimEnd())).toEqual(['three', 'two']);
    expect(decode('cd5220', '\x1bQAone\r', '\x0c').lines.join('').trim()).toBe('');
  });
});
