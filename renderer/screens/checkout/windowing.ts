/** A list in which every row has one height, except the selected one, which is taller by its tools. All in CSS pixels. */
export interface ListShape {
  readonly count: number;
  readonly rowPx: number;
  /** Index of the selected row; -1 for none. */
  readonly selected: number;
  readonly toolsPx: number;
  readonly viewportPx: number;
}

/** Rows drawn above and below what is seen, so that scrolling never shows a gap. */
const OVERSCAN_ROWS = 6;

export interface ListWindow {
  /** First and one past the last row to draw. */
  readonly start: number;
  readonly end: number;
  readonly abovePx: number;
  readonly belowPx: number;
}

/** Distance of a row's top edge from the top of the list. */
export function rowTop(shape: ListShape, index: number): number {
  return index * shape.rowPx + (shape.selected >= 0 && index > shape.selected ? shape.toolsPx : 0);
}

/** The rows to draw at a scroll position, and the empty space that stands for the others. */
export function listWindow(shape: ListShape, scrollPx: number): ListWindow {
  const { count, rowPx, viewportPx } = shape;
  const start = Math.max(0, Math.floor((scrollPx - shape.toolsPx) / rowPx) - OVERSCAN_ROWS);
  const end = Math.min(count, Math.ceil((scrollPx + viewportPx) / rowPx) + OVERSCAN_ROWS);
  const first = Math.min(start, count);
  return { start: first, end, abovePx: rowTop(shape, first), belowPx: rowTop(shape, count) - rowTop(shape, end) };
}

/** The nearest scroll position from which the selected row and its tools are seen whole. */
export function scrollToSelected(shape: ListShape, scrollPx: number): number {
  const maxPx = Math.max(0, rowTop(shape, shape.count) - shape.viewportPx);
  if (shape.selected < 0) return Math.min(scrollPx, maxPx);
  const topPx = rowTop(shape, shape.selected);
  const bottomPx = topPx + shape.rowPx + shape.toolsPx;
  const shown = Math.max(Math.min(scrollPx, topPx), bottomPx - shape.viewportPx);
  return Math.min(Math.max(0, shown), maxPx);
}
