/** A call as the station tells it. Ids rise; a recall is a call of its own. */
export interface HeardCall {
  readonly callId: number;
  readonly ticketId: number;
  readonly calledAtMs: number;
  /** Still called: the customer has not come, left or been given up. */
  readonly open: boolean;
}

/** What was said, and when it began and ended. */
export interface Announcement {
  readonly callId: number;
  readonly startMs: number;
  readonly endMs: number;
}

export interface AnnouncerOptions<Call extends HeardCall> {
  /** Says one call and resolves when the room is silent again. One is asked at a time. */
  say(call: Call): Promise<void>;
  /** How often each call is said. */
  times(): number;
  /** The station's clock. */
  nowMs(): number;
  onSaid?(announcement: Announcement): void;
}

/** A call that old when it is first heard of, after a reconnect, is not said any more. */
export const SPOKEN_FOR_MS = 60_000;

/** The one mouth of an area: calls of all its counters one after the other, never two at once. */
export interface Announcer<Call extends HeardCall> {
  /** The calls the station shows now, in any order. Each id is said once, so many times. */
  hear(calls: readonly Call[]): void;
  /** Says nothing more after the word it is at; what it has heard stays heard. */
  silence(): void;
}

/**
 * Everybody is called a first time before anybody is called a second time. A call whose customer came or left meanwhile is not repeated, and a
 * recall takes the place of the call before it.
 */
export function createAnnouncer<Call extends HeardCall>(options: AnnouncerOptions<Call>): Announcer<Call> {
  const { nowMs } = options;
  const waiting = new Map<number, { readonly call: Call; readonly said: number }>();
  let lastCallId = 0;
  let speaking = false;

  function take(): { readonly call: Call; readonly said: number } | undefined {
    const [next] = [...waiting.values()].toSorted((a, b) => a.said - b.said || a.call.callId - b.call.callId);
    if (next) waiting.delete(next.call.callId);
    return next;
  }

  async function speak(): Promise<void> {
    if (speaking) return;
    speaking = true;
    for (let next = take(); next; next = take()) {
      const { call } = next;
      const said = next.said + 1;
      if (said < options.times()) waiting.set(call.callId, { call, said });
      const startMs = nowMs();
      try {
        await options.say(call);
      } catch {
        // A word that could not be said is not waited for: the others are.
      }
      options.onSaid?.({ callId: call.callId, startMs, endMs: nowMs() });
    }
    speaking = false;
  }

  return {
    hear(calls) {
      const highest = Math.max(0, ...calls.map(({ callId }) => callId));
      // Ids below the known ones: the station went back to a backup. The age alone tells what is new.
      if (highest > 0 && highest < lastCallId) lastCallId = 0;
      for (const call of calls) {
        if (!call.open) waiting.delete(call.callId);
        else if (call.callId > lastCallId && nowMs() - call.calledAtMs <= SPOKEN_FOR_MS) waiting.set(call.callId, { call, said: 0 });
      }
      for (const [callId, { call }] of waiting) {
        if (calls.some((other) => other.ticketId === call.ticketId && other.callId > callId)) waiting.delete(callId);
      }
      lastCallId = Math.max(lastCallId, highest);
      void speak();
    },
    silence: () => waiting.clear(),
  };
}
