import type { PaperItem } from '#contract/bench.ts';
import type { PrinterModel } from '../models.ts';

type SymbolItem = Extract<PaperItem, { type: 'qr' | 'pdf417' }>;
/** A printed symbol, but for where the printer aligns it. */
export type DecodedSymbol = Omit<SymbolItem, 'align'>;

const PDF417 = 0x30;
const QR = 0x31;
/** A printer's own module size, until one is set (Epson GS ( k fn 67 and 167). */
const DEFAULT_MODULE_DOTS = 3;

/** cn of GS ( k, and the functions that change nothing we show: columns, rows, row height, correction, options; QR model and correction. */
const KINDS = {
  [PDF417]: { type: 'pdf417', native: 'PDF417', silent: [0x41, 0x42, 0x44, 0x45, 0x46] },
  [QR]: { type: 'qr', native: 'QR', silent: [0x41, 0x45] },
} as const;

/** The symbol storage of a printer: GS ( k sets the module size (fn 43), stores the data (fn 50) and prints it (fn 51). */
export class DecodedSymbols {
  readonly #model: PrinterModel;
  #moduleDots: Record<number, number> = {};
  #data: Record<number, string> = {};

  constructor(model: PrinterModel) {
    this.#model = model;
  }

  /** Obeys GS ( k pL pH cn fn …: what it prints, `silent` when it prints nothing, `unknown` when this printer has no such symbol or function. */
  execute(command: Uint8Array): DecodedSymbol | 'silent' | 'unknown' {
    const [, , , , , symbol = 0, fn = 0, n = 0] = command;
    if ((symbol !== PDF417 && symbol !== QR) || !this.#model.native.includes(KINDS[symbol].native)) return 'unknown';
    const { type, silent } = KINDS[symbol];
    if (fn === 0x51) return { type, data: this.#data[symbol] ?? '', moduleDots: this.#moduleDots[symbol] ?? DEFAULT_MODULE_DOTS };
    if (fn === 0x43) this.#moduleDots[symbol] = n;
    else if (fn === 0x50) this.#data[symbol] = new TextDecoder().decode(command.subarray(8));
    else if (!silent.some((known) => known === fn)) return 'unknown';
    return 'silent';
  }

  /** ESC @. */
  reset(): void {
    this.#moduleDots = {};
    this.#data = {};
  }
}
