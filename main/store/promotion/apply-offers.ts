import { bestCombination, type Combination } from './search/best-offers.ts';
import { takeOff, type Draft } from './draft.ts';
import { hintsOf } from './hints.ts';
import { offerBoard, offersOf, type Candidate, type OfferBoard } from './offer-board.ts';
import { withoutOutranked } from './outranked.ts';
import type { PricingInput } from './pricing-input.ts';
import { missingWords } from './missing.ts';
import type { Words } from '#contract/language.ts';
import type { BasketOffer, OfferHint } from '#contract/pricing.ts';
import type { Promotion, PromotionRule } from '#contract/promotion.ts';

/** What became of the shop's offers in a basket. */
export interface OfferOutcome {
  readonly offers: BasketOffer[];
  readonly hints: OfferHint[];
  readonly bounded?: Words;
}

const BOUNDED: Words = {
  zh: '优惠组合太多，没有全部试完，已用试过的最省组合',
  en: 'Too many combinations of offers to try them all; the best one tried is used',
};

/** Takes the best combination of offers off the lines, and tells of every offer that is about their goods what became of it. */
export function applyOffers(input: PricingInput, drafts: readonly Draft[]): OfferOutcome {
  const all = offerBoard(input, drafts);
  if (all.candidates.length === 0 && all.declined.length === 0) return { offers: [], hints: [] };
  const board = withoutOutranked(all, drafts, input.choice);
  const wanted = input.choice?.use ?? [];
  const best = bestCombination(offersOf(board.candidates, board, drafts, wanted));
  const promotions = new Map(board.candidates.map(({ promotion }) => [promotion.id, promotion]));
  const applied = takeItems(drafts, best, promotions);
  // Thresholds count what is left after offers on pieces: that is what reasons and hints tell of.
  const left = drafts.map(({ amountMinor }) => amountMinor);
  const hints = hintsOf(board, left);
  for (const { offer, offMinor: amountMinor, times, shares } of best.amounts) {
    applied.set(offer.promotion.id, { amountMinor, times });
    const isShared = offer.promotion.rule.kind !== 'reward';
    shares.forEach((share, at) => take(drafts[at], offer.promotion, share, isShared));
  }
  return {
    offers: [
      ...board.candidates.map((candidate) => offerState(candidate, applied.get(candidate.promotion.id), { board, left, input })),
      ...board.declined.map(({ promotion, reason }) => stateOf(promotion, { state: 'declined', amountMinor: 0, reason }, input)),
    ],
    hints,
    ...(best.isProven ? {} : { bounded: BOUNDED }),
  };
}

type Applied = Pick<BasketOffer, 'amountMinor'> & { readonly times: number };

function takeItems(drafts: readonly Draft[], best: Combination, promotions: ReadonlyMap<string, Promotion>): Map<string, Applied> {
  const applied = new Map<string, Applied>();
  for (const { offer, offMinor, pieces, shares } of best.items) {
    const promotion = promotions.get(offer.id);
    if (!promotion) continue;
    applied.set(promotion.id, { amountMinor: offMinor, times: timesOf(promotion.rule, pieces) });
    for (const [at, share] of shares) take(drafts[at], promotion, share, offer.rule.spreads && shares.size > 1);
  }
  return applied;
}

/** How often an offer is used that took so many pieces: groups, or the pieces themselves. */
function timesOf(rule: PromotionRule, pieces: number): number {
  switch (rule.kind) {
    case 'nthPiece':
      return Math.ceil(pieces / rule.nth);
    case 'buyGet':
      return Math.ceil(pieces / (rule.buy + rule.get));
    case 'bundle':
      return Math.ceil(pieces / rule.count);
    case 'set':
      return Math.ceil(pieces / rule.parts.reduce((sum, { count }) => sum + count, 0));
    case 'special':
    case 'ladder':
    case 'amountOff':
    case 'percentOff':
    case 'reward':
      return pieces;
  }
}

function take(draft: Draft | undefined, { id, name, coupon }: Promotion, amountMinor: number, isShared: boolean): void {
  const source = coupon ? 'coupon' : 'promotion';
  if (draft) takeOff(draft, { source, id, label: name, ...(isShared ? { shared: true } : {}), amountMinor });
}

function offerState(
  candidate: Candidate,
  applied: Applied | undefined,
  { board, left, input }: { readonly board: OfferBoard; readonly left: readonly number[]; readonly input: PricingInput },
): BasketOffer {
  const { promotion } = candidate;
  if (applied) return stateOf(promotion, { state: 'applied', ...applied }, input);
  const { state, reason } = missingWords(candidate, board, left);
  return stateOf(promotion, { state, amountMinor: 0, reason }, input);
}

function stateOf(
  { id, name, coupon }: Promotion,
  rest: Pick<BasketOffer, 'state' | 'amountMinor' | 'times' | 'reason'>,
  { choice }: PricingInput,
): BasketOffer {
  const chosen = choice?.use.includes(id) ? 'use' : choice?.avoid.includes(id) ? 'avoid' : undefined;
  return { id, name, ...rest, ...(coupon ? { coupon: coupon.code } : {}), ...(chosen ? { chosen } : {}) };
}
