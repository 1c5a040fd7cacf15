import type { ScanOutcome } from '#contract/scan.ts';

/** Goods that this page sent and the station has not answered yet. */
export interface Underway {
  readonly any: boolean;
  /** Keeps an eye on an answer, which it hands back. */
  follow(answer: Promise<ScanOutcome>): Promise<ScanOutcome>;
  /** Waits for all of them: `in`, or `out` where one asks, waits for the scale or was refused, or `silent` where a cashier would not wait longer. */
  settled(): Promise<'in' | 'out' | 'silent'>;
}

const PATIENCE_MS = 1_500;

/** What leaves nothing for the cashier to look at first. */
function wentIn(outcome: ScanOutcome): boolean {
  if (outcome.kind === 'list') return outcome.missed.length === 0;
  return ['added', 'member', 'coupon', 'resumed', 'command'].includes(outcome.kind);
}

export function createUnderway(): Underway {
  const answers = new Set<Promise<boolean>>();
  return {
    get any() {
      return answers.size > 0;
    },
    follow(answer) {
      const done = (isIn: boolean): boolean => {
        answers.delete(followed);
        return isIn;
      };
      const followed = answer.then(
        (outcome) => done(wentIn(outcome)),
        () => done(false),
      );
      answers.add(followed);
      return answer;
    },
    async settled() {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const patience = new Promise<'silent'>((resolve) => {
        timer = setTimeout(resolve, PATIENCE_MS, 'silent');
      });
      try {
        while (answers.size > 0) {
          const all = await Promise.race([Promise.all(answers), patience]);
          if (all === 'silent') return all;
          if (all.includes(false)) return 'out';
        }
        return 'in';
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
