import { spillsOver, type Outlook, type Prospect } from './outlook.ts';
import { valueOf, type State } from './state.ts';
import { WANTED_WEIGHT, type ItemOffer, type Step } from './steps.ts';

/** The most a state can still be worth, before step `index`. */
export type Rating = (state: State, index: number) => number;

/** Rates states by what they saved and what the rest can save at most, where nothing else matters. */
export function savingRating(steps: readonly Step[], offers: readonly ItemOffer[]): Rating {
  const futures = futuresOf(steps, offers, undefined);
  return (state, index) => valueOf(state) + (futures[index] ?? 0) + promiseOf(state, steps[index], offers);
}

/** A prospect as the rating needs it. */
interface Rated {
  readonly prospect: Prospect;
  /** It is one of those that look at different goods, so that what they lose adds up. */
  readonly isApart: boolean;
  /** What can certainly be saved in its goods from each step on. */
  readonly inside: readonly number[];
}

/** What rating before a step has to look at; everything that no step has touched yet is added up in advance. */
interface Horizon {
  readonly mostMinor: number;
  readonly apartLossMinor: number;
  readonly otherLossMinor: number;
  readonly active: readonly Rated[];
}

/** Rates states also by what offers on amounts can still take off. */
export function outlookRating(steps: readonly Step[], offers: readonly ItemOffer[], outlook: Outlook, spans: readonly Span[]): Rating {
  const futures = futuresOf(steps, offers, undefined);
  const locked = outlook.prospects.filter(({ lock }) => lock !== undefined);
  const horizons = horizonsOf(steps, offers, outlook, spans);
  return (state, index) => {
    const promise = Math.max(0, promiseOf(state, steps[index], offers));
    const { mostMinor, apartLossMinor, otherLossMinor, active } = horizons[index] ?? NO_HORIZON;
    let sum = mostMinor + lockedMost(locked, state);
    let apartLoss = apartLossMinor;
    let otherLoss = otherLossMinor;
    for (const { prospect, isApart, inside } of active) {
      const seen = (state.watched[prospect.watcher] ?? 0) - prospect.dipMinor;
      const most = prospect.off(seen);
      if (most === 0) continue;
      sum += most;
      const loss = lossOf(prospect, seen, inside[index] ?? 0, most);
      if (isApart) apartLoss += loss;
      else otherLoss = Math.max(otherLoss, loss);
    }
    return valueOf(state) + (futures[index] ?? 0) + promise + outlook.certainMinor + sum - Math.max(apartLoss, otherLoss);
  };
}

const NO_HORIZON: Horizon = { mostMinor: 0, apartLossMinor: 0, otherLossMinor: 0, active: [] };

function lockedMost(locked: readonly Prospect[], { locks, watched }: State): number {
  if (locked.length === 0) return 0;
  const ofLocks = new Map<number, number>();
  for (const { lock = 0, off, watcher, dipMinor } of locked) {
    if ((locks[lock] ?? 0) !== 0) continue;
    ofLocks.set(lock, Math.max(ofLocks.get(lock) ?? 0, off((watched[watcher] ?? 0) - dipMinor)));
  }
  return [...ofLocks.values()].reduce((sum, most) => sum + most, 0);
}

function horizonsOf(
  steps: readonly Step[],
  offers: readonly ItemOffer[],
  { prospects, watchers }: Outlook,
  spans: readonly Span[],
): Horizon[] {
  const taken = new Set<number>();
  const rated = prospects
    .filter(({ lock }) => lock === undefined)
    .map((prospect) => ({ prospect, places: watchers[prospect.watcher]?.places ?? new Set<number>() }))
    .toSorted((a, b) => a.places.size - b.places.size)
    .map(({ prospect, places }): Rated => {
      const isApart = prospect.edges !== undefined && [...places].every((at) => !taken.has(at));
      if (isApart) for (const at of places) taken.add(at);
      return { prospect, isApart, inside: prospect.edges ? futuresOf(steps, offers, places) : [] };
    });
  return Array.from({ length: steps.length + 1 }, (_, index) => {
    const horizon = { mostMinor: 0, apartLossMinor: 0, otherLossMinor: 0, active: [] as Rated[] };
    for (const one of rated) {
      const { first, settled } = spans[one.prospect.watcher] ?? { first: 0, settled: Infinity };
      if (settled < index) continue;
      if (first < index) {
        horizon.active.push(one);
        continue;
      }
      const seen = -one.prospect.dipMinor;
      const most = one.prospect.off(seen);
      const loss = lossOf(one.prospect, seen, one.inside[index] ?? 0, most);
      horizon.mostMinor += most;
      if (one.isApart) horizon.apartLossMinor += loss;
      else horizon.otherLossMinor = Math.max(horizon.otherLossMinor, loss);
    }
    return horizon;
  });
}

/** What cannot be had at once: saving everything in these goods lowers what the offer takes off, or something is left unsaved. */
function lossOf({ off, edges }: Prospect, seen: number, insideMinor: number, most: number): number {
  if (!edges || most === 0) return 0;
  const all = Math.ceil(insideMinor);
  let least = most - off(seen + all);
  for (const edge of edges(seen, seen + all)) least = Math.min(least, insideMinor - (edge - seen) + most - off(edge));
  return Math.max(0, least);
}

/** What is still to come so that the shares of a half-full group hold. */
function promiseOf(state: State, next: Step | undefined, offers: readonly ItemOffer[]): number {
  if (!next) return 0;
  let sum = 0;
  next.kept.forEach((offer, slot) => {
    const counter = state.counters[slot] ?? 0;
    if (counter !== 0) sum += offers[offer]?.rule.promise(counter, next.stack) ?? 0;
  });
  return sum;
}

/**
 * The most that everything from each step on can save. With places only there, and only what is certain to be saved there: more than an offer
 * could save that also takes pieces elsewhere.
 */
function futuresOf(steps: readonly Step[], offers: readonly ItemOffer[], places: ReadonlySet<number> | undefined): number[] {
  const futures = Array.from({ length: steps.length + 1 }, () => 0);
  for (let index = steps.length - 1; index >= 0; index -= 1) {
    const step = steps[index];
    if (!step) continue;
    let most = 0;
    let elsewhere = 0;
    if (!places || places.has(step.stack.at)) {
      for (const { offer, way } of step.options) {
        const itemOffer = offers[offer];
        if (!itemOffer) continue;
        const share = itemOffer.rule.share(step.stack, way) + (itemOffer.wanted ? WANTED_WEIGHT : 0);
        most = Math.max(most, share);
        if (places && spillsOver(itemOffer, places)) elsewhere = Math.max(elsewhere, share);
      }
    }
    futures[index] = (futures[index + 1] ?? 0) + (most - elsewhere) * step.pieces;
  }
  return futures;
}

/** The steps of what a watcher sees: its first, and the one after which nothing needs to be remembered; never where another offer still looks at it. */
export interface Span {
  readonly first: number;
  readonly settled: number;
}

export function spansOf(steps: readonly Step[], { watchers, prospects, settles }: Outlook): Span[] {
  return watchers.map(({ places }, watcher) => {
    const first = steps.findIndex(({ stack }) => places.has(stack.at));
    const last = steps.findLastIndex(({ stack }) => places.has(stack.at));
    const isSettled = settles && prospects.every((prospect) => prospect.watcher !== watcher || prospect.lock === undefined);
    return { first: first < 0 ? Infinity : first, settled: isSettled && last >= 0 ? last : Infinity };
  });
}
