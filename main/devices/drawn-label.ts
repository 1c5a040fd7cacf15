import { GuitaiError } from '#contract/error.ts';
import type { LabelDocument, LabelImage } from '#contract/label.ts';
import { drawLabel } from '#drivers/label/draw.ts';
import { LabelMisfit, layoutLabel } from '#drivers/label/layout.ts';
import type { LabelPrinterModel } from '#drivers/label/models.ts';

/** What most label printers are; shown while none is set up. */
const USUAL = { dpi: 203, widthDots: 864 } as const satisfies Partial<LabelPrinterModel>;

/** A label as that printer would print it, dot by dot. Rejects with label_misfit where it would not. */
export async function drawnLabel(
  document: LabelDocument,
  model: Pick<LabelPrinterModel, 'dpi' | 'widthDots'> = USUAL,
): Promise<LabelImage> {
  try {
    const { widthDots, heightDots, bits } = drawLabel(await layoutLabel(document, model));
    return { dpi: model.dpi, widthDots, heightDots, bitsBase64: Buffer.from(bits).toString('base64') };
  } catch (error) {
    if (error instanceof LabelMisfit) throw new GuitaiError('label_misfit', { what: error.what.slice(0, 80) });
    throw error;
  }
}
