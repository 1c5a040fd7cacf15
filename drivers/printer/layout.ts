import { columnsOfCode, type GlyphBuffer, type TextSpan } from './charset.ts';

const SPACE = 0x20;

/** Narrowest a wrapping cell is squeezed to before a row is stacked instead. */
const MIN_WRAP_COLUMNS = 4;
/** Narrowest left text of a pair; below it the right text gets a line of its own. */
const MIN_PAIR_LEFT_COLUMNS = 8;

export interface Cell {
  readonly text: TextSpan;
  readonly align: 'left' | 'right';
  /** Declared width, undefined for the cell that takes the rest. */
  readonly columns: number | undefined;
}

/** A text and where its cell lies on the line; `right` ends at `start + columns`. */
export interface PlacedText {
  readonly text: TextSpan;
  readonly start: number;
  readonly columns: number;
  readonly align: 'left' | 'right';
}

export type PlacedLine = readonly PlacedText[];

/** Breaks a text into lines of at most `columns`: between words where there is a choice, anywhere between han, without spaces at the break. */
export function wrap(buffer: GlyphBuffer, text: TextSpan, columns: number): readonly TextSpan[] {
  if (text.columns <= columns) return [text];
  const { codes } = buffer;
  const lines: TextSpan[] = [];
  let start = text.start;
  while (start < text.end) {
    const full = fitting(codes, start, text.end, columns);
    const end = full === text.end ? full : wordBreak(codes, start, full);
    lines.push(trimmedEnd(codes, start, end));
    start = end;
    while (start < text.end && codes[start] === SPACE) start += 1;
  }
  return lines;
}

/** The first glyph that no longer fits; always beyond `start`, so that a line makes progress. */
function fitting(codes: Uint16Array, start: number, end: number, columns: number): number {
  let used = 0;
  for (let index = start; index < end; index += 1) {
    used += columnsOfCode(codes[index] ?? SPACE);
    if (used > columns) return Math.max(index, start + 1);
  }
  return end;
}

/** Moves a break that would split a word back to the word's start, unless the word fills the line. */
function wordBreak(codes: Uint16Array, start: number, end: number): number {
  let index = end;
  while (index > start && isWordGlyph(codes[index]) && isWordGlyph(codes[index - 1])) index -= 1;
  return index > start ? index : end;
}

function isWordGlyph(code: number | undefined): boolean {
  return code !== undefined && code > SPACE && code < 0x80;
}

function trimmedEnd(codes: Uint16Array, start: number, end: number): TextSpan {
  let trimmed = end;
  while (trimmed > start && codes[trimmed - 1] === SPACE) trimmed -= 1;
  let columns = 0;
  for (let index = start; index < trimmed; index += 1) columns += columnsOfCode(codes[index] ?? SPACE);
  return { start, end: trimmed, columns };
}

/**
 * Left and right text on one line. The left one wraps beside the right one, which stands on the last line and ends in the last column;
 * a right text that leaves no room gets lines of its own.
 */
export function placePair(buffer: GlyphBuffer, left: TextSpan, right: TextSpan, columns: number): readonly PlacedLine[] {
  if (right.columns === 0) return leftLines(buffer, left, columns);
  const leftColumns = columns - right.columns - 1;
  if (left.columns > leftColumns && leftColumns < MIN_PAIR_LEFT_COLUMNS) {
    return [...(left.columns > 0 ? leftLines(buffer, left, columns) : []), ...rightLines(buffer, right, columns)];
  }
  const lines: PlacedText[][] = wrap(buffer, left, leftColumns).map((text) => [placedLeft(text, 0, leftColumns)]);
  lines.at(-1)?.push({ text: right, start: 0, columns, align: 'right' });
  return lines;
}

/**
 * A table row. Declared widths that do not fit the paper shrink in proportion, so rows of equal cells stay in line; a right-aligned text is
 * never broken: it borrows from its neighbours. A first text too long for its cell gets lines of its own above the others.
 * Where nothing helps, every cell gets its own lines.
 */
