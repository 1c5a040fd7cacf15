/** Hexadecimal with comments, one item a line, as the HID specification prints descriptors. */
function descriptor(text: string): Uint8Array {
  return Buffer.from(text.replaceAll(/\/\/.*/g, '').replaceAll(/\s/g, ''), 'hex');
}

/**
 * The scanned data report (usage 12) with a byte count, the three symbology identifiers in one item, 56 bytes of data, two bytes of the vendor
 * and the continued flag, then a trigger report to the scanner. 64 bytes with the report id (facts/devices.md 2.7, Honeywell).
 */
export const HONEYWELL: Uint8Array = descriptor(`
  05 8C        // Usage Page (Bar Code Scanner)
  09 02        // Usage (Bar Code Scanner)
  A1 01        // Collection (Application)
  09 12        //   Usage (Scanned Data Report)
  A1 02        //   Collection (Logical)
  85 02        //     Report ID (2)
  15 00        //     Logical Minimum (0)
  26 FF 00     //     Logical Maximum (255)
  75 08        //     Report Size (8)
  95 01        //     Report Count (1)
  05 01        //     Usage Page (Generic Desktop)
  09 3B        //     Usage (Byte Count)
  81 02        //     Input (Data, Variable)
  05 8C        //     Usage Page (Bar Code Scanner)
  95 03        //     Report Count (3)
  09 FB        //     Usage (Symbology Identifier 1)
  09 FC        //     Usage (Symbology Identifier 2)
  09 FD        //     Usage (Symbology Identifier 3)
  81 02        //     Input (Data, Variable)
  95 38        //     Report Count (56)
  09 FE        //     Usage (Decoded Data)
  82 02 01     //     Input (Data, Variable, Buffered Bytes)
  06 66 FF     //     Usage Page (Vendor FF66)
  95 02        //     Report Count (2)
  09 04        //     Usage (Code Id)
  09 00        //     Usage (Undefined)
  81 02        //     Input (Data, Variable)
  05 8C        //     Usage Page (Bar Code Scanner)
  25 01        //     Logical Maximum (1)
  75 01        //     Report Size (1)
  95 08        //     Report Count (8)
  09 FF        //     Usage (Decode Data Continued)
  81 02        //     Input (Data, Variable)
  C0           //   End Collection
  09 14        //   Usage (Trigger Report)
  A1 02        //   Collection (Logical)
  85 04        //     Report ID (4)
  95 08        //     Report Count (8)
  09 60        //     Usage (Initiate Barcode Read)
  91 02        //     Output (Data, Variable)
  C0           //   End Collection
  C0           // End Collection
`);

/**
 * The same without count and vendor bytes: each identifier in an item of its own, and the flag as one bit with seven of padding. 61 bytes
 * with the report id.
 */
export const WITHOUT_COUNT: Uint8Array = descriptor(`
  05 8C  09 02  A1 01
  85 02
  15 00  26 FF 00  75 08  95 01
  09 FB  81 02
  09 FC  81 02
  09 FD  81 02
  95 38  09 FE  82 02 01
  25 01  75 01  95 01
  09 FF  81 02
  75 07  81 03 // Input (Constant)
  C0
`);

/** No report id at all, identifiers as a usage range, usages with their page in four bytes, globals kept with Push and Pop. */
export const UNNUMBERED: Uint8Array = descriptor(`
  05 8C  09 02  A1 01
  15 00  26 FF 00  75 08
  A4           // Push
  75 01  95 08
  0B FF 00 8C 00 // Usage (Bar Code Scanner: Decode Data Continued)
  81 02
  B4           // Pop
  95 03  19 FB  29 FD  81 02
  95 20  0B FE 00 8C 00
  81 02
  C0
`);

/** A keyboard (USB Device Class Definition for HID 1.11, appendix E.6). */
export const KEYBOARD: Uint8Array = descriptor(`
  05 01  09 06  A1 01
  05 07  19 E0  29 E7  15 00  25 01  75 01  95 08  81 02
  95 01  75 08  81 01
  95 05  75 01  05 08  19 01  29 05  91 02
  95 01  75 03  91 01
  95 06  75 08  15 00  25 65  05 07  19 00  29 65  81 00
  C0
`);
