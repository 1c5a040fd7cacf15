import { adjustLine, chooseOffer, discountSale, lineShare, saleShare, withTerms } from './adjust.ts';
import type { BasketContent } from './basket.ts';
import { demandAdjustment, demandDiscount } from './discount-limits.ts';
import type { OpenBasket } from './open-basket.ts';
import { editable, selling } from './outcome.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { StoreHandlers } from '../handlers.ts';
import type { Members } from '../member/members.ts';
import type { Act } from '../staff/act.ts';
import type { Shop } from '../shop.ts';
import type { BasketLine } from '#contract/basket.ts';
import { GuitaiError } from '#contract/error.ts';
import type { LineAdjustment } from '#contract/pricing.ts';

type AdjustingHandlers = Pick<
  StoreHandlers,
  | 'basket.setPrice'
  | 'basket.discountLine'
  | 'basket.giveAway'
  | 'basket.restorePrice'
  | 'basket.discount'
  | 'basket.orderNote'
  | 'basket.setMember'
  | 'basket.chooseOffer'
  | 'basket.offers'
>;

/** What a person changes about the prices of the open basket, as far as they may, and for whom it is. */
export function createAdjusting(options: {
  readonly basket: OpenBasket;
  readonly catalog: Catalog;
  readonly members: Members;
  readonly shop: Shop;
}): AdjustingHandlers {
  const { basket, catalog, members, shop } = options;
  type Input = { readonly requestId: string };

  /** Changes the basket by an act that may need more than the right of its procedure. */
  const edit = (name: string, input: Input, act: Act, change: (content: BasketContent) => { content: BasketContent; act?: Act }) =>
    basket.command(
      name,
      input,
      (state) => {
        const { content, act: doer = act } = change(editable(state));
        return { answer: {}, next: selling(content), act: doer };
      },
      act,
    );

  const adjust = (name: string, input: Input & { readonly lineId: number }, act: Act, adjustment: LineAdjustment) =>
    edit(name, input, act, (content) => {
      const adjusted = adjustLine(content, input.lineId, adjustment);
      const line = lineOf(content, input.lineId);
      const doer = demandAdjustment(line, adjustment, catalog.findById(line.productId), act, shop);
      return { content: allowing(adjusted, adjustment.kind === 'amount' ? lineShare(line, adjustment) : 0), act: doer };
    });

  return {
    'basket.setPrice': (input, act) => adjust('basket.setPrice', input, act, { kind: 'price', priceMinor: input.priceMinor }),
    'basket.discountLine': (input, act) => adjust('basket.discountLine', input, act, input.discount),
    'basket.giveAway': (input, act) => adjust('basket.giveAway', input, act, { kind: 'gift' }),
    'basket.restorePrice': (input, act) =>
      edit('basket.restorePrice', input, act, (content) => ({ content: adjustLine(content, input.lineId, undefined) })),
    'basket.discount': (input, act) =>
      edit('basket.discount', input, act, (content) => {
        const { discount } = input;
        const discounted = discountSale(content, discount);
        if (!discount) return { content: discounted };
        const share = saleShare(content.lines, discount);
        return { content: allowing(discounted, discount.kind === 'percent' ? 0 : share), act: demandDiscount(share, act, shop) };
      }),
    'basket.orderNote': (input, act) =>
      edit('basket.orderNote', input, act, (content) => ({ content: withTerms(content, { note: input.note.trim() }) })),
    'basket.setMember': (input, act) =>
      edit('basket.setMember', input, act, (content) => {
        const member = input.member === null ? null : members.find(input.member);
        if (member === undefined) throw new GuitaiError('member_unknown');
        return { content: withTerms(content, { memberId: member?.id ?? null }) };
      }),
    'basket.chooseOffer': (input, act) =>
      edit('basket.chooseOffer', input, act, (content) => ({ content: chooseOffer(content, input.offerId, input.choice) })),
    'basket.offers': () => {
      const { offers, bounded } = basket.offers;
      return { offers: [...offers], ...(bounded ? { bounded } : {}) };
    },
  };
}

/** Remembers the largest share somebody took off by an amount. */
function allowing(content: BasketContent, share: number): BasketContent {
  return share > content.terms.allowedShare ? withTerms(content, { allowedShare: share }) : content;
}

function lineOf(content: BasketContent, lineId: number): BasketLine {
  const line = content.lines.find((candidate) => candidate.lineId === lineId);
  if (!line) throw new GuitaiError('line_unknown');
  return line;
}
