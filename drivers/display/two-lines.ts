import type { LineDisplayView } from '#contract/line-display.ts';
import { formatYuan } from '#contract/money.ts';
import { formatQuantity } from '#contract/quantity.ts';

/** Columns of a two-line customer display. */
export const DISPLAY_COLUMNS = 20;

/** Upper and lower line, exactly 20 printable ASCII characters each. */
export type TwoLines = readonly [upper: string, lower: string];

/** What a display of 2 × 20 says for a view, the same in every dialect; undefined = nothing. */
export function twoLines(view: LineDisplayView): TwoLines | undefined {
  if (view.show === 'idle') return undefined;
  if (view.show === 'total') return [pair('TOTAL', formatYuan(view.totalMinor)), ' '.repeat(DISPLAY_COLUMNS)];
  if (view.show === 'paid') return [pair('PAID', formatYuan(view.tenderedMinor)), pair('CHANGE', formatYuan(view.changeMinor))];
  const price = formatYuan(view.priceMinor);
  const right = view.quantityMilli === 1000 ? price : `${formatQuantity(view.quantityMilli)}x${price}`;
  return [pair(drawableName(view.text), right), pair('TOTAL', formatYuan(view.totalMinor))];
}

/** The printable ASCII of a text as one line's bytes, cut or padded to 20 columns, because what is not overwritten stays. */
export function lineBytes(text: string): Buffer {
  return Buffer.from(ascii(text).slice(0, DISPLAY_COLUMNS).padEnd(DISPLAY_COLUMNS), 'latin1');
}

/** The amount is never cut; the words before it are. */
function pair(left: string, right: string): string {
  const room = Math.max(0, DISPLAY_COLUMNS - right.length - 1);
  return left.slice(0, room).padEnd(DISPLAY_COLUMNS - right.length) + right;
}

const ascii = (text: string): string => text.replace(/[^\x20-\x7e]/gu, '');

/** Most of these displays have no Chinese glyphs: a name that would lose more than half its characters is left out. */
function drawableName(name: string): string {
  const drawable = ascii(name).replace(/ +/g, ' ').trim();
  return drawable.length * 2 >= name.length ? drawable : '';
}
