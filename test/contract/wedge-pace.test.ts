import fc from 'fast-check';
import { expect, test } from 'vitest';
import { learnPace, readPace, scannerGapMs, writePace } from '#contract/wedge-pace.ts';

test('three bursts are needed, the slowest counts with a quarter of room, and never less than 30 or more than 50 ms', () => {
  expect(scannerGapMs([])).toBe(30);
  expect(scannerGapMs([36, 36])).toBe(30);
  expect(scannerGapMs([36, 32, 36])).toBe(45);
  expect(scannerGapMs([1, 1, 2])).toBe(30);
  expect(scannerGapMs([49, 49, 49])).toBe(50);
});

test('a burst teaches from 8 keys on, all under 50 ms and within 20 ms of each other', () => {
  expect(learnPace([], { characters: 8, fastestGapMs: 25, slowestGapMs: 45 })).toEqual([45]);
  expect(learnPace([], { characters: 7, fastestGapMs: 25, slowestGapMs: 45 })).toEqual([]);
  expect(learnPace([], { characters: 8, fastestGapMs: 24, slowestGapMs: 45 })).toEqual([]);
  expect(learnPace([], { characters: 8, fastestGapMs: 40, slowestGapMs: 50 })).toEqual([]);
});

test('eight bursts are remembered', () => {
  let pace = learnPace([], { characters: 13, fastestGapMs: 40, slowestGapMs: 41 });
  for (let burst = 0; burst < 8; burst += 1) pace = learnPace(pace, { characters: 13, fastestGapMs: 5, slowestGapMs: 6 });
  expect(pace).toEqual([6, 6, 6, 6, 6, 6, 6, 6]);
});

test('what was written down is read again, and text of any kind is no pace a scanner could not have', () => {
  expect(readPace(writePace([38, 6.25, 41.04]))).toEqual([38, 6.3, 41]);
  expect(readPace(null)).toEqual([]);
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-0-9. ]{0,40}$/)), (text) => {
      expect(scannerGapMs(readPace(text))).toBeLessThanOrEqual(50);
      expect(readPace(text).length).toBeLessThanOrEqual(8);
    }),
  );
});
