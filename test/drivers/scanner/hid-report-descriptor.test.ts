import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseReportDescriptor } from '#drivers/scanner/hid-report-descriptor.ts';
import { layoutByVendor, layoutOfDescriptor } from '#drivers/scanner/scanned-data-layout.ts';
import { HONEYWELL, KEYBOARD, UNNUMBERED, WITHOUT_COUNT } from './report-descriptors.ts';

const bytes = (hex: string): Uint8Array => Buffer.from(hex.replaceAll(' ', ''), 'hex');

describe('the layout of scanned data', () => {
  test('with byte count, vendor bytes and the flag in the last of 64 bytes', () => {
    expect(layoutOfDescriptor(HONEYWELL)).toEqual({
      reportId: 2,
      countOffset: 1,
      symbologyOffset: 2,
      dataOffset: 5,
      dataBytes: 56,
      continued: { offset: 63, bit: 0 },
    });
  });

  test('without count, padding passed over', () => {
    expect(layoutOfDescriptor(WITHOUT_COUNT)).toEqual({
      reportId: 2,
      countOffset: undefined,
      symbologyOffset: 1,
      dataOffset: 4,
      dataBytes: 56,
      continued: { offset: 60, bit: 0 },
    });
  });

  test('without report id, in another order', () => {
    expect(layoutOfDescriptor(UNNUMBERED)).toEqual({
      reportId: undefined,
      countOffset: undefined,
      symbologyOffset: 1,
      dataOffset: 4,
      dataBytes: 32,
      continued: { offset: 0, bit: 0 },
    });
  });

  test('is not found in a keyboard', () => {
    expect(layoutOfDescriptor(KEYBOARD)).toBeUndefined();
  });

  test('is not taken from data that is not made of bytes', () => {
    expect(layoutOfDescriptor(bytes('05 8C 09 02 A1 01 75 10 95 10 09 FE 81 02 C0'))).toBeUndefined();
  });
});

describe('a descriptor', () => {
  test('says what the device is', () => {
    expect(parseReportDescriptor(KEYBOARD)?.applications).toEqual([{ usagePage: 0x01, usage: 0x06 }]);
    expect(parseReportDescriptor(HONEYWELL)?.applications).toEqual([{ usagePage: 0x8c, usage: 0x02 }]);
  });

  test('gives each element its usage, and the last usage to all that are left', () => {
    expect(parseReportDescriptor(bytes('05 8C 09 02 A1 01 85 05 75 08 95 04 09 FB 09 FE 81 02 C0'))?.inputs).toEqual([
      { reportId: 5, usagePage: 0x8c, usage: 0xfb, bitOffset: 8, bitSize: 8, count: 1 },
      { reportId: 5, usagePage: 0x8c, usage: 0xfe, bitOffset: 16, bitSize: 8, count: 3 },
    ]);
  });

  test('counts the bits of each report for itself', () => {
    const two = bytes('05 8C 09 02 A1 01 75 08 95 02 85 01 09 FE 81 02 85 02 09 FE 81 02 85 01 09 FB 81 02 C0');
    expect(parseReportDescriptor(two)?.inputs.map(({ reportId, usage, bitOffset }) => [reportId, usage, bitOffset])).toEqual([
      [1, 0xfe, 8],
      [2, 0xfe, 8],
      [1, 0xfb, 24],
    ]);
  });

  test('may hold long items, which mean nothing yet', () => {
    expect(parseReportDescriptor(bytes('05 8C 09 02 A1 01 FE 02 F0 AA BB 75 08 95 01 09 FE 81 02 C0'))?.inputs).toHaveLength(1);
  });

  test.each([
    ['an item cut off', '05 8C 09 02 A1 01 26 FF'],
    ['a long item cut off', 'FE 05 F0 AA'],
    ['a collection left open', '05 8C 09 02 A1 01'],
    ['an end without a collection', 'C0'],
    ['a Pop without a Push', 'B4'],
    ['report id 0', '85 00'],
    ['a report of gigabytes', '05 8C 09 02 A1 01 77 FF FF FF 7F 97 FF FF FF 7F 09 FE 81 02 C0'],
    ['a range of 65,536 usages', '05 8C 19 00 2A FF FF 95 01 75 08 81 02'],
    ['33 collections within each other', `${'A1 02 '.repeat(33)}${'C0 '.repeat(33)}`],
  ])('with %s is refused', (_, hex) => {
    expect(parseReportDescriptor(bytes(hex))).toBeUndefined();
  });

  test('longer than 4096 bytes is refused', () => {
    expect(parseReportDescriptor(new Uint8Array(4096))).toEqual({ applications: [], inputs: [] });
    expect(parseReportDescriptor(new Uint8Array(4097))).toBeUndefined();
  });

  test('of any bytes throws nothing and declares no data outside the longest report', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (any) => {
        for (const { bitOffset, bitSize, count } of parseReportDescriptor(any)?.inputs ?? [])
          expect(bitOffset + bitSize * count).toBeLessThanOrEqual(131_072);
      }),
    );
  });
});

describe('where the system keeps the descriptor to itself', () => {
  const report = (length: number, aimIdAt: number): Uint8Array => {
    const made = new Uint8Array(length);
    made[0] = 0x02;
    made.set(Buffer.from(']E0'), aimIdAt);
    return made;
  };

  test.each([
    ['Honeywell', 0x0c2e, 64, 2, { countOffset: 1, symbologyOffset: 2, dataOffset: 5, dataBytes: 56, continued: { offset: 63, bit: 0 } }],
    ['Zebra', 0x05e0, 62, 2, { countOffset: 1, symbologyOffset: 2, dataOffset: 5, dataBytes: 56, continued: { offset: 61, bit: 0 } }],
    [
      'everything a byte later',
      0x05f9,
      64,
      3,
      { countOffset: 1, symbologyOffset: 3, dataOffset: 6, dataBytes: 56, continued: { offset: 63, bit: 0 } },
    ],
    [
      'no count',
      0x23d0,
      61,
      1,
      { countOffset: undefined, symbologyOffset: 1, dataOffset: 4, dataBytes: 56, continued: { offset: 60, bit: 0 } },
    ],
  ])('the layout follows the AIM id: %s', (_, vendorId, length, aimIdAt, layout) => {
    expect(layoutByVendor(vendorId, report(length, aimIdAt))).toEqual({ reportId: 2, ...layout });
  });

  test('Newland has its data from byte 2, whatever stands there', () => {
    expect(layoutByVendor(0x1eab, report(64, 2))).toEqual({
      reportId: 2,
      countOffset: 1,
      symbologyOffset: undefined,
      dataOffset: 2,
      dataBytes: 56,
      continued: { offset: 63, bit: 0 },
    });
  });
});
