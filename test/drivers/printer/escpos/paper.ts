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

/** Where the last character of a line ends, in narrow columns from the left edge. Everything beyond ASCII is two columns wide. */
export function endColumn(line: Line): number {
  const last = line.runs.at(-1);
  if (!last) return 0;
  const columns = Array.from(last.text).reduce((sum, character) => sum + (character.charCodeAt(0) < 0x80 ? 1 : 2), 0);
  return last.column + columns * last.widthTimes;
}
