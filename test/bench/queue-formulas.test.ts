import { expect, it } from 'vitest';
import { averageWaitMs, eappointmentMinutes, tablesReadyMs } from './queue-formulas.ts';

it('says what eappointment says for twelve minutes, two counters and none to five ahead', () => {
  const ranges = [0, 1, 2, 3, 4, 5].map((ahead) => eappointmentMinutes(12, 2, ahead));
  expect(ranges.map(({ high }) => high)).toEqual([6, 12, 18, 24, 30, 36]);
  expect(ranges.map(({ low }) => low)).toEqual([0, 0, 4, 9, 14, 19]);
});

it('says one interval for each who waits and oneself, as TablesReady', () => {
  expect(tablesReadyMs(240_000, 0)).toBe(240_000);
  expect(tablesReadyMs(240_000, 4)).toBe(1_200_000);
});

it('says the average wait for each who waits, as signmeup was asked to', () => {
  expect(averageWaitMs(300_000, 3)).toBe(900_000);
});
