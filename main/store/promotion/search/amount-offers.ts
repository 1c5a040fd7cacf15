import { allocate } from '../allocate.ts';
import type { Stack } from './goods-stack.ts';
import { divideHalfUp } from '#contract/money.ts';
import { cumulativeShare } from '#contract/refund.ts';
import type { Promotion, PromotionRule } from '#contract/promotion.ts';

/** An offer on amounts: 满减, 满折, 满赠 and 换购, coupons. */
export interface AmountOffer {
  readonly promotion: Promotion;
  /** Places in the basket whose amounts count. */
  readonly places: readonly number[];
  /** Goods that become cheap, with what they then cost. */
  readonly rewards: readonly { readonly at: number; readonly priceMinor: number }[];
  readonly times: number;
  readonly lock?: number | undefined;
  readonly wanted: boolean;
}

/** The basket after the offers on pieces. */
export interface Bill {
  /** What is left to pay of each line. */
  readonly amounts: readonly number[];
  /** The same, but what a piece saved counts for that piece alone, as thresholds see it. */
  readonly countedAmounts: readonly number[];
  /** What every line costs with pieces that no offer touched and no list made cheaper. */
  readonly fullAmounts: readonly number[];
  /** Pieces of each line that no offer took. */
  readonly freePieces: readonly number[];
  readonly stacks: readonly (Stack | undefined)[];
}

/** What one offer on amounts takes off each line. */
export interface AmountShare {
  readonly offer: AmountOffer;
  readonly offMinor: number;
  /** How often it is used, as its limits count. */
  readonly times: number;
  readonly shares: readonly number[];
}

type AmountRule = Extract<PromotionRule, { readonly kind: 'amountOff' | 'percentOff' }>;

/** What a threshold takes off so much: its best tier that is reached, or as often as it is reached. Never less for more. */
export function thresholdOff(rule: AmountRule, baseMinor: number, times: number): number {
  const offs =
    rule.kind === 'amountOff'
      ? rule.tiers.map(({ minimumMinor, offMinor }) => {
          const reached = Math.floor(baseMinor / minimumMinor);
          return offMinor * Math.min(reached, rule.repeat ? times : 1);
        })
      : rule.tiers.map(({ minimumMinor, payBasisPoints }) =>
          baseMinor < minimumMinor ? 0 : Math.min(baseMinor - divideHalfUp(baseMinor * payBasisPoints, 10_000), rule.mostMinor ?? Infinity),
        );
  return Math.min(baseMinor, Math.max(0, ...offs));
}

/** How often a threshold is used where it takes off something. */
function timesReached(rule: AmountRule, baseMinor: number, times: number): number {
  if (rule.kind !== 'amountOff' || !rule.repeat) return 1;
  return Math.max(1, Math.min(times, Math.floor(baseMinor / Math.min(...rule.tiers.map(({ minimumMinor }) => minimumMinor)))));
}

function timesOfReward({ promotion: { rule } }: AmountOffer, pieces: number): number {
  return rule.kind === 'reward' ? Math.ceil(pieces / rule.count) : 1;
}

/** What a reward takes off: the pieces it makes cheap, dearest saving first. They do not count towards any threshold. */
interface Reward {
  readonly offMinor: number;
  /** By place. */
  readonly pieces: ReadonlyMap<number, { readonly count: number; readonly savedMinor: number }>;
}

const NO_REWARD: Reward = { offMinor: 0, pieces: new Map() };

function rewardOf(offer: AmountOffer, counted: readonly number[], free: readonly number[], bill: Bill): Reward {
  const { rule } = offer.promotion;
  if (rule.kind !== 'reward') return NO_REWARD;
  const goods = offer.rewards
    .flatMap(({ at, priceMinor }) => {
      const stack = bill.stacks[at];
      const saving = stack && stack.lumpMilli === undefined ? stack.priceMinor - priceMinor : 0;
      return stack && saving > 0 ? [{ at, saving, priceMinor: stack.priceMinor, count: free[at] ?? 0 }] : [];
    })
    .toSorted((a, b) => b.saving - a.saving || a.at - b.at);
  const inScope = new Set(offer.places);
  const baseMinor = offer.places.reduce((sum, at) => sum + (counted[at] ?? 0), 0);
  const most = Math.min(
    rule.count * (rule.repeat ? offer.times : 1),
    goods.reduce((sum, { count }) => sum + count, 0),
  );
  for (let wanted = Math.min(most, rule.count * Math.floor(baseMinor / rule.minimumMinor)); wanted > 0; wanted -= 1) {
    let left = wanted;
    let takenMinor = 0;
    let offMinor = 0;
    const pieces = new Map<number, { count: number; savedMinor: number }>();
    for (const { at, saving, priceMinor, count } of goods) {
      const taken = Math.min(left, count);
      if (taken === 0) continue;
      left -= taken;
      offMinor += saving * taken;
      if (inScope.has(at)) takenMinor += priceMinor * taken;
      pieces.set(at, { count: taken, savedMinor: saving * taken });
    }
    if (baseMinor - takenMinor >= rule.minimumMinor * Math.ceil(wanted / rule.count)) return { offMinor, pieces };
  }
  return NO_REWARD;
}

