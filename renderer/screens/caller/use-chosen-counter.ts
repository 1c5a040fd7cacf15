import { useState } from 'react';
import type { QueueDesk } from '#contract/queue.ts';
import { useTopicPart } from '#renderer/app/use-topic.ts';

const COUNTER_KEY = 'guitai.caller.counter';

/** The counter this device calls for, remembered by it; on a till that stands at a counter, that one until another is chosen. */
export function useChosenCounter(desk: QueueDesk | undefined): [number | undefined, (counterId: number | undefined) => void] {
  const terminal = useTopicPart('station', (station) => station?.terminal);
  const [chosen, setChosen] = useState(() => localStorage.getItem(COUNTER_KEY));
  const own = desk?.counters.find((counter) => counter.terminal !== '' && counter.terminal === terminal)?.id;
  const counterId = chosen === null ? own : chosen === '' ? undefined : Number(chosen);
  return [
    counterId,
    (next) => {
      const kept = next === undefined ? '' : String(next);
      localStorage.setItem(COUNTER_KEY, kept);
      setChosen(kept);
    },
  ];
}
