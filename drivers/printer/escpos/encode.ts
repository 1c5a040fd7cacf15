import type { PrintBlock, PrintDocument, TextStyle } from '#contract/document.ts';
import { type Cell, type Line, pairLines, rowLines, wrap } from '../layout.ts';
import type { PrinterModel } from '../models.ts';
import { ESC, FS, GS } from './commands.ts';
import { ditheredBitmap } from './dither.ts';
import { Page, type PlacedText } from './page.ts';
import { loadPdf417, writePdf417 } from './pdf417.ts';
import { fitBitmap, writeRaster } from './raster.ts';
import { writeBarcode, writeQr } from './symbols.ts';

const HYPHEN = 0x2d;
const EQUALS = 0x3d;
const BUZZ_LENGTH = 2;
/** A place nearer to the right edge than this many letters is no place for a text. */
const MIN_POSITIONED_COLUMNS = 4;

/** Working memory by model: a receipt is written into the buffers of the one before. */
const pages = new WeakMap<PrinterModel, Page>();

/** Loads what a document needs before it can be encoded for this printer: PDF417 drawn by us has a large generator. Without it such a block is printed as text. */
export async function prepareDocument(document: PrintDocument, model: PrinterModel): Promise<void> {
  if (!model.native.includes('PDF417') && document.blocks.some(({ type }) => type === 'pdf417')) await loadPdf417();
}

/**
 * The ESC/POS bytes of a document for one printer: ESC @ first, every mode set explicitly, text cleaned by printable() and drawn in the
 * printer's own Chinese characters. Never throws: what a symbol cannot carry is printed as text.
 */
export function encodeDocument(document: PrintDocument, model: PrinterModel): Uint8Array {
  let page = pages.get(model);
  if (!page) pages.set(model, (page = new Page(model)));
  page.begin();
  for (const block of document.blocks) {
    page.beginBlock('style' in block ? block.style : undefined);
    writeBlock(page, block);
  }
  return page.out.finish();
}

/** ESC p m t1 t2 (1B 70 m 19 FA): 50 ms on, 500 ms off, on connector pin 2 (m 0) or 5 (m 1). */
export function encodeDrawerPulse(pin: 2 | 5): Uint8Array {
  return Uint8Array.of(ESC, 0x70, pin === 2 ? 0 : 1, 0x19, 0xfa);
}

function writeBlock(page: Page, block: PrintBlock): void {
  switch (block.type) {
    case 'text':
      return writeText(page, block.text, block.style);
    case 'pair':
      return writePair(page, block);
    case 'table':
      return writeTable(page, block);
    case 'rule':
      page.style(undefined, 'left');
      return page.ruled(block.line === 'double' ? EQUALS : HYPHEN);
    case 'qr':
      if (!writeQr(page, block.data, block.moduleDots)) writeText(page, block.data, { align: 'center' });
      return;
    case 'barcode':
      if (!writeBarcode(page, block.symbology, block.data, block.heightDots)) writeText(page, block.data, { align: 'center' });
      return;
    case 'pdf417':
      if (!writePdf417(page, block.data, block.moduleDots)) writeText(page, block.data, { align: 'center' });
      return;
    case 'image':
    case 'grey-image':
      return writeImage(page, block);
    case 'logo':
      return writeLogo(page, block);
    case 'buzzer':
      // ESC B n t (1B 42 n t): n times, each t long, which is 50 or 100 ms as the firmware has it.
      if (page.model.buzzer === 'esc-b') page.out.append([ESC, 0x42, block.times, BUZZ_LENGTH]);
      return;
    case 'positioned':
      return writePositioned(page, block);
    case 'feed':
      return page.out.append([ESC, 0x64, block.lines]);
    case 'cut':
      return writeCut(page);
  }
}

function writeText(page: Page, text: string, style: TextStyle | undefined): void {
  page.style(style, style?.align ?? 'left');
  for (const line of wrap(page.glyphs, page.glyphs.append(text), page.columnsFor(style))) page.line(line);
}

