import { useState } from 'react';
import type { QueueDesk } from '#contract/queue.ts';
import { useTillPlace, viewOfPlace } from '#renderer/app/till-place.ts';

const COUNTER_KEY = 'guitai.caller.counter';

/** The counter this device calls for, remembered by it; on a device that stands at a counter by the setup, that one until another is chosen. */
export function useChosenCounter(desk: QueueDesk | undefined): [number | undefined, (counterId: number | undefined) => void] {
  const place = useTillPlace();
  const [chosen, setChosen] = useState(() => localStorage.getItem(COUNTER_KEY));
  const own = desk && viewOfPlace(desk, place)?.counter.id;
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
