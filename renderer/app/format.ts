import type { Language } from '#contract/language.ts';
import { formatYuanGrouped } from '#contract/money.ts';

const LOCALE = { zh: 'zh-CN', en: 'en-GB' } as const satisfies Record<Language, string>;
const MINUS = '−';

/** The sign a currency is written with in front of the amount; an unknown currency is written as its code. */
export function currencyMark(currency: string): string {
  return currency === 'CNY' ? '¥' : `${currency} `;
}

/** Fen without a currency mark, with thousands groups and a true minus: -12050 → "−120.50". */
export function formatAmount(amountMinor: number): string {
  return amountMinor < 0 ? MINUS + formatYuanGrouped(-amountMinor) : formatYuanGrouped(amountMinor);
}

/** Fen with the mark, for running text: 100200 → "¥1,002.00". */
export function formatMoney(amountMinor: number, currency = 'CNY'): string {
  const figures = currencyMark(currency) + formatAmount(Math.abs(amountMinor));
  return amountMinor < 0 ? `−${figures}` : figures;
}

/** Whole yuan lose their fen, for notes and quick amounts: 105000 → "1,050", 105050 → "1,050.50". */
export function formatShortAmount(amountMinor: number): string {
  return formatAmount(amountMinor).replace(/\.00$/, '');
}

/** A plain count with thousands groups. */
export function formatCount(count: number, language: Language): string {
  return new Intl.NumberFormat(LOCALE[language]).format(count);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(language: Language, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(LOCALE[language], { ...options, timeZone });
    formats.set(key, format);
  }
  return format;
}

/** Hours and minutes at the store: "15:42". */
export function formatClock(atMs: number, language: Language, timeZone: string): string {
  return dateFormat(language, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(atMs);
}

/** Day, month, hours and minutes at the store: "11/22 15:42", "22/11, 15:42". */
export function formatMoment(atMs: number, language: Language, timeZone: string): string {
  return dateFormat(language, timeZone, { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    atMs,
  );
}

/** Bytes as gigabytes with one decimal, below one as megabytes: "12.5 GB", "240 MB". */
export function formatGigabytes(bytes: number): string {
  const gigabytes = bytes / 1024 ** 3;
  return gigabytes >= 1 ? `${gigabytes.toFixed(1)} GB` : `${Math.round(bytes / 1024 ** 2)} MB`;
}

/** Hours, minutes and seconds at the store: "15:42:07". */
export function formatClockSeconds(atMs: number, language: Language, timeZone: string): string {
  return dateFormat(language, timeZone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(atMs);
}

/** The date at the store as business dates are written: "2026-11-22". */
export function isoDateAt(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(atMs);
}

/** A business date (YYYY-MM-DD) in words: "6月14日 星期六", "Sat, 14 Jun". */
export function formatBusinessDate(businessDate: string, language: Language): string {
  const atMs = Date.parse(`${businessDate}T00:00:00Z`);
  return dateFormat(language, 'UTC', { month: 'short', day: 'numeric', weekday: language === 'zh' ? 'long' : 'short' }).format(atMs);
}

const two = (value: number): string => String(value).padStart(2, '0');

/** A time that runs, in minutes and seconds, from an hour on with hours: "3:24", "1:05:09". */
export function formatElapsed(elapsedMs: number): string {
  const seconds = Math.max(0, Math.floor(elapsedMs / 1000));
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}:${two(seconds % 60)}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