function writePair(page: Page, block: Extract<PrintBlock, { type: 'pair' }>): void {
  const left = page.glyphs.append(block.left);
  const right = page.glyphs.append(block.right);
  const style = unbroken(page, block.style, right.columns);
  const units = page.columnsFor(style);
  writeLines(page, pairLines(page.glyphs, left, right, units), units, style);
}

function writeTable(page: Page, block: Extract<PrintBlock, { type: 'table' }>): void {
  const cells: Cell[] = [];
  let widest = 0;
  for (const cell of block.cells) {
    const text = page.glyphs.append(cell.text);
    const align = cell.align ?? 'left';
    if (align === 'right' && text.columns > widest) widest = text.columns;
    cells.push({ text, align, columns: cell.columns ?? 0 });
  }
  const style = unbroken(page, block.style, widest);
  const units = page.columnsFor(style);
  writeLines(page, rowLines(page.glyphs, cells, units, units / page.model.columns.fontA), units, style);
}

/** The style, narrowed until an amount fits the line: a large amount is printed smaller rather than broken. */
function unbroken(page: Page, style: TextStyle | undefined, amountColumns: number): TextStyle | undefined {
  const room = Math.max(1, Math.floor(page.model.columns.fontA / Math.max(1, amountColumns)));
  return (style?.widthTimes ?? 1) > room ? { ...style, widthTimes: room } : style;
}

function writeLines(page: Page, lines: readonly Line[], units: number, style: TextStyle | undefined): void {
  page.style(style, 'left');
  for (const line of lines) page.row(line, units);
}

function writeImage(page: Page, block: Extract<PrintBlock, { type: 'image' | 'grey-image' }>): void {
  const { widthDots, heightDots } = block;
  const bitmap =
    block.type === 'image'
      ? fitBitmap(Buffer.from(block.bitsBase64, 'base64'), widthDots, heightDots, page.model.widthDots)
      : ditheredBitmap(Buffer.from(block.pixelsBase64, 'base64'), widthDots, heightDots, page.model.widthDots);
  page.style(undefined, block.align ?? 'center');
  writeRaster(page.out, bitmap, page.model.raster.bandRows);
}

/** FS p n 0 (1C 70 n 00), or GS ( L fn 69 (1D 28 4C 06 00 30 45 kc1 kc2 01 01) with the key code "0" and the number. */
function writeLogo(page: Page, { number, align }: Extract<PrintBlock, { type: 'logo' }>): void {
  if (page.model.logo === 'none') return;
  page.style(undefined, align ?? 'center');
  if (page.model.logo === 'fs-p') page.out.append([FS, 0x70, number, 0x00]);
  else page.out.append([GS, 0x28, 0x4c, 0x06, 0x00, 0x30, 0x45, 0x30, 0x30 + number, 0x01, 0x01]);
}

/** Texts from left to right; one that would touch its neighbour or the edge of the paper begins a line of its own. */
function writePositioned(page: Page, { texts, style }: Extract<PrintBlock, { type: 'positioned' }>): void {
  const appended = texts.map(({ text, leftDots }) => ({ text: page.glyphs.append(text), leftDots }));
  page.style(style, 'left');
  const { widthDots } = page.model;
  let line: PlacedText[] = [];
  let end = 0;
  for (const { text, leftDots } of appended.toSorted((one, other) => one.leftDots - other.leftDots)) {
    const fitting = Math.floor((widthDots - leftDots) / page.letterDots);
    const left = fitting < MIN_POSITIONED_COLUMNS ? 0 : leftDots;
    const pieces = wrap(page.glyphs, text, left === 0 ? Math.floor(widthDots / page.letterDots) : fitting);
    for (const piece of pieces) {
      if (line.length > 0 && (left < end || pieces.length > 1)) {
        page.positioned(line);
        line = [];
      }
      line.push({ text: piece, leftDots: left });
      end = left + page.dotsOf(piece);
    }
  }
  page.positioned(line);
}

function writeCut(page: Page): void {
  const { cut } = page.model;
  if (cut.mode === 'partial') page.out.append([GS, 0x56, 0x42, cut.feedDots]);
  else page.out.append([ESC, 0x64, cut.feedLines]);
}
