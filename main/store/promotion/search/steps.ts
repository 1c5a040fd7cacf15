import type { Stack } from './goods-stack.ts';
import type { ItemRule } from './item-rules.ts';

/** An offer on pieces, and the places in the basket each of its ways may take pieces of. */
export interface ItemOffer {
  readonly id: string;
  readonly rule: ItemRule;
  readonly ways: readonly (readonly number[])[];
  /** Offers with the same lock are not used together. */
  readonly lock?: number | undefined;
  /** A person wants it used. */
  readonly wanted: boolean;
}

/** One way to use a piece. `slot` is where the states of a component keep the offer's own; -1 where it has none. */
export interface Option {
  readonly offer: number;
  readonly way: number;
  readonly slot: number;
}

/** One block of equal pieces and the offers that may take it. */
export interface Step {
  readonly stack: Stack;
  readonly pieces: number;
  readonly options: readonly Option[];
  /** The offers that keep a state while its component is looked at, by slot. */
  readonly kept: readonly number[];
  /** After it nothing of its component comes any more. */
  readonly closes: boolean;
}

/** What a use of an offer that a person wants weighs against money: more than any basket. */
export const WANTED_WEIGHT = 10_000_000_000;

/** Pieces of one line that are looked at one by one; the rest of a longer line goes the same way together. */
const SINGLE_PIECES = 40;

/**
 * The pieces that any offer may take: offers that meet one after the other, the pieces of each from the dearest on. Components that something
 * watches together follow each other, so that it soon has seen everything.
 */
export function stepsOf(
  stacks: readonly (Stack | undefined)[],
  offers: readonly ItemOffer[],
  watchers: readonly { readonly places: ReadonlySet<number> }[],
): Step[] {
  const options = optionsByPlace(stacks, offers);
  const partOf = componentsOf(options, offers);
  const slots = slotsOf(offers, partOf);
  const ordered = [...options].flatMap(([at, found]) => {
    const stack = stacks[at];
    return stack ? [{ stack, found, part: partOf(found[0]?.offer ?? 0) }] : [];
  });
  const clusterOf = clustersOf(ordered, watchers);
  ordered.sort(
    (a, b) =>
      clusterOf(a.part) - clusterOf(b.part) || a.part - b.part || b.stack.priceMinor - a.stack.priceMinor || a.stack.at - b.stack.at,
  );
  return ordered.flatMap(({ stack, found, part }, index) => {
    const isLast = ordered[index + 1]?.part !== part;
    const kept = slots.get(part) ?? [];
    const blocks = blocksOf(stack.count);
    const slotted = found.map((option) => ({ ...option, slot: kept.indexOf(option.offer) }));
    return blocks.map((pieces, block) => ({ stack, pieces, options: slotted, kept, closes: isLast && block === blocks.length - 1 }));
  });
}

/** How many single uses of offers there are to choose from. */
export function sizeOf(stacks: readonly (Stack | undefined)[], offers: readonly ItemOffer[]): number {
  let size = 0;
  for (const [at, options] of optionsByPlace(stacks, offers)) size += Math.min(stacks[at]?.count ?? 0, SINGLE_PIECES) * options.length;
  return size;
}

type Choice = Omit<Option, 'slot'>;

function optionsByPlace(stacks: readonly (Stack | undefined)[], offers: readonly ItemOffer[]): Map<number, Choice[]> {
  const byPlace = new Map<number, Choice[]>();
  offers.forEach(({ rule, ways }, offer) => {
    ways.forEach((places, way) => {
      for (const at of places) {
        const stack = stacks[at];
        if (!stack || (stack.lumpMilli !== undefined && !rule.takesLumps) || rule.share(stack, way) <= 0) continue;
        const known = byPlace.get(at);
        if (known) known.push({ offer, way });
        else byPlace.set(at, [{ offer, way }]);
      }
    });
  });
  return byPlace;
}

/** Groups of numbers that were joined, each named by its smallest. */
function createGroups(size: number): { find(member: number): number; join(a: number, b: number): void } {
  const parents = Array.from({ length: size }, (_, index) => index);
  const find = (member: number): number => {
    let root = member;
    while (parents[root] !== root) root = parents[root] ?? root;
    parents[member] = root;
    return root;
  };
  return {
    find,
    join(a, b) {
      const [rootA, rootB] = [find(a), find(b)];
      parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
    },
  };
}

/** A watcher of more than this share of the goods would make everything one cluster. */
const WIDE = 0.5;

/** Components that a watcher sees together. */
function clustersOf(
  ordered: readonly { readonly stack: Stack; readonly part: number }[],
  watchers: readonly { readonly places: ReadonlySet<number> }[],
): (part: number) => number {
  const { find, join } = createGroups(ordered.reduce((most, { part }) => Math.max(most, part + 1), 0));
  for (const { places } of watchers) {
    const seen = ordered.filter(({ stack }) => places.has(stack.at));
    if (seen.length > ordered.length * WIDE) continue;
    for (const { part } of seen) join(seen[0]?.part ?? part, part);
  }
  return find;
}

/** Offers that meet on some goods belong together: their component has the number of its first offer. */
function componentsOf(options: ReadonlyMap<number, readonly Choice[]>, offers: readonly ItemOffer[]): (offer: number) => number {
  const { find, join } = createGroups(offers.length);
  for (const found of options.values()) for (const { offer } of found) join(found[0]?.offer ?? offer, offer);
  return find;
}

function slotsOf(offers: readonly ItemOffer[], partOf: (offer: number) => number): Map<number, number[]> {
  const slots = new Map<number, number[]>();
  offers.forEach(({ rule }, offer) => {
    if (rule.states === 1) return;
    const part = partOf(offer);
    const known = slots.get(part);
    if (known) known.push(offer);
    else slots.set(part, [offer]);
  });
  return slots;
}

function blocksOf(count: number): number[] {
  const singles = Math.min(count, SINGLE_PIECES);
  return [...(count > singles ? [count - singles] : []), ...Array.from({ length: singles }, () => 1)];
}
