import { allocate } from '../allocate.ts';
import { aloneOff, type AmountOffer, type AmountShare, type Bill } from './amount-offers.ts';
import { chooseAmounts } from './choose-amounts.ts';
import type { Stack } from './goods-stack.ts';
import { greedyPlan } from './greedy-plan.ts';
import { outlookOf } from './outlook.ts';
import { searchPlans, type Plan } from './plans.ts';
import type { Taken } from './state.ts';
import { sizeOf, WANTED_WEIGHT, type ItemOffer } from './steps.ts';

/** Everything that can be used on a basket. */
export interface Offers {
  readonly stacks: readonly (Stack | undefined)[];
  /** What each line costs before offers, also where offers may not touch it. */
  readonly amounts: readonly number[];
  readonly items: readonly ItemOffer[];
  readonly onAmounts: readonly AmountOffer[];
  readonly locks: number;
}

/** What one offer on pieces takes off each line. */
export interface ItemShare {
  readonly offer: ItemOffer;
  readonly offMinor: number;
  readonly pieces: number;
  readonly shares: ReadonlyMap<number, number>;
}

/** The combination that is used. */
export interface Combination {
  readonly items: readonly ItemShare[];
  readonly amounts: readonly AmountShare[];
  /** What it takes off, and what wanted offers weigh. */
  readonly worth: number;
  /** No other combination takes off more. */
  readonly isProven: boolean;
}

/** Steps of one search, and plans that are worked out to the end. */
const SEARCH_STEPS = 4000;
const MOST_WORKED_OUT = 60;
/** Uses of offers on single pieces up to which every combination is looked at; beyond, each offer chooses in turn, with small changes. */
const SMALL = 80;
/** Lines × changes that are tried. */
const CHANGES = 100;

const NOTHING: Plan = { taken: [], savedMinor: 0, wanted: 0, mostMinor: 0 };

/**
 * The combination that takes off most; where a person wants offers used, as many of those as go. Exact for baskets of a usual size; where not
 * every combination could be tried it says so, and is never worse than no offer.
 */
export function bestCombination(offers: Offers): Combination {
  const nothing = workOut(offers, NOTHING);
  if (offers.items.length === 0) return nothing;
  if (sizeOf(offers.stacks, offers.items) <= SMALL) return tryAll(offers, nothing);
  return { ...tryObvious(offers, nothing), isProven: hasNoChoice(offers) };
}

/** No two offers want the same goods, and no threshold depends on which are used. */
function hasNoChoice(offers: Offers): boolean {
  const wanted = offers.items.flatMap(({ ways }) => [...new Set(ways.flat())]);
  return offers.locks === 0 && new Set(wanted).size === wanted.length && outlookOf(offers).prospects.length === 0;
}

function better(a: Combination, b: Combination): Combination {
  return b.worth > a.worth ? b : a;
}

/** Every plan that could be the best: first the one that saves most, then those that save less but reach more thresholds. */
function tryAll(offers: Offers, nothing: Combination): Combination {
  const { stacks, items, locks, onAmounts } = offers;
  const saving = searchPlans({ stacks, offers: items, locks, budget: SEARCH_STEPS });
  let best = better(nothing, workOut(offers, saving.plans[0] ?? NOTHING));
  if (onAmounts.length === 0) return { ...best, isProven: saving.missed <= best.worth };
  const found = searchPlans({ stacks, offers: items, locks, outlook: outlookOf(offers), moreThan: best.worth, budget: SEARCH_STEPS });
  let isProven = true;
  for (const [index, plan] of found.plans.entries()) {
    if (plan.mostMinor <= best.worth) break;
    if (index >= MOST_WORKED_OUT) isProven = false;
    else best = better(best, workOut(offers, plan));
  }
  return { ...best, isProven: isProven && best.isProven && found.missed <= best.worth };
}

/** Offers choose one after the other, in the better of two orders; then those that save least are left out where that is better. */
function tryObvious(offers: Offers, nothing: Combination): Combination {
  const among = withoutLosers(offers);
  let best = inTurn(among);
  const changes = Math.floor(CHANGES / offers.amounts.length);
  const least = itemShares(among, best.plan.taken)
    .toSorted((a, b) => a.offMinor - b.offMinor)
    .slice(0, changes);
  for (const { offer } of least) {
    const found = inTurn({ ...best.among, items: best.among.items.filter(({ id }) => id !== offer.id) });
    if (found.estimate > best.estimate) best = found;
  }
  return better(nothing, workOut(best.among, best.plan));
}

/** A plan among some offers, and about what it is worth. */
interface Turn {
  readonly among: Offers;
  readonly plan: Plan;
  readonly estimate: number;
}

