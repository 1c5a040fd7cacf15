import { useEffect, useEffectEvent, useRef, useState } from 'react';

/**
 * The answer to a question that changes at every key, behind it by at most one request: nothing waits and nothing queues, the next request asks the
 * newest. `ask` resolves with undefined to leave the answer as it is; without a question there is none.
 */
export function useNewest<Answer extends object>(
  question: string | undefined,
  ask: (question: string) => Promise<Answer | undefined>,
): Answer | undefined {
  const [answer, setAnswer] = useState<Answer>();
  const wanted = useRef(question);
  const busy = useRef(false);
  const askNow = useEffectEvent(ask);

  useEffect(() => {
    wanted.current = question;
    async function follow(): Promise<void> {
      if (busy.current) return;
      busy.current = true;
      let asked: string | undefined;
      while (wanted.current !== undefined && wanted.current !== asked) {
        asked = wanted.current;
        const next = await askNow(asked);
        if (next && wanted.current !== undefined) setAnswer(next);
      }
      busy.current = false;
    }
    void follow();
  }, [question]);

  return question === undefined ? undefined : answer;
}
