import { expect, test } from 'vitest';
import type { LabelElement } from '#contract/label.ts';
import { drawLabel } from '#drivers/label/draw.ts';
import { LabelMisfit, layoutLabel, type LabelItem } from '#drivers/label/layout.ts';
import { isBlack } from '#drivers/printer/bitmap.ts';
import { labelOf } from './label-samples.ts';

const model = { dpi: 203, widthDots: 864 } as const;

async function place(element: LabelElement): Promise<readonly LabelItem[]> {
  return (await layoutLabel(labelOf(element), model)).items;
}

/** Where there is ink, as left, top, right, bottom. */
async function inkOf(element: LabelElement): Promise<readonly number[]> {
  const label = drawLabel(await layoutLabel(labelOf(element), model));
  const xs: number[] = [];
  const ys: number[] = [];
  for (let y = 0; y < label.heightDots; y += 1) {
    for (let x = 0; x < label.widthDots; x += 1) {
      if (!isBlack(label, x, y)) continue;
      xs.push(x);
      ys.push(y);
    }
  }
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

test('a label of 40 × 30 mm has 320 × 240 dots at 203 dpi and 472 × 354 at 300 dpi', async () => {
  const label = labelOf({ type: 'bar', x: 0, y: 0, width: 10, height: 10 });
  expect(await layoutLabel(label, model)).toMatchObject({ widthDots: 320, heightDots: 240 });
  expect(await layoutLabel(label, { dpi: 300, widthDots: 1248 })).toMatchObject({ widthDots: 472, heightDots: 354 });
});

test('text wraps between Chinese characters, and what is left over shows as an ellipsis', async () => {
  // 24 dots a line and 24 a character: five fit into 120 dots, and four with the ellipsis.
  const text: LabelElement = { type: 'text', x: 0, y: 0, width: 150, height: 60, lines: 2, text: '一二三四五六七八九十甲' };
  const whole = await place({ ...text, text: '一二三四五六七八九十' });
  expect(whole.map((item) => item.type === 'dots' && item.dots.widthDots)).toEqual([120, 120]);
  expect(await place(text)).toHaveLength(2);
  const [, cut] = await place(text);
  const [, uncut] = whole;
  expect(cut).not.toEqual(uncut);
});

test('text keeps to its rectangle whatever its alignment', async () => {
  for (const align of ['left', 'center', 'right'] as const) {
    const [left, top, right, bottom] = await inkOf({
      type: 'text',
      x: 50,
      y: 50,
      width: 200,
      height: 45,
      text: '价目 Price 价目表格',
      align,
    });
    expect(left).toBeGreaterThanOrEqual(40);
    expect(right).toBeLessThan(201);
    expect(top).toBeGreaterThanOrEqual(40);
    expect(bottom).toBeLessThan(76);
  }
});

test('a price stands on the bottom of its rectangle and becomes smaller until the whole amount fits', async () => {
  const price = (amountMinor: number): LabelElement => ({ type: 'price', x: 0, y: 0, width: 300, height: 80, amountMinor });
  const [small] = await place(price(990));
  const [large] = await place(price(999_999_999));
  // 80 tenths are 64 dots.
  expect(small).toMatchObject({ type: 'dots', y: 0, dots: { heightDots: 64 } });
  if (large?.type !== 'dots') throw new Error('no dots');
  expect(large.dots.heightDots).toBeLessThan(64);
  expect(large.dots.widthDots).toBeLessThanOrEqual(240);
  expect(large.y + large.dots.heightDots).toBe(64);
});

test('an amount nobody could read at that width is refused', async () => {
  await expect(place({ type: 'price', x: 0, y: 0, width: 30, height: 80, amountMinor: 999_999_999 })).rejects.toThrow(LabelMisfit);
});

test('an EAN-13 needs 113 modules of 0.25 mm with its quiet zones: 28.3 mm', async () => {
  const code = (width: number): LabelElement => ({
    type: 'barcode',
    x: 0,
    y: 0,
    width,
    height: 100,
    symbology: 'EAN13',
    data: '6901234567892',
  });
  // 283 tenths are 226 dots.
  expect(await place(code(283))).toMatchObject([{ type: 'barcode', x: 22, moduleDots: 2, dots: { widthDots: 190, heightDots: 80 } }]);
  await expect(place(code(280))).rejects.toThrow('6901234567892');
});

test('a wrong check digit and letters are no EAN-13', async () => {
  for (const data of ['6901234567890', 'A901234567892', '69012345678']) {
    const code: LabelElement = { type: 'barcode', x: 0, y: 0, width: 400, height: 100, symbology: 'EAN13', data };
    await expect(place(code), data).rejects.toThrow(LabelMisfit);
  }
});

test('a GS1 DataMatrix of one piece is drawn in whole modules, its solid border left and below', async () => {
  const data = '01069012345678921727113010B20261101\u001d21S00101ABCD1234';
  const trace: LabelElement = { type: 'matrix', x: 0, y: 0, width: 160, height: 160, symbology: 'GS1_DATAMATRIX', data };
  const [item] = await place(trace);
  if (item?.type !== 'dots') throw new Error('no dots');
  // 31 codewords (ISO/IEC 16022 5.2.3: two digits one, FNC1 one) are a symbol of 24 modules; 26 with quiet ones in 128 dots: 4 dots each.
  expect(item.dots.widthDots).toBe(96);
  // The solid border of a DataMatrix: left column and bottom row (ISO/IEC 16022 4.1).
  for (let at = 0; at < item.dots.heightDots; at += 1) {
    expect(isBlack(item.dots, 0, at)).toBe(true);
    expect(isBlack(item.dots, at, item.dots.heightDots - 1)).toBe(true);
  }
});

test('nothing reaches over the edge, and a label wider than the head is refused', async () => {
  await expect(place({ type: 'bar', x: 300, y: 0, width: 101, height: 10 })).rejects.toThrow(LabelMisfit);
  const label = labelOf({ type: 'bar', x: 0, y: 0, width: 10, height: 10 });
  await expect(layoutLabel({ ...label, width: 1080 }, { dpi: 203, widthDots: 576 })).rejects.toThrow(LabelMisfit);
});
