import { type Bitmap, createBitmap } from '../printer/bitmap.ts';
import { blacken, fillRectangle } from './dots.ts';

/** The pen's way for one figure, in a box one wide and one high: lines x, y, x, y and arcs of an ellipse (centre, radii, from and to in degrees, clockwise from the right). */
type Stroke = readonly ['line', number, number, number, number] | readonly ['arc', number, number, number, number, number, number];

const FIGURES: Readonly<Record<string, readonly Stroke[]>> = {
  '0': [
    ['arc', 0.5, 0.28, 0.5, 0.28, 180, 360],
    ['arc', 0.5, 0.72, 0.5, 0.28, 0, 180],
    ['line', 0, 0.28, 0, 0.72],
    ['line', 1, 0.28, 1, 0.72],
  ],
  '1': [
    ['line', 0.12, 0.2, 0.56, 0],
    ['line', 0.56, 0, 0.56, 1],
  ],
  '2': [
    ['arc', 0.5, 0.28, 0.5, 0.28, 180, 400],
    ['line', 0.883, 0.46, 0, 1],
    ['line', 0, 1, 1, 1],
  ],
  '3': [
    ['arc', 0.47, 0.25, 0.45, 0.25, 200, 450],
    ['arc', 0.48, 0.75, 0.52, 0.25, 270, 520],
    ['line', 0.3, 0.5, 0.5, 0.5],
  ],
  '4': [
    ['line', 0.74, 1, 0.74, 0],
    ['line', 0.74, 0, 0, 0.72],
    ['line', 0, 0.72, 1, 0.72],
  ],
  '5': [
    ['line', 0.92, 0, 0.14, 0],
    ['line', 0.14, 0, 0.07, 0.49],
    ['arc', 0.47, 0.69, 0.53, 0.31, 220, 510],
  ],
  '6': [
    ['arc', 0.5, 0.68, 0.5, 0.32, 0, 360],
    ['arc', 0.9, 0.68, 0.9, 0.67, 180, 262],
  ],
  '7': [
    ['line', 0, 0, 1, 0],
    ['line', 1, 0, 0.36, 1],
  ],
  '8': [
    ['arc', 0.5, 0.25, 0.44, 0.25, 0, 360],
    ['arc', 0.5, 0.75, 0.5, 0.25, 0, 360],
  ],
  '9': [
    ['arc', 0.5, 0.32, 0.5, 0.32, 0, 360],
    ['arc', 0.1, 0.32, 0.9, 0.67, 0, 82],
  ],
  '.': [['line', 0.5, 1, 0.5, 1]],
  '¥': [
    ['line', 0, 0, 0.5, 0.46],
    ['line', 1, 0, 0.5, 0.46],
    ['line', 0.5, 0.46, 0.5, 1],
    ['line', 0.08, 0.54, 0.92, 0.54],
    ['line', 0.08, 0.76, 0.92, 0.76],
  ],
};

/** Shares of a figure's height. */
const PEN = 0.13;
const WIDTH = 0.58;
const SPACE = 0.1;
/** The mark and the decimals beside the yuan. */
const SMALL = 0.58;
const ARC_STEPS = 24;
const MIN_HEIGHT_DOTS = 12;

interface Part {
  readonly text: string;
  readonly heightDots: number;
}

/** An amount as price tags show it, the yuan as high as `heightDots` or lower where `maxWidthDots` asks; undefined when it cannot be read at that width. */
export function drawPrice(
  yuan: string,
  { heightDots, maxWidthDots, struck = false }: { readonly heightDots: number; readonly maxWidthDots: number; readonly struck?: boolean },
): Bitmap | undefined {
  for (let height = heightDots; height >= MIN_HEIGHT_DOTS; height -= 1) {
    const parts = partsOf(yuan, height);
    const width = parts.reduce((sum, part) => sum + widthOf(part), 0);
    if (width <= maxWidthDots) return drawParts(parts, width, height, struck);
  }
  return undefined;
}

function partsOf(yuan: string, heightDots: number): readonly Part[] {
  const [whole = '', fraction = ''] = yuan.split('.');
  const small = Math.round(heightDots * SMALL);
  return [
    { text: '¥', heightDots: small },
    { text: whole, heightDots },
    { text: `.${fraction}`, heightDots: small },
  ];
}

function widthOf({ text, heightDots }: Part): number {
  return Array.from(text).reduce((sum, figure) => sum + advance(figure, heightDots), 0);
}

function advance(figure: string, heightDots: number): number {
  return Math.ceil(heightDots * ((figure === '.' ? PEN : WIDTH) + SPACE));
}

function drawParts(parts: readonly Part[], widthDots: number, heightDots: number, struck: boolean): Bitmap {
  const dots = createBitmap(widthDots, heightDots);
  let left = 0;
  for (const part of parts) {
    for (const figure of part.text) {
      drawFigure(dots, figure, left, heightDots - part.heightDots, part.heightDots);
      left += advance(figure, part.heightDots);
    }
  }
  const line = Math.max(2, Math.round(heightDots / 12));
  if (struck) fillRectangle(dots, 0, Math.round((heightDots - line) / 2), widthDots, line);
  return dots;
}

function drawFigure(dots: Bitmap, figure: string, left: number, top: number, heightDots: number): void {
  const radius = (heightDots * PEN) / 2;
  const boxWidth = heightDots * (figure === '.' ? PEN : WIDTH);
  const scale = ([x, y]: Point): Point => [left + radius + x * (boxWidth - 2 * radius), top + radius + y * (heightDots - 2 * radius)];
  for (const stroke of FIGURES[figure] ?? []) {
    const way = pointsOf(stroke).map(scale);
    for (const [index, end] of way.entries()) if (index > 0) drawStretch(dots, way[index - 1] ?? end, end, radius);
  }
}

/** Blackens what lies within the radius of a stretch of line. */
function drawStretch(dots: Bitmap, begin: Point, end: Point, radius: number): void {
  const [fromX, toX] = [Math.min(begin[0], end[0]) - radius, Math.max(begin[0], end[0]) + radius];
  const [fromY, toY] = [Math.min(begin[1], end[1]) - radius, Math.max(begin[1], end[1]) + radius];
  for (let y = Math.floor(fromY); y <= toY; y += 1) {
    for (let x = Math.floor(fromX); x <= toX; x += 1) if (distance([x + 0.5, y + 0.5], begin, end) <= radius) blacken(dots, x, y);
  }
}

type Point = readonly [x: number, y: number];

function pointsOf(stroke: Stroke): readonly Point[] {
  if (stroke[0] === 'line')
    return [
      [stroke[1], stroke[2]],
      [stroke[3], stroke[4]],
    ];
  const [, cx, cy, rx, ry, from, to] = stroke;
  return Array.from({ length: ARC_STEPS + 1 }, (_, step): Point => {
    const angle = ((from + ((to - from) * step) / ARC_STEPS) * Math.PI) / 180;
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)];
  });
}

/** From a point to a stretch of line. */
function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / squared));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}
