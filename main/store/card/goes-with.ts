import type { SoldTogether } from './sold-together.ts';
import type { Product } from '#contract/product.ts';
import type { Sale } from '#contract/sale.ts';

const MAX_TOLD = 3;
/** Articles of a sale that are asked about, those that cost the most: a receipt is made while the customer waits. */
const MAX_ASKED = 5;
const LOOKED_AT = 8;

/** Goods with this tag are never recommended. */
export const NEVER_RECOMMENDED = '不推荐';

/** Up to three articles that go with what was bought: what others bought with the most of it comes first, and never what was bought already. */
export function goesWith(sale: Pick<Sale, 'lines'>, soldTogether: SoldTogether): Product[] {
  const bought = new Set(sale.lines.map(({ sku }) => sku));
  const names = new Set(sale.lines.map(({ name }) => name));
  const asked = [...new Set(sale.lines.toSorted((a, b) => b.amountMinor - a.amountMinor).map(({ sku }) => sku))].slice(0, MAX_ASKED);
  const found = new Map<string, { readonly product: Product; points: number }>();
  for (const sku of asked) {
    soldTogether(sku, LOOKED_AT).forEach((product, place) => {
      if (bought.has(product.sku) || names.has(product.name) || !mayBeRecommended(product)) return;
      const known = found.get(product.sku) ?? { product, points: 0 };
      known.points += LOOKED_AT - place;
      found.set(product.sku, known);
    });
  }
  const best = [...found.values()].toSorted((a, b) => b.points - a.points || (a.product.sku < b.product.sku ? -1 : 1));
  return best.slice(0, MAX_TOLD).map(({ product }) => product);
}

/**
 * What a shop may recommend on paper: no formula for infants under a year (the Advertising Law forbids it, Art. 20), nothing on prescription or for
 * adults only, nothing that is not simply sold.
 */
export function mayBeRecommended(product: Product): boolean {
  const { tags = [], prescription, minimumAge, gift, openPrice, priceMinor } = product;
  if (tags.includes(NEVER_RECOMMENDED) || prescription || minimumAge !== undefined || gift || openPrice || priceMinor === 0) return false;
  return !isInfantFormula(product);
}

const FORMULA = /配方|奶粉|formula/i;
/** Stage 1 is for the first half year, stage 2 for the second. */
const FIRST_YEAR = /(?:^|[^0-9])[12]\s*段|[一二]\s*段|婴儿配方|较大婴儿|stage\s*[12](?![0-9])|\b0\s*[-–~]\s*(?:6|12)\s*(?:个?月|m)/i;

function isInfantFormula({ name, nameEn = '', spec, category, tags = [] }: Product): boolean {
  const words = [name, nameEn, spec, category, ...tags].join(' ');
  return FORMULA.test(words) && FIRST_YEAR.test(words);
}
