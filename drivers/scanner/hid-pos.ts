import { MAX_SCAN_BYTES, readOfBytes, type ScanDecoder, type ScanRead } from './decode.ts';
import { layoutByVendor, layoutOfDescriptor, type ScannedDataLayout } from './scanned-data-layout.ts';

/** What a HID device says of itself before its first report. */
export interface HidPosDevice {
  readonly vendorId: number;
  /** Undefined where the operating system does not give it. */
  readonly reportDescriptor: Uint8Array | undefined;
}

export interface HidPosDecoder extends ScanDecoder {
  /** One report a call, as the system hands it over. Reports of another kind are passed over. */
  push(report: Uint8Array): readonly ScanRead[];
  /** Forgets everything and reads the reports of this device from here on. */
  begin(device: HidPosDevice): void;
}

const AIM_ID = /^\][A-Za-z][0-9A-Za-z]$/;
/** A terminator the scanner was set to send is no part of the code; zeros are padding. */
const isTail = (byte: number | undefined): boolean => byte === 0x00 || byte === 0x03 || byte === 0x09 || byte === 0x0a || byte === 0x0d;

/**
 * Reports of a HID POS scanner → reads. A code longer than a report comes in several, all but the last saying that more follows. The AIM id
 * that stands beside the data is put in front of the text, where serial scanners send it too.
 */
export function createHidPosDecoder(): HidPosDecoder {
  const buffer = new Uint8Array(MAX_SCAN_BYTES);
  let device: HidPosDevice = { vendorId: 0, reportDescriptor: undefined };
  let declared: ScannedDataLayout | undefined;
  let length = 0;
  let aimId = '';
  let begun = false;
  let broken: 'too_long' | 'incomplete' | undefined;
  let lastWasFull = false;

  function reset(): void {
    length = 0;
    aimId = '';
    begun = false;
    broken = undefined;
    lastWasFull = false;
  }

  function take(): readonly ScanRead[] {
    let end = length;
    while (end > 0 && isTail(buffer[end - 1])) end -= 1;
    const read: ScanRead = broken ? { kind: 'bad', reason: broken } : readOfBytes(buffer.subarray(0, end));
    const id = aimId;
    reset();
    if (read.kind === 'bad') return [read];
    if (read.text === '') return [];
    return [id === '' || read.text.startsWith(id) ? read : { kind: 'scan', text: id + read.text }];
  }

  function append(data: Uint8Array): void {
    if (length + data.length > buffer.length) broken = 'too_long';
    if (broken) return;
    buffer.set(data, length);
    length += data.length;
  }

  return {
    push(report) {
      const layout = declared ?? layoutByVendor(device.vendorId, report);
      if (layout.reportId !== undefined && report[0] !== layout.reportId) return [];
      const { data, symbology, continues } = readReport(layout, report);
      begun = true;
      if (aimId === '' && AIM_ID.test(symbology)) aimId = symbology;
      if (data) append(data);
      else broken = 'incomplete';
      lastWasFull = data?.length === layout.dataBytes;
      return continues ? [] : take();
    },
    get pending() {
      return begun;
    },
    terminated: true,
    flush() {
      if (!begun) return [];
      // Nothing follows a report that had room left, whatever its bit says; after a full one the rest is lost.
      if (lastWasFull) broken ??= 'incomplete';
      return take();
    },
    reset,
    begin(next) {
      reset();
      device = next;
      declared = next.reportDescriptor && layoutOfDescriptor(next.reportDescriptor);
    },
  };
}

interface ScannedData {
  /** Undefined when the report counts more bytes than it holds. */
  readonly data: Uint8Array | undefined;
  readonly symbology: string;
  readonly continues: boolean;
}

function readReport(layout: ScannedDataLayout, report: Uint8Array): ScannedData {
  const { dataOffset, dataBytes, symbologyOffset: at, continued } = layout;
  const room = report.subarray(dataOffset, dataOffset + dataBytes);
  const count = layout.countOffset === undefined ? undefined : (report[layout.countOffset] ?? 0);
  const isWhole = count === undefined || count <= room.length;
  return {
    data: isWhole ? (count === undefined ? withoutPadding(room) : room.subarray(0, count)) : undefined,
    symbology: at === undefined ? '' : String.fromCharCode(...report.subarray(at, at + 3)),
    continues: continued !== undefined && (((report[continued.offset] ?? 0) >> continued.bit) & 1) === 1,
  };
}

function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, end);
}
