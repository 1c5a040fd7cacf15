import type { PaperItem } from '#contract/bench.ts';
import type { PrintBlock } from '#contract/document.ts';
import { createEscPosDecoder } from '#drivers/printer/escpos/decode.ts';
import { encodeDocument } from '#drivers/printer/escpos/encode.ts';
import { findPrinterModel, type PrinterModel } from '#drivers/printer/models.ts';

export function model(id: string): PrinterModel {
  const found = findPrinterModel(id);
  if (!found) throw new Error(`no model ${id}`);
  return found;
}

export function encode(blocks: readonly PrintBlock[], modelId = 'generic-80'): Uint8Array {
  return encodeDocument({ title: 'test', blocks: [...blocks] }, model(modelId));
}

/** What the decoder sees on paper. */
export function paper(bytes: Uint8Array, modelId = 'generic-80'): readonly PaperItem[] {
  return createEscPosDecoder(model(modelId)).write(bytes).items;
}

export type Line = Extract<PaperItem, { type: 'line' }>;

/** The text lines of some paper, without styles. */
export function linesOf(items: readonly PaperItem[]): readonly string[] {
  return items.filter((item) => item.type === 'line').map((item) => item.runs.map((run) => run.text).join(''));
}

/** Where a line ends, in narrow columns from the left edge. Everything beyond ASCII is two columns wide, but for letters of a code page. */
export function endColumn(line: Line): number {
  const ends = line.runs.map((run) => {
    const columns = Array.from(run.text).reduce((sum, character) => sum + (run.narrow || character.charCodeAt(0) < 0x80 ? 1 : 2), 0);
    return run.column + columns * run.widthTimes * (run.fontB ? 0.75 : 1);
  });
  return Math.max(0, ...ends, ...(line.images ?? []).map((image) => image.column + image.widthDots / 12));
}

/** Where a line of text or a line drawn as a picture ends. */
export function endColumnOf(item: PaperItem): number {
  if (item.type === 'line') return endColumn(item);
  return item.type === 'raster' ? item.widthDots / 12 : 0;
}

/** A printer of this model puts drawn characters into its own lines; others are sent such lines as pictures. */
export function drawsInLine({ columnImage, charset }: PrinterModel): boolean {
  return columnImage && charset !== 'none';
}
