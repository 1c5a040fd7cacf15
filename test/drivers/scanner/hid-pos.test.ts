import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ScanRead } from '#drivers/scanner/decode.ts';
import { createHidPosDecoder, type HidPosDecoder } from '#drivers/scanner/hid-pos.ts';
import { HONEYWELL, KEYBOARD, UNNUMBERED, WITHOUT_COUNT } from './report-descriptors.ts';

const scan = (text: string): ScanRead => ({ kind: 'scan', text });

function decoderOf(reportDescriptor: Uint8Array | undefined, vendorId = 0x0c2e): HidPosDecoder {
  const decoder = createHidPosDecoder();
  decoder.begin({ vendorId, reportDescriptor });
  return decoder;
}

/** 64 bytes: 02, count, AIM id, 56 bytes of data, two of the vendor, continued. */
function report(aimId: string, data: string, continued = 0, count = data.length): Uint8Array {
  const bytes = new Uint8Array(64);
  bytes[0] = 0x02;
  bytes[1] = count;
  bytes.set(Buffer.from(aimId), 2);
  bytes.set(Buffer.from(data, 'latin1'), 5);
  bytes[61] = 0x64;
  bytes[63] = continued;
  return bytes;
}

/** A read of a Honeywell scanner, byte for byte: EAN-13 6901234567892. */
const EAN_13 = Buffer.from(`020d 5d4530 36393031323334353637383932 ${'00'.repeat(43)} 6400 00`.replaceAll(' ', ''), 'hex');

describe('a code in one report', () => {
  test.each([
    ['by the descriptor', HONEYWELL],
    ['by vendor', undefined],
    ['by vendor, as the descriptor declares no scanned data', KEYBOARD],
  ])('is read %s, with its AIM id in front', (_, descriptor) => {
    expect(decoderOf(descriptor).push(EAN_13)).toEqual([scan(']E06901234567892')]);
  });

  test('without AIM id is the code alone', () => {
    expect(decoderOf(HONEYWELL).push(report('', '6901234567892'))).toEqual([scan('6901234567892')]);
    expect(decoderOf(undefined).push(report('', '6901234567892'))).toEqual([scan('6901234567892')]);
  });

  test('whose scanner also puts the AIM id into the data has it once', () => {
    expect(decoderOf(HONEYWELL).push(report(']E0', ']E06901234567892'))).toEqual([scan(']E06901234567892')]);
  });

  test('loses the terminator a scanner was set to send, and keeps GS at the end', () => {
    expect(decoderOf(HONEYWELL).push(report(']C1', '0106901234567892\x1d\r\n'))).toEqual([scan(']C10106901234567892\x1d')]);
  });

  test('in Chinese is read as UTF-8 or GB18030', () => {
    const utf8 = Buffer.from('小满').toString('latin1');
    expect(decoderOf(HONEYWELL).push(report(']Q1', utf8))).toEqual([scan(']Q1小满')]);
    expect(decoderOf(HONEYWELL).push(report(']Q1', '\xd0\xa1\xc2\xfa'))).toEqual([scan(']Q1小满')]);
  });

  test('is read where nothing counts the bytes: zeros at the end are padding', () => {
    const bytes = new Uint8Array(61);
    bytes.set([0x02, ...Buffer.from(']E46901232')]);
    expect(decoderOf(WITHOUT_COUNT).push(bytes)).toEqual([scan(']E46901232')]);
  });

  test('is read where reports have no id', () => {
    const bytes = new Uint8Array(36);
    bytes.set([0x00, ...Buffer.from(']E46901232')]);
    expect(decoderOf(UNNUMBERED).push(bytes)).toEqual([scan(']E46901232')]);
  });

  test('of Newland is read without AIM id, from byte 2', () => {
    const bytes = new Uint8Array(64);
    bytes.set([0x02, 0x0d, ...Buffer.from('6901234567892')]);
    bytes[62] = 0x0b;
    expect(decoderOf(undefined, 0x1eab).push(bytes)).toEqual([scan('6901234567892')]);
  });
});

