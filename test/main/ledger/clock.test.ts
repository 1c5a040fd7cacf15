import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Ledger } from '#main/ledger/ledger.ts';
import { verifyLedger } from '#main/ledger/verify.ts';
import { openTestLedger, saleDraft, START_MS, temporaryDirectory } from './fixtures.ts';

const HOUR_MS = 3_600_000;
const directory = temporaryDirectory();
let files = 0;
let file = '';
let uptimeMs = 0;
let ledger: Ledger;
beforeEach(() => {
  file = join(directory.path, `clock-${(files += 1)}.db`);
  uptimeMs = 1_000_000;
  open();
});
afterAll(() => {
  directory.remove();
});

function open(): void {
  ledger = openTestLedger(file, { uptimeMs: () => uptimeMs });
}

/** Sells at this time after the start; the machine itself has counted on by `elapsedMs`. */
function sellAt(afterMs: number, elapsedMs = 0): void {
  uptimeMs += elapsedMs;
  ledger.commit(saleDraft({ lines: 1, tsMs: START_MS + afterMs }));
}

/** What the journal holds, after everything is closed and checked. */
function journal(): readonly unknown[] {
  const entries = Array.from({ length: ledger.head().seq }, (_, index) => ledger.read(index + 1));
  ledger.close();
  expect(verifyLedger(file).ok).toBe(true);
  return entries.map((entry) => (entry?.kind === 'clock.stepped' ? entry.body : [entry?.number, (entry?.tsMs ?? 0) - START_MS]));
}

test('a clock set back is journaled once with both times, before the sale, which keeps its place and its reading', () => {
  sellAt(0);
  sellAt(-HOUR_MS, 5_000);
  sellAt(-HOUR_MS + 1_000, 1_000);
  expect(journal()).toEqual([
    [1, 0],
    { v: 1, direction: 'back', previousMs: START_MS, nowMs: START_MS - HOUR_MS, elapsedMs: 5_000 },
    [2, -HOUR_MS],
    [3, -HOUR_MS + 1_000],
  ]);
});

test('a clock set back while the station was off is seen at the first entry', () => {
  sellAt(0);
  ledger.close();
  open();
  sellAt(-HOUR_MS);
  expect(journal()).toEqual([
    [1, 0],
    { v: 1, direction: 'back', previousMs: START_MS, nowMs: START_MS - HOUR_MS, elapsedMs: null },
    [2, -HOUR_MS],
  ]);
});

test('a clock set ahead is journaled when the machine did not count the time that passed', () => {
  sellAt(0);
  sellAt(24 * HOUR_MS, 60_000);
  expect(journal()).toEqual([
    [1, 0],
    { v: 1, direction: 'ahead', previousMs: START_MS, nowMs: START_MS + 24 * HOUR_MS, elapsedMs: 60_000 },
    [2, 24 * HOUR_MS],
  ]);
});

test.each([
  ['a quiet night', 14 * HOUR_MS, 14 * HOUR_MS],
  ['a clock slewed back by two seconds', -2_000, 100],
  ['a clock put right by ten minutes', 600_000, 0],
])('%s is no step', (_name, afterMs, elapsedMs) => {
  sellAt(0);
  sellAt(afterMs, elapsedMs);
  expect(journal()).toHaveLength(2);
});

test('a step is told once, also when its sale was not saved', () => {
  sellAt(0);
  const broken = { ...saleDraft({ tsMs: START_MS - HOUR_MS }), body: () => ({ rate: 0.5 }) };
  expect(() => ledger.commit(broken)).toThrow('not a safe integer');
  sellAt(-HOUR_MS);
  expect(journal()).toMatchObject([[1, 0], { direction: 'back' }, [2, -HOUR_MS]]);
});
