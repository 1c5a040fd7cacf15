import { WIDE_FIRST } from './charset-table.ts';
import { DRAWN_FIRST, DRAWN_MARK, DRAWN_WIDE, type GlyphBuffer, type TextSpan } from './charset.ts';

const SPACE = 0x20;

/** Narrowest a wrapping cell is squeezed to before a row is stacked instead. */
const MIN_WRAP_COLUMNS = 4;
/** Narrowest left text of a pair; below it the right text gets a line of its own. */
const MIN_PAIR_LEFT_COLUMNS = 8;

/** A piece of a line. Widths are in narrow characters of the block's font; in font B a han is no whole number of them. */
export interface Cell {
  readonly text: TextSpan;
  readonly align: 'left' | 'right';
  /** Declared width in narrow characters, 0 for the cell that takes the rest. */
  readonly columns: number;
}

/** One printed line: cells side by side, each at its end of its width. */
export interface Line {
  readonly cells: readonly Cell[];
  readonly widths: readonly number[];
}

/** Breaks a text into lines of at most `columns`: between words where there is a choice, anywhere between han, without spaces at the break. */
export function wrap(buffer: GlyphBuffer, text: TextSpan, columns: number): readonly TextSpan[] {
  if (text.columns <= columns) return [text];
  const { codes } = buffer;
  const lines: TextSpan[] = [];
  let start = text.start;
  while (start < text.end) {
    const full = fitting(buffer, start, text.end, columns);
    const end = full === text.end ? full : wordBreak(codes, start, full);
    lines.push(trimmedEnd(buffer, start, end));
    start = end;
    while (start < text.end && codes[start] === SPACE) start += 1;
  }
  return lines;
}

/** The first glyph that no longer fits; always beyond `start`, so that a line makes progress. */
function fitting(buffer: GlyphBuffer, start: number, end: number, columns: number): number {
  let used = 0;
  for (let index = start; index < end; index += 1) {
    used += buffer.widthOf(buffer.codes[index] ?? SPACE);
    if (used > columns) return Math.max(index, start + 1);
  }
  return end;
}

/** Moves a break that would split a word back to the word's start, unless the word fills the line. */
function wordBreak(codes: Uint32Array, start: number, end: number): number {
  let index = end;
  while (index > start && isWordGlyph(codes[index]) && isWordGlyph(codes[index - 1])) index -= 1;
  return index > start ? index : end;
}

/** Letters and figures of any alphabet, ours included; a mark stays with its letter. */
function isWordGlyph(code: number | undefined): boolean {
  if (code === undefined || code === SPACE) return false;
  return code < WIDE_FIRST || (code >= DRAWN_FIRST && (code < DRAWN_WIDE || code >= DRAWN_MARK));
}

function trimmedEnd(buffer: GlyphBuffer, start: number, end: number): TextSpan {
  const { codes } = buffer;
  let trimmed = end;
  while (trimmed > start && codes[trimmed - 1] === SPACE) trimmed -= 1;
  let columns = 0;
  for (let index = start; index < trimmed; index += 1) columns += buffer.widthOf(codes[index] ?? SPACE);
  return { start, end: trimmed, columns };
}

/**
 * Left and right text on one line. The left one wraps beside the right one, which stands on the last line and ends in the last column;
 * a right text that leaves no room gets lines of its own.
 */
export function pairLines(buffer: GlyphBuffer, left: TextSpan, right: TextSpan, columns: number): readonly Line[] {
  if (right.columns === 0) return wholeLines(buffer, left, columns, 'left');
  const leftColumns = columns - right.columns - 1;
  const widths = [leftColumns, right.columns + 1];
  const rightCell: Cell = { text: right, align: 'right', columns: 0 };
  if (left.columns <= leftColumns) return [{ cells: [{ text: left, align: 'left', columns: 0 }, rightCell], widths }];
  if (leftColumns < MIN_PAIR_LEFT_COLUMNS) {
    const above = left.columns > 0 ? wholeLines(buffer, left, columns, 'left') : [];
    return [...above, ...wholeLines(buffer, right, columns, 'right')];
  }
  const texts = wrap(buffer, left, leftColumns);
  return texts.map((text, row) => {
    const leftCell: Cell = { text, align: 'left', columns: 0 };
    return { cells: row === texts.length - 1 ? [leftCell, rightCell] : [leftCell], widths };
  });
}

/**
 * A table row. Declared widths that do not fit the paper shrink in proportion, so rows of equal cells stay in line; a right-aligned text is
 * never broken: it borrows from its neighbours. A first text too long for its cell gets lines of its own above the others.
 * Where nothing helps, every cell gets its own lines. `scale` turns narrow characters into characters of the row's size.
 */
export function rowLines(buffer: GlyphBuffer, cells: readonly Cell[], columns: number, scale: number): readonly Line[] {
  return linesFor(buffer, cells, declaredWidths(cells, columns, scale), columns);
}

function linesFor(buffer: GlyphBuffer, cells: readonly Cell[], widths: readonly number[], columns: number): readonly Line[] {
  if (fitsOneLine(cells, widths)) return [{ cells, widths }];
  const first = cells[0];
  if (first && isTooLongFirst(cells, widths)) {
    const above = wholeLines(buffer, first.text, columns, 'left');
    const others = [emptied(first), ...cells.slice(1)];
    return others.some((cell) => cell.text.columns > 0) ? [...above, ...linesFor(buffer, others, widths, columns)] : above;
  }
  const fitted = cellWidths(cells, widths);
  if (!fitted) return stacked(buffer, cells, columns);
  return isTooLongFirst(cells, fitted) ? linesFor(buffer, cells, fitted, columns) : filled(buffer, cells, fitted);
}

