import type { PaperItem } from '#contract/bench.ts';

export type PaperLine = Extract<PaperItem, { type: 'line' }>;
export type PaperRun = PaperLine['runs'][number];
type PaperAlign = PaperLine['align'];

/** A word of a run in one width class, with its own place on the paper: columns count from the left edge of the line's text. */
export interface PaperPiece {
  readonly text: string;
  readonly column: number;
  readonly columns: number;
}

export type PaperImage = NonNullable<PaperLine['images']>[number];

/**
 * Columns of font A one character takes. A printer in Chinese mode draws single-byte characters 12 dots wide (9 in font B) and everything it
 * looks up with two or four bytes (GBK, GB18030, Big5) 24 dots wide; in those encodings only ASCII is single-byte, on a code page all are.
 */
export function characterColumns(character: string, { narrow, fontB }: Pick<PaperRun, 'narrow' | 'fontB'> = {}): number {
  if (!narrow && (character.codePointAt(0) ?? 0) >= 0x80) return 2;
  return fontB ? 0.75 : 1;
}

/** Splits a run at spaces and where narrow meets wide, so that every word can be put exactly on its column whatever font draws it. */
export function piecesOf(run: PaperRun): readonly PaperPiece[] {
  const pieces: { text: string; column: number; columns: number; narrow: boolean }[] = [];
  let column = run.column;
  let open = false;
  for (const character of run.text) {
    const natural = characterColumns(character, run);
    const columns = natural * run.widthTimes;
    const last = pieces.at(-1);
    if (character === ' ') open = false;
    else if (open && last && last.narrow === natural < 2) {
      last.text += character;
      last.columns += columns;
    } else {
      pieces.push({ text: character, column, columns, narrow: natural < 2 });
      open = true;
    }
    column += columns;
  }
  return pieces.map((piece) => ({ text: piece.text, column: piece.column, columns: piece.columns }));
}

/** Columns a run takes, spaces included. */
export function runColumns(run: PaperRun): number {
  let columns = 0;
  for (const character of run.text) columns += characterColumns(character, run) * run.widthTimes;
  return columns;
}

/** How far something `width` wide is moved right on paper `paperWidth` wide; never to the left of the edge. */
export function alignShift(align: PaperAlign, width: number, paperWidth: number): number {
  if (align === 'left') return 0;
  const rest = Math.max(0, paperWidth - width);
  return align === 'right' ? rest : rest / 2;
}

/** Columns from the left edge of the paper to the left edge of what stands in the line. */
export function lineShift(line: PaperLine, paperColumns: number, paperDots: number): number {
  const textEnd = line.runs.reduce((furthest, run) => Math.max(furthest, run.column + runColumns(run)), 0);
  const dotColumns = paperColumns / paperDots;
  const end = (line.images ?? []).reduce((furthest, image) => Math.max(furthest, image.column + image.widthDots * dotColumns), textEnd);
  return alignShift(line.align, end, paperColumns);
}

/** What lies between two cuts. */
export interface PaperDocument {
  readonly items: readonly PaperItem[];
  /** False for the piece still hanging in the printer. */
  readonly cut: boolean;
}

/** The roll as separate pieces of paper, oldest first. */
export function splitDocuments(paper: readonly PaperItem[]): readonly PaperDocument[] {
  const documents: PaperDocument[] = [];
  let items: PaperItem[] = [];
  for (const item of paper) {
    if (item.type === 'cut') {
      documents.push({ items, cut: true });
      items = [];
    } else items.push(item);
  }
  return items.length > 0 ? [...documents, { items, cut: false }] : documents;
}

/** Whether any of it is on paper, not only drawer pulses and line feeds. */
export function hasInk(document: PaperDocument): boolean {
  return document.items.some((item) => item.type !== 'drawer' && item.type !== 'feed' && item.type !== 'buzzer');
}

/** The black dots of packed 1-bit rows (most significant bit left, 1 = black) as the path of an SVG drawing, one stroke a run of dots. */
export function bitmapPath(bits: Uint8Array, widthDots: number, heightDots: number): string {
  const rowBytes = Math.ceil(widthDots / 8);
  let path = '';
  for (let y = 0; y < heightDots; y += 1) {
    let from = -1;
    for (let x = 0; x <= widthDots; x += 1) {
      const black = x < widthDots && ((bits[y * rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
      if (black && from < 0) from = x;
      if (!black && from >= 0) {
        path += `M${from} ${y}h${x - from}v1h${from - x}z`;
        from = -1;
      }
    }
  }
  return path;
}
