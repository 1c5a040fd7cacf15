const REPORT_ID = 0x02;
const REPORT_BYTES = 64;
const DATA_BYTES = 56;
const AIM_ID = /^\][A-Za-z][0-9A-Za-z]/;

/**
 * The reports a HID POS scanner sends for a code, in the layout of Honeywell and Zebra (facts/devices.md 2.7): byte count, AIM id, 56 bytes of
 * data, two of the vendor, and in the last byte whether another follows.
 */
export function encodeHidPosReports(text: string): readonly Uint8Array[] {
  const aimId = AIM_ID.exec(text)?.[0] ?? '';
  const data = Buffer.from(text.slice(aimId.length));
  const count = Math.max(1, Math.ceil(data.length / DATA_BYTES));
  return Array.from({ length: count }, (_, index) => {
    const part = data.subarray(index * DATA_BYTES, (index + 1) * DATA_BYTES);
    const report = new Uint8Array(REPORT_BYTES);
    report.set([REPORT_ID, part.length]);
    report.set(Buffer.from(aimId), 2);
    report.set(part, 5);
    report[REPORT_BYTES - 1] = index < count - 1 ? 1 : 0;
    return report;
  });
}