function isTooLongFirst(cells: readonly Cell[], widths: readonly number[]): boolean {
  const first = cells[0];
  return first !== undefined && first.align === 'left' && cells.length > 1 && first.text.columns > (widths[0] ?? 0);
}

/** Nearly every row: all texts fit their cells, and neighbours do not touch. */
function fitsOneLine(cells: readonly Cell[], widths: readonly number[]): boolean {
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index];
    if (!cell || cell.text.columns === 0) continue;
    const room = cell.align === 'right' ? (widths[index] ?? 0) - (index > 0 ? 1 : 0) : leftArea(cells, widths, index);
    if (cell.text.columns > room) return false;
  }
  return true;
}

/** Left texts from the top, right texts on the last line. */
function filled(buffer: GlyphBuffer, cells: readonly Cell[], widths: readonly number[]): readonly Line[] {
  const texts = cells.map((cell, index) => (cell.align === 'left' ? wrap(buffer, cell.text, leftArea(cells, widths, index)) : [cell.text]));
  const rows = texts.reduce((most, lines) => Math.max(most, lines.length), 1);
  return Array.from({ length: rows }, (_, row) => ({
    cells: cells.map((cell, index) => {
      const text = texts[index]?.[cell.align === 'left' ? row : row - rows + 1];
      return text ? { ...cell, text } : emptied(cell);
    }),
    widths,
  }));
}

function emptied(cell: Cell): Cell {
  return { ...cell, text: { start: 0, end: 0, columns: 0 } };
}

/** A left text keeps one column free before a left neighbour; a right neighbour brings its own gap. */
function leftArea(cells: readonly Cell[], widths: readonly number[], index: number): number {
  return (widths[index] ?? 0) - (cells[index + 1]?.align === 'left' ? 1 : 0);
}

/** A text over the whole width of the paper. */
function wholeLines(buffer: GlyphBuffer, text: TextSpan, columns: number, align: Cell['align']): readonly Line[] {
  const widths = [columns];
  return wrap(buffer, text, columns).map((line) => ({ cells: [{ text: line, align, columns: 0 }], widths }));
}

function stacked(buffer: GlyphBuffer, cells: readonly Cell[], columns: number): readonly Line[] {
  return cells.filter((cell) => cell.text.columns > 0).flatMap((cell) => wholeLines(buffer, cell.text, columns, cell.align));
}

/** Declared widths in whole columns that add up to at most `columns`; rounding runs along the row, so equal rows round equally. */
function declaredWidths(cells: readonly Cell[], columns: number, scale: number): readonly number[] {
  let flexible = 0;
  let declared = 0;
  for (const cell of cells) {
    if (cell.columns === 0) flexible += 1;
    else declared += cell.columns * scale;
  }
  const room = Math.max(0, columns - flexible * MIN_WRAP_COLUMNS);
  const shrink = declared > room ? room / declared : 1;
  const rest = flexible > 0 ? (columns - declared * shrink) / flexible : 0;
  const widths: number[] = [];
  let exact = 0;
  let rounded = 0;
  for (const cell of cells) {
    exact += cell.columns === 0 ? rest : cell.columns * scale * shrink;
    const width = Math.round(exact) - rounded;
    rounded += width;
    widths.push(width);
  }
  return widths;
}

/** The declared widths changed so that they hold every right text with a gap before it; undefined when there are none. */
function cellWidths(cells: readonly Cell[], declared: readonly number[]): readonly number[] | undefined {
  const widths = [...declared];
  for (const [index, cell] of cells.entries()) {
    if (cell.align !== 'right') continue;
    const missing = neededColumns(cells, index) - (widths[index] ?? 0);
    if (missing > 0 && !borrow(cells, widths, index, missing)) return undefined;
  }
  const squeezed = cells.some(
    (cell, index) => index > 0 && cell.align === 'left' && cell.text.columns > 0 && leftArea(cells, widths, index) < 2,
  );
  return squeezed ? undefined : widths;
}

function neededColumns(cells: readonly Cell[], index: number): number {
  const text = cells[index]?.text.columns ?? 0;
  return text === 0 ? 0 : text + (index > 0 ? 1 : 0);
}

/** Moves columns to one cell: first from the cell that takes the rest, then from whoever has most to spare. */
function borrow(cells: readonly Cell[], widths: number[], to: number, missing: number): boolean {
  let open = missing;
  const spare = cells.map((cell, index) => {
    if (index === to) return 0;
    const kept = cell.align === 'right' ? neededColumns(cells, index) : Math.min(cell.text.columns, MIN_WRAP_COLUMNS) + 1;
    return Math.max(0, (widths[index] ?? 0) - kept);
  });
  if (spare.reduce((sum, columns) => sum + columns, 0) < missing) return false;
  const flexible = cells.findIndex((cell) => cell.columns === 0);
  const order = spare
    .map((_, index) => index)
    .toSorted((one, other) => {
      if (one === flexible || other === flexible) return one === flexible ? -1 : 1;
      return (spare[other] ?? 0) - (spare[one] ?? 0);
    });
  for (const index of order) {
    const taken = Math.min(open, spare[index] ?? 0);
    widths[index] = (widths[index] ?? 0) - taken;
    widths[to] = (widths[to] ?? 0) + taken;
    open -= taken;
  }
  return true;
}
