import { useCallback, useState } from 'react';
import type { WireError } from '#contract/error.ts';
import { wireErrorOf } from './client.ts';

export interface Refusal {
  /** The last request refused, until the next one or until it is dismissed. */
  readonly failure: WireError | undefined;
  dismiss(): void;
  /** The answer, or undefined where it was refused. Never rejects. */
  ask<Answer>(answer: Promise<Answer>): Promise<Answer | undefined>;
  /** Whether it was done. Never rejects. */
  done(answer: Promise<unknown>): Promise<boolean>;
}

/** Keeps what a screen was refused, to be shown. All its functions stay the same between renders. */
export function useRefusal(): Refusal {
  const [failure, setFailure] = useState<WireError>();
  const dismiss = useCallback(() => setFailure(undefined), []);
  const ask = useCallback(async <Answer>(answer: Promise<Answer>): Promise<Answer | undefined> => {
    setFailure(undefined);
    try {
      return await answer;
    } catch (error) {
      setFailure(wireErrorOf(error));
      return undefined;
    }
  }, []);
  const done = useCallback(async (answer: Promise<unknown>) => (await ask(answer)) !== undefined, [ask]);
  return { failure, dismiss, ask, done };
}
