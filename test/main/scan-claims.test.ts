import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ScanClaim } from '#contract/scan.ts';
import type { Caller } from '#contract/role.ts';
import { createScanClaims, type ScanClaims } from '#main/scan-claims.ts';
import { createMemoryLog } from '../fakes/memory-log.ts';

const LABELS: Caller = { role: 'till' };
const OTHER: Caller = { role: 'till' };
const TABLET: Caller = { role: 'till', deviceId: 'tablet' };

let claims: ScanClaims;
let basket: string[];
let shown: ScanClaim | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  basket = [];
  claims = createScanClaims({
    toBasket: async (text) => void basket.push(text),
    publish: (name, value) => void (name === 'scanClaim' && (shown = value as ScanClaim)),
    log: createMemoryLog(),
  });
  claims.start();
});
afterEach(() => {
  claims.stop();
  vi.useRealTimers();
});

const claim = (screen: Caller): unknown => claims.handlers['scan.claim']({ by: 'labels' }, screen);
const release = (screen: Caller): unknown => claims.handlers['scan.release']({}, screen);
const take = (screen: Caller): unknown => claims.handlers['scan.take']({}, screen);
const scan = (...codes: readonly string[]): Promise<unknown> => Promise.all(codes.map((code) => claims.scanned(code)));

test('a scan nobody claims goes into the basket', async () => {
  await scan('A');
  expect([basket, shown]).toEqual([['A'], { by: null, waiting: 0 }]);
});

test('a screen that claims scans takes them in order, each once, and none is sold', async () => {
  claim(LABELS);
  await scan('A', 'B');
  expect(shown).toEqual({ by: 'labels', waiting: 2 });
  expect(take(LABELS)).toEqual({ scans: ['A', 'B'] });
  expect(take(LABELS)).toEqual({ scans: [] });
  vi.runAllTimers();
  expect([basket, shown]).toEqual([[], { by: 'labels', waiting: 0 }]);
});

test('released, or gone, what it did not take goes into the basket and so does what comes next', async () => {
  claim(LABELS);
  await scan('A', 'B');
  claims.left(LABELS);
  expect(take(LABELS)).toEqual({ scans: [] });
  await scan('C');
  claim(LABELS);
  release(LABELS);
  await scan('D');
  expect(basket).toEqual(['A', 'B', 'C', 'D']);
});

test('a screen that does not come for its scan within two seconds loses it, and cannot have it afterwards', async () => {
  claim(LABELS);
  await scan('A');
  vi.advanceTimersByTime(1999);
  expect(basket).toEqual([]);
  vi.advanceTimersByTime(1);
  expect([basket, shown]).toEqual([['A'], { by: null, waiting: 0 }]);
  expect(take(LABELS)).toEqual({ scans: [] });
});

test('the newest screen in front has the scans; the one behind can neither take nor release them', async () => {
  claim(LABELS);
  await scan('A');
  claim(OTHER);
  release(LABELS);
  expect(take(LABELS)).toEqual({ scans: [] });
  expect(take(OTHER)).toEqual({ scans: ['A'] });
});

test("a tablet cannot claim the counter's scanners", async () => {
  expect(() => claim(TABLET)).toThrow(expect.objectContaining({ code: 'forbidden' }));
  await scan('A');
  expect(basket).toEqual(['A']);
});

test('a screen that takes nothing while twenty scans come has them all sold', async () => {
  claim(LABELS);
  const codes = Array.from({ length: 21 }, (_, index) => `${index}`);
  await scan(...codes);
  expect(basket).toEqual(codes);
});
