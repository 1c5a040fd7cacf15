import type { HostHandlers } from './host.ts';

/** A board that does not ask again within this time has lost the voice of its area. */
export const VOICE_LENT_MS = 15_000;
const MAX_AREAS = 50;

/** Lends the voice of each area to one board at a time: whoever asked first keeps it as long as it asks again. */
export function createBoardVoices(nowMs: () => number): Pick<HostHandlers, 'board.claimVoice'> {
  const lent = new Map<string, { readonly boardId: string; readonly untilMs: number }>();

  return {
    'board.claimVoice'({ boardId, area, want }) {
      for (const [other, { untilMs }] of lent) if (untilMs <= nowMs()) lent.delete(other);
      const holder = lent.get(area)?.boardId;
      if (holder !== undefined && holder !== boardId) return { granted: false };
      if (want && (holder !== undefined || lent.size < MAX_AREAS)) {
        lent.set(area, { boardId, untilMs: nowMs() + VOICE_LENT_MS });
        return { granted: true };
      }
      lent.delete(area);
      return { granted: false };
    },
  };
}
