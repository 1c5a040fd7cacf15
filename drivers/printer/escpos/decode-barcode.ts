/** GS k symbol numbers, function A (0–6) and B (65–73), by the names of contract/document.ts. */
const SYMBOLOGIES: Readonly<Record<number, string>> = {
  0: 'UPCA',
  2: 'EAN13',
  3: 'EAN8',
  4: 'CODE39',
  5: 'ITF',
  65: 'UPCA',
  67: 'EAN13',
  68: 'EAN8',
  69: 'CODE39',
  70: 'ITF',
  73: 'CODE128',
};

/** How FNC1 is shown: as scanners send it. */
const GROUP_SEPARATOR = '\x1d';

/** What a GS k command (whole) draws, undefined when a printer would refuse it. */
export function decodeBarcode(command: Uint8Array): { readonly symbology: string; readonly data: string } | undefined {
  const number = command[2] ?? 0;
  const symbology = SYMBOLOGIES[number];
  if (!symbology) return undefined;
  const payload = number <= 6 ? command.subarray(3, -1) : command.subarray(4);
  const data = symbology === 'CODE128' ? code128Text(payload) : latin(payload);
  if (data?.startsWith(GROUP_SEPARATOR)) return data.length > 1 ? { symbology: 'GS1_128', data: data.slice(1) } : undefined;
  return data === undefined || data === '' || !isDrawable(symbology, data) ? undefined : { symbology, data };
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function isDrawable(symbology: string, data: string): boolean {
  switch (symbology) {
    case 'EAN13':
      return /^\d{12,13}$/.test(data) && hasRightCheckDigit(data, 13);
    case 'EAN8':
      return /^\d{7,8}$/.test(data) && hasRightCheckDigit(data, 8);
    case 'UPCA':
      return /^\d{11,12}$/.test(data) && hasRightCheckDigit(data, 12);
    case 'ITF':
      return /^(\d\d)+$/.test(data);
    case 'CODE39':
      return /^[0-9A-Z $%+\-./]+$/.test(data);
    default:
      return true;
  }
}

function hasRightCheckDigit(digits: string, length: number): boolean {
  if (digits.length < length) return true;
  let sum = 0;
  for (let index = 0; index < length; index += 1) sum += Number(digits[index]) * ((length - index) % 2 === 0 ? 3 : 1);
  return sum % 10 === 0;
}

/** CODE128 data of GS k 73: `{A`, `{B`, `{C` choose the set, `{S` the other one for a character, `{1` is FNC1, `{{` one brace, set C bytes 0–99 two digits each. */
function code128Text(payload: Uint8Array): string | undefined {
  let set: 'A' | 'B' | 'C' | undefined;
  let text = '';
  for (let at = 0; at < payload.length; at += 1) {
    const byte = payload[at] ?? 0;
    const next = String.fromCharCode(payload[at + 1] ?? 0);
    if (byte === 0x7b && (next === 'A' || next === 'B' || next === 'C')) {
      set = next;
      at += 1;
    } else if (byte === 0x7b && next === '1' && set !== undefined) {
      text += GROUP_SEPARATOR;
      at += 1;
    } else if (byte === 0x7b && next === 'S' && (set === 'A' || set === 'B')) {
      at += 1;
    } else if (byte === 0x7b && next === '{' && set !== 'C') {
      text += '{';
      at += 1;
    } else if (set === undefined || byte === 0x7b || byte > 0x7f || (set === 'C' && byte > 99)) {
      return undefined;
    } else {
      text += set === 'C' ? String(byte).padStart(2, '0') : String.fromCharCode(byte);
    }
  }
  return text;
}