function inTurn(among: Offers): Turn {
  const turns = (['saving', 'rate'] as const).map((order): Turn => {
    const plan = greedyPlan(among.stacks, among.items, order);
    const bill = billOf(among, [], plan.taken);
    const onAmounts = among.onAmounts.reduce((sum, offer) => sum + aloneOff(bill, offer), 0);
    return { among, plan, estimate: plan.savedMinor + plan.wanted * WANTED_WEIGHT + onAmounts };
  });
  return turns.reduce((best, turn) => (turn.estimate > best.estimate ? turn : best));
}

/** Of the offers that exclude each other only the one that takes off most by itself. */
function withoutLosers(offers: Offers): Offers {
  if (offers.locks === 0) return offers;
  const winners = new Map<number, { readonly offer: ItemOffer | AmountOffer; readonly worth: number }>();
  for (const offer of [...offers.items, ...offers.onAmounts]) {
    if (offer.lock === undefined) continue;
    const worth = aloneWorth(offers, offer);
    if (worth > (winners.get(offer.lock)?.worth ?? -1)) winners.set(offer.lock, { offer, worth });
  }
  const stays = (offer: ItemOffer | AmountOffer): boolean => offer.lock === undefined || winners.get(offer.lock)?.offer === offer;
  return {
    ...offers,
    items: offers.items.filter(stays).map((offer) => ({ ...offer, lock: undefined })),
    onAmounts: offers.onAmounts.filter(stays).map((offer) => ({ ...offer, lock: undefined })),
    locks: 0,
  };
}

function aloneWorth({ stacks, amounts }: Offers, offer: ItemOffer | AmountOffer): number {
  const bonus = offer.wanted ? WANTED_WEIGHT : 0;
  if ('rule' in offer) return greedyPlan(stacks, [offer], 'saving').savedMinor + bonus;
  const alone = workOut({ stacks, amounts, items: [], onAmounts: [{ ...offer, lock: undefined }], locks: 0 }, NOTHING);
  return alone.worth;
}

/** A plan with everything that follows from it. */
function workOut(offers: Offers, plan: Plan): Combination {
  const items = itemShares(offers, plan.taken);
  // Dearer as a bundle, only to reach a threshold: no offer does that.
  if (items.some(({ offMinor }) => offMinor < 0)) return { items: [], amounts: [], worth: -1, isProven: true };
  const held = new Set(items.flatMap(({ offer }) => (offer.lock === undefined ? [] : [offer.lock])));
  const open = offers.onAmounts.filter(({ lock }) => lock === undefined || !held.has(lock));
  const choice = chooseAmounts(billOf(offers, items, plan.taken), open);
  return {
    items,
    amounts: choice.settled,
    worth: plan.savedMinor + plan.wanted * WANTED_WEIGHT + choice.worth,
    isProven: choice.isProven,
  };
}

function itemShares({ stacks, items }: Offers, taken: readonly Taken[]): ItemShare[] {
  return items.flatMap((offer, index) => {
    const parts = taken.filter((part) => part.offer === index);
    const offMinor = parts.reduce((sum, { savedMinor }) => sum + savedMinor, 0);
    if (offMinor === 0) return [];
    const ordered = parts.toSorted((a, b) => a.at - b.at);
    const own = offer.rule.spreads
      ? allocate(
          offMinor,
          ordered.map(({ at, pieces }) => (stacks[at]?.priceMinor ?? 0) * pieces),
        )
      : ordered.map(({ savedMinor }) => savedMinor);
    const pieces = ordered.reduce((sum, part) => sum + part.pieces, 0);
    return [{ offer, offMinor, pieces, shares: new Map(ordered.map(({ at }, part) => [at, own[part] ?? 0])) }];
  });
}

function billOf({ stacks, amounts }: Offers, items: readonly ItemShare[], taken: readonly Taken[]): Bill {
  const left = [...amounts];
  const countedAmounts = [...amounts];
  for (const { shares } of items) for (const [at, share] of shares) left[at] = (left[at] ?? 0) - share;
  for (const { at, savedMinor } of taken) countedAmounts[at] = (countedAmounts[at] ?? 0) - savedMinor;
  const freePieces = stacks.map((stack) => stack?.count ?? 0);
  for (const { at, pieces } of taken) freePieces[at] = (freePieces[at] ?? 0) - pieces;
  const fullAmounts = stacks.map((stack, at) => (stack && !stack.reduced ? stack.priceMinor * (freePieces[at] ?? 0) : 0));
  return { amounts: left, countedAmounts, fullAmounts, freePieces, stacks };
}
