import { isAgreed, type BasketLine } from '#contract/basket.ts';
import type { TextOf } from '#renderer/app/i18n.ts';
import { formatQuantity } from '#contract/quantity.ts';
import { sellerWords } from './seller-words.ts';
import { allowedWords } from './goods-words.ts';

const WEIGHING_WORDS = { scale: 'checkout.line.weighedByScale', typed: 'checkout.line.weightTyped' } as const;

/**
 * The small print of a basket line. Its end is cut off where there is no room, so what the code told of expiry, batch and serial number stands
 * before the code itself.
 */
export function lineDetails(line: BasketLine, t: TextOf): string {
  const { spec, note, gs1 } = line;
  const code = line.barcode || line.sku;
  const weighed = line.weighing ? t(WEIGHING_WORDS[line.weighing.source]) : '';
  const { pack, unit } = line;
  const packed = pack ? t('goods.line.pack', { unit, pieces: pack.pieces, piece: pack.unit }) : '';
  const deposit = line.depositOf === undefined ? '' : t('goods.line.deposit');
  const allowed = allowedWords(line.allowed, t);
  const sold = sellerWords(line.soldBy ?? [], t);
  const agreed = line.ordered ? [isAgreed(line) ? t('order.line') : '', pickedWords(line.ordered.pickedMilli, line.quantityMilli, t)] : [];
  const parts = gs1
    ? [...agreed, spec, sold, weighed, allowed, ...gs1Words(gs1, t), note, code]
    : [...agreed, deposit, spec, sold, packed, weighed, allowed, code, note];
  return parts.filter((part) => part !== '').join(' · ');
}

/** How many of ordered goods were scanned while they are handed over. */
function pickedWords(pickedMilli: number, quantityMilli: number, t: TextOf): string {
  if (pickedMilli === 0) return '';
  return t('order.line.picked', { picked: formatQuantity(pickedMilli), quantity: formatQuantity(quantityMilli) });
}

function gs1Words({ expiry = '', batch = '', serial = '' }: NonNullable<BasketLine['gs1']>, t: TextOf): readonly string[] {
  return [
    expiry && t('checkout.line.expiry', { expiry }),
    batch && t('checkout.line.batch', { batch }),
    serial && t('checkout.line.serial', { serial }),
  ];
}
