/**
 * ESC/POS commands by their Epson names. Source: Epson ESC/POS reference (download4.epson.biz/sec_pubs/pos/reference_en/escpos/);
 * kanji commands as Chinese command lists give them (FS & selects GBK/GB18030 two-byte text).
 */
export const LF = 0x0a;
export const ESC = 0x1b;
export const FS = 0x1c;
export const GS = 0x1d;
export const DLE = 0x10;

/** ESC @: clears the line being built and every mode. */
export const INITIALIZE: readonly number[] = [ESC, 0x40];
/** FS &: two-byte Chinese text. */
export const SELECT_KANJI: readonly number[] = [FS, 0x26];
/** FS .: single bytes of the selected code page instead. */
export const CANCEL_KANJI: readonly number[] = [FS, 0x2e];
/** GS ( k fn 165: QR model 2. */
export const QR_MODEL_2: readonly number[] = [GS, 0x28, 0x6b, 0x04, 0x00, 0x31, 0x41, 0x32, 0x00];
/** GS ( k fn 169: error correction level M. */
export const QR_LEVEL_M: readonly number[] = [GS, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x45, 0x31];
/** GS ( k fn 181: print the stored symbol. */
export const QR_PRINT: readonly number[] = [GS, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x51, 0x30];

/** GS ( k fn 066: PDF417 with as many rows as the data needs. */
export const PDF417_ROWS: readonly number[] = [GS, 0x28, 0x6b, 0x03, 0x00, 0x30, 0x42, 0x00];
/** GS ( k fn 068: rows three modules high. */
export const PDF417_ROW_HEIGHT: readonly number[] = [GS, 0x28, 0x6b, 0x03, 0x00, 0x30, 0x44, 0x03];
/** GS ( k fn 069: error correction level 2, which standard ISO/IEC 15438 recommends for up to 160 codewords of data. */
export const PDF417_LEVEL_2: readonly number[] = [GS, 0x28, 0x6b, 0x04, 0x00, 0x30, 0x45, 0x30, 0x32];
/** GS ( k fn 081: print the stored symbol. */
export const PDF417_PRINT: readonly number[] = [GS, 0x28, 0x6b, 0x03, 0x00, 0x30, 0x51, 0x30];

export type Align = 'left' | 'center' | 'right';
export const ALIGNS: readonly Align[] = ['left', 'center', 'right'];

/** GS k function B: symbol numbers, and which data each takes; GS1-128 is CODE128 that begins with FNC1. UPC-A and EAN are accepted with a right check digit only, or without one. */
export const BARCODE_NUMBERS = { UPCA: 65, EAN13: 67, EAN8: 68, CODE39: 69, ITF: 70, CODE128: 73, GS1_128: 73 } as const;

/** GS k knows two widths of narrow bars that a hand scanner reads on thermal paper. */
export const BAR_DOTS: readonly number[] = [3, 2];
