import { adjustLine, chooseOffer, discountSale, removeCoupon, withTerms } from './adjust.ts';
import type { BasketContent } from './basket.ts';
import type { DiscountLimits } from './discount-limits.ts';
import type { BasketChange, OpenBasket } from './open-basket.ts';
import { editable, selling } from './outcome.ts';
import type { StoreHandlers } from '../handlers.ts';
import type { Members } from '../member/members.ts';
import type { Act } from '../staff/act.ts';
import { GuitaiError } from '#contract/error.ts';
import type { BasketOffer, LineAdjustment } from '#contract/pricing.ts';

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
  | 'basket.removeCoupon'
  | 'basket.offers'
>;

/** What a person changes about the prices of the open basket, as far as they may, and for whom it is. */
export function createAdjusting(options: {
  readonly basket: OpenBasket;
  readonly members: Members;
  readonly limits: DiscountLimits;
}): AdjustingHandlers {
  const { basket, members, limits } = options;
  type Input = { readonly requestId: string };

  const edit = (
    name: string,
    input: Input,
    act: Act,
    change: (content: BasketContent) => BasketContent,
    admit?: BasketChange<object>['admit'],
  ) => basket.command(name, input, (state) => ({ answer: {}, next: selling(change(editable(state))), ...(admit ? { admit } : {}) }), act);
  /** Gives something: as far as the person may. */
  const give = (name: string, input: Input, act: Act, change: (content: BasketContent) => BasketContent) =>
    edit(name, input, act, change, (priced) => limits(priced, act));
  const adjust = (name: string, input: Input & { readonly lineId: number }, act: Act, adjustment: LineAdjustment) =>
    give(name, input, act, (content) => adjustLine(content, input.lineId, adjustment));

  return {
    'basket.setPrice': (input, act) => adjust('basket.setPrice', input, act, { kind: 'price', priceMinor: input.priceMinor }),
    'basket.discountLine': (input, act) => adjust('basket.discountLine', input, act, input.discount),
    'basket.giveAway': (input, act) => adjust('basket.giveAway', input, act, { kind: 'gift' }),
    'basket.restorePrice': (input, act) =>
      edit('basket.restorePrice', input, act, (content) => adjustLine(content, input.lineId, undefined)),
    'basket.discount': (input, act) =>
      (input.discount ? give : edit)('basket.discount', input, act, (content) => discountSale(content, input.discount)),
    'basket.orderNote': (input, act) => edit('basket.orderNote', input, act, (content) => withTerms(content, { note: input.note.trim() })),
    'basket.setMember': (input, act) =>
      edit('basket.setMember', input, act, (content) => {
        const member = input.member === null ? null : members.find(input.member);
        if (member === undefined) throw new GuitaiError('member_unknown');
        return withTerms(content, { memberId: member?.id ?? null });
      }),
    'basket.chooseOffer': (input, act) =>
      edit('basket.chooseOffer', input, act, (content) => chooseOffer(content, input.offerId, input.choice)),
    'basket.removeCoupon': (input, act) =>
      edit('basket.removeCoupon', input, act, (content) => {
        const offer = basket.offers.offers.find(({ coupon }) => coupon === input.code);
        return removeCoupon(content, input.code, offer?.id);
      }),
    'basket.offers': () => {
      const { offers, bounded } = basket.offers;
      const [usable, others] = [offers.filter(isUsable), offers.filter((offer) => !isUsable(offer))];
      return { offers: [...usable, ...others], ...(bounded ? { bounded } : {}) };
    },
  };
}

/** Used or could be, or left out by a choice that can be taken back. */
function isUsable({ state, chosen }: BasketOffer): boolean {
  return state !== 'declined' || chosen !== undefined;
}
