import type { Stack } from './goods-stack.ts';
import type { Outlook, Watcher } from './outlook.ts';
import { outlookRating, savingRating, spansOf, type Span } from './rating.ts';
import { keyOf, valueOf, type State, type Taken } from './state.ts';
import { stepsOf, type ItemOffer, type Option, type Step } from './steps.ts';

/** Which offer takes which pieces. */
export interface Plan {
  readonly taken: readonly Taken[];
  readonly savedMinor: number;
  /** How often offers were used that a person wants. */
  readonly wanted: number;
  /** The most it can be worth together with thresholds. */
  readonly mostMinor: number;
}

export interface SearchOptions {
  readonly stacks: readonly (Stack | undefined)[];
  readonly offers: readonly ItemOffer[];
  readonly locks: number;
  /** What the rest of the price depends on. Without it only the plan that saves most is looked for. */
  readonly outlook?: Outlook | undefined;
  /** Plans that cannot be worth more are given up. */
  readonly moreThan?: number;
  /** Steps of the whole search: counted, not timed, so that the same basket costs the same on every machine. */
  readonly budget: number;
}

/** The most promising plan first. `missed` is the most that a plan could be worth which was given up for want of steps; -1 = none was. */
export interface Found {
  readonly plans: readonly Plan[];
  readonly missed: number;
}

const LEAST_STATES = 6;

/**
 * Looks for the plans that are worth most: piece after piece, from the dearest to the cheapest, keeping for each situation the offers can be in
 * the best way there. Exact while the steps suffice; beyond them the most promising situations are followed.
 */
export function searchPlans(options: SearchOptions): Found {
  const { offers, locks, outlook, moreThan = -1 } = options;
  const steps = stepsOf(options.stacks, offers, outlook?.watchers ?? []);
  const spans = outlook ? spansOf(steps, outlook) : [];
  const rate = outlook ? outlookRating(steps, offers, outlook, spans) : savingRating(steps, offers);
  const choices = steps.reduce((sum, step) => sum + step.options.length + 1, 0);
  const width = Math.max(LEAST_STATES, Math.floor(options.budget / Math.max(1, choices)));
  let missed = -1;
  let states: readonly State[] = [startOf(steps[0], locks, outlook?.watchers.length ?? 0)];
  steps.forEach((step, index) => {
    const live = spans.flatMap(({ first, settled }, watcher) => (first <= index && index <= settled ? [watcher] : []));
    const grown = grow(states, step, options, live);
    const closed = step.closes ? close(grown, step, steps[index + 1], options, live) : grown;
    const open = outlook ? settle(closed, index, outlook, spans, live) : closed;
    if (!outlook && open.length <= width) {
      states = open;
      return;
    }
    const rated = open.map((state) => ({ state, most: rate(state, index + 1) }));
    const worth = outlook ? rated.filter(({ most }) => most > moreThan) : rated;
    if (worth.length > width) {
      worth.sort((a, b) => b.most - a.most);
      // Something that owes nothing must be left when the component closes.
      const resting = worth.findIndex(({ state }) => isKept(state, step, offers));
      const lost = resting < width ? width : width - 1;
      missed = Math.max(missed, worth[lost]?.most ?? -1);
      if (resting >= width) worth.splice(lost, 1, ...worth.slice(resting, resting + 1));
      worth.length = width;
    }
    states = worth.map(({ state }) => state);
  });
  const plans = states.map((state) => planOf(state, rate(state, steps.length)));
  return { plans: plans.toSorted((a, b) => b.mostMinor - a.mostMinor), missed };
}

function startOf(first: Step | undefined, locks: number, watchers: number): State {
  return {
    counters: zeros(first?.kept.length ?? 0),
    locks: zeros(locks),
    watched: zeros(watchers),
    savedMinor: 0,
    settledMinor: 0,
    wanted: 0,
  };
}

function zeros(length: number): number[] {
  return Array.from({ length }, () => 0);
}

/** Every state with every use of the next pieces, and with none. */
function grow(states: readonly State[], step: Step, { offers, outlook }: SearchOptions, live: readonly number[]): State[] {
  const seen = new Map<string | number, State>();
  const here = (outlook?.watchers ?? []).flatMap((watcher, index) => (watcher.places.has(step.stack.at) ? [{ watcher, index }] : []));
  for (const state of states) {
    keepBetter(seen, state, live);
    for (const option of step.options) {
      const after = use(state, step, option, offers[option.offer], here);
      if (after) keepBetter(seen, after, live);
    }
  }
  return [...seen.values()];
}

