/** What a suite under fire counted. */
export interface Tally {
  faults: number;
  /** Operations somebody was told of: each must be there afterwards, once. */
  acknowledged: number;
  lost: number;
  duplicated: number;
  /** Damage that neither the station nor `ledger verify` noticed. */
  undetected: number;
  /** From the end of a fault to an open book, or to the next sale where a whole station is under fire. */
  readonly recoveriesMs: number[];
  /** Everything else that must not happen, in words. */
  readonly broken: string[];
}

/** A tally of nothing yet. */
export function newTally(): Tally {
  return { faults: 0, acknowledged: 0, lost: 0, duplicated: 0, undetected: 0, recoveriesMs: [], broken: [] };
}

/** What must not have happened, in words; empty when all is well. */
export function problemsOf({ lost, duplicated, undetected, broken }: Tally): readonly string[] {
  const counted = Object.entries({ lost, duplicated, undetected }).flatMap(([what, count]) => (count > 0 ? [`${count} ${what}`] : []));
  return [...counted, ...broken];
}
