import { describe, expect, test } from 'vitest';
import { formatNumber, nextNumber, queueDay } from '#main/store/queue/ticket/numbering.ts';

const nobody = (): boolean => false;

describe('numbers that begin again every day', () => {
  const daily = { firstNumber: 1, lastNumber: 3, resetsDaily: true };

  test('follow on each other and end with the range', () => {
    expect(nextNumber(daily, undefined, nobody)).toBe(1);
    expect(nextNumber(daily, 1, nobody)).toBe(2);
    expect(nextNumber(daily, 2, nobody)).toBe(3);
    expect(nextNumber(daily, 3, nobody)).toBeUndefined();
  });

  test('go on where the settings moved the range in the middle of the day', () => {
    expect(nextNumber({ ...daily, firstNumber: 101, lastNumber: 200 }, 3, nobody)).toBe(101);
    expect(nextNumber({ ...daily, lastNumber: 9 }, 3, nobody)).toBe(4);
    expect(nextNumber({ ...daily, lastNumber: 2 }, 3, nobody)).toBeUndefined();
  });
});

describe('numbers that run on', () => {
  const running = { firstNumber: 5, lastNumber: 7, resetsDaily: false };

  test('begin again after the last one', () => {
    expect(nextNumber(running, 7, nobody)).toBe(5);
    expect(nextNumber(running, 5, nobody)).toBe(6);
  });

  test('are used up while the number that would come is still taken', () => {
    expect(nextNumber(running, 7, (number) => number === 5)).toBeUndefined();
    expect(nextNumber(running, 5, (number) => number === 6)).toBeUndefined();
  });
});

test('a number is shown with three digits, or as many as the last one has', () => {
  expect(formatNumber({ prefix: 'A', lastNumber: 99 }, 7)).toBe('A007');
  expect(formatNumber({ prefix: 'A', lastNumber: 999 }, 32)).toBe('A032');
  expect(formatNumber({ prefix: 'AB', lastNumber: 9_999 }, 32)).toBe('AB0032');
});

describe('the day of the queue', () => {
  test('is the business day, and does not go back over midnight with the clock', () => {
    expect(queueDay(undefined, '2026-11-22')).toBe('2026-11-22');
    expect(queueDay('2026-11-22', '2026-11-23')).toBe('2026-11-23');
    expect(queueDay('2026-11-23', '2026-11-22')).toBe('2026-11-23');
    expect(queueDay('2026-12-01', '2026-11-30')).toBe('2026-12-01');
  });

  test('leaves a day that only a wrong clock has seen', () => {
    expect(queueDay('2031-01-01', '2026-11-22')).toBe('2026-11-22');
    expect(queueDay('2026-11-24', '2026-11-22')).toBe('2026-11-22');
  });
});
