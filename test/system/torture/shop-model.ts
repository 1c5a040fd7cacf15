/** A line of the basket as the model knows it. Every article of the model is sold in pieces. */
export interface ModelLine {
  readonly lineId: number;
  readonly sku: string;
  readonly pieces: number;
  readonly note: string;
}

export interface ModelSale {
  readonly totalMinor: number;
  readonly lines: readonly ModelLine[];
}

/** What a cashier does. */
export type Command =
  | { readonly name: 'scan'; readonly sku: string }
  | { readonly name: 'setPieces'; readonly lineId: number; readonly pieces: number }
  | { readonly name: 'note'; readonly lineId: number; readonly note: string }
  | { readonly name: 'remove'; readonly lineId: number }
  | { readonly name: 'clear' | 'undo' | 'begin' | 'cancel' | 'dismiss' | 'restart' }
  | { readonly name: 'pay'; readonly shortMinor: number }
  /** The basket becomes an order, with this deposit. */
  | { readonly name: 'order'; readonly depositMinor: number }
  /** The order placed first is given up, its deposit given back. */
  | { readonly name: 'giveUp' };

/** The basket and the sales of a shop in a few lines: what the real one must show after the same commands. */
export interface ShopModel {
  readonly phase: 'selling' | 'tendering' | 'paid';
  readonly lines: readonly ModelLine[];
  readonly sales: readonly ModelSale[];
  /** What was paid for each order that is open, the first placed first. */
  readonly deposits: readonly number[];
  totalMinor(): number;
  /** Does the command, or returns false where the shop must refuse it; then nothing has changed. */
  apply(command: Command): boolean;
}

const NO_LINES: readonly ModelLine[] = [];

/** Prices in fen by SKU. */
export function createShopModel(prices: Readonly<Record<string, number>>): ShopModel {
  let phase: ShopModel['phase'] = 'selling';
  let lines = NO_LINES;
  let nextLineId = 1;
  let before: readonly ModelLine[] | undefined;
  const sales: ModelSale[] = [];
  const deposits: number[] = [];
  const totalMinor = (): number => lines.reduce((sum, { sku, pieces }) => sum + (prices[sku] ?? 0) * pieces, 0);

  /** Another set of lines; what was there before can be had back once. */
  function change(next: readonly ModelLine[]): true {
    before = phase === 'paid' || next === lines ? undefined : lines;
    phase = 'selling';
    lines = next;
    return true;
  }

  function scan(sku: string): boolean {
    if (phase === 'tendering') return false;
    if (lines.some((line) => line.sku === sku && line.note === ''))
      return change(lines.map((line) => (line.sku === sku && line.note === '' ? { ...line, pieces: line.pieces + 1 } : line)));
    nextLineId += 1;
    return change([...lines, { lineId: nextLineId - 1, sku, pieces: 1, note: '' }]);
  }

  function edit(lineId: number, next: (line: ModelLine) => readonly ModelLine[]): boolean {
    if (phase === 'tendering' || !lines.some((line) => line.lineId === lineId)) return false;
    return change(lines.flatMap((line) => (line.lineId === lineId ? next(line) : [line])));
  }

  function undo(): boolean {
    if (phase !== 'selling' || !before) return false;
    lines = before;
    before = undefined;
    return true;
  }

  function begin(): boolean {
    if (phase === 'tendering') return true;
    if (lines.length === 0) return false;
    phase = 'tendering';
    before = undefined;
    return true;
  }

  function leave(from: 'tendering' | 'paid'): true {
    if (phase === from) [phase, before] = ['selling', undefined];
    return true;
  }

  function pay(shortMinor: number): boolean {
    if (phase === 'paid' || lines.length === 0 || shortMinor > 0) return false;
    sales.push({ totalMinor: totalMinor(), lines });
    return paid();
  }

  function order(depositMinor: number): boolean {
    if (phase !== 'selling' || lines.length === 0 || depositMinor > totalMinor()) return false;
    deposits.push(depositMinor);
    return paid();
  }

  function paid(): true {
    [phase, lines, nextLineId, before] = ['paid', NO_LINES, 1, undefined];
    return true;
  }

  return {
    get phase() {
      return phase;
    },
    get lines() {
      return lines;
    },
    sales,
    deposits,
    totalMinor,
    apply(command) {
      switch (command.name) {
        case 'scan':
          return scan(command.sku);
        case 'setPieces':
          return edit(command.lineId, (line) => [{ ...line, pieces: command.pieces }]);
        case 'note':
          return edit(command.lineId, (line) => [{ ...line, note: command.note }]);
        case 'remove':
          return edit(command.lineId, () => []);
        case 'clear':
          return phase !== 'tendering' && change(NO_LINES);
        case 'undo':
          return undo();
        case 'begin':
          return begin();
        case 'cancel':
          return leave('tendering');
        case 'dismiss':
          return leave('paid');
        case 'restart':
          before = undefined;
          return true;
        case 'pay':
          return pay(command.shortMinor);
        case 'order':
          return order(command.depositMinor);
        case 'giveUp':
          return deposits.shift() !== undefined;
      }
    },
  };
}
