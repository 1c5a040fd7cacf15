import { thresholdOff, type AmountOffer } from './amount-offers.ts';
import type { Stack } from './goods-stack.ts';
import { WANTED_WEIGHT, type ItemOffer } from './steps.ts';

/** Something that offers on amounts look at: what offers saved, or the full price or number of what they took, in some lines. */
export interface Watcher {
  readonly counts: 'saved' | 'price' | 'pieces';
  readonly places: ReadonlySet<number>;
}

/** An offer on amounts as the search sees it: what it takes off by what its watcher saw. */
export interface Prospect {
  readonly watcher: number;
  readonly lock?: number | undefined;
  /** The most it takes off, once so much was seen; never more for more. */
  off(seen: number): number;
  /** What was seen may still become so much less. */
  readonly dipMinor: number;
  /** Amounts at which it takes off less when a fen more is saved; undefined where it does not look at savings alone. */
  readonly edges?: ((seenFrom: number, seenTo: number) => readonly number[]) | undefined;
}

/** What the offers on amounts may still bring, as far as it depends on the offers on pieces. */
export interface Outlook {
  readonly watchers: readonly Watcher[];
  readonly prospects: readonly Prospect[];
  /** What they take off whatever happens. */
  readonly certainMinor: number;
  /** An offer whose goods are done can be settled: nothing else looks at what it takes off. */
  readonly settles: boolean;
}

export interface OutlookInput {
  readonly stacks: readonly (Stack | undefined)[];
  readonly amounts: readonly number[];
  readonly items: readonly ItemOffer[];
  readonly onAmounts: readonly AmountOffer[];
}

/** What is to be watched so that the search knows what each offer on amounts can take off. */
export function outlookOf(input: OutlookInput): Outlook {
  const { stacks, amounts, items, onAmounts } = input;
  const mostSaved = createMostSaved(stacks, items);
  const dips = stacks.map((stack) => (stack ? stack.count * Math.max(0, ...items.map(({ rule }) => rule.dip(stack))) : 0));
  const watchers = createWatchers();
  const prospects: Prospect[] = [];
  // A coupon or a reward changes what others look at, so that nothing is certain beside it.
  const isPlain = onAmounts.every(({ promotion, rewards }) => !promotion.coupon && rewards.length === 0);
  let certainMinor = 0;
  for (const offer of onAmounts) {
    const { promotion, rewards, lock } = offer;
    const isFull = promotion.fullPriceOnly === true;
    const inside = isFull ? offer.places.filter((at) => stacks[at]?.reduced === false) : offer.places;
    const baseMinor = sumAt(inside, amounts);
    const off = offBy(offer, baseMinor, Math.max(0, ...rewards.map(({ at }) => stacks[at]?.priceMinor ?? 0)));
    const dipMinor = isFull ? 0 : sumAt(inside, dips);
    if (off(-dipMinor) === 0) continue;
    const isSafe = isPlain && off(isFull ? baseMinor : mostSaved(inside)) === off(-dipMinor);
    if (isSafe && lock === undefined) {
      certainMinor += off(0);
      continue;
    }
    for (const { at } of rewards) watchers.add('pieces', [at]);
    if (promotion.coupon) for (const [counts, places] of sharedWith(offer, input)) watchers.add(counts, places);
    prospects.push({
      watcher: isSafe ? -1 : watchers.add(isFull ? 'price' : 'saved', inside),
      lock,
      off,
      dipMinor,
      edges: isFull || isSafe || rewards.length > 0 || promotion.coupon ? undefined : edgesOf(offer, baseMinor),
    });
  }
  return { watchers: watchers.list, prospects, certainMinor, settles: canSettle(input, mostSaved) };
}

function sumAt(places: readonly number[], values: readonly number[]): number {
  return places.reduce((sum, at) => sum + (values[at] ?? 0), 0);
}

function createWatchers(): { readonly list: readonly Watcher[]; add(counts: Watcher['counts'], at: readonly number[]): number } {
  const list: Watcher[] = [];
  const numbers = new Map<string, number>();
  return {
    list,
    add(counts, at) {
      const key = `${counts} ${at.join()}`;
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, list.length);
      list.push({ counts, places: new Set(at) });
      return list.length - 1;
    },
  };
}