export function placeRow(buffer: GlyphBuffer, cells: readonly Cell[], columns: number): readonly PlacedLine[] {
  const widths = cellWidths(cells, columns);
  if (!widths) return stacked(buffer, cells, columns);
  const first = cells[0];
  if (first && first.align === 'left' && cells.length > 1 && first.text.columns > (widths[0] ?? 0)) {
    const above = leftLines(buffer, first.text, columns);
    const rest = cells.map((cell, index) => (index === 0 ? { ...cell, text: { ...cell.text, end: cell.text.start, columns: 0 } } : cell));
    return rest.some((cell) => cell.text.columns > 0) ? [...above, ...filled(buffer, rest, widths)] : above;
  }
  return filled(buffer, cells, widths);
}

/** Left texts from the top, right texts on the last line. */
function filled(buffer: GlyphBuffer, cells: readonly Cell[], widths: readonly number[]): readonly PlacedLine[] {
  const lines: PlacedText[][] = [[]];
  let start = 0;
  for (const [index, cell] of cells.entries()) {
    const columns = widths[index] ?? 0;
    if (cell.align === 'left' && cell.text.columns > 0) {
      for (const [row, text] of wrap(buffer, cell.text, leftArea(cells, widths, index)).entries()) {
        (lines[row] ??= []).push(placedLeft(text, start, columns));
      }
    }
    start += columns;
  }
  start = 0;
  for (const [index, cell] of cells.entries()) {
    const columns = widths[index] ?? 0;
    if (cell.align === 'right' && cell.text.columns > 0) lines.at(-1)?.push({ text: cell.text, start, columns, align: 'right' });
    start += columns;
  }
  return lines.map((line) => line.toSorted((one, other) => one.start - other.start));
}

/** A left text keeps one column free before a left neighbour; a right neighbour brings its own gap. */
function leftArea(cells: readonly Cell[], widths: readonly number[], index: number): number {
  return (widths[index] ?? 0) - (cells[index + 1]?.align === 'left' ? 1 : 0);
}

function leftLines(buffer: GlyphBuffer, text: TextSpan, columns: number): readonly PlacedLine[] {
  return wrap(buffer, text, columns).map((line) => [placedLeft(line, 0, columns)]);
}

function rightLines(buffer: GlyphBuffer, text: TextSpan, columns: number): readonly PlacedLine[] {
  return wrap(buffer, text, columns).map((line) => [{ text: line, start: 0, columns, align: 'right' }]);
}

function placedLeft(text: TextSpan, start: number, columns: number): PlacedText {
  return { text, start, columns, align: 'left' };
}

function stacked(buffer: GlyphBuffer, cells: readonly Cell[], columns: number): readonly PlacedLine[] {
  return cells
    .filter((cell) => cell.text.columns > 0)
    .flatMap((cell) => (cell.align === 'right' ? rightLines(buffer, cell.text, columns) : leftLines(buffer, cell.text, columns)));
}

/** Widths that add up to at most `columns` and hold every right text with a gap before it; undefined when there are none. */
function cellWidths(cells: readonly Cell[], columns: number): number[] | undefined {
  const widths = declaredWidths(cells, columns);
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

function declaredWidths(cells: readonly Cell[], columns: number): number[] {
  const flexible = cells.filter((cell) => cell.columns === undefined).length;
  const declared = cells.reduce((sum, cell) => sum + (cell.columns ?? 0), 0);
  const room = Math.max(0, columns - flexible * MIN_WRAP_COLUMNS);
  const shrink = declared > room ? room / declared : 1;
  const rest = flexible > 0 ? (columns - declared * shrink) / flexible : 0;
  let exact = 0;
  let rounded = 0;
  return cells.map((cell) => {
    exact += cell.columns === undefined ? rest : cell.columns * shrink;
    const width = Math.round(exact) - rounded;
    rounded += width;
    return width;
  });
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
  const flexible = cells.findIndex((cell) => cell.columns === undefined);
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
