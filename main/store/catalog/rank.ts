import { BLOCK_SIZE } from './search/posting.ts';

/** Search answers come in tiers of popularity, best sellers first; within a tier by arrival. */
export const RANK_TIERS = 8;
/** Blocks a tier may fill: 268 million products. */
export const BLOCKS_PER_TIER = 4096;

/** The tier of a popularity: each step down sells a quarter. 0–2 units a month are tier 7, from 16,383 on tier 0. */
export function tierOf(popularity: number): number {
  const magnitude = Math.floor(Math.log2(popularity + 1) / 2);
  return RANK_TIERS - 1 - Math.min(RANK_TIERS - 1, magnitude);
}

/** The tier a rank lies in. */
export function tierOfRank(rank: number): number {
  return Math.floor(rank / (BLOCKS_PER_TIER * BLOCK_SIZE));
}
