import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listWindow, rowTop, scrollToSelected, type ListShape } from '#renderer/screens/checkout/windowing.ts';

/** Ten rows are seen; the selected one is twice as high. */
const thousand: ListShape = { count: 1000, rowPx: 50, selected: 999, toolsPx: 50, viewportPx: 500 };

test('of a long basket only the rows in sight and four around are drawn', () => {
  expect(listWindow(thousand, 25_000)).toEqual({ start: 495, end: 514, slots: 19, abovePx: 24_750, belowPx: 24_350 });
  expect(listWindow(thousand, 0)).toMatchObject({ start: 0, end: 19, abovePx: 0 });
  expect(listWindow(thousand, 1_000_000)).toMatchObject({ start: 981, end: 1000, belowPx: 0 });
});

test('a short basket is drawn whole, without empty space', () => {
  expect(listWindow({ ...thousand, count: 100, selected: 7 }, 900)).toEqual({
    start: 0,
    end: 100,
    slots: undefined,
    abovePx: 0,
    belowPx: 0,
  });
  expect(listWindow({ ...thousand, count: 0, selected: -1 }, 0)).toMatchObject({ start: 0, end: 0 });
});

test('rows below the selected one are pushed down by its tools', () => {
  expect(rowTop({ ...thousand, selected: 2 }, 2)).toBe(100);
  expect(rowTop({ ...thousand, selected: 2 }, 3)).toBe(200);
  expect(rowTop(thousand, 1000)).toBe(50_050);
});

test('the newest line is scrolled to with its tools', () => {
  expect(scrollToSelected(thousand, 0)).toBe(1000 * 50 + 50 - 500);
});

test('a line in sight does not move the list, one above it comes to the top edge', () => {
  expect(scrollToSelected({ ...thousand, selected: 12 }, 500)).toBe(500);
  expect(scrollToSelected({ ...thousand, selected: 3 }, 500)).toBe(150);
});

test('a list that became shorter is not scrolled beyond its end', () => {
  expect(scrollToSelected({ ...thousand, count: 12, selected: 11 }, 40_000)).toBe(150);
  expect(scrollToSelected({ ...thousand, count: 3, selected: -1 }, 40_000)).toBe(0);
});

const shapes = fc
  .record({
    count: fc.integer({ min: 1, max: 1000 }),
    rowPx: fc.integer({ min: 40, max: 80 }),
    toolsPx: fc.integer({ min: 40, max: 80 }),
    viewportPx: fc.integer({ min: 160, max: 1200 }),
  })
  .chain((shape) => fc.record({ shape: fc.constant(shape), selected: fc.nat(shape.count - 1), scrollPx: fc.nat(90_000) }))
  .map(({ shape, selected, scrollPx }) => ({ shape: { ...shape, selected }, scrollPx }));

test('the drawn rows and the empty space always add up to the whole list', () => {
  fc.assert(
    fc.property(shapes, ({ shape, scrollPx }) => {
      const { start, end, slots, abovePx, belowPx } = listWindow(shape, scrollPx);
      expect(abovePx + (rowTop(shape, end) - rowTop(shape, start)) + belowPx).toBe(rowTop(shape, shape.count));
      expect(end - start).toBe(slots ?? shape.count);
    }),
  );
});

test('wherever the list stood, the selected row is then drawn and seen whole, and no gap is seen', () => {
  fc.assert(
    fc.property(shapes, ({ shape, scrollPx }) => {
      const shownPx = scrollToSelected(shape, scrollPx);
      const { start, end } = listWindow(shape, shownPx);
      expect(shape.selected).toBeGreaterThanOrEqual(start);
      expect(shape.selected).toBeLessThan(end);
      expect(rowTop(shape, shape.selected)).toBeGreaterThanOrEqual(shownPx);
      expect(rowTop(shape, shape.selected) + shape.rowPx + shape.toolsPx).toBeLessThanOrEqual(shownPx + shape.viewportPx);
      expect(rowTop(shape, start)).toBeLessThanOrEqual(shownPx);
      expect(rowTop(shape, end)).toBeGreaterThanOrEqual(Math.min(shownPx + shape.viewportPx, rowTop(shape, shape.count)));
    }),
  );
});