function use(
  state: State,
  { stack, pieces }: Step,
  { offer, way, slot }: Option,
  itemOffer: ItemOffer | undefined,
  watching: readonly { readonly watcher: Watcher; readonly index: number }[],
): State | undefined {
  if (!itemOffer) return undefined;
  const { rule, lock, wanted } = itemOffer;
  const holder = lock === undefined ? 0 : (state.locks[lock] ?? 0);
  if (holder !== 0 && holder !== offer + 1) return undefined;
  let counter = slot < 0 ? 0 : (state.counters[slot] ?? 0);
  let savedMinor = 0;
  let finished = 0;
  for (let piece = 0; piece < pieces; piece += 1) {
    const next = rule.next(counter, way);
    if (next < 0) return undefined;
    savedMinor += rule.gain(counter, way, stack);
    if (wanted && rule.finishes(counter, way)) finished += 1;
    counter = next;
  }
  return {
    counters: slot < 0 ? state.counters : state.counters.with(slot, counter),
    locks: lock === undefined || holder !== 0 ? state.locks : state.locks.with(lock, offer + 1),
    watched:
      watching.length === 0
        ? state.watched
        : watch(state.watched, watching, { saved: savedMinor, pieces, price: stack.priceMinor * pieces }),
    savedMinor: state.savedMinor + savedMinor,
    settledMinor: state.settledMinor,
    wanted: state.wanted + finished,
    before: state,
    taken: { offer, at: stack.at, pieces, savedMinor },
  };
}

function watch(
  watched: readonly number[],
  watching: readonly { readonly watcher: Watcher; readonly index: number }[],
  taken: Readonly<Record<Watcher['counts'], number>>,
): number[] {
  const next = [...watched];
  for (const { watcher, index } of watching) next[index] = (next[index] ?? 0) + taken[watcher.counts];
  return next;
}

function keepBetter(seen: Map<string | number, State>, state: State, live: readonly number[]): void {
  const key = keyOf(state, live);
  const known = seen.get(key);
  if (known && valueOf(known) >= valueOf(state)) return;
  seen.set(key, state);
}

/** What is left of the states once a component is done: those that promised nothing they did not keep. */
function close(states: readonly State[], step: Step, next: Step | undefined, { offers }: SearchOptions, live: readonly number[]): State[] {
  const seen = new Map<string | number, State>();
  const counters = zeros(next?.kept.length ?? 0);
  for (const state of states) {
    if (isKept(state, step, offers)) keepBetter(seen, { ...state, counters }, live);
  }
  return [...seen.values()];
}

/** Adds what an offer on amounts takes off as soon as its goods are done, so that nothing needs to be remembered of them. */
function settle(
  states: readonly State[],
  index: number,
  { prospects }: Outlook,
  spans: readonly Span[],
  live: readonly number[],
): readonly State[] {
  const done = new Set(spans.flatMap(({ settled }, watcher) => (settled === index ? [watcher] : [])));
  if (done.size === 0) return states;
  const settling = prospects.filter(({ watcher }) => done.has(watcher));
  const rest = live.filter((watcher) => !done.has(watcher));
  const seen = new Map<string | number, State>();
  for (const state of states) {
    const settledMinor = settling.reduce((sum, { watcher, off }) => sum + off(state.watched[watcher] ?? 0), state.settledMinor);
    keepBetter(seen, { ...state, settledMinor }, rest);
  }
  return [...seen.values()];
}

function isKept(state: State, step: Step, offers: readonly ItemOffer[]): boolean {
  return step.kept.every((offer, slot) => offers[offer]?.rule.complete(state.counters[slot] ?? 0));
}

function planOf(state: State, mostMinor: number): Plan {
  const taken = new Map<string, Taken>();
  for (let at: State | undefined = state; at; at = at.before) {
    if (!at.taken) continue;
    const key = `${at.taken.offer} ${at.taken.at}`;
    const known = taken.get(key);
    taken.set(
      key,
      known ? { ...known, pieces: known.pieces + at.taken.pieces, savedMinor: known.savedMinor + at.taken.savedMinor } : at.taken,
    );
  }
  return { taken: [...taken.values()].toReversed(), savedMinor: state.savedMinor, wanted: state.wanted, mostMinor };
}
