import { expect, test } from 'vitest';
import { createAddressLimits } from '#main/web/phone/address-limits.ts';

const open = { burst: 1_000_000, perSecond: 0 };

test('an address that asks too much is turned away, another one is not, and in time it is heard again', () => {
  let nowMs = 0;
  const limits = createAddressLimits({ burst: 3, perSecond: 1 }, open, () => nowMs);
  const asked = (): boolean[] => Array.from({ length: 5 }, () => limits.take('10.0.0.7'));
  expect(asked()).toEqual([true, true, true, false, false]);
  expect(limits.take('10.0.0.8')).toBe(true);
  nowMs = 2_000;
  expect(asked()).toEqual([true, true, false, false, false]);
});

test('a flood from ever new addresses meets the limit of all together', () => {
  const limits = createAddressLimits({ burst: 5, perSecond: 1 }, { burst: 100, perSecond: 0 }, () => 0);
  const passed = Array.from({ length: 10_000 }, (_, index) => limits.take(`fe80::${index.toString(16)}`)).filter(Boolean);
  expect(passed.length).toBe(100);
});
