import type { Problem } from '../problems.ts';

/** The first thing found wrong. */
export interface Finding {
  /** The entry it concerns; the entry after the last one when the end is concerned. */
  readonly seq: number;
  /** What the customer's receipt of that entry says; null when it has none or it is gone. */
  readonly receiptNumber: string | null;
  readonly problem: Problem;
  /** What differs, for a technician. */
  readonly detail: string;
}

/** Stops the walk at the first finding. */
export class Found extends Error {
  readonly seq: number;
  readonly problem: Problem;
  constructor(seq: number, problem: Problem, detail: string) {
    super(detail);
    this.seq = seq;
    this.problem = problem;
  }
}
