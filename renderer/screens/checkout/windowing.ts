/** A list in which every row has one height, except the selected one, which is taller by its tools. All in CSS pixels. */
export interface ListShape {
  readonly count: number;
  readonly rowPx: number;
  /** Index of the selected row; -1 for none. */
  readonly selected: number;
  readonly toolsPx: number;
  readonly viewportPx: number;
}

/** Up to here every row is drawn: jumping to a line then moves nothing but the scroll bar. */
const DRAW_ALL_ROWS = 100;
/** Rows drawn above and below what is seen, so that scrolling never shows a gap. */
const OVERSCAN_ROWS = 4;

export interface ListWindow {
  /** First and one past the last row to draw. */
  readonly start: number;
  readonly end: number;
  /** How many rows the window has, undefined when all are drawn: rows that leave it lend their elements to those that come. */
  readonly slots: number | undefined;
  readonly abovePx: number;
  readonly belowPx: number;
}

/** Distance of a row's top edge from the top of the list; for `count` the height of the whole list. */
export function rowTop(shape: ListShape, index: number): number {
  return index * shape.rowPx + (shape.selected >= 0 && index > shape.selected ? shape.toolsPx : 0);
}

/** The rows to draw at a scroll position, always equally many, and the empty space that stands for the others. */
export function listWindow(shape: ListShape, scrollPx: number): ListWindow {
  const { count, rowPx, toolsPx, viewportPx } = shape;
  if (count <= DRAW_ALL_ROWS) return { start: 0, end: count, slots: undefined, abovePx: 0, belowPx: 0 };
  const slots = Math.min(count, Math.ceil((viewportPx + toolsPx) / rowPx) + 2 * OVERSCAN_ROWS);
  const wanted = Math.floor((scrollPx - toolsPx) / rowPx) - OVERSCAN_ROWS;
  const start = Math.min(Math.max(0, wanted), count - slots);
  const end = start + slots;
  return { start, end, slots, abovePx: rowTop(shape, start), belowPx: rowTop(shape, count) - rowTop(shape, end) };
}

/** The nearest scroll position from which the selected row and its tools are seen whole. */
export function scrollToSelected(shape: ListShape, scrollPx: number): number {
  const maxPx = Math.max(0, rowTop(shape, shape.count) - shape.viewportPx);
  if (shape.selected < 0) return Math.min(scrollPx, maxPx);
  const topPx = rowTop(shape, shape.selected);
  const bottomPx = topPx + shape.rowPx + shape.toolsPx;
  const shownPx = Math.max(Math.min(scrollPx, topPx), bottomPx - shape.viewportPx);
  return Math.min(Math.max(0, shownPx), maxPx);
}
