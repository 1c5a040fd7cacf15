import { aloneOff, settleAmounts, type AmountOffer, type AmountShare, type Bill } from './amount-offers.ts';
import { WANTED_WEIGHT } from './steps.ts';

/** The offers on amounts that are used, and whether every combination was tried. */
export interface AmountChoice {
  readonly settled: readonly AmountShare[];
  /** Money, and how many wanted offers are among them. */
  readonly worth: number;
  readonly isProven: boolean;
}

/** So many offers are tried in every combination; of more only the obvious ones. */
const TRIED_TOGETHER = 8;

/** The best of these offers that may be used together. */
export function chooseAmounts(bill: Bill, offers: readonly AmountOffer[]): AmountChoice {
  const alone = offers.map((offer) => ({ offer, worth: withBonus(offer, aloneOff(bill, offer)) })).filter(({ worth }) => worth > 0);
  if (alone.length === 0) return { settled: [], worth: 0, isProven: true };
  const obvious = worthiestOfEach(alone);
  const offMinor = obvious.reduce((sum, { worth }) => sum + (worth % WANTED_WEIGHT), 0);
  const leftMinor = bill.amounts.reduce((sum, amount) => sum + amount, 0);
  const meet = alone.some(({ offer: { promotion } }) => promotion.coupon !== undefined || promotion.rule.kind === 'reward');
  if (!meet && offMinor * 2 <= leftMinor)
    return choiceOf(
      bill,
      obvious.map(({ offer }) => offer),
      true,
    );
  if (alone.length <= TRIED_TOGETHER)
    return tryAll(
      bill,
      alone.map(({ offer }) => offer),
    );
  return addOneByOne(
    bill,
    alone.toSorted((a, b) => b.worth - a.worth).map(({ offer }) => offer),
  );
}

/** Every offer without a lock, and of each lock the one that is worth most. */
function worthiestOfEach<Rated extends { readonly offer: AmountOffer; readonly worth: number }>(alone: readonly Rated[]): Rated[] {
  return alone.filter(
    (rated) =>
      rated.offer.lock === undefined ||
      alone.find(
        (other) =>
          other.offer.lock === rated.offer.lock &&
          alone.every((third) => third.offer.lock !== other.offer.lock || third.worth <= other.worth),
      ) === rated,
  );
}

function tryAll(bill: Bill, offers: readonly AmountOffer[]): AmountChoice {
  let best = choiceOf(bill, [], true);
  for (let mask = 1; mask < 2 ** offers.length; mask += 1) {
    const chosen = offers.filter((_, index) => (mask >> index) % 2 === 1);
    if (!goTogether(chosen)) continue;
    const choice = choiceOf(bill, chosen, true);
    if (choice.worth > best.worth) best = choice;
  }
  return best;
}

function addOneByOne(bill: Bill, offers: readonly AmountOffer[]): AmountChoice {
  return offers.reduce<{ readonly chosen: readonly AmountOffer[]; readonly choice: AmountChoice }>(
    (best, offer) => {
      const chosen = offers.filter((other) => other === offer || best.chosen.includes(other));
      if (!goTogether(chosen)) return best;
      const choice = choiceOf(bill, chosen, false);
      return choice.worth > best.choice.worth ? { chosen, choice } : best;
    },
    { chosen: [], choice: choiceOf(bill, [], false) },
  ).choice;
}

/** One of each lock; one coupon of each stack group, or a single one without a group. */
export function goTogether(offers: readonly AmountOffer[]): boolean {
  const locks = offers.flatMap(({ lock }) => (lock === undefined ? [] : [lock]));
  const coupons = offers.flatMap(({ promotion }) => (promotion.coupon ? [promotion.coupon] : []));
  const groups = coupons.flatMap(({ stackGroup }) => (stackGroup === undefined ? [] : [stackGroup]));
  if (groups.length < coupons.length && coupons.length > 1) return false;
  return new Set(locks).size === locks.length && new Set(groups).size === groups.length;
}

function choiceOf(bill: Bill, offers: readonly AmountOffer[], isProven: boolean): AmountChoice {
  const settled = settleAmounts(bill, offers);
  return { settled, worth: worthOf(settled), isProven };
}

function worthOf(settled: readonly AmountShare[]): number {
  return settled.reduce((sum, { offer, offMinor }) => sum + withBonus(offer, offMinor), 0);
}

function withBonus({ wanted }: AmountOffer, offMinor: number): number {
  return wanted && offMinor > 0 ? offMinor + WANTED_WEIGHT : offMinor;
}
