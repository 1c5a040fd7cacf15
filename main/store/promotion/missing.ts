import { savingOf } from './search/goods-stack.ts';
import type { Candidate, OfferBoard } from './offer-board.ts';
import { formatYuan } from '#contract/money.ts';
import type { Words } from '#contract/language.ts';
import type { BasketOffer } from '#contract/pricing.ts';

interface Missing {
  readonly state: BasketOffer['state'];
  readonly reason: Words;
}

/** Why an offer that could be used takes nothing off: what is missing, in pieces or money, or that others take off more. */
export function missingWords(candidate: Candidate, { stacks }: OfferBoard, left: readonly number[]): Missing {
  const { promotion, places } = candidate;
  const { rule } = promotion;
  const inScope = places[0] ?? [];
  const pieces = piecesOf(inScope, stacks);
  switch (rule.kind) {
    case 'special':
      return inScope.some((at) => stacks[at] && savingOf(stacks[at], rule.pay) > 0) ? OUTDONE : CHEAPER;
    case 'nthPiece':
      return short(rule.nth, pieces);
    case 'buyGet':
      return short(rule.buy + 1, pieces);
    case 'bundle':
      return short(rule.count, pieces);
    case 'set':
      return rule.parts.every(({ count }, part) => piecesOf(places[part] ?? [], stacks) >= count) ? OUTDONE : INCOMPLETE;
    case 'ladder':
      return short(Math.min(...rule.tiers.map(({ count }) => count)), pieces);
    case 'amountOff':
    case 'percentOff':
      return shortOf(Math.min(...rule.tiers.map(({ minimumMinor }) => minimumMinor)), amountOf(inScope, left));
    case 'reward': {
      const haveMinor = amountOf(inScope, left);
      if (haveMinor < rule.minimumMinor) return shortOf(rule.minimumMinor, haveMinor);
      return { state: 'possible', reason: { zh: `可选 ${rule.count} 件，扫描即可`, en: `Scan ${rule.count} of its goods` } };
    }
  }
}

const OUTDONE: Missing = { state: 'possible', reason: { zh: '别的组合更省', en: 'Another combination saves more' } };
const CHEAPER: Missing = { state: 'declined', reason: { zh: '现价已经更低', en: 'The price is lower already' } };
const INCOMPLETE: Missing = { state: 'declined', reason: { zh: '组合还没有配齐', en: 'The set is not complete' } };

/** Whole pieces in these places. */
export function piecesOf(places: readonly number[], stacks: OfferBoard['stacks']): number {
  return places.reduce((sum, at) => {
    const stack = stacks[at];
    return sum + (stack && stack.lumpMilli === undefined ? stack.count : 0);
  }, 0);
}

/** What is left to pay in these places. */
export function amountOf(places: readonly number[], left: readonly number[]): number {
  return places.reduce((sum, at) => sum + (left[at] ?? 0), 0);
}

function short(needed: number, pieces: number): Missing {
  const missing = needed - pieces;
  if (missing <= 0) return OUTDONE;
  const en = missing === 1 ? '1 more piece needed' : `${missing} more pieces needed`;
  return { state: 'declined', reason: { zh: `还差 ${missing} 件`, en } };
}

function shortOf(neededMinor: number, haveMinor: number): Missing {
  const missing = neededMinor - haveMinor;
  if (missing <= 0) return OUTDONE;
  return { state: 'declined', reason: { zh: `还差 ${formatYuan(missing)} 元`, en: `${formatYuan(missing)} more to spend` } };
}
