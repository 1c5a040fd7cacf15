import { describe, expect, it } from 'vitest';
import { nextStaged } from '#renderer/screens/board/stage.ts';

const open = (...callIds: number[]) => callIds.map((callId) => ({ callId }));

describe('the call that is shown large', () => {
  it('is the newest one when the board opens', () => {
    expect(nextStaged(undefined, open(7, 5, 3), 1_000)).toEqual({ callId: 7, sinceMs: 1_000 });
  });

  it('is nothing while nobody is called', () => {
    expect(nextStaged({ callId: 7, sinceMs: 1_000 }, [], 2_000)).toBeUndefined();
  });

  it('calls that come at once take turns of four seconds, in their order', () => {
    const first = nextStaged(undefined, open(1), 0);
    expect(nextStaged(first, open(3, 2, 1), 3_999)).toEqual({ callId: 1, sinceMs: 0 });
    const second = nextStaged(first, open(3, 2, 1), 4_000);
    expect(second).toEqual({ callId: 2, sinceMs: 4_000 });
    const third = nextStaged(second, open(3, 2, 1), 8_000);
    expect(third).toEqual({ callId: 3, sinceMs: 8_000 });
    expect(nextStaged(third, open(3, 2, 1), 60_000)).toEqual({ callId: 3, sinceMs: 8_000 });
  });

  it('leaves at once when its customer is gone, and then the newest is shown', () => {
    expect(nextStaged({ callId: 4, sinceMs: 0 }, open(3, 2), 500)).toEqual({ callId: 3, sinceMs: 500 });
  });
});
