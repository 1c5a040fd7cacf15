/** Bar and space widths of symbol characters 0–105, then the stop character with its last bar (ISO/IEC 15417, table 1). */
const widths: readonly string[] = `
212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221
223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321
112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131
311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114
122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141
214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112`
  .trim()
  .split(/\s+/);

const TO_C = 99;
const TO_B = 100;
const TO_A = 101;
const START = { A: 103, B: 104, C: 105 } as const;
const STOP = 106;
const FNC1 = 102;
/** Where a GS1-128 symbol has FNC1, a scanner sends GS. */
const GROUP_SEPARATOR = '\x1d';
type CodeSet = keyof typeof START;

/** Symbol value of one character in set A (controls and capitals) or B (printable ASCII), undefined when the set lacks it. */
function valueIn(set: 'A' | 'B', code: number): number | undefined {
  if (set === 'B') return code >= 32 && code <= 127 ? code - 32 : undefined;
  if (code < 32) return code + 64;
  return code <= 95 ? code - 32 : undefined;
}

/** The set to continue in at `index`: C for four or more digits ahead in an even count, else one that has the character. */
function chooseSet(data: string, index: number, current: CodeSet | undefined): CodeSet | undefined {
  const digitsAhead = /^\d*/.exec(data.slice(index))?.[0].length ?? 0;
  if (digitsAhead >= (current === 'C' ? 2 : 4) && (digitsAhead % 2 === 0 || current === 'C')) return 'C';
  const code = data.charCodeAt(index);
  if ((current === 'A' || current === 'B') && valueIn(current, code) !== undefined) return current;
  if (valueIn('B', code) !== undefined) return 'B';
  return valueIn('A', code) === undefined ? undefined : 'A';
}

/**
 * Start, data, check and stop characters for ASCII data, digits packed in pairs where that is shorter; undefined for empty or non-ASCII data.
 * As GS1-128 the symbol begins with FNC1, and every GS is one.
 */
export function code128Values(data: string, isGs1 = false): readonly number[] | undefined {
  const values: number[] = [];
  let current: CodeSet | undefined;
  let index = 0;
  while (index < data.length) {
    if (isGs1 && data[index] === GROUP_SEPARATOR) {
      values.push(FNC1);
      index += 1;
      continue;
    }
    const set = chooseSet(data, index, current);
    if (set === undefined) return undefined;
    if (set !== current) values.push(current === undefined ? START[set] : { A: TO_A, B: TO_B, C: TO_C }[set]);
    current = set;
    const value = set === 'C' ? Number(data.slice(index, index + 2)) : valueIn(set, data.charCodeAt(index));
    if (value === undefined) return undefined;
    if (isGs1 && index === 0) values.push(FNC1);
    values.push(value);
    index += set === 'C' ? 2 : 1;
  }
  if (values.length === 0) return undefined;
  const sum = values.reduce((total, value, position) => total + value * Math.max(1, position), 0);
  return [...values, sum % 103, STOP];
}

/** Code 128 as modules, 1 = bar, without quiet zones; undefined when the data cannot be encoded. */
export function code128Modules(data: string, isGs1 = false): string | undefined {
  return code128Values(data, isGs1)
    ?.map((value) => Array.from(widths[value] ?? '', (width, index) => (index % 2 === 0 ? '1' : '0').repeat(Number(width))).join(''))
    .join('');
}
