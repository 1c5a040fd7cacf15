import { bestCombination, type Combination } from './search/best-offers.ts';
import { takeOff, type Draft } from './draft.ts';
import { hintsOf } from './hints.ts';
import { offerBoard, offersOf, type Candidate, type OfferBoard } from './offer-board.ts';
import { withoutOutranked } from './outranked.ts';
import type { PricingInput } from './pricing-input.ts';
import { missingWords } from './missing.ts';
import type { Words } from '#contract/language.ts';
import type { BasketOffer, OfferHint } from '#contract/pricing.ts';
import type { Promotion } from '#contract/promotion.ts';

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
  const before = drafts.map((draft) => ({ ...draft, discounts: [...draft.discounts] }));
  const promotions = new Map(board.candidates.map(({ promotion }) => [promotion.id, promotion]));
  const offMinor = takeItems(drafts, best, promotions);
  const hints = hintsOf(board, drafts);
  for (const { offer, offMinor: minor, shares } of best.amounts) {
    offMinor.set(offer.promotion.id, minor);
    shares.forEach((share, at) => take(drafts[at], offer.promotion, share));
  }
  return {
    offers: [
      ...board.candidates.map((candidate) => offerState(candidate, offMinor.get(candidate.promotion.id) ?? 0, { board, before, input })),
      ...board.declined.map(({ promotion, reason }) => stateOf(promotion, { state: 'declined', amountMinor: 0, reason }, input)),
    ],
    hints,
    ...(best.isProven ? {} : { bounded: BOUNDED }),
  };
}

function takeItems(drafts: readonly Draft[], best: Combination, promotions: ReadonlyMap<string, Promotion>): Map<string, number> {
  const offMinor = new Map<string, number>();
  for (const { offer, offMinor: minor, shares } of best.items) {
    const promotion = promotions.get(offer.id);
    if (!promotion) continue;
    offMinor.set(promotion.id, minor);
    for (const [at, share] of shares) take(drafts[at], promotion, share);
  }
  return offMinor;
}

function take(draft: Draft | undefined, { id, name, coupon }: Promotion, amountMinor: number): void {
  if (draft) takeOff(draft, { source: coupon ? 'coupon' : 'promotion', id, label: name, amountMinor });
}

function offerState(
  candidate: Candidate,
  amountMinor: number,
  { board, before, input }: { readonly board: OfferBoard; readonly before: readonly Draft[]; readonly input: PricingInput },
): BasketOffer {
  const { promotion } = candidate;
  if (amountMinor > 0) return stateOf(promotion, { state: 'applied', amountMinor }, input);
  const { state, reason } = missingWords(candidate, board, before);
  return stateOf(promotion, { state, amountMinor: 0, reason }, input);
}

function stateOf(
  { id, name }: Promotion,
  rest: Pick<BasketOffer, 'state' | 'amountMinor' | 'reason'>,
  { choice }: PricingInput,
): BasketOffer {
  const chosen = choice?.use.includes(id) ? 'use' : choice?.avoid.includes(id) ? 'avoid' : undefined;
  return { id, name, ...rest, ...(chosen ? { chosen } : {}) };
}
