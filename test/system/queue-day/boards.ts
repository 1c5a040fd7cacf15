import type { Terminal } from './terminal.ts';
import type { QueueView } from '#contract/queue.ts';
import { createAnnouncer, type Announcement } from '#renderer/voice/announcer.ts';

const TIMES = 2;

/** A board without a picture: hears every call, and says it with a mouth that takes its time. */
export interface ListeningBoard {
  readonly heard: ReadonlySet<number>;
  readonly said: readonly Announcement[];
  /** Resolves when the shop has closed and all was said. */
  listen(): Promise<void>;
}

export function createListeningBoard(board: Terminal, closed: () => boolean): ListeningBoard {
  const heard = new Set<number>();
  const said: Announcement[] = [];
  let speaking = 0;
  const announcer = createAnnouncer({
    say: async () => {
      speaking += 1;
      // A word is over when the machine has had a turn for everything else.
      for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      speaking -= 1;
    },
    times: () => TIMES,
    nowMs: () => performance.timeOrigin + performance.now(),
    onSaid: (announcement) => said.push(announcement),
  });
  const hear = ({ calls }: QueueView): boolean => {
    for (const { callId } of calls) heard.add(callId);
    announcer.hear(calls.map((call) => ({ ...call, open: call.state === 'called' })));
    return closed();
  };
  return {
    heard,
    said,
    async listen() {
      await board.until('queue', hear);
      while (speaking > 0) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

/** What a board said wrong: two at once, one too often. */
export function speechProblems(said: readonly Announcement[]): readonly string[] {
  const times = Map.groupBy(said, ({ callId }) => callId);
  const often = [...times].flatMap(([callId, all]) => (all.length > TIMES ? [`call ${callId} was said ${all.length} times`] : []));
  const overlaps = said.flatMap(({ callId, startMs }, index) => {
    const before = said[index - 1];
    return before && startMs < before.endMs ? [`call ${callId} was said while ${before.callId} was`] : [];
  });
  return [...often, ...overlaps];
}
