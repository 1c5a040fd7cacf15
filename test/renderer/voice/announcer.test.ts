import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnnouncer, type Announcement, type Announcer, type HeardCall } from '#renderer/voice/announcer.ts';

/** A room with a clock of its own: each sentence takes its time, and what was said is written down. */
function room(options: { times?: number; lengthMs?: (call: HeardCall) => number } = {}) {
  const said: Announcement[] = [];
  let nowMs = 1_000_000;
  let mouth: { endMs: number; end: () => void } | undefined;
  let speakingAtOnce = 0;
  const announcer: Announcer<HeardCall> = createAnnouncer({
    times: () => options.times ?? 2,
    nowMs: () => nowMs,
    onSaid: (announcement) => said.push(announcement),
    say: (call) => {
      speakingAtOnce += 1;
      expect(speakingAtOnce).toBe(1);
      const lengthMs = options.lengthMs?.(call) ?? 5_000;
      return new Promise((resolve) => {
        mouth = { endMs: nowMs + lengthMs, end: resolve };
      });
    },
  });
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    announcer,
    said,
    get nowMs() {
      return nowMs;
    },
    /** Lets time pass, sentence by sentence. */
    async pass(ms: number): Promise<void> {
      const endMs = nowMs + ms;
      while (mouth && mouth.endMs <= endMs) {
        nowMs = mouth.endMs;
        const { end } = mouth;
        mouth = undefined;
        speakingAtOnce -= 1;
        end();
        await settle();
      }
      nowMs = endMs;
    },
  };
}

const call = (callId: number, calledAtMs: number, more: Partial<HeardCall> = {}): HeardCall => ({
  callId,
  ticketId: callId * 10,
  calledAtMs,
  open: true,
  ...more,
});
const ids = (said: readonly Announcement[]): number[] => said.map(({ callId }) => callId);

describe('the announcer', () => {
  it('says a call twice, and the same call again only when it is a recall', async () => {
    const { announcer, said, pass } = room();
    const first = call(1, 1_000_000, { ticketId: 7 });
    announcer.hear([first]);
    announcer.hear([first]);
    await pass(20_000);
    announcer.hear([first]);
    await pass(20_000);
    expect(said).toEqual([
      { callId: 1, startMs: 1_000_000, endMs: 1_005_000 },
      { callId: 1, startMs: 1_005_000, endMs: 1_010_000 },
    ]);
    announcer.hear([call(2, 1_040_000, { ticketId: 7 }), first]);
    await pass(20_000);
    expect(ids(said)).toEqual([1, 1, 2, 2]);
  });

  it('calls everybody once before it calls anybody twice', async () => {
    const { announcer, said, pass } = room();
    announcer.hear([call(1, 1_000_000)]);
    announcer.hear([call(3, 1_000_000), call(2, 1_000_000), call(1, 1_000_000)]);
    await pass(60_000);
    expect(ids(said)).toEqual([1, 2, 3, 1, 2, 3]);
  });

  it('does not repeat a call whose customer has come or left', async () => {
    const { announcer, said, pass } = room();
    announcer.hear([call(1, 1_000_000), call(2, 1_000_000)]);
    await pass(2_000);
    announcer.hear([call(1, 1_000_000, { open: false }), call(2, 1_000_000, { open: false })]);
    await pass(60_000);
    expect(ids(said)).toEqual([1]);
  });

  it('says a recall in place of the call before it', async () => {
    const { announcer, said, pass } = room();
    announcer.hear([call(1, 1_000_000), call(2, 1_000_000, { ticketId: 5 })]);
    announcer.hear([call(1, 1_000_000), call(2, 1_000_000, { ticketId: 5 }), call(3, 1_001_000, { ticketId: 5 })]);
    await pass(60_000);
    expect(ids(said)).toEqual([1, 3, 1, 3]);
  });

  it('says nothing that is older than a minute when it hears of it, and everything of the last minute', async () => {
    const { announcer, said, pass } = room({ times: 1 });
    announcer.hear([call(1, 939_999), call(2, 940_000), call(3, 999_000)]);
    await pass(60_000);
    expect(ids(said)).toEqual([2, 3]);
  });

  it('a call that waits for its turn longer than a minute is still said', async () => {
    const { announcer, said, pass } = room({ times: 1, lengthMs: () => 40_000 });
    announcer.hear([call(1, 1_000_000), call(2, 1_000_000), call(3, 1_000_000)]);
    await pass(200_000);
    expect(ids(said)).toEqual([1, 2, 3]);
  });

  it('goes on after the station went back to a backup with lower call ids', async () => {
    const { announcer, said, pass } = room({ times: 1 });
    announcer.hear([call(500, 1_000_000)]);
    await pass(10_000);
    announcer.hear([]);
    announcer.hear([call(21, 1_009_000)]);
    await pass(10_000);
    expect(ids(said)).toEqual([500, 21]);
  });

  it('falls silent after the sentence it is at', async () => {
    const { announcer, said, pass } = room();
    announcer.hear([call(1, 1_000_000), call(2, 1_000_000)]);
    announcer.silence();
    await pass(60_000);
    expect(ids(said)).toEqual([1]);
  });

  it('a sentence that fails does not end the announcements', async () => {
    const said: number[] = [];
    const announcer = createAnnouncer<HeardCall>({
      times: () => 1,
      nowMs: () => 0,
      onSaid: ({ callId }) => said.push(callId),
      say: ({ callId }) => (callId === 1 ? Promise.reject(new Error('no audio device')) : Promise.resolve()),
    });
    announcer.hear([call(1, 0), call(2, 0)]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(said).toEqual([1, 2]);
  });

  it('never says two things at once, each call exactly as often as is set, whatever comes when', async () => {
    const steps = fc.array(
      fc.record({
        calls: fc.integer({ min: 0, max: 4 }),
        passMs: fc.integer({ min: 0, max: 9_000 }),
        lengthMs: fc.integer({ min: 1, max: 8_000 }),
      }),
      { minLength: 1, maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 3 }), async (events, times) => {
        const lengths = new Map<number, number>();
        const { announcer, said, pass, ...clock } = room({ times, lengthMs: ({ callId }) => lengths.get(callId) ?? 1 });
        const known: HeardCall[] = [];
        let atMs = clock.nowMs;
        for (const { calls, passMs, lengthMs } of events) {
          for (let count = 0; count < calls; count += 1) {
            known.push(call(known.length + 1, atMs));
            lengths.set(known.length, lengthMs);
          }
          announcer.hear(known);
          await pass(passMs);
          atMs += passMs;
        }
        await pass(10_000_000);
        for (const [index, { startMs }] of said.entries()) expect(startMs).toBeGreaterThanOrEqual(said[index - 1]?.endMs ?? 0);
        for (const { callId } of known) expect(said.filter((announcement) => announcement.callId === callId)).toHaveLength(times);
      }),
      { numRuns: 60 },
    );
  });
});
