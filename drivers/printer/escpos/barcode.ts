import { type Bars, code128Bars, code128Symbols } from './code128.ts';
import { gs1Content } from './gs1-128.ts';
import { code39Bars, itfBars } from './two-width.ts';
import { checkDigit } from '#contract/gtin.ts';

function digitsOf(digits: string): readonly number[] {
  return Array.from(digits, Number);
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

export type Symbology = 'EAN13' | 'EAN8' | 'UPCA' | 'CODE39' | 'ITF' | 'CODE128' | 'GS1_128';

/** What firmware calls a symbology: GS1-128 is CODE128 that begins with FNC1. */
export function firmwareSymbol<Name extends string>(symbology: Name): Exclude<Name, 'GS1_128'> | 'CODE128' {
  return symbology === 'GS1_128' ? 'CODE128' : (symbology as Exclude<Name, 'GS1_128'>);
}

const GS1_LENGTHS: Partial<Record<Symbology, number>> = { EAN13: 13, EAN8: 8, UPCA: 12 };

/** What the other symbologies can write; CODE128 takes all of ASCII. */
const ALPHABETS: Partial<Record<Symbology, RegExp>> = { ITF: /^(\d\d)+$/, CODE39: /^[0-9A-Z $%+\-./]+$/ };

/** Data as the symbol carries it (check digit added where it may be left out), undefined when this symbology cannot carry it. */
export function barcodeContent(symbology: Symbology, data: string): string | undefined {
  const length = GS1_LENGTHS[symbology];
  if (length !== undefined) {
    if (!/^\d+$/.test(data) || (data.length !== length && data.length !== length - 1)) return undefined;
    const body = data.slice(0, length - 1);
    const whole = body + String(checkDigit(body));
    return data.length === length && data !== whole ? undefined : whole;
  }
  if (symbology === 'GS1_128') return gs1Content(data);
  const allowed = ALPHABETS[symbology] ?? /^\p{ASCII}+$/u;
  return allowed.test(data) ? data : undefined;
}

/** Bars of the symbol for content from barcodeContent(). */
export function barsOf(symbology: Symbology, content: string): Bars {
  switch (symbology) {
    case 'CODE39':
      return code39Bars(content);
    case 'ITF':
      return itfBars(content);
    case 'CODE128':
    case 'GS1_128':
      return code128Bars(code128Symbols(content));
    case 'EAN8':
    case 'EAN13':
    case 'UPCA':
      return eanBars(content);
  }
}
