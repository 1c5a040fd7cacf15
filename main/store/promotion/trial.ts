import { conflictsOf } from './conflicts.ts';
import { momentOf } from './moment.ts';
import { priceBasket } from './price-basket.ts';
import type { Moment, PricingInput, PricingLine } from './pricing-input.ts';
import type { Promotions } from './promotions.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { BasketContent } from '../checkout/basket.ts';
import { pricingLines } from '../checkout/reprice.ts';
import { saleOf } from '../checkout/sale.ts';
import type { PriceLists } from '../price-list/price-lists.ts';
import type { StoreHandlers } from '../handlers.ts';
import { createLocalTime } from '../local-time.ts';
import type { Book } from '../record-event.ts';
import { GuitaiError } from '#contract/error.ts';
import type { Member } from '#contract/member.ts';
import { priceOf } from '#contract/money.ts';
import type { ProcedureOutput } from '#contract/procedures.ts';
import type { Product } from '#contract/product.ts';
import type { Promotion } from '#contract/promotion.ts';
import type { Caller } from '#contract/role.ts';
import type { Sale } from '#contract/sale.ts';

/** Sales that a simulation looks at, newest first, and how many at a time, so that the till never waits for it. */
const MAX_SIMULATED_SALES = 20_000;
const SALES_AT_ONCE = 20;

export interface TrialOptions extends Book {
  readonly promotions: Promotions;
  readonly priceLists: Pick<PriceLists, 'running'>;
  readonly catalog: Catalog;
  readonly memberById: (id: number) => Member | undefined;
  /** What is in the open basket of who asks. */
  readonly openContent: (from: Caller) => BasketContent;
}

/** Tries an offer before it is one: on a basket, against the others, on what was sold. Nothing is changed by it. */
export function createTrials(
  options: TrialOptions,
): Pick<StoreHandlers, 'promotion.preview' | 'promotion.conflicts' | 'promotion.simulate'> {
  const { ledger, shop, clock, promotions, priceLists, catalog, memberById, openContent } = options;
  const localTime = createLocalTime(shop.timeZone);
  const { storeCode } = shop;

  const othersOf = (draft: Promotion): readonly Promotion[] => promotions.running.filter(({ id }) => id !== draft.id);

  async function simulate(draft: Promotion, days: number): Promise<ProcedureOutput<'promotion.simulate'>> {
    const others = othersOf(draft);
    const [without, withDraft] = [around(undefined, others), around(draft, others)];
    const sums = { sales: 0, touched: 0, touchedMinor: 0, costMinor: 0, cut: false };
    for (const businessDate of datesBefore(ledger.dateOf(clock()), days)) {
      for await (const sale of salesOf(options, businessDate)) {
        if (sums.sales >= MAX_SIMULATED_SALES) return { ...sums, cut: true };
        const buyer = sale.memberId === undefined ? undefined : memberById(sale.memberId);
        const moment: Moment = momentOf(localTime(sale.completedAtMs));
        const input = { lines: pricingLines(sale.lines), moment, storeCode, buyer, priceLists: [] };
        const before = priceBasket({ ...input, ...without }).totalMinor;
        const after = priceBasket({ ...input, ...withDraft }).totalMinor;
        sums.sales += 1;
        if (after >= before) continue;
        sums.touched += 1;
        sums.touchedMinor += before;
        sums.costMinor += before - after;
      }
    }
    return sums;
  }

  return {
    'promotion.preview'({ draft, goods }, _act, from) {
      const { lines, terms } = openContent(from);
      const buyer = terms.memberId === null ? undefined : memberById(terms.memberId);
      const others = othersOf(draft);
      const input = {
        lines: goods?.map(tried(catalog)) ?? pricingLines(lines),
        moment: momentOf(localTime(clock())),
        storeCode,
        buyer,
        priceLists: priceLists.running,
      };
      return {
        priced: priceBasket({ ...input, ...around(draft, others) }),
        withoutMinor: priceBasket({ ...input, ...around(undefined, others) }).totalMinor,
      };
    },
    'promotion.conflicts': ({ draft }) => ({
      conflicts: conflictsOf(draft, othersOf(draft), (sku) => {
        const product = catalog.findBySku(sku);
        return product && goodsOf(product);
      }),
    }),
    'promotion.simulate': ({ draft, days }) => simulate(draft, days),
  };
}

/** These offers, with the draft among them, its coupon as if the customer had brought it. */
function around(draft: Promotion | undefined, others: readonly Promotion[]): Pick<PricingInput, 'promotions' | 'coupons'> {
  if (!draft) return { promotions: others };
  return { promotions: [...others, draft], ...(draft.coupon ? { coupons: [draft.coupon.code] } : {}) };
}

function goodsOf({ sku, category, brand = '', tags = [] }: Product): Pick<PricingLine, 'sku' | 'category' | 'brand' | 'tags'> {
  return { sku, category, brand, tags };
}

function tried(catalog: Catalog): (goods: { readonly sku: string; readonly quantityMilli: number }, index: number) => PricingLine {
  return ({ sku, quantityMilli }, index) => {
    const product = catalog.findBySku(sku);
    if (!product) throw new GuitaiError('product_unknown', { code: sku });
    return {
      ...goodsOf(product),
      lineId: index + 1,
      quantityMilli,
      priceMinor: product.priceMinor,
      grossMinor: priceOf(product.priceMinor, quantityMilli),
      byPiece: !product.weighed,
    };
  };
}

function datesBefore(today: string, days: number): string[] {
  return Array.from({ length: days }, (_, day) => new Date(Date.parse(today) - day * 86_400_000).toISOString().slice(0, 10));
}

/** The sales of a day, newest first; others get their turn between every few of them. */
async function* salesOf({ ledger }: Pick<Book, 'ledger'>, businessDate: string): AsyncGenerator<Sale> {
  let beforeSeq: number | undefined;
  for (;;) {
    const entries = ledger.list({
      kind: 'sale.completed',
      businessDate,
      limit: SALES_AT_ONCE,
      ...(beforeSeq === undefined ? {} : { beforeSeq }),
    });
    for (const entry of entries) yield saleOf(entry);
    if (entries.length < SALES_AT_ONCE) return;
    beforeSeq = entries.at(-1)?.seq;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
