import { useEffect, useState } from 'react';

/** Counts 0, 1 … one less than `count` and begins again, a step at a time. */
export function useTurn(count: number, stepMs: number): number {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (count < 2) return undefined;
    const timer = setInterval(() => setTurn((before) => before + 1), stepMs);
    return () => clearInterval(timer);
  }, [count, stepMs]);
  return turn % Math.max(1, count);
}
