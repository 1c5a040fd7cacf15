import { expect, test } from 'vitest';
import { liveQueueDay } from './queue-day.ts';

test(
  'a short day with two deaths of the station loses no ticket, calls in the order of the rule and says nothing twice at once',
  { timeout: 180_000 },
  async () => {
    const outcome = await liveQueueDay({ seed: 11, tickets: 60, kills: 2 });
    expect(outcome.problems).toEqual([]);
    expect(outcome).toMatchObject({ tickets: 60 });
    expect(outcome.recoveriesMs).toHaveLength(2);
    expect(outcome.calls).toBeGreaterThanOrEqual(50);
    expect(outcome.said).toBeGreaterThan(0);
  },
);
