import type { Stack } from './goods-stack.ts';
import type { Plan } from './plans.ts';
import type { Taken } from './state.ts';
import type { ItemOffer } from './steps.ts';

/** Pieces of one line that are counted one by one; an offer that counts takes no more of it. */
const MOST_PIECES = 2000;

/** What one offer takes when it may choose first. */
interface Walk {
  readonly parts: readonly Omit<Taken, 'offer'>[];
  readonly savedMinor: number;
  /** The price of everything it took. */
  readonly priceMinor: number;
}

/** In which order offers choose: by what they save, or by what they save of the price of what they take. */
export type Order = 'saving' | 'rate';

/** Each offer takes what it can of what the offers before it left; those that a person wants choose first. */
export function greedyPlan(stacks: readonly (Stack | undefined)[], offers: readonly ItemOffer[], order: Order): Plan {
  const left = stacks.map((stack) => stack?.count ?? 0);
  const rated = offers.map((offer, index) => {
    const { savedMinor, priceMinor } = walk(offer, stacks, left);
    return { offer, index, worth: order === 'saving' ? savedMinor : savedMinor / Math.max(1, priceMinor) };
  });
  rated.sort((a, b) => Number(b.offer.wanted) - Number(a.offer.wanted) || b.worth - a.worth || a.index - b.index);
  const taken: Taken[] = [];
  let savedMinor = 0;
  let wanted = 0;
  for (const { offer, index, worth } of rated) {
    if (worth <= 0) continue;
    const found = walk(offer, stacks, left);
    savedMinor += found.savedMinor;
    if (offer.wanted && found.savedMinor > 0) wanted += 1;
    for (const part of found.parts) {
      taken.push({ ...part, offer: index });
      left[part.at] = (left[part.at] ?? 0) - part.pieces;
    }
  }
  return { taken, savedMinor, wanted, mostMinor: savedMinor };
}

/** Goes through the pieces from the dearest on and keeps what was best where nothing was owed; of several tiers the best one. */
function walk(offer: ItemOffer, stacks: readonly (Stack | undefined)[], left: readonly number[]): Walk {
  const isSet = offer.ways.length > 1 && offer.ways.some((places) => places !== offer.ways[0]);
  const tries = isSet ? [offer.ways.map((_, way) => way)] : offer.ways.map((_, way) => [way]);
  return tries.map((ways) => walkWays(offer, ways, stacks, left)).reduce((best, one) => (one.savedMinor > best.savedMinor ? one : best));
}

function walkWays(
  { rule, ways }: ItemOffer,
  open: readonly number[],
  stacks: readonly (Stack | undefined)[],
  left: readonly number[],
): Walk {
  const places = [...new Set(open.flatMap((way) => ways[way] ?? []))].filter((at) => stacks[at] && (left[at] ?? 0) > 0);
  places.sort((a, b) => (stacks[b]?.priceMinor ?? 0) - (stacks[a]?.priceMinor ?? 0) || a - b);
  const parts: { at: number; pieces: number; savedMinor: number }[] = [];
  let best = { length: 0, lastPieces: 0, lastMinor: 0, savedMinor: 0 };
  let state = 0;
  let savedMinor = 0;
  for (const at of places) {
    const stack = stacks[at];
    if (!stack || (stack.lumpMilli !== undefined && !rule.takesLumps)) continue;
    const may = open.length === 1 ? open : open.filter((way) => ways[way]?.includes(at));
    const part = { at, pieces: 0, savedMinor: 0 };
    parts.push(part);
    const isEven = rule.states === 1;
    const rounds = isEven ? 1 : Math.min(left[at] ?? 0, MOST_PIECES);
    for (let round = 0; round < rounds; round += 1) {
      const way = may.find((one) => rule.wants(state, one) && rule.next(state, one) >= 0);
      if (way === undefined) break;
      const pieces = isEven ? (left[at] ?? 0) : 1;
      const gain = rule.gain(state, way, stack) * pieces;
      part.pieces += pieces;
      part.savedMinor += gain;
      savedMinor += gain;
      state = rule.next(state, way);
      if (savedMinor > best.savedMinor && rule.complete(state))
        best = { length: parts.length, lastPieces: part.pieces, lastMinor: part.savedMinor, savedMinor };
    }
  }
  const kept = parts
    .slice(0, best.length)
    .map((part, index) => (index === best.length - 1 ? { at: part.at, pieces: best.lastPieces, savedMinor: best.lastMinor } : part));
  return {
    parts: kept.filter(({ pieces }) => pieces > 0),
    savedMinor: best.savedMinor,
    priceMinor: kept.reduce((sum, { at, pieces }) => sum + (stacks[at]?.priceMinor ?? 0) * pieces, 0),
  };
}
