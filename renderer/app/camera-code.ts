/** Formats of the browser's BarcodeDetector that goods carry (W3C Shape Detection API, BarcodeFormat). */
export const CAMERA_FORMATS = ['ean_13', 'ean_8', 'upc_a', 'upc_e', 'itf', 'code_128', 'code_39', 'data_matrix', 'qr_code'] as const;
export type CameraFormat = (typeof CAMERA_FORMATS)[number];

const GROUP_SEPARATOR = '\u001d';
const MAX_CHARACTERS = 4096;

/**
 * AIM ids (ISO/IEC 15424) of a symbol as it is, and when it began with FNC1, where the detector shows that as a GS in front. From one that drops it the
 * shop still knows an element string by its form.
 */
const AIM_IDS: Readonly<Record<CameraFormat, readonly [plain: string, gs1: string]>> = {
  ean_13: [']E0', ']E0'],
  ean_8: [']E4', ']E4'],
  upc_a: [']E0', ']E0'],
  upc_e: [']E0', ']E0'],
  itf: [']I0', ']I0'],
  code_128: [']C0', ']C1'],
  code_39: [']A0', ']A0'],
  data_matrix: [']d1', ']d2'],
  qr_code: [']Q1', ']Q3'],
};

/**
 * What a scanner with AIM ids on would have sent for this symbol, so that the shop decides alike. Undefined for what is no whole code: an ITF of
 * other than 14 digits may be half of one, and an empty or endless text is none.
 */
export function codeOfDetected(format: string, rawValue: string): string | undefined {
  if (!isCameraFormat(format) || rawValue === '' || rawValue.length > MAX_CHARACTERS) return undefined;
  const isGs1 = rawValue.startsWith(GROUP_SEPARATOR);
  const data = dataOf(format, isGs1 ? rawValue.slice(1) : rawValue);
  return data === undefined ? undefined : AIM_IDS[format][isGs1 ? 1 : 0] + data;
}

function dataOf(format: CameraFormat, value: string): string | undefined {
  switch (format) {
    case 'ean_13':
      return /^\d{13}$/.test(value) ? value : undefined;
    case 'ean_8':
      return /^\d{8}$/.test(value) ? value : undefined;
    case 'upc_a':
      return /^\d{12}$/.test(value) ? `0${value}` : undefined;
    case 'upc_e': {
      const upcA = expandUpcE(value);
      return upcA === undefined ? undefined : `0${upcA}`;
    }
    case 'itf':
      return /^\d{14}$/.test(value) ? value : undefined;
    case 'code_128':
    case 'code_39':
    case 'data_matrix':
    case 'qr_code':
      return value;
  }
}

/** The 12 digits that a UPC-E of 8 stands for (GS1 General Specifications 5.2.2.4.2): its last digit says where the zeros were left out. */
export function expandUpcE(value: string): string | undefined {
  const [, system, a, b, c, d, e, last, check] = /^([01])(\d)(\d)(\d)(\d)(\d)(\d)(\d)$/.exec(value) ?? [];
  if (last === undefined) return undefined;
  const middle =
    Number(last) <= 2
      ? `${a}${b}${last}0000${c}${d}${e}`
      : last === '3'
        ? `${a}${b}${c}00000${d}${e}`
        : last === '4'
          ? `${a}${b}${c}${d}00000${e}`
          : `${a}${b}${c}${d}${e}0000${last}`;
  return `${system}${middle}${check}`;
}

function isCameraFormat(format: string): format is CameraFormat {
  return (CAMERA_FORMATS as readonly string[]).includes(format);
}

/** Tells a code that stays in the picture from the next article: it must have been out of sight for so long. */
export const GONE_MS = 1000;

export interface SightGuard {
  /** True when the code was not in the picture within the last GONE_MS. `atMs` is any clock that never goes back. */
  isNew(code: string, atMs: number): boolean;
}

export function createSightGuard(): SightGuard {
  const seenAtMs = new Map<string, number>();
  return {
    isNew(code, atMs) {
      for (const [known, at] of seenAtMs) if (atMs - at >= GONE_MS) seenAtMs.delete(known);
      const isNew = !seenAtMs.has(code);
      seenAtMs.set(code, atMs);
      return isNew;
    },
  };
}
