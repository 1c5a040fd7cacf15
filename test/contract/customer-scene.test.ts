import { expect, test } from 'vitest';
import { scenesOf, THANKED_AFTER_MS } from '#contract/customer-scene.ts';

const amounts = { totalMinor: 9950, tenderedMinor: 10_000, changeMinor: 50 };

test('what is shown stays until something else is', () => {
  expect(scenesOf({ show: 'idle' })).toEqual([{ scene: { scene: 'idle' } }]);
  expect(scenesOf({ show: 'closed' })).toEqual([{ scene: { scene: 'closed' } }]);
  expect(scenesOf({ show: 'pay', totalMinor: 9950 })).toEqual([{ scene: { scene: 'pay', totalMinor: 9950 } }]);
  expect(scenesOf({ show: 'total', totalMinor: 9950 })).toEqual([{ scene: { scene: 'total', totalMinor: 9950 } }]);
});

test('a sale ends in money taken, change and thanks, and after eight seconds in the resting picture', () => {
  expect(scenesOf({ show: 'paid', ...amounts })).toEqual([
    { scene: { scene: 'paid', ...amounts }, forMs: 1500 },
    { scene: { scene: 'change', ...amounts }, forMs: 4500 },
    { scene: { scene: 'thanks', ...amounts }, forMs: 2000 },
    { scene: { scene: 'idle' } },
  ]);
  expect(THANKED_AFTER_MS).toBe(8000);
});
