import { useEffect, useState } from 'react';

/** A call that is shown large, and since when. */
export interface Staged {
  readonly callId: number;
  readonly sinceMs: number;
}

/** Every call is large for at least so long, also when several counters call at once: longer than its three pulses. */
export const STAGE_MS = 4_000;

/**
 * Which call is shown large. Calls that come at once take turns in their order; the last one stays until the next comes or its customer is gone.
 * `open` newest first. Pure.
 */
export function nextStaged(staged: Staged | undefined, open: readonly { readonly callId: number }[], nowMs: number): Staged | undefined {
  const newest = open[0];
  if (!newest) return undefined;
  const stays = staged && open.some(({ callId }) => callId === staged.callId);
  if (!stays) return { callId: newest.callId, sinceMs: nowMs };
  if (nowMs - staged.sinceMs < STAGE_MS) return staged;
  const next = open.findLast(({ callId }) => callId > staged.callId);
  return next ? { callId: next.callId, sinceMs: nowMs } : staged;
}

/** The call that is shown large now. */
export function useStaged(open: readonly { readonly callId: number }[]): number | undefined {
  const [staged, setStaged] = useState<Staged>();
  const ids = open.map(({ callId }) => callId).join();
  useEffect(() => {
    const calls = ids === '' ? [] : ids.split(',').map((id) => ({ callId: Number(id) }));
    const turn = (): void => setStaged((before) => nextStaged(before, calls, Date.now()));
    turn();
    const timer = setInterval(turn, STAGE_MS / 4);
    return () => clearInterval(timer);
  }, [ids]);
  return staged?.callId;
}
