import type { PrintDocument } from '#contract/document.ts';
import type { ProcedureOutput } from '#contract/procedures.ts';
import type { PaperWidth } from '#contract/receipt-layout.ts';
import { createEscPosDecoder } from '#drivers/printer/escpos/decode.ts';
import { encodeDocument } from '#drivers/printer/escpos/encode.ts';
import { findPrinterModel } from '#drivers/printer/models.ts';

/** A document on the paper of a usual printer: the bytes it would be sent, read back. */
export function drawnPaper(document: PrintDocument, paper: PaperWidth): ProcedureOutput<'port.drawPaper'> {
  const model = findPrinterModel(`generic-${paper}`);
  if (!model) throw new RangeError(`no model for ${paper} mm`);
  const { items } = createEscPosDecoder(model).write(encodeDocument(document, model));
  return { items: [...items], columns: model.columns.fontA, widthDots: model.widthDots };
}
