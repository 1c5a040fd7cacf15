import type { GoodsRules } from './goods-rules.ts';
import type { Allowance, GoodsQuestion, GoodsWarning } from '#contract/goods.ts';
import type { Gs1Trace } from '#contract/basket.ts';
import type { Product } from '#contract/product.ts';

/** Where a piece with a serial number stands: given out on a label of ours, sold, back on the shelf, or back and damaged. */
export type SerialState = 'issued' | 'sold' | 'returned' | 'void';

/** Everything the questions depend on. */
export interface GoodsAtHand {
  readonly product: Pick<Product, 'openPrice' | 'minimumAge' | 'prescription'>;
  readonly gs1?: Gs1Trace | undefined;
  /** What the shop knows of its serial number. */
  readonly serial?: { readonly state: SerialState; readonly receiptNumber: string } | undefined;
  /** Business date. */
  readonly today: string;
  /** Pieces on hand, undefined where they were never counted, and pieces in the basket with these. */
  readonly onHandMilli?: number | undefined;
  readonly wantedMilli: number;
  /** Pieces in the open baskets of other tills. */
  readonly elsewhereMilli?: number | undefined;
  /** Years a customer of this basket was already asked for. */
  readonly agedYears: number;
}

/** What must be answered first, and what the cashier is told once the goods are in. */
export interface Examination {
  readonly questions: readonly GoodsQuestion[];
  readonly warnings: readonly GoodsWarning[];
}

/** Looks at goods before they go into the basket: prices to type, checks the law asks for, and what the shop's rules stop or mention. */
export function examine(goods: GoodsAtHand, rules: GoodsRules): Examination {
  const { openPrice, minimumAge = 0, prescription } = goods.product;
  const parts: readonly Examination[] = [
    asks(openPrice && { ask: 'price', ...openPrice }),
    asks(minimumAge > goods.agedYears ? { ask: 'age', years: minimumAge } : undefined),
    asks(prescription && { ask: 'prescription' }),
    examineExpiry(goods, rules),
    examineSerial(goods, rules),
    examineStock(goods, rules),
  ];
  return { questions: parts.flatMap(({ questions }) => questions), warnings: parts.flatMap(({ warnings }) => warnings) };
}

/** The questions to which nothing was answered. */
export function unanswered(
  questions: readonly GoodsQuestion[],
  answers: { readonly priceMinor?: number; readonly allowed?: readonly Allowance[] } = {},
): readonly GoodsQuestion[] {
  return questions.filter((question) =>
    question.ask === 'price' ? answers.priceMinor === undefined : !answers.allowed?.includes(question.ask),
  );
}

/** Whole days from one business date to another. */
export function daysUntil(date: string, today: string): number {
  return Math.round((Date.parse(date) - Date.parse(today)) / 86_400_000);
}

const NOTHING: Examination = { questions: [], warnings: [] };

function asks(question: GoodsQuestion | undefined): Examination {
  return question ? { questions: [question], warnings: [] } : NOTHING;
}

function tells(warning: GoodsWarning): Examination {
  return { questions: [], warnings: [warning] };
}

function examineExpiry({ gs1, today }: GoodsAtHand, rules: GoodsRules): Examination {
  const expiry = gs1?.expiry;
  if (expiry === undefined) return NOTHING;
  const days = daysUntil(expiry, today);
  if (days < 0) return asks({ ask: 'expired', expiry, ...(rules.expired === 'block' ? { right: 'goods.expired' } : {}) });
  return days < rules.expiryWarnDays ? tells({ warn: 'expiring', expiry, days }) : NOTHING;
}

function examineSerial({ gs1, serial: known }: GoodsAtHand, { unknownSerial }: GoodsRules): Examination {
  const serial = gs1?.serial;
  if (serial === undefined) return NOTHING;
  if (known?.state === 'sold') return asks({ ask: 'serial_sold', serial, receiptNumber: known.receiptNumber, right: 'goods.serial' });
  if (known?.state === 'void') return asks({ ask: 'serial_void', serial, right: 'goods.serial' });
  if (known || unknownSerial === 'allow') return NOTHING;
  return unknownSerial === 'warn'
    ? tells({ warn: 'serial_unknown', serial })
    : asks({ ask: 'serial_unknown', serial, right: 'goods.serial' });
}

function examineStock({ onHandMilli, wantedMilli, elsewhereMilli = 0 }: GoodsAtHand, { stock }: GoodsRules): Examination {
  if (onHandMilli === undefined || stock === 'ignore') return NOTHING;
  // Who pays first has the piece: a basket that somebody left open on a tablet keeps nothing from a customer who stands at the counter.
  if (wantedMilli <= onHandMilli)
    return wantedMilli + elsewhereMilli > onHandMilli ? tells({ warn: 'elsewhere', onHandMilli, elsewhereMilli }) : NOTHING;
  const short = { onHandMilli, wantedMilli };
  return stock === 'warn' ? tells({ warn: 'short', ...short }) : asks({ ask: 'short', ...short, right: 'goods.short' });
}
