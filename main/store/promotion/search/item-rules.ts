import { savingOf, type Stack } from './goods-stack.ts';
import type { Promotion } from '#contract/promotion.ts';

/**
 * An offer on pieces as a small automaton. Pieces come from the dearest to the cheapest; each one it takes moves its state on and may save
 * something. What a half-full group promised is only kept where it is `complete` in the end.
 */
export interface ItemRule {
  /** Takes lumps as well: it does not count pieces. */
  readonly takesLumps: boolean;
  /** Ways to take a piece: the tiers of a ladder, the parts of a set. */
  readonly ways: number;
  /** States are 0 up to, but without, this; an offer with one state remembers nothing. */
  readonly states: number;
  /** The state after one more piece; -1 where it takes none. */
  next(state: number, way: number): number;
  /** One more piece this way is still of use to the group that is being filled. */
  wants(state: number, way: number): boolean;
  /** What that piece saves. Each piece of a bundle costs its share of the bundle's price, which may be more than its own. */
  gain(state: number, way: number, stack: Stack): number;
  /** One more use of the offer is finished with that piece. */
  finishes(state: number, way: number): boolean;
  complete(state: number): boolean;
  /** At least what one more piece of this kind can save on average, once its group is full. */
  share(stack: Stack, way: number): number;
  /** What is to be added so that `share` holds for the rest of a half-full group, where the next piece is at most this dear. */
  promise(state: number, stack: Stack): number;
  /** The most a single piece of this kind saves. */
  best(stack: Stack, way: number): number;
  /** How much more than its price a piece of this kind may count for. */
  dip(stack: Stack): number;
  /** What it saves is shared by all pieces it took, by their price, so that each can be given back for what it cost. */
  readonly spreads: boolean;
}

/** The automaton of an offer on pieces that may still be used `times` times, with so many pieces for each of its parts; undefined for an offer on amounts. */
export function itemRule({ rule }: Promotion, times: number, pieces: readonly number[]): ItemRule | undefined {
  switch (rule.kind) {
    case 'special':
      return special((stack) => savingOf(stack, rule.pay), times);
    case 'nthPiece':
      return group(rule.nth, rule.nth - 1, rule.once ? 1 : times, (stack) => savingOf(stack, rule.pay));
    case 'buyGet':
      return group(rule.buy + rule.get, rule.buy, rule.once ? 1 : times, ({ priceMinor }) => priceMinor);
    case 'bundle':
      return bundle(rule.count, rule.priceMinor, rule.once ? 1 : times);
    case 'set':
      return set(
        rule.parts.map(({ count }) => count),
        rule.priceMinor,
        Math.min(rule.once ? 1 : times, MOST_SETS, ...rule.parts.map(({ count }, part) => Math.floor((pieces[part] ?? 0) / count))),
      );
    case 'ladder':
      return ladder(
        rule.tiers.toSorted((a, b) => a.count - b.count).map(({ count, pay }) => ({ count, save: (stack: Stack) => savingOf(stack, pay) })),
        times,
      );
    case 'amountOff':
    case 'percentOff':
    case 'reward':
      return undefined;
  }
}

/** Sets of one kind in a basket that are looked at. */
const MOST_SETS = 20;

type Saving = (stack: Stack) => number;

function special(save: Saving, times: number): ItemRule {
  const isLimited = Number.isFinite(times);
  return {
    takesLumps: true,
    ways: 1,
    states: isLimited ? times + 1 : 1,
    next: (state) => (isLimited ? (state < times ? state + 1 : -1) : 0),
    gain: (_state, _way, stack) => save(stack),
    wants: () => true,
    finishes: () => true,
    complete: () => true,
    share: save,
    promise: () => 0,
    best: save,
    dip: () => 0,
    spreads: false,
  };
}

/** Of every `size` pieces those from place `from` on save something. */
function group(size: number, from: number, times: number, save: Saving): ItemRule {
  const isLimited = Number.isFinite(times);
  const most = isLimited ? times * size : size;
  return {
    takesLumps: false,
    ways: 1,
    states: isLimited ? most + 1 : size,
    next: (state) => (isLimited ? (state < most ? state + 1 : -1) : (state + 1) % size),
    gain: (state, _way, stack) => (state % size >= from ? save(stack) : 0),
    wants: () => true,
    finishes: (state) => state % size === from,
    complete: (state) => state % size === 0 || state % size > from,
    share: (stack) => (save(stack) * (size - from)) / size,
    promise: (state, stack) => ((state % size) * save(stack) * (size - from)) / size,
    best: save,
    dip: () => 0,
    spreads: true,
  };
}

/** What the piece after `taken` others pays of a price for `size` pieces: together exactly that price. */
function partOf(priceMinor: number, taken: number, size: number): number {
  return Math.floor((priceMinor * (taken + 1)) / size) - Math.floor((priceMinor * taken) / size);
}