/** The goods a coupon shares with each threshold: what that takes off there lowers what the coupon counts. */
function sharedWith(coupon: AmountOffer, { onAmounts, stacks }: OutlookInput): (readonly [Watcher['counts'], readonly number[]])[] {
  const inside = new Set(coupon.places);
  return onAmounts.flatMap(({ promotion, places, rewards }) => {
    if (promotion === coupon.promotion || rewards.length > 0) return [];
    const shared = places.filter((at) => inside.has(at) && (!promotion.fullPriceOnly || stacks[at]?.reduced === false));
    return shared.length === 0 ? [] : [[promotion.fullPriceOnly ? 'price' : 'saved', shared] as const];
  });
}

/** The most an offer takes off once so much was seen of its base. */
function offBy(
  { promotion: { rule }, rewards, times, wanted }: AmountOffer,
  baseMinor: number,
  dearestMinor: number,
): (seen: number) => number {
  const bonus = wanted ? WANTED_WEIGHT : 0;
  const withBonus = (offMinor: number): number => (offMinor > 0 ? offMinor + bonus : 0);
  if (rule.kind === 'amountOff' || rule.kind === 'percentOff') return (seen) => withBonus(thresholdOff(rule, baseMinor - seen, times));
  if (rule.kind !== 'reward' || rewards.length === 0) return () => 0;
  const most = rule.count * (rule.repeat ? times : 1);
  return (seen) => withBonus(dearestMinor * Math.min(most, rule.count * Math.floor((baseMinor - seen) / rule.minimumMinor)));
}

/** How much may be seen until a tier, or one more time of it, is lost. */
function edgesOf({ promotion: { rule }, times }: AmountOffer, baseMinor: number): Prospect['edges'] {
  if (rule.kind !== 'amountOff' && rule.kind !== 'percentOff') return undefined;
  return (seenFrom, seenTo) =>
    rule.tiers.flatMap(({ minimumMinor }) => {
      if (minimumMinor === 0) return [];
      const isRepeated = rule.kind === 'amountOff' && rule.repeat;
      const reached = isRepeated ? Math.min(times, Math.max(1, Math.ceil((baseMinor - seenTo) / minimumMinor))) : 1;
      const edge = baseMinor - minimumMinor * reached;
      return edge >= seenFrom && edge <= seenTo ? [edge] : [];
    });
}

/** The most that can be saved in some places. Of an offer that also takes pieces outside of them, all may fall on those inside. */
function createMostSaved(stacks: OutlookInput['stacks'], items: readonly ItemOffer[]): (places: readonly number[]) => number {
  const byPlace = new Map<number, { readonly offer: number; readonly shareMinor: number; readonly bestMinor: number }[]>();
  items.forEach(({ rule, ways }, offer) => {
    ways.forEach((places, way) => {
      for (const at of places) {
        const stack = stacks[at];
        if (!stack || (stack.lumpMilli !== undefined && !rule.takesLumps)) continue;
        const option = { offer, shareMinor: stack.count * rule.share(stack, way), bestMinor: stack.count * rule.best(stack, way) };
        const known = byPlace.get(at);
        if (known) known.push(option);
        else byPlace.set(at, [option]);
      }
    });
  });
  return (places) => {
    const inside = new Set(places);
    const spills = new Map<number, boolean>();
    const isSpilling = (offer: number): boolean => {
      const known = spills.get(offer) ?? (items[offer] !== undefined && spillsOver(items[offer], inside));
      spills.set(offer, known);
      return known;
    };
    return places.reduce((sum, at) => {
      const options = byPlace.get(at) ?? [];
      return sum + Math.max(0, ...options.map(({ offer, shareMinor, bestMinor }) => (isSpilling(offer) ? bestMinor : shareMinor)));
    }, 0);
  };
}

/** It shares what it saves between pieces inside and outside of these places. */
export function spillsOver({ rule, ways }: ItemOffer, inside: ReadonlySet<number>): boolean {
  return rule.spreads && ways.some((places) => places.some((at) => !inside.has(at)));
}

/** No coupon and no reward looks at what others took off, and nowhere can they take off more than there is. */
function canSettle({ amounts, onAmounts }: OutlookInput, mostSaved: (places: readonly number[]) => number): boolean {
  if (onAmounts.some(({ promotion, rewards }) => promotion.coupon !== undefined || rewards.length > 0)) return false;
  const reached = onAmounts
    .map((offer) => ({ places: offer.places, most: offBy({ ...offer, wanted: false }, sumAt(offer.places, amounts), 0)(0) }))
    .filter(({ most }) => most > 0);
  return reached.every(({ places }) => {
    const inside = new Set(places);
    const together = reached.reduce((sum, other) => sum + (other.places.some((at) => inside.has(at)) ? other.most : 0), 0);
    return together <= sumAt(places, amounts) - mostSaved(places);
  });
}
