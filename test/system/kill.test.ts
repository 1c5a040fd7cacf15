import { expect, test } from 'vitest';
import { killStation } from './kill-station.ts';

test(
  'kill -9 at random moments: every acknowledged sale is there exactly once, numbers have no gap, the books balance',
  { timeout: 120_000 },
  async () => {
    const report = await killStation({ rounds: 8, seed: 20_261_122, log: () => undefined });
    expect(report.broken).toEqual([]);
    expect(report.acknowledged).toBeGreaterThan(0);
  },
);
