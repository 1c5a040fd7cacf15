import { expect, test } from 'vitest';
import { fillText } from '#renderer/app/i18n.ts';
import {
  formatAmount,
  formatBusinessDate,
  formatClock,
  formatClockSeconds,
  formatCount,
  formatMoney,
  formatShortAmount,
  isoDateAt,
} from '#renderer/app/format.ts';

/** 2026-11-22 15:43:52 in Beijing. */
const AFTERNOON_MS = Date.UTC(2026, 10, 22, 7, 43, 52);

test('money has its mark, groups and two decimals, and a true minus', () => {
  expect(formatMoney(100_200)).toBe('¥1,002.00');
  expect(formatMoney(5, 'USD')).toBe('USD 0.05');
  expect(formatMoney(-12_900)).toBe('−¥129.00');
  expect(formatAmount(-12_050)).toBe('−120.50');
  expect(formatAmount(999_999_999)).toBe('9,999,999.99');
});

test('quick amounts lose zero fen only', () => {
  expect(formatShortAmount(105_000)).toBe('1,050');
  expect(formatShortAmount(105_050)).toBe('1,050.50');
});

test('the date is that of the store, which may be tomorrow elsewhere', () => {
  const lateMs = Date.UTC(2026, 10, 22, 16, 30);
  expect(isoDateAt(lateMs, 'Asia/Shanghai')).toBe('2026-11-23');
  expect(isoDateAt(lateMs, 'Europe/Berlin')).toBe('2026-11-22');
});

test('times are the time of the store, whatever the clock of the machine', () => {
  expect(formatClock(AFTERNOON_MS, 'zh', 'Asia/Shanghai')).toBe('15:43');
  expect(formatClock(AFTERNOON_MS, 'en', 'America/New_York')).toBe('02:43');
  expect(formatClockSeconds(AFTERNOON_MS, 'zh', 'Asia/Shanghai')).toBe('15:43:52');
  expect(formatClock(Date.UTC(2026, 10, 21, 16, 0), 'zh', 'Asia/Shanghai')).toBe('00:00');
});

test('dates and counts are written as the language writes them', () => {
  expect(formatBusinessDate('2026-11-22', 'zh')).toBe('11月22日星期日');
  expect(formatBusinessDate('2026-11-22', 'en')).toBe('Sun 22 Nov');
  expect(formatCount(12_345, 'zh')).toBe('12,345');
});

test('words are filled by name and chosen by number', () => {
  expect(fillText('{count} {count|item|items}', { count: 1 })).toBe('1 item');
  expect(fillText('{count} {count|item|items}', { count: 14 })).toBe('14 items');
  expect(fillText('{missing} short', {})).toBe('{missing} short');
  expect(fillText('{name}', { name: '{count}' })).toBe('{count}');
});
