import { ANSWER_LIMITS, PrinterDialogue } from '../printer/dialogue.ts';
import { ByteWriter } from '../printer/escpos/byte-writer.ts';
import { writeRaster } from '../printer/escpos/raster.ts';
import { findPrinterModel } from '../printer/models.ts';
import { drawLabel } from './draw.ts';
import type { LabelDialogue, LabelDialogueOptions } from './language.ts';
import type { LabelLayout } from './layout.ts';

/** Rows a band: cheap receive buffers choke on more. */
const BAND_ROWS = 128;
const INITIALIZE = [0x1b, 0x40];
/** FF prints and feeds to the next label; GS FF feeds marked paper to its print starting position (Epson ESC/POS reference, ff_in_label and gs_ff). */
const NEXT_LABEL = { gap: [0x0c], mark: [0x1d, 0x0c], continuous: [] } as const;

/** One label for a receipt printer in label mode: the whole of it as raster, then on to the next one. */
export function encodeEscPosLabel(layout: LabelLayout): Uint8Array {
  const out = new ByteWriter();
  out.append(INITIALIZE);
  writeRaster(out, drawLabel(layout), BAND_ROWS);
  out.append(NEXT_LABEL[layout.media.type]);
  return out.finish();
}

/** Asks as a receipt printer is asked: DLE EOT before a label, its confirmation after it. */
export function createEscPosLabelDialogue({ isTwoWay, limits, send }: LabelDialogueOptions): LabelDialogue {
  const model = findPrinterModel('generic-80');
  if (!model) throw new Error('the generic receipt printer is missing');
  const dialogue = new PrinterDialogue({
    model,
    isTwoWay,
    limits: {
      ...ANSWER_LIMITS,
      firstAnswerMs: limits.firstAnswerMs,
      answerMs: limits.answerMs,
      firstFenceMs: limits.labelMs,
      fenceMs: limits.labelMs,
    },
    send,
    // Asked before every label and now and then between them; a label printer has no drawer.
    onUnasked() {},
    onDrawerLevel() {},
  });
  return {
    connected: () => dialogue.connected({ sameSilence: false }),
    disconnected: () => dialogue.disconnected(),
    received: (bytes) => dialogue.received(bytes),
    checkUp: () => dialogue.checkUp(),
    async confirm(labelBytes) {
      if (!dialogue.canConfirm) return 'sent';
      const confirmed = await dialogue.confirmation.confirm(labelBytes);
      if (confirmed !== 'not_yet') return confirmed === 'printed' ? 'printed' : 'unknown';
      return dialogue.confirmation.isCertain ? 'unknown' : 'sent';
    },
  };
}
