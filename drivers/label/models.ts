/** A symbol the firmware draws by itself, always as wide as ours. Every other one leaves here as dots. */
export type NativeSymbol = 'EAN13' | 'EAN8' | 'UPCA' | 'QR';

/** What must be known of a label printer before a byte is sent to it. */
export interface LabelPrinterModel {
  readonly id: string;
  readonly name: string;
  readonly language: 'tspl' | 'escpos';
  readonly dpi: 203 | 300;
  /** Printable dots of one row. */
  readonly widthDots: number;
  readonly native: readonly NativeSymbol[];
  /** Where the figures come from, then "Assumed: …", which nobody has seen in writing. */
  readonly source: string;
}

const BARS: readonly NativeSymbol[] = ['EAN13', 'EAN8', 'UPCA'];

const models: readonly LabelPrinterModel[] = [
  {
    id: 'tspl-203',
    name: 'TSPL, 203 dpi',
    language: 'tspl',
    dpi: 203,
    widthDots: 864,
    native: BARS,
    source:
      'TSC TSPL/TSPL2 programming manual: 203 dpi is 8 dots a mm. Assumed: 108 mm of head; a narrower head prints the label that fits it.',
  },
  {
    id: 'tspl-300',
    name: 'TSPL, 300 dpi',
    language: 'tspl',
    dpi: 300,
    widthDots: 1248,
    native: BARS,
    source: 'TSC TSPL/TSPL2 programming manual. Assumed: 105.7 mm of head, as the TTP-345 and clones have.',
  },
  {
    id: 'tsc-203',
    name: 'TSC TTP-244 and family, 203 dpi',
    language: 'tspl',
    dpi: 203,
    widthDots: 864,
    native: [...BARS, 'QR'],
    source:
      'TSC TTP-244 Plus manual, QRCODE with model M2. Assumed: the smallest version that holds the data in bytes, as ISO/IEC 18004 asks.',
  },
  {
    id: 'escpos-label-203',
    name: 'Receipt printer in label mode, 203 dpi',
    language: 'escpos',
    dpi: 203,
    widthDots: 576,
    native: [],
    source:
      'Epson ESC/POS reference, FF and GS FF (feeds marked paper to the print starting position). Assumed: label mode is switched on at the printer (Xprinter XP-365B, Gprinter), and 72 mm of head.',
  },
];

/** The model of a settings file's `model`, undefined when there is none of that name. */
export function findLabelPrinterModel(id: string): LabelPrinterModel | undefined {
  return models.find((model) => model.id === id);
}

/** Every model id. */
export function labelPrinterModelIds(): readonly string[] {
  return models.map(({ id }) => id);
}
