import type { AmountOffer } from './search/amount-offers.ts';
import type { Offers } from './search/best-offers.ts';
import { notForBuyer, outOfSchedule } from './conditions.ts';
import type { Draft } from './draft.ts';
import { stacksOf, type Stack } from './search/goods-stack.ts';
import { itemRule } from './search/item-rules.ts';
import { offerIndex } from './offer-index.ts';
import type { OfferUse, PricingInput } from './pricing-input.ts';
import type { ItemOffer } from './search/steps.ts';
import type { Words } from '#contract/language.ts';
import type { Promotion, PromotionLimits } from '#contract/promotion.ts';

/** An offer that could be used, with what it may take. */
export interface Candidate {
  readonly promotion: Promotion;
  /** Places of its goods, by part. */
  readonly places: readonly (readonly number[])[];
  readonly times: number;
}

/** The shop's offers before this basket: those that could be used, and why the others that are about its goods could not. */
export interface OfferBoard {
  readonly stacks: readonly (Stack | undefined)[];
  readonly candidates: readonly Candidate[];
  readonly declined: readonly { readonly promotion: Promotion; readonly reason: Words }[];
}

/** Sorts the offers. A coupon is only looked at when the customer brought it. */
export function offerBoard(input: PricingInput, drafts: readonly Draft[]): OfferBoard {
  const stacks = stacksOf(drafts);
  const { promotions } = input;
  const coupons = new Set(input.coupons);
  const places = offerIndex(promotions).placesOf(drafts.map(({ line, amountMinor }) => (amountMinor > 0 ? line : undefined)));
  const candidates: Candidate[] = [];
  const declined: { promotion: Promotion; reason: Words }[] = [];
  promotions.forEach((promotion, index) => {
    const { coupon } = promotion;
    if (coupon && !coupons.has(coupon.code)) return;
    const found = places.get(index);
    if (!found && !coupon) return;
    const times = timesLeft(promotion.limits, input.used?.get(promotion.id));
    const reason = found ? refusal(promotion, times, input) : { zh: '没有可用券的商品', en: 'Not for any of these goods' };
    if (reason || !found) declined.push({ promotion, reason: reason ?? NO_GOODS });
    // A coupon also counts what a person made cheaper; every other offer leaves that alone.
    else candidates.push({ promotion, places: coupon ? found : found.map((part) => part.filter((at) => stacks[at])), times });
  });
  return { stacks, candidates, declined };
}

const NO_GOODS: Words = { zh: '没有参加活动的商品', en: 'Not for any of these goods' };

function refusal(promotion: Promotion, times: number, { moment, buyer, storeCode, choice }: PricingInput): Words | undefined {
  if (promotion.stores && !promotion.stores.includes(storeCode)) return { zh: '本店不参加', en: 'Not in this store' };
  const reason = outOfSchedule(promotion.schedule, moment) ?? notForBuyer(promotion.audience, buyer, moment);
  if (reason) return reason;
  if (promotion.limits.perMemberPerDay !== undefined && !buyer)
    return { zh: '每位会员限次，还没有会员', en: 'Limited for each member; no member yet' };
  if (times <= 0) return { zh: '次数已用完', en: 'Used up' };
  if (choice?.avoid.includes(promotion.id)) return { zh: '收银员选择不用', en: 'The cashier chose not to use it' };
  return undefined;
}

/** How often an offer may still be used in this basket. */
export function timesLeft({ perBasket, perMemberPerDay, perDay, total }: PromotionLimits, used: OfferUse | undefined): number {
  return Math.min(
    perBasket ?? Infinity,
    (perMemberPerDay ?? Infinity) - (used?.byBuyerToday ?? 0),
    (perDay ?? Infinity) - (used?.today ?? 0),
    (total ?? Infinity) - (used?.ever ?? 0),
  );
}

/** These candidates as the search takes them; offers of one group share a lock. */
export function offersOf(
  candidates: readonly Candidate[],
  { stacks }: OfferBoard,
  drafts: readonly Draft[],
  wanted: readonly string[],
): Offers {
  const groups = [...new Set(candidates.flatMap(({ promotion: { group } }) => (group === undefined ? [] : [group])))].filter(
    (group) => candidates.filter(({ promotion }) => promotion.group === group).length > 1,
  );
  const lockOf = ({ group }: Promotion): number | undefined =>
    group === undefined || !groups.includes(group) ? undefined : groups.indexOf(group);
  const items: ItemOffer[] = [];
  const onAmounts: AmountOffer[] = [];
  for (const { promotion, places, times } of candidates) {
    const pieces = places.map((part) => part.reduce((sum, at) => sum + (stacks[at]?.count ?? 0), 0));
    const isEnough = pieces.reduce((sum, count) => sum + count, 0) <= times;
    const rule = itemRule(promotion, isEnough ? Infinity : times, pieces);
    const more = { lock: lockOf(promotion), wanted: wanted.includes(promotion.id) };
    if (rule)
      items.push({
        id: promotion.id,
        rule,
        ways: rule.ways === places.length ? places : Array.from({ length: rule.ways }, () => places[0] ?? []),
        ...more,
      });
    else onAmounts.push({ promotion, places: places[0] ?? [], rewards: rewardsOf(promotion, drafts, stacks), times, ...more });
  }
  return { stacks, amounts: drafts.map(({ amountMinor }) => amountMinor), items, onAmounts, locks: groups.length };
}

function rewardsOf({ rule }: Promotion, drafts: readonly Draft[], stacks: readonly (Stack | undefined)[]): AmountOffer['rewards'] {
  if (rule.kind !== 'reward') return [];
  const prices = new Map(rule.goods.map(({ sku, priceMinor }) => [sku, priceMinor]));
  return drafts.flatMap(({ line }, at) => {
    const priceMinor = prices.get(line.sku);
    return priceMinor === undefined || !stacks[at] ? [] : [{ at, priceMinor }];
  });
}
