import { addTender } from './tenders.ts';
import { withTerms } from './adjust.ts';
import { dueNow, type BasketContent } from './basket.ts';
import type { BasketEvent } from './basket-event.ts';
import type { BasketState } from './checkout-sql.ts';
import type { BasketChange, OpenBasket } from './open-basket.ts';
import type { Vouchers } from './vouchers.ts';
import type { StoreHandlers } from '../handlers.ts';
import type { Shop } from '../shop.ts';
import { GuitaiError } from '#contract/error.ts';
import { formatYuan } from '#contract/money.ts';
import { sumOfTenders, type Tender } from '#contract/tender.ts';

/** Money that is taken piece by piece before the rest: each piece is on disk, so that a card that was charged is not forgotten. */
export function createTendering(options: {
  readonly basket: OpenBasket;
  readonly shop: Shop;
  readonly vouchers: Vouchers;
}): Pick<StoreHandlers, 'tender.add' | 'tender.remove'> {
  const { basket, shop, vouchers } = options;
  return {
    'tender.add': (input, act) =>
      basket.command(
        'tender.add',
        input,
        (state) => {
          const { content } = tendering(state);
          vouchers.check([input.tender]);
          const tenders = addTender(dueNow(content), content.terms.tenders, input.tender, shop.tenders);
          return change(content, tenders, { kind: 'tender.taken', facts: { tender: { ...input.tender } } });
        },
        act,
      ),
    'tender.remove': (input, act) =>
      basket.command(
        'tender.remove',
        input,
        (state) => {
          const { content } = tendering(state);
          const tender = content.terms.tenders[input.index];
          if (!tender) throw new GuitaiError('bad_input', { reason: 'index' });
          if (tender.kind === 'deposit') throw new GuitaiError('order_deposit_stays');
          return change(content, content.terms.tenders.toSpliced(input.index, 1), {
            kind: 'tender.withdrawn',
            facts: { tender: { ...tender } },
          });
        },
        act,
      ),
  };
}

function change(content: BasketContent, tenders: readonly Tender[], event: BasketEvent): BasketChange<Record<string, never>> {
  return {
    answer: {},
    next: { phase: 'tendering', content: withTerms(content, { tenders: [...tenders] }), paid: null },
    told: { event, alongside: () => undefined },
    final: true,
  };
}

function tendering(state: BasketState): BasketState {
  if (state.phase !== 'tendering') throw new GuitaiError('basket_changed');
  return state;
}

/** Goods may not all go while money was taken for them, or while they are those of an order. Throws tender_taken, order_put_back. */
export function checkNothingTaken({ lines, terms }: Pick<BasketContent, 'lines' | 'terms'>): void {
  const { order } = terms;
  if (lines.length === 0 && order?.kind === 'collecting') throw new GuitaiError('order_put_back', { code: order.code });
  if (lines.length === 0 && terms.tenders.length > 0)
    throw new GuitaiError('tender_taken', { amount: formatYuan(sumOfTenders(terms.tenders)) });
}
