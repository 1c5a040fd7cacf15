import { thresholdOff } from './search/amount-offers.ts';
import { amountOf, piecesOf } from './missing.ts';
import type { Candidate, OfferBoard } from './offer-board.ts';
import { fitting } from './words.ts';
import { formatYuan } from '#contract/money.ts';
import type { OfferHint } from '#contract/pricing.ts';
import type { Promotion, PromotionRule } from '#contract/promotion.ts';

/** A threshold further away than its own half is no hint, and more hints than this help nobody. */
const NEAR = 0.5;
const MAX_HINTS = 4;

/** 再买 ¥x 减 ¥y: the next threshold of every offer that is near, the largest gain for what is missing first. */
export function hintsOf({ candidates, stacks }: OfferBoard, left: readonly number[]): OfferHint[] {
  return candidates
    .flatMap((candidate) => {
      const { places, promotion } = candidate;
      if (promotion.coupon) return [];
      const hint = moneyHint(candidate, amountOf(places[0] ?? [], left)) ?? pieceHint(candidate, piecesOf(places[0] ?? [], stacks));
      return hint ? [hint] : [];
    })
    .toSorted((a, b) => missingOf(a) - missingOf(b) || b.gainMinor - a.gainMinor)
    .slice(0, MAX_HINTS);
}

function missingOf({ missing }: OfferHint): number {
  return missing.unit === 'piece' ? 0 : missing.amountMinor;
}

function moneyHint({ promotion, times }: Candidate, baseMinor: number): OfferHint | undefined {
  const { rule } = promotion;
  const nextMinor = nextThreshold(rule, baseMinor, times);
  if (nextMinor === undefined || nextMinor - baseMinor > nextMinor * NEAR) return undefined;
  const amountMinor = nextMinor - baseMinor;
  const more = formatYuan(amountMinor);
  const missing = { unit: 'minor', amountMinor } as const;
  if (rule.kind === 'reward') {
    const { zh, en } = promotion.name;
    const words = fitting({ zh: `再买 ${more} 元可享 ${zh}`, en: `Spend ${more} more for: ${en}` });
    return { ...named(promotion), words, missing, gainMinor: 0 };
  }
  if (rule.kind !== 'amountOff' && rule.kind !== 'percentOff') return undefined;
  const gainMinor = thresholdOff(rule, nextMinor, times) - thresholdOff(rule, baseMinor, times);
  if (gainMinor <= 0) return undefined;
  return {
    ...named(promotion),
    words: { zh: `再买 ${more} 元减 ${formatYuan(gainMinor)} 元`, en: `Spend ${more} more, save ${formatYuan(gainMinor)}` },
    missing,
    gainMinor,
  };
}

/** The next amount at which an offer takes off more. */
function nextThreshold(rule: PromotionRule, baseMinor: number, times: number): number | undefined {
  if (rule.kind === 'reward') return baseMinor < rule.minimumMinor ? rule.minimumMinor : undefined;
  if (rule.kind !== 'amountOff' && rule.kind !== 'percentOff') return undefined;
  const next = rule.tiers.flatMap(({ minimumMinor }) => {
    const reached = minimumMinor === 0 ? 1 : Math.floor(baseMinor / minimumMinor);
    if (reached === 0) return [minimumMinor];
    return rule.kind === 'amountOff' && rule.repeat && reached < times ? [minimumMinor * (reached + 1)] : [];
  });
  return next.length === 0 ? undefined : Math.min(...next);
}

function pieceHint({ promotion }: Candidate, pieces: number): OfferHint | undefined {
  const count = missingPieces(promotion.rule, pieces);
  if (count === undefined || pieces === 0) return undefined;
  const { zh, en } = promotion.name;
  return {
    ...named(promotion),
    words: fitting({ zh: `再买 ${count} 件可享 ${zh}`, en: `${count} more for: ${en}` }),
    missing: { unit: 'piece', count },
    gainMinor: 0,
  };
}

/** Pieces until the next group is full, where it nearly is. */
function missingPieces(rule: PromotionRule, pieces: number): number | undefined {
  switch (rule.kind) {
    case 'nthPiece':
      return rule.once && pieces >= rule.nth ? undefined : near(rule.nth, pieces % rule.nth);
    case 'buyGet': {
      const size = rule.buy + rule.get;
      return rule.once && pieces >= size ? undefined : near(size, pieces % size);
    }
    case 'bundle':
      return rule.once && pieces >= rule.count ? undefined : near(rule.count, pieces % rule.count);
    case 'ladder': {
      const next = rule.tiers.map(({ count }) => count).filter((count) => count > pieces);
      return next.length === 0 ? undefined : near(Math.min(...next), pieces);
    }
    case 'special':
    case 'set':
    case 'amountOff':
    case 'percentOff':
    case 'reward':
      return undefined;
  }
}

function named({ id, scope }: Promotion): Pick<OfferHint, 'id' | 'skus'> {
  const skus = scope.skus ?? [];
  return { id, skus: skus.length <= 20 ? skus : [] };
}

function near(size: number, have: number): number | undefined {
  const missing = size - have;
  return have > 0 && missing > 0 && missing <= Math.max(1, size * (1 - NEAR) - 0.5) ? missing : undefined;
}
