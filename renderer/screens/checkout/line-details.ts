import type { BasketLine } from '#contract/basket.ts';
import type { TextOf } from '#renderer/app/i18n.ts';

/** The small print of a basket line: specification, barcode or SKU, what the code told of batch, expiry and serial number, and the note. */
export function lineDetails(line: BasketLine, t: TextOf): string {
  const { batch = '', expiry = '', serial = '' } = line.gs1 ?? {};
  return [
    line.spec,
    line.barcode || line.sku,
    batch && t('checkout.line.batch', { batch }),
    expiry && t('checkout.line.expiry', { expiry }),
    serial && t('checkout.line.serial', { serial }),
    line.note,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
