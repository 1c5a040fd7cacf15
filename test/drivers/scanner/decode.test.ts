import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createScanDecoder, type ScanRead } from '#drivers/scanner/decode.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);

function readAll(chunks: readonly Uint8Array[]): readonly ScanRead[] {
  const decoder = createScanDecoder();
  return chunks.flatMap((chunk) => decoder.push(chunk));
}

const scan = (text: string): ScanRead => ({ kind: 'scan', text });

describe('terminators', () => {
  test.each([
    ['CR', '6901234567892\r'],
    ['LF', '6901234567892\n'],
    ['CRLF', '6901234567892\r\n'],
    ['Tab', '6901234567892\t'],
    ['STX and ETX', '\x026901234567892\x03'],
    ['STX, ETX, CR and LF', '\x026901234567892\x03\r\n'],
  ])('%s ends a read, once', (_name, text) => {
    expect(readAll([bytes(text)])).toEqual([scan('6901234567892')]);
  });

  test('the LF of a CRLF that comes in its own chunk is not a second scan', () => {
    expect(readAll([bytes('690\r'), bytes('\n'), bytes('691\r'), bytes('\n')])).toEqual([scan('690'), scan('691')]);
  });

  test('two scans in one chunk are two scans', () => {
    expect(readAll([bytes('6901234567892\r\n6907777777774\r\n')])).toEqual([scan('6901234567892'), scan('6907777777774')]);
  });

  test('one scan over many chunks is one scan', () => {
    expect(readAll(Array.from('6901234567892\r', bytes))).toEqual([scan('6901234567892')]);
  });

  test('terminators alone are no scan', () => {
    expect(readAll([bytes('\r\n\r\n\t\x02\x03')])).toEqual([]);
  });

  test('any chunking of any stream gives the same reads', () => {
    const codes = fc.array(fc.tuple(fc.stringMatching(/^[ -~]{1,30}$/), fc.constantFrom('\r', '\n', '\r\n', '\t', '\x03\r\n')), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(codes, fc.array(fc.nat(20), { minLength: 1, maxLength: 40 }), (reads, cuts) => {
        const stream = bytes(reads.map(([code, end]) => code + end).join(''));
        const chunks: Uint8Array[] = [];
        for (let at = 0, turn = 0; at < stream.length; turn += 1) {
          const size = cuts[turn % cuts.length] || 1;
          chunks.push(stream.subarray(at, at + size));
          at += size;
        }
        expect(readAll(chunks)).toEqual(reads.map(([code]) => scan(code)));
      }),
    );
  });

  test('arbitrary bytes never throw, and good text never holds a control character but GS', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 }), (chunks) => {
        const decoder = createScanDecoder();
        const reads = [...chunks.flatMap((chunk) => decoder.push(chunk)), ...decoder.flush()];
        for (const read of reads) if (read.kind === 'scan') expect(read.text.replaceAll('\x1d', '')).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});

describe('text', () => {
  test('a GS1 element string keeps its GS', () => {
    expect(readAll([bytes('010690123456789210ABC\x1d17261231\r')])).toEqual([scan('010690123456789210ABC\x1d17261231')]);
  });

  test('UTF-8 is read as UTF-8', () => {
    expect(readAll([bytes('会员 小满\r')])).toEqual([scan('会员 小满')]);
  });

  test('what is not UTF-8 is read as GB18030', () => {
    // 小满 in GB2312 zones: D0 A1 C2 FA.
    expect(readAll([Uint8Array.of(0xd0, 0xa1, 0xc2, 0xfa, 0x0d)])).toEqual([scan('小满')]);
  });

  test('bytes of neither encoding are a bad read', () => {
    expect(readAll([Uint8Array.of(0x36, 0xff, 0x0d)])).toEqual([{ kind: 'bad', reason: 'not_text' }]);
  });

  test.each(['\x00', '\x1b', '\x7f', '\x08', '\x0b'])(
    'control character %j makes the read bad and leaves the next one alone',
    (control) => {
      expect(readAll([bytes(`690${control}1\r691\r`)])).toEqual([{ kind: 'bad', reason: 'control_character' }, scan('691')]);
    },
  );

  test('a C1 control hidden in UTF-8 is bad too', () => {
    expect(readAll([bytes('690\u009b1\r')])).toEqual([{ kind: 'bad', reason: 'not_text' }]);
  });
});

describe('length', () => {
  test('4096 bytes are a scan, one more is one bad read, and the next scan is good', () => {
    const longest = '9'.repeat(4096);
    expect(readAll([bytes(`${longest}\r${longest}9\r690\r`)])).toEqual([scan(longest), { kind: 'bad', reason: 'too_long' }, scan('690')]);
  });

  test('a stream without end is one bad read when it ends', () => {
    const decoder = createScanDecoder();
    for (let chunk = 0; chunk < 1000; chunk += 1) expect(decoder.push(bytes('9'.repeat(4096)))).toEqual([]);
    expect(decoder.push(bytes('\r'))).toEqual([{ kind: 'bad', reason: 'too_long' }]);
  });
});

describe('half reads', () => {
  test('STX within a read begins a new one and the broken one is bad', () => {
    expect(readAll([bytes('\x02690123\x026901234567892\x03')])).toEqual([{ kind: 'bad', reason: 'incomplete' }, scan('6901234567892')]);
  });

  test('flush ends the read of a scanner that sends no terminator', () => {
    const decoder = createScanDecoder();
    expect(decoder.push(bytes('6901234567892'))).toEqual([]);
    expect(decoder.pending).toBe(true);
    expect(decoder.flush()).toEqual([scan('6901234567892')]);
    expect(decoder.flush()).toEqual([]);
  });

  test('on a scanner that sends terminators, flush gives up the half read, and the scanner may have been set to send none since', () => {
    const decoder = createScanDecoder();
    decoder.push(bytes('6901234567892\r'));
    decoder.push(bytes('69077'));
    expect(decoder.terminated).toBe(true);
    expect(decoder.flush()).toEqual([{ kind: 'bad', reason: 'incomplete' }]);
    decoder.push(bytes('6907777777774'));
    expect(decoder.flush()).toEqual([scan('6907777777774')]);
  });

  test('reset forgets half a read', () => {
    const decoder = createScanDecoder();
    decoder.push(bytes('690'));
    decoder.reset();
    expect(decoder.push(bytes('6901234567892\r'))).toEqual([scan('6901234567892')]);
  });
});
