import { createEscPosLabelDialogue, encodeEscPosLabel } from './escpos-label.ts';
import type { LabelLanguage } from './language.ts';
import type { LabelPrinterModel } from './models.ts';
import { encodeTspl, type TsplSettings } from './tspl.ts';
import { createTsplDialogue } from './tspl-dialogue.ts';

/** The language a model speaks. */
export function labelLanguage(model: LabelPrinterModel, settings: TsplSettings): LabelLanguage {
  if (model.language === 'escpos') {
    return { encode: encodeEscPosLabel, flush: (labelBytes) => new Uint8Array(labelBytes), createDialogue: createEscPosLabelDialogue };
  }
  return {
    encode: (layout) => encodeTspl(layout, model, settings),
    flush: whiteDots,
    createDialogue: createTsplDialogue,
  };
}

/** White dots for a BITMAP that was cut off, or one unknown line where none was; the next label begins with CLS. */
function whiteDots(labelBytes: number): Uint8Array {
  const flush = new Uint8Array(labelBytes + 2).fill(0xff);
  flush.set([0x0d, 0x0a], labelBytes);
  return flush;
}
