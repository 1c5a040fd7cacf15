/** One line of the benchmark table. `ratio` is ours ÷ floor (or floor ÷ ours for rates, see `better`). */
export interface BenchRow {
  readonly metric: string;
  readonly ours: string;
  readonly floor: string;
  readonly ratio: number;
  readonly goal: string;
  readonly reached: boolean;
  /** The correctness check of the same run. */
  readonly correct: boolean;
}

export interface Bench {
  readonly name: string;
  run(options: { readonly quick: boolean; readonly log: (line: string) => void }): Promise<readonly BenchRow[]>;
}

/** The value below which the share `p` of the samples lies. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * p) - 1))] ?? Number.NaN;
}

export function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

export const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;

/**
 * Runs the candidates in interleaved rounds (order reversed every second round) and returns the milliseconds of every call.
 * Compare candidates only within one result.
 */
export async function interleave<Name extends string>(
  candidates: Record<Name, () => unknown>,
  options: { readonly rounds: number; readonly callsPerRound: number; readonly warmupCalls: number },
): Promise<Record<Name, number[]>> {
  const names = Object.keys(candidates) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (const name of names) for (let call = 0; call < options.warmupCalls; call += 1) await candidates[name]();
  for (let round = 0; round < options.rounds; round += 1) {
    for (const name of round % 2 ? names.toReversed() : names) {
      for (let call = 0; call < options.callsPerRound; call += 1) {
        const startMs = nowMs();
        const result = candidates[name]();
        if (result instanceof Promise) await result;
        samples[name].push(nowMs() - startMs);
      }
    }
  }
  return samples;
}
