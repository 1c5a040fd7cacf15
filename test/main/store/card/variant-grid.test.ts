import { expect, it } from 'vitest';
import { product } from '../checkout/products.ts';
import { variantGrid } from '#main/store/card/variant-grid.ts';
import { cellAt, neighbourSize, placeOf } from '#renderer/screens/checkout/variant-step.ts';

let nextId = 1;
const variant = (size: string, colour: string, priceMinor = 9900) =>
  product({ id: nextId++, priceMinor, variant: { style: 'K-1', size, colour } });

it('puts sizes from small to large, whatever order they came in, and colours as they came', () => {
  const sizesOf = (...sizes: readonly string[]) =>
    variantGrid(
      sizes.map((size) => variant(size, '黑')),
      () => undefined,
    ).sizes;
  expect(sizesOf('XL', 'S', 'XXL', 'XS', 'M', 'L')).toEqual(['XS', 'S', 'M', 'L', 'XL', 'XXL']);
  expect(sizesOf('110 码', '90 码', '100 码')).toEqual(['90 码', '100 码', '110 码']);
  expect(sizesOf('内长 13.5 cm', '内长 13 cm', '内长 14 cm')).toEqual(['内长 13 cm', '内长 13.5 cm', '内长 14 cm']);
  expect(variantGrid([variant('M', '雾紫'), variant('M', '黑'), variant('S', '雾紫')], () => undefined).colours).toEqual(['雾紫', '黑']);
});

it('tells what is on hand of each, and nothing where nobody counted', () => {
  nextId = 1;
  const grid = variantGrid([variant('S', '黑'), variant('M', '黑', 10_900)], ({ id }) => (id === 1 ? 3000 : undefined));
  expect(grid.cells).toEqual([
    { productId: 1, size: 'S', colour: '黑', priceMinor: 9900, onHandMilli: 3000 },
    { productId: 2, size: 'M', colour: '黑', priceMinor: 10_900, onHandMilli: null },
  ]);
});

it('finds the next size of the same colour, over a size the colour does not have, and stops at the end', () => {
  nextId = 1;
  const grid = variantGrid([variant('S', '黑'), variant('M', '白'), variant('L', '黑')], () => undefined);
  expect(neighbourSize(grid, 1, 1)?.productId).toBe(3);
  expect(neighbourSize(grid, 3, -1)?.productId).toBe(1);
  expect(neighbourSize(grid, 3, 1)).toBeUndefined();
  expect(neighbourSize(grid, 2, 1)).toBeUndefined();
  expect(cellAt(grid, 'M', '黑')).toBeUndefined();
  expect(placeOf({ size: '80 码', colour: '月白' })).toBe('月白 80 码');
  expect(placeOf({ size: 'M', colour: '' })).toBe('M');
});
