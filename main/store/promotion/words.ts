import { MAX_WORDS_CHARACTERS, type Words } from '#contract/language.ts';
import { formatYuan } from '#contract/money.ts';
import type { LineAdjustment, SaleDiscount } from '#contract/pricing.ts';

/** Words with a name in them that the shop chose: cut where they became longer than words may be. */
export function fitting({ zh, en }: Words): Words {
  return { zh: cut(zh, MAX_WORDS_CHARACTERS.zh), en: cut(en, MAX_WORDS_CHARACTERS.en) };
}

/** Half of a character that takes two code units goes as well. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** 8500 → "8.5 折" and "15% off"; 5000 is 半价. */
export function percentWords(payBasisPoints: number): Words {
  if (payBasisPoints === 0) return { zh: '免费', en: 'free' };
  if (payBasisPoints === 5000) return { zh: '半价', en: 'half price' };
  return { zh: `${payBasisPoints / 1000} 折`, en: `${(10_000 - payBasisPoints) / 100}% off` };
}

/** What a person did to the price of a line. */
export function adjustmentWords(adjustment: LineAdjustment): Words {
  switch (adjustment.kind) {
    case 'price':
      return { zh: `改价 ${formatYuan(adjustment.priceMinor)}`, en: `Price set to ${formatYuan(adjustment.priceMinor)}` };
    case 'percent': {
      const { zh, en } = percentWords(adjustment.payBasisPoints);
      return { zh: `手工 ${zh}`, en: `Manual ${en}` };
    }
    case 'amount':
      return { zh: `手工减 ${formatYuan(adjustment.offMinor)}`, en: `Manual ${formatYuan(adjustment.offMinor)} off` };
    case 'gift':
      return { zh: '赠品', en: 'Gift' };
  }
}

/** What a person took off the whole sale. */
export function saleDiscountWords(discount: SaleDiscount): Words {
  switch (discount.kind) {
    case 'percent': {
      const { zh, en } = percentWords(discount.payBasisPoints);
      return { zh: `整单 ${zh}`, en: `Whole sale ${en}` };
    }
    case 'amount':
      return { zh: `整单减 ${formatYuan(discount.offMinor)}`, en: `Whole sale ${formatYuan(discount.offMinor)} off` };
    case 'total':
      return { zh: `整单一口价 ${formatYuan(discount.totalMinor)}`, en: `Whole sale for ${formatYuan(discount.totalMinor)}` };
  }
}
