import { bestCombination } from './search/best-offers.ts';
import type { Draft } from './draft.ts';
import { offersOf, type Candidate, type OfferBoard } from './offer-board.ts';
import { fitting } from './words.ts';
import type { OfferChoice } from '#contract/pricing.ts';

/** What an offer takes off when it is the only one. */
export function aloneMinor(candidate: Candidate, board: OfferBoard, drafts: readonly Draft[]): number {
  return bestCombination(offersOf([candidate], board, drafts, [])).worth;
}

/**
 * Of every group only what may compete: the offers a person wants, else those of the highest priority that can be used at all. The rest is
 * declined, with who goes before it.
 */
export function withoutOutranked(board: OfferBoard, drafts: readonly Draft[], choice: OfferChoice | undefined): OfferBoard {
  const kept: Candidate[] = [];
  const declined = [...board.declined];
  for (const candidate of board.candidates) {
    const { group } = candidate.promotion;
    const rivals =
      group === undefined ? [] : board.candidates.filter(({ promotion }) => promotion !== candidate.promotion && promotion.group === group);
    const winner = rivals.find((rival) => goesBefore(rival, candidate, choice) && aloneMinor(rival, board, drafts) > 0);
    if (!winner) {
      kept.push(candidate);
      continue;
    }
    const { zh, en } = winner.promotion.name;
    declined.push({ promotion: candidate.promotion, reason: fitting({ zh: `与“${zh}”不同享`, en: `Not together with "${en}"` }) });
  }
  return { ...board, candidates: kept, declined };
}

function goesBefore(a: Candidate, b: Candidate, choice: OfferChoice | undefined): boolean {
  const [wantsA, wantsB] = [a, b].map(({ promotion }) => choice?.use.includes(promotion.id) === true);
  return wantsA === wantsB ? a.promotion.priority > b.promotion.priority : wantsA === true;
}
