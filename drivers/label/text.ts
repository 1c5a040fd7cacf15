import { type Bitmap, createBitmap } from '../printer/bitmap.ts';
import { drawText, textWidthDots } from '../printer/font/draw-text.ts';
import { GLYPH_ROWS } from '../printer/font/glyphs.ts';
import { printable } from '../printer/printable.ts';
import { resize, stamp } from './dots.ts';

const ELLIPSIS = '…';
const MIN_HEIGHT_DOTS = 10;
/** Where a line may end: behind a space or hyphen, and on either side of anything as wide as an ideograph. */
const WORDS = /[^\s⺀-￯-]*[\s-]+|[⺀-￯]|[^\s⺀-￯-]+/gu;

/** Text on at most so many lines of that height and width, cleaned by printable(); what is left over shows as an ellipsis. */
export function drawTextLines(
  text: string,
  options: { readonly maxWidthDots: number; readonly heightDots: number; readonly lines: number; readonly bold: boolean },
): readonly Bitmap[] {
  // A rectangle narrower than its lines are high still shows one ideograph whole.
  const heightDots = Math.min(options.heightDots, options.maxWidthDots - (options.bold ? boldDots(options.heightDots) : 0));
  if (heightDots < 1) return [];
  const widthDots = options.maxWidthDots - (options.bold ? boldDots(heightDots) : 0);
  const maxWidth = Math.floor((widthDots * GLYPH_ROWS) / heightDots);
  return wrap(printable(text).trim(), maxWidth, options.lines).map((line) => drawAt(line, heightDots, options.bold));
}

/** One line, made smaller until all of it fits; undefined when nobody could read it. */
export function drawLine(text: string, options: { readonly maxWidthDots: number; readonly heightDots: number }): Bitmap | undefined {
  const line = printable(text);
  const fitting = Math.floor((options.maxWidthDots * GLYPH_ROWS) / Math.max(1, textWidthDots(line)));
  const heightDots = Math.min(options.heightDots, fitting);
  return heightDots < MIN_HEIGHT_DOTS ? undefined : drawAt(line, heightDots, false);
}

/** Lines no wider than `maxWidth` dots of the font's own size. */
function wrap(text: string, maxWidth: number, lines: number): readonly string[] {
  const wrapped: string[] = [];
  let rest = text;
  while (rest !== '' && wrapped.length < lines) {
    const line = firstLine(rest, maxWidth);
    rest = rest.slice(line.length).trimStart();
    wrapped.push(line.trimEnd());
  }
  const last = wrapped.at(-1);
  return rest === '' || last === undefined ? wrapped : [...wrapped.slice(0, -1), shortened(last, maxWidth)];
}

/** As many whole words as fit, at least one character. */
function firstLine(text: string, maxWidth: number): string {
  let line = '';
  for (const [word] of text.matchAll(WORDS)) {
    if (textWidthDots((line + word).trimEnd()) > maxWidth) break;
    line += word;
  }
  return line === '' ? headOf(text, maxWidth) || firstCharacter(text) : line;
}

function shortened(line: string, maxWidth: number): string {
  return headOf(line, maxWidth - textWidthDots(ELLIPSIS)).trimEnd() + ELLIPSIS;
}

/** As many characters as fit. */
function headOf(text: string, maxWidth: number): string {
  let head = '';
  for (const character of text) {
    if (textWidthDots(head + character) > maxWidth) break;
    head += character;
  }
  return head;
}

function firstCharacter(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0x20);
}

function drawAt(line: string, heightDots: number, bold: boolean): Bitmap {
  const widthDots = Math.max(1, textWidthDots(line));
  const plain = resize(drawText(line, { maxWidthDots: widthDots }), heightDots);
  if (!bold) return plain;
  const shift = boldDots(heightDots);
  const thick = createBitmap(plain.widthDots + shift, heightDots);
  for (let step = 0; step <= shift; step += 1) stamp(thick, plain, step, 0);
  return thick;
}

/** How far bold strokes reach beyond plain ones. */
function boldDots(heightDots: number): number {
  return Math.max(1, Math.round(heightDots / GLYPH_ROWS));
}