/** What an offer takes off where it is the only one. */
export function aloneOff(bill: Bill, offer: AmountOffer): number {
  const { rule, fullPriceOnly } = offer.promotion;
  if (rule.kind === 'reward') return rewardOf(offer, bill.countedAmounts, bill.freePieces, bill).offMinor;
  if (rule.kind !== 'amountOff' && rule.kind !== 'percentOff') return 0;
  const base = fullPriceOnly ? bill.fullAmounts : bill.countedAmounts;
  return thresholdOff(
    rule,
    offer.places.reduce((sum, at) => sum + (base[at] ?? 0), 0),
    offer.times,
  );
}

/** What these offers take off together, in their order: rewards, thresholds, coupons. Thresholds all look at the amounts before any of them. */
export function settleAmounts(bill: Bill, offers: readonly AmountOffer[]): AmountShare[] {
  const left = [...bill.amounts];
  const counted = [...bill.countedAmounts];
  const full = [...bill.fullAmounts];
  const free = [...bill.freePieces];
  const settled: AmountShare[] = [];
  for (const offer of offers.filter(({ promotion }) => promotion.rule.kind === 'reward')) {
    const { offMinor, pieces } = rewardOf(offer, counted, free, bill);
    if (offMinor === 0) continue;
    const shares = left.map((_, at) => pieces.get(at)?.savedMinor ?? 0);
    for (const [at, { count, savedMinor }] of pieces) {
      const fullMinor = (bill.stacks[at]?.priceMinor ?? 0) * count;
      left[at] = (left[at] ?? 0) - savedMinor;
      counted[at] = (counted[at] ?? 0) - fullMinor;
      if (!bill.stacks[at]?.reduced) full[at] = (full[at] ?? 0) - fullMinor;
      free[at] = (free[at] ?? 0) - count;
    }
    const count = [...pieces.values()].reduce((sum, part) => sum + part.count, 0);
    settled.push({ offer, offMinor, times: timesOfReward(offer, count), shares });
  }
  for (const offer of offers.filter(({ promotion }) => promotion.rule.kind !== 'reward' && !promotion.coupon)) {
    settled.push(...threshold(offer, offer.promotion.fullPriceOnly ? full : counted, left, 0));
  }
  for (const offer of offers.filter(({ promotion }) => promotion.coupon)) {
    settled.push(...threshold(offer, counted, left, takenWithin(offer, settled, { counted, full })));
  }
  return settled;
}

/** What other thresholds took off in the goods of a coupon, by what counted of each of them there. */
function takenWithin(
  coupon: AmountOffer,
  settled: readonly AmountShare[],
  { counted, full }: { readonly counted: readonly number[]; readonly full: readonly number[] },
): number {
  const inside = new Set(coupon.places);
  return settled.reduce((sum, { offer: { promotion, places }, offMinor }) => {
    if (promotion.rule.kind === 'reward') return sum;
    const base = promotion.fullPriceOnly ? full : counted;
    const all = places.reduce((total, at) => total + (base[at] ?? 0), 0);
    const within = places.reduce((total, at) => total + (inside.has(at) ? (base[at] ?? 0) : 0), 0);
    return sum + (all === 0 ? 0 : cumulativeShare(offMinor, 0, within, all));
  }, 0);
}

/** Takes a threshold off what is left of the lines that counted; nothing where it is not reached. */
function threshold(offer: AmountOffer, base: readonly number[], left: number[], takenMinor: number): AmountShare[] {
  const { rule } = offer.promotion;
  if (rule.kind !== 'amountOff' && rule.kind !== 'percentOff') return [];
  const baseMinor = offer.places.reduce((sum, at) => sum + (base[at] ?? 0), -takenMinor);
  const weights = offer.places.map((at) => Math.max(0, Math.min(base[at] ?? 0, left[at] ?? 0)));
  const room = weights.reduce((sum, weight) => sum + weight, 0);
  const offMinor = Math.min(room, thresholdOff(rule, Math.max(0, baseMinor), offer.times));
  if (offMinor <= 0) return [];
  const parts = allocate(offMinor, weights);
  const shares = left.map(() => 0);
  offer.places.forEach((at, index) => {
    shares[at] = parts[index] ?? 0;
    left[at] = (left[at] ?? 0) - (parts[index] ?? 0);
  });
  return [{ offer, offMinor, times: timesReached(rule, baseMinor, offer.times), shares }];
}
