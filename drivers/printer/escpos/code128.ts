/** The bars of a linear symbol from left to right: widths in modules, beginning with a bar; without quiet zones. */
export type Bars = readonly number[];

type CodeSet = 'A' | 'B' | 'C';

/** One symbol character: its value, and what stands for it in the data of GS k 73 (Epson: {A {B {C {S {1, {{ for a brace, pairs of set C as 0–99). */
export interface Code128Symbol {
  readonly value: number;
  readonly payload: readonly number[];
}

/** Stands in the data for FNC1, the mark of GS1-128 and the end of its fields of variable length. Every code set has it. */
export const FNC1 = '\u0080';

/** ISO/IEC 15417 table 1: widths bar, space, bar, space, bar, space for the values 0–105; three starts at 103–105. */
const WIDTHS =
  '212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214211232';
const STOP: Bars = [2, 3, 3, 1, 1, 1, 2];

const STARTS = { A: 103, B: 104, C: 105 } as const;
const SWITCHES = { A: 101, B: 100, C: 99 } as const;
const SHIFT_VALUE = 98;
const FNC1_VALUE = 102;
const BRACE = 0x7b;
/** Preferred first where two ways are equally short. */
const SETS: readonly CodeSet[] = ['B', 'C', 'A'];

/** The shortest symbol for data in ASCII and FNC1: start, data, switches and shifts, check character; without the stop pattern. */
export function code128Symbols(data: string): readonly Code128Symbol[] {
  const costs = remainingCosts(data);
  const symbols: Code128Symbol[] = [];
  let set: CodeSet | undefined;
  let at = 0;
  while (at < data.length) {
    const best = cheapestSet(costs, at, set);
    if (best !== set) symbols.push(set === undefined ? command(STARTS[best], best) : command(SWITCHES[best], best));
    set = best;
    symbols.push(...charactersAt(data, at, set));
    at += lengthAt(data, at, set);
  }
  const check = symbols.reduce((sum, { value }, position) => sum + value * Math.max(1, position), 0) % 103;
  return [...symbols, { value: check, payload: [] }];
}

/** Symbol characters needed from each place on when the next character is written in each set, Infinity where the set lacks it. */
function remainingCosts(data: string): readonly Readonly<Record<CodeSet, number>>[] {
  const costs: Record<CodeSet, number>[] = [];
  costs[data.length] = { A: 0, B: 0, C: 0 };
  for (let at = data.length - 1; at >= 0; at -= 1) {
    const cost = { A: Infinity, B: Infinity, C: Infinity };
    for (const set of SETS) {
      const own = charactersAt(data, at, set).length;
      const next = costs[at + lengthAt(data, at, set)];
      if (own > 0 && next) cost[set] = own + Math.min(next[set], ...SETS.map((other) => next[other] + 1));
    }
    costs[at] = cost;
  }
  return costs;
}

function cheapestSet(costs: readonly Readonly<Record<CodeSet, number>>[], at: number, current: CodeSet | undefined): CodeSet {
  const cost = costs[at] ?? { A: 0, B: 0, C: 0 };
  const total = (set: CodeSet): number => cost[set] + (current === undefined || set === current ? 0 : 1);
  const order = current === undefined ? SETS : [current, ...SETS];
  return order.reduce((best, set) => (total(set) < total(best) ? set : best));
}

/** Characters of the data that the next symbol of a set takes. */
function lengthAt(data: string, at: number, set: CodeSet): number {
  return set === 'C' && data[at] !== FNC1 ? 2 : 1;
}

/** The symbols for the next character in a set: one, or a shift and one; none when the set cannot write it. */
function charactersAt(data: string, at: number, set: CodeSet): readonly Code128Symbol[] {
  if (data[at] === FNC1) return [command(FNC1_VALUE, '1')];
  if (set === 'C') {
    const pair = /^\d\d$/.test(data.slice(at, at + 2)) ? Number(data.slice(at, at + 2)) : undefined;
    return pair === undefined ? [] : [{ value: pair, payload: [pair] }];
  }
  const code = data.charCodeAt(at);
  const other = set === 'A' ? 'B' : 'A';
  if (valueIn(set, code) !== undefined) return [character(set, code)];
  return valueIn(other, code) === undefined ? [] : [command(SHIFT_VALUE, 'S'), character(other, code)];
}

function command(value: number, letter: string): Code128Symbol {
  return { value, payload: [BRACE, letter.charCodeAt(0)] };
}

function character(set: 'A' | 'B', code: number): Code128Symbol {
  return { value: valueIn(set, code) ?? 0, payload: code === BRACE ? [BRACE, BRACE] : [code] };
}

/** Set A: control characters, digits and capitals. Set B: printable ASCII and DEL. */
function valueIn(set: 'A' | 'B', code: number): number | undefined {
  if (set === 'B') return code >= 0x20 && code <= 0x7f ? code - 0x20 : undefined;
  if (code < 0x20) return code + 0x40;
  return code < 0x60 ? code - 0x20 : undefined;
}

/** Bars of a symbol. Source: ISO/IEC 15417. */
export function code128Bars(symbols: readonly Code128Symbol[]): Bars {
  const bars = symbols.flatMap(({ value }) => Array.from(WIDTHS.slice(value * 6, value * 6 + 6), Number));
  return [...bars, ...STOP];
}