describe('a code in several reports', () => {
  const first = '0106901234567892'.padEnd(56, 'A');
  const rest = 'B'.repeat(20);

  test('is one read when the last says that nothing follows', () => {
    const decoder = decoderOf(HONEYWELL);
    expect(decoder.push(report(']Q3', first, 1))).toEqual([]);
    expect(decoder.pending).toBe(true);
    expect(decoder.push(report(']Q3', rest))).toEqual([scan(`]Q3${first}${rest}`)]);
    expect(decoder.pending).toBe(false);
  });

  test('of which the end never came is given up: half a code is no article', () => {
    const decoder = decoderOf(HONEYWELL);
    decoder.push(report(']Q3', first, 1));
    expect(decoder.flush()).toEqual([{ kind: 'bad', reason: 'incomplete' }]);
    expect(decoder.push(EAN_13)).toEqual([scan(']E06901234567892')]);
  });

  test('by its flag, but with room left in the report, was whole all the same', () => {
    const decoder = decoderOf(HONEYWELL);
    expect(decoder.push(report(']E0', '6901234567892', 1))).toEqual([]);
    expect(decoder.flush()).toEqual([scan(']E06901234567892')]);
    expect(decoder.flush()).toEqual([]);
  });

  test('longer than 4096 bytes is one bad read and the next is good', () => {
    const decoder = decoderOf(HONEYWELL);
    for (let part = 0; part < 1000; part += 1) expect(decoder.push(report(']Q1', '9'.repeat(56), 1))).toEqual([]);
    expect(decoder.push(report(']Q1', '9'))).toEqual([{ kind: 'bad', reason: 'too_long' }]);
    expect(decoder.push(EAN_13)).toEqual([scan(']E06901234567892')]);
  });

  test('is forgotten with the connection', () => {
    const decoder = decoderOf(HONEYWELL);
    decoder.push(report(']Q3', first, 1));
    decoder.begin({ vendorId: 0x0c2e, reportDescriptor: HONEYWELL });
    expect(decoder.push(EAN_13)).toEqual([scan(']E06901234567892')]);
  });
});

describe('what is no code', () => {
  test('reports of another kind and empty ones are passed over', () => {
    const status = Uint8Array.from([0x04, ...EAN_13.subarray(1)]);
    expect(decoderOf(HONEYWELL).push(status)).toEqual([]);
    expect(decoderOf(HONEYWELL).push(new Uint8Array())).toEqual([]);
    expect(decoderOf(HONEYWELL).push(report('', ''))).toEqual([]);
  });

  test('a report that counts more than it holds, or is cut off, is a bad read', () => {
    expect(decoderOf(HONEYWELL).push(report(']E0', '6901234567892', 0, 57))).toEqual([{ kind: 'bad', reason: 'incomplete' }]);
    expect(decoderOf(HONEYWELL).push(EAN_13.subarray(0, 10))).toEqual([{ kind: 'bad', reason: 'incomplete' }]);
  });

  test('control characters are refused', () => {
    expect(decoderOf(HONEYWELL).push(report(']C0', '690\x1b1'))).toEqual([{ kind: 'bad', reason: 'control_character' }]);
  });
});

test('any code, in as many reports as it takes, is read whole', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[0-9A-Za-z]{1,300}$/), { maxLength: 6 }), (codes) => {
      const decoder = decoderOf(HONEYWELL);
      const reports = codes.flatMap((code) => {
        const parts = code.match(/.{1,56}/g) ?? [];
        return parts.map((part, index) => report(']C0', part, index < parts.length - 1 ? 1 : 0));
      });
      expect(reports.flatMap((each) => decoder.push(each))).toEqual(codes.map((code) => scan(`]C0${code}`)));
    }),
  );
});

test('arbitrary reports under arbitrary descriptors never throw, and good text holds no control character but GS', () => {
  const anyDescriptor = fc.oneof(fc.constantFrom(HONEYWELL, WITHOUT_COUNT, UNNUMBERED, undefined), fc.uint8Array({ maxLength: 80 }));
  const anyReport = fc.oneof(
    fc.uint8Array({ maxLength: 70 }),
    fc.uint8Array({ minLength: 64, maxLength: 64 }).map((bytes) => Uint8Array.from([0x02, bytes[0]! % 60, ...bytes.subarray(2)])),
  );
  fc.assert(
    fc.property(
      anyDescriptor,
      fc.constantFrom(0x0c2e, 0x1eab, 0),
      fc.array(anyReport, { maxLength: 20 }),
      (descriptor, vendorId, reports) => {
        const decoder = decoderOf(descriptor, vendorId);
        const reads = [...reports.flatMap((each) => decoder.push(each)), ...decoder.flush()];
        for (const read of reads) if (read.kind === 'scan') expect(read.text.replaceAll('\x1d', '')).not.toMatch(/\p{Cc}/u);
      },
    ),
  );
});
