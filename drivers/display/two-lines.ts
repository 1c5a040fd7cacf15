import { columnsOf, DISPLAY_COLUMNS, padded } from './glyphs.ts';
import type { Look, Row } from './look.ts';

/** Upper and lower line, exactly 20 columns each. */
export type TwoLines = readonly [upper: string, lower: string];

/** Dark columns between the end of a scrolling name and its beginning. */
const GAP = '   ';

/** Both lines of a look; words that do not fit are cut, amounts never are. */
export function twoLines({ upper, lower }: Look): TwoLines {
  return [lineOf(upper), lineOf(lower)];
}

/** The same with words that do not fit passing by, one character a step. The first step is the cut line. */
export function scrollingLines(look: Look): readonly [TwoLines, ...TwoLines[]] {
  const [upper, lower] = twoLines(look);
  const { left, right } = look.upper;
  if (columnsOf(left) <= roomFor(right)) return [[upper, lower]];
  const band = Array.from(left + GAP);
  const later = band.slice(1).map((_, index): TwoLines => {
    const step = index + 1;
    return [lineOf({ left: [...band.slice(step), ...band.slice(0, step)].join(''), right }), lower];
  });
  return [[upper, lower], ...later];
}

function lineOf({ left, right }: Row): string {
  return right === '' ? padded(left, DISPLAY_COLUMNS) : `${padded(left, roomFor(right))} ${right}`;
}

/** A space parts the words from the amount. */
const roomFor = (right: string): number => (right === '' ? DISPLAY_COLUMNS : Math.max(0, DISPLAY_COLUMNS - 1 - columnsOf(right)));
