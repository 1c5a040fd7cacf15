import { type InputField, parseReportDescriptor } from './hid-report-descriptor.ts';

/** Where a scanner's report holds what. Offsets in bytes from the first byte the system hands over, report id included. */
export interface ScannedDataLayout {
  /** Undefined when the device has but one kind of report and sends no id. */
  readonly reportId: number | undefined;
  /** How many bytes of data count; undefined when the data is padded with zeros instead. */
  readonly countOffset: number | undefined;
  /** The three bytes of the AIM id; undefined when the report has none. */
  readonly symbologyOffset: number | undefined;
  readonly dataOffset: number;
  readonly dataBytes: number;
  /** The bit that says that the next report goes on with this code. */
  readonly continued: { readonly offset: number; readonly bit: number } | undefined;
}

/** The bar code scanner page and what is read of it (USB HID Point of Sale Usage Tables 1.02, section 4; facts/devices.md 2.7). */
export const BAR_CODE_SCANNER_PAGE = 0x8c;
const SYMBOLOGY_1 = 0xfb;
const SYMBOLOGY_2 = 0xfc;
const SYMBOLOGY_3 = 0xfd;
const DECODED_DATA = 0xfe;
const DATA_CONTINUED = 0xff;
/** Generic Desktop: Byte Count, the length some put in front of the data. */
const GENERIC_DESKTOP_PAGE = 0x01;
const BYTE_COUNT = 0x3b;

const HID_POS_REPORT_ID = 0x02;
const NEWLAND_VENDOR_ID = 0x1eab;
/** Data of a report in the layouts known (facts/devices.md 2.7). */
const USUAL_DATA_BYTES = 56;
const RIGHT_BRACKET = 0x5d;

/** The layout a report descriptor declares; undefined when it declares no scanned data. */
export function layoutOfDescriptor(descriptor: Uint8Array): ScannedDataLayout | undefined {
  const inputs = parseReportDescriptor(descriptor)?.inputs ?? [];
  const data = inputs.find((field) => isScanner(field, DECODED_DATA) && isBytes(field));
  if (!data) return undefined;
  const inReport = inputs.filter(({ reportId }) => reportId === data.reportId);
  const symbology = [SYMBOLOGY_1, SYMBOLOGY_2, SYMBOLOGY_3].map((usage) => inReport.find((field) => isScanner(field, usage)));
  const firstOffset = (symbology[0]?.bitOffset ?? 0) / 8;
  const inARow = symbology.every((field, index) => field && isBytes(field) && field.bitOffset / 8 === firstOffset + index);
  const count = inReport.find(({ usagePage, usage }) => usagePage === GENERIC_DESKTOP_PAGE && usage === BYTE_COUNT);
  const continued = inReport.find((field) => isScanner(field, DATA_CONTINUED));
  return {
    reportId: data.reportId,
    countOffset: count && isBytes(count) ? count.bitOffset / 8 : undefined,
    symbologyOffset: inARow ? firstOffset : undefined,
    dataOffset: data.bitOffset / 8,
    dataBytes: data.count,
    continued: continued && { offset: Math.floor(continued.bitOffset / 8), bit: continued.bitOffset % 8 },
  };
}

/**
 * The layout of a report whose descriptor the system keeps to itself (Windows, macOS), by vendor and by where its AIM id stands: Honeywell,
 * Zebra and Datalogic have a byte count, the AIM id, 56 bytes of data and in the last byte the bit that more follows; one variant has
 * everything a byte later, one no count. Newland has no AIM id and its data from byte 2 (facts/devices.md 2.7).
 */
export function layoutByVendor(vendorId: number, report: Uint8Array): ScannedDataLayout {
  const usual = { reportId: HID_POS_REPORT_ID, continued: { offset: report.length - 1, bit: 0 } };
  const room = (dataOffset: number): number => Math.max(0, Math.min(USUAL_DATA_BYTES, report.length - 1 - dataOffset));
  if (vendorId === NEWLAND_VENDOR_ID) return { ...usual, countOffset: 1, symbologyOffset: undefined, dataOffset: 2, dataBytes: room(2) };
  const symbologyOffset = [2, 1, 3].find((offset) => report[offset] === RIGHT_BRACKET) ?? 2;
  const dataOffset = symbologyOffset + 3;
  return { ...usual, countOffset: symbologyOffset === 1 ? undefined : 1, symbologyOffset, dataOffset, dataBytes: room(dataOffset) };
}

function isScanner({ usagePage, usage }: InputField, wanted: number): boolean {
  return usagePage === BAR_CODE_SCANNER_PAGE && usage === wanted;
}

function isBytes({ bitOffset, bitSize }: InputField): boolean {
  return bitOffset % 8 === 0 && bitSize === 8;
}
