/** The bars of a linear symbol from left to right: widths in modules, beginning with a bar; without quiet zones. */
export type Bars = readonly number[];

/** ISO/IEC 15417 table 1: widths bar, space, bar, space, bar, space for the values 0–105; three starts at 103–105. */
const CODE128_WIDTHS =
  '212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214211232';
const CODE128_STOP: Bars = [2, 3, 3, 1, 1, 1, 2];
const CODE128_START_B = 104;
const CODE128_START_C = 105;
const CODE128_TO_B = 100;
const CODE128_TO_C = 99;

/** A stretch of CODE128 in one code set: B takes the printable ASCII characters one by one, C two digits a symbol. */
export interface Code128Run {
  readonly set: 'B' | 'C';
  readonly text: string;
}

/** Splits data into code sets so that the symbol is short: C for an even run of at least four digits, or for two digits alone. */
export function code128Runs(data: string): readonly Code128Run[] {
  const runs: Code128Run[] = [];
  let rest = '';
  for (const part of data.match(/\d+|\D+/g) ?? []) {
    const pairs = /^\d/.test(part) && (part.length >= 4 || data.length === 2) ? part.length - (part.length % 2) : 0;
    const lead = part.slice(0, part.length - pairs);
    if (pairs === 0) {
      rest += part;
      continue;
    }
    if (rest + lead) runs.push({ set: 'B', text: rest + lead });
    runs.push({ set: 'C', text: part.slice(lead.length) });
    rest = '';
  }
  if (rest) runs.push({ set: 'B', text: rest });
  return runs;
}

/** Symbol values with start, switches and check character (modulo 103), without stop. */
export function code128Values(runs: readonly Code128Run[]): readonly number[] {
  const values: number[] = [];
  for (const [index, run] of runs.entries()) {
    if (index === 0) values.push(run.set === 'B' ? CODE128_START_B : CODE128_START_C);
    else values.push(run.set === 'B' ? CODE128_TO_B : CODE128_TO_C);
    if (run.set === 'B') for (const character of run.text) values.push(character.charCodeAt(0) - 0x20);
    else for (let digit = 0; digit < run.text.length; digit += 2) values.push(Number(run.text.slice(digit, digit + 2)));
  }
  const check = values.reduce((sum, value, position) => sum + value * Math.max(1, position), 0) % 103;
  return [...values, check];
}

function digitsOf(digits: string): readonly number[] {
  return Array.from(digits, Number);
}

/** Bars of a CODE128 symbol. Source: ISO/IEC 15417. */
export function code128Bars(runs: readonly Code128Run[]): Bars {
  const bars = code128Values(runs).flatMap((value) => digitsOf(CODE128_WIDTHS.slice(value * 6, value * 6 + 6)));
  return [...bars, ...CODE128_STOP];
}

/** ISO/IEC 15420: space, bar, space, bar widths of the odd (A) parity left digits; right digits read bar first. */
const EAN_DIGITS: readonly Bars[] = [
  [3, 2, 1, 1],
  [2, 2, 2, 1],
  [2, 1, 2, 2],
  [1, 4, 1, 1],
  [1, 1, 3, 2],
  [1, 2, 3, 1],
  [1, 1, 1, 4],
  [1, 3, 1, 2],
  [1, 2, 1, 3],
  [3, 1, 1, 2],
];
/** Parity of the six left digits of EAN-13 by its first digit; B digits are A digits mirrored. */
const EAN13_PARITY = ['AAAAAA', 'AABABB', 'AABBAB', 'AABBBA', 'ABAABB', 'ABBAAB', 'ABBBAA', 'ABABAB', 'ABABBA', 'ABBABA'] as const;
const GUARD: Bars = [1, 1, 1];
const CENTRE: Bars = [1, 1, 1, 1, 1];

/** Bars of EAN-13 (13 digits), UPC-A (12, an EAN-13 with a leading 0) or EAN-8 (8 digits), check digit included. Source: ISO/IEC 15420. */
export function eanBars(digits: string): Bars {
  const code = digits.length === 12 ? `0${digits}` : digits;
  const parity = code.length === 8 ? 'AAAA' : (EAN13_PARITY[Number(code[0])] ?? 'AAAAAA');
  const body = code.length === 8 ? code : code.slice(1);
  const left = Array.from(parity).flatMap((set, index) => {
    const widths = EAN_DIGITS[Number(body[index])] ?? [];
    return set === 'A' ? widths : widths.toReversed();
  });
  const right = digitsOf(body.slice(parity.length)).flatMap((digit) => EAN_DIGITS[digit] ?? []);
  return [...GUARD, ...left, ...CENTRE, ...right, ...GUARD];
}

/** Modulo-10 check digit over digits without it, weights 3 and 1 from the right. Source: GS1 General Specifications 7.9. */
export function gs1CheckDigit(digits: string): string {
  const sum = digitsOf(digits)
    .toReversed()
    .reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}

export type Symbology = 'EAN13' | 'EAN8' | 'UPCA' | 'CODE39' | 'ITF' | 'CODE128';

const GS1_LENGTHS: Partial<Record<Symbology, number>> = { EAN13: 13, EAN8: 8, UPCA: 12 };

/** Data as the symbol carries it (check digit added where it may be left out), undefined when this symbology cannot carry it. */
export function barcodeContent(symbology: Symbology, data: string): string | undefined {
  const length = GS1_LENGTHS[symbology];
  if (length !== undefined) {
    if (!/^\d+$/.test(data) || (data.length !== length && data.length !== length - 1)) return undefined;
    const body = data.slice(0, length - 1);
    const whole = body + gs1CheckDigit(body);
    return data.length === length && data !== whole ? undefined : whole;
  }
  if (symbology === 'ITF') return /^(\d\d)+$/.test(data) ? data : undefined;
  if (symbology === 'CODE39') return /^[0-9A-Z $%+\-./]+$/.test(data) ? data : undefined;
  return /^[ -~]+$/.test(data) ? data : undefined;
}

/** Modules of the printed symbol without quiet zones; CODE39 and ITF at the widest ratio firmware uses (1 : 3). */
export function barcodeModules(symbology: Symbology, content: string): number {
  switch (symbology) {
    case 'CODE39':
      return (content.length + 2) * 16 - 1;
    case 'ITF':
      return (content.length / 2) * 18 + 9;
    case 'CODE128':
      return (code128Values(code128Runs(content)).length + 1) * 11 + 2;
    case 'EAN8':
      return 67;
    case 'EAN13':
    case 'UPCA':
      return 95;
  }
}
