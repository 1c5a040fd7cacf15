import { expect, test } from 'vitest';
import { lessonOf, positionOf } from '#drivers/drawer/position.ts';

test.each([
  ['high_open', true, 'open'],
  ['high_open', false, 'closed'],
  ['high_closed', true, 'closed'],
  ['high_closed', false, 'open'],
  ['unknown', true, 'unknown'],
  ['unknown', false, 'unknown'],
  ['high_open', undefined, 'unknown'],
  ['high_closed', undefined, 'unknown'],
] as const)('polarity %s and level %s: %s', (polarity, high, position) => {
  expect(positionOf(polarity, high)).toBe(position);
});

test.each([
  [true, false, 'high_open'],
  [false, true, 'high_closed'],
  [true, true, 'no_sensor'],
  [false, false, 'no_sensor'],
  [undefined, false, 'no_sensor'],
  [true, undefined, 'no_sensor'],
] as const)('open %s and closed %s teach %s', (open, closed, lesson) => {
  expect(lessonOf({ open, closed })).toBe(lesson);
});
