import type { BasketContent, LineFacts } from './basket.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { summaryOf } from '../catalog/summary.ts';
import type { Act } from '../staff/act.ts';
import type { GoodsWatch, OtherBasket } from '../trace/goods-watch.ts';
import { unanswered } from '../trace/questions.ts';
import type { Gs1Trace } from '#contract/basket.ts';
import { GuitaiError } from '#contract/error.ts';
import type { Allowance, GoodsAnswers, GoodsWarning, LinePack } from '#contract/goods.ts';
import { formatYuan } from '#contract/money.ts';
import type { Product } from '#contract/product.ts';
import type { ScanOutcome } from '#contract/scan.ts';

/** Goods somebody wants to put into the basket. */
export interface Wanted {
  readonly product: Product;
  readonly gs1?: Gs1Trace | undefined;
  /** 1000 where nothing was said. */
  readonly quantityMilli: number;
  readonly answers: GoodsAnswers | undefined;
  /** What to send again with the answers: the code, or nothing where the product was chosen. */
  readonly text: string;
  readonly again: { readonly quantityMilli?: number };
}

/** The article as it is sold now, or what must be answered first. */
export type Admission =
  | {
      readonly product: Product;
      readonly facts: LineFacts;
      readonly deposit: Product | undefined;
      readonly warnings: readonly GoodsWarning[];
    }
  | { readonly asks: ScanOutcome };

/** Lets goods in. Throws price_bounds, and right_missing where an answer takes a right that the person has not. */
export type Admit = (content: BasketContent, wanted: Wanted, act: Act) => Admission;

export function createAdmission(options: {
  readonly catalog: Catalog;
  readonly watch: GoodsWatch;
  readonly elsewhere: () => readonly OtherBasket[];
}): Admit {
  const { catalog, watch, elsewhere } = options;
  return (content, { product, gs1, quantityMilli, answers, text, again }, act) => {
    const pack = packOf(catalog, product);
    const agedYears = product.minimumAge === undefined ? 0 : askedAge(catalog, content);
    const { questions, warnings } = watch.examine({
      product,
      pack,
      gs1,
      quantityMilli,
      lines: content.lines,
      elsewhere: elsewhere(),
      agedYears,
    });
    const open = unanswered(questions, answers);
    if (open.length > 0) return { asks: { kind: 'asks', product: summaryOf(product), text, ...again, questions: [...open] } };
    for (const question of questions) if ('right' in question && question.right) act.demand(question.right);
    const allowed = questions.flatMap(({ ask }): Allowance[] => (ask === 'price' ? [] : [ask]));
    return {
      product: { ...product, priceMinor: priceNow(product, answers) },
      facts: { ...(pack ? { pack } : {}), ...(allowed.length > 0 ? { allowed } : {}) },
      deposit: product.deposit === undefined ? undefined : catalog.findBySku(product.deposit),
      warnings,
    };
  };
}

function priceNow({ name, priceMinor, openPrice, gift }: Product, answers: GoodsAnswers | undefined): number {
  if (gift) return 0;
  const typedMinor = answers?.priceMinor;
  if (!openPrice || typedMinor === undefined) return priceMinor;
  if (typedMinor < openPrice.minMinor || typedMinor > openPrice.maxMinor)
    throw new GuitaiError('price_bounds', { name, min: formatYuan(openPrice.minMinor), max: formatYuan(openPrice.maxMinor) });
  return typedMinor;
}

/** A case whose pieces the catalogue does not know any more is sold as itself. */
function packOf(catalog: Catalog, { pack }: Product): LinePack | undefined {
  const piece = pack && catalog.findBySku(pack.sku);
  return piece && { productId: piece.id, sku: piece.sku, pieces: pack.pieces, unit: piece.unit };
}

/** The highest age a customer of this basket was asked for: nobody is asked twice. */
function askedAge(catalog: Catalog, { lines }: BasketContent): number {
  const asked = lines.filter(({ allowed }) => allowed?.includes('age'));
  return Math.max(0, ...asked.map(({ productId }) => catalog.findById(productId)?.minimumAge ?? 0));
}