/** `partOf` so far, less what the average piece would have paid. */
function paidAhead(priceMinor: number, taken: number, size: number): number {
  return Math.floor((priceMinor * taken) / size) - (priceMinor * taken) / size;
}

function bundle(size: number, priceMinor: number, times: number): ItemRule {
  const isLimited = Number.isFinite(times);
  const most = isLimited ? times * size : size;
  return {
    takesLumps: false,
    ways: 1,
    states: isLimited ? most + 1 : size,
    next: (state) => (isLimited ? (state < most ? state + 1 : -1) : (state + 1) % size),
    gain: (state, _way, stack) => stack.priceMinor - partOf(priceMinor, state % size, size),
    wants: () => true,
    finishes: (state) => state % size === size - 1,
    complete: (state) => state % size === 0,
    share: (stack) => Math.max(1, stack.priceMinor - priceMinor / size),
    promise: (state) => paidAhead(priceMinor, state % size, size),
    best: (stack) => Math.max(0, stack.priceMinor - Math.floor(priceMinor / size)),
    dip: (stack) => Math.max(0, Math.ceil(priceMinor / size) - stack.priceMinor),
    spreads: true,
  };
}

/** The state is how many pieces each part has, in mixed radix; complete where every part is full as often as the first. */
function set(needs: readonly number[], priceMinor: number, times: number): ItemRule {
  const radix = needs.map((need) => need * times + 1);
  const weights = radix.map((_, part) => radix.slice(0, part).reduce((product, size) => product * size, 1));
  const countOf = (state: number, part: number): number => Math.floor(state / (weights[part] ?? 1)) % (radix[part] ?? 1);
  const takenOf = (state: number): number => needs.reduce((sum, _need, part) => sum + countOf(state, part), 0);
  const size = needs.reduce((sum, need) => sum + need, 0);
  return {
    takesLumps: false,
    ways: needs.length,
    states: radix.reduce((product, part) => product * part, 1),
    next: (state, way) => (countOf(state, way) + 1 < (radix[way] ?? 0) ? state + (weights[way] ?? 0) : -1),
    gain: (state, _way, stack) => stack.priceMinor - partOf(priceMinor, takenOf(state) % size, size),
    wants: (state, way) => countOf(state, way) < (Math.floor(takenOf(state) / size) + 1) * (needs[way] ?? 0),
    finishes: (state) => takenOf(state) % size === size - 1,
    complete(state) {
      const filled = countOf(state, 0) / (needs[0] ?? 1);
      return Number.isInteger(filled) && needs.every((need, part) => countOf(state, part) === filled * need);
    },
    share: (stack) => Math.max(1, stack.priceMinor - priceMinor / size),
    promise: (state) => paidAhead(priceMinor, takenOf(state) % size, size),
    best: (stack) => Math.max(0, stack.priceMinor - Math.floor(priceMinor / size)),
    dip: (stack) => Math.max(0, Math.ceil(priceMinor / size) - stack.priceMinor),
    spreads: true,
  };
}

/** Each way is a tier, held from the first piece on and left by the piece that reaches the next one; the state counts its pieces as far as that matters. */
function ladder(tiers: readonly { readonly count: number; readonly save: Saving }[], times: number): ItemRule {
  const most = tiers.map((_, way) => Math.min(times, (tiers[way + 1]?.count ?? Infinity) - 1));
  const sizes = tiers.map(({ count }, way) => (Number.isFinite(most[way]) ? (most[way] ?? 0) : count));
  const first = sizes.map((_, way) => 1 + sizes.slice(0, way).reduce((sum, size) => sum + size, 0));
  const wayOf = (state: number): number => first.findLastIndex((start, way) => start <= state && (sizes[way] ?? 0) > 0);
  const countOf = (state: number): number => (state === 0 ? 0 : state - (first[wayOf(state)] ?? 0) + 1);
  return {
    takesLumps: false,
    ways: tiers.length,
    states: 1 + sizes.reduce((sum, size) => sum + size, 0),
    next(state, way) {
      if (state !== 0 && wayOf(state) !== way) return -1;
      const count = countOf(state);
      if (count < (sizes[way] ?? 0)) return (first[way] ?? 0) + count;
      return Number.isFinite(most[way]) ? -1 : state;
    },
    gain: (_state, way, stack) => tiers[way]?.save(stack) ?? 0,
    wants: () => true,
    finishes: () => true,
    complete: (state) => state === 0 || countOf(state) >= (tiers[wayOf(state)]?.count ?? 0),
    share: (stack, way) => Math.max(1, tiers[way]?.save(stack) ?? 0),
    promise: () => 0,
    best: (stack, way) => tiers[way]?.save(stack) ?? 0,
    dip: () => 0,
    spreads: false,
  };
}
