import { z } from 'zod';
import type { Words } from './language.ts';
import { parseYuan } from './money.ts';

/** The currencies a shop may take notes and coins of besides its own. */
export const ForeignCurrency = z.enum(['HKD', 'MOP', 'TWD', 'USD', 'EUR', 'GBP', 'JPY', 'KRW', 'SGD', 'THB', 'RUB']);
export type ForeignCurrency = z.infer<typeof ForeignCurrency>;

/** What people call them, and their decimals (ISO 4217). */
export const CURRENCIES = {
  HKD: { decimals: 2, words: { zh: '港币', en: 'Hong Kong dollars' } },
  MOP: { decimals: 2, words: { zh: '澳门币', en: 'Macau patacas' } },
  TWD: { decimals: 2, words: { zh: '新台币', en: 'New Taiwan dollars' } },
  USD: { decimals: 2, words: { zh: '美元', en: 'US dollars' } },
  EUR: { decimals: 2, words: { zh: '欧元', en: 'Euros' } },
  GBP: { decimals: 2, words: { zh: '英镑', en: 'Pounds' } },
  JPY: { decimals: 0, words: { zh: '日元', en: 'Yen' } },
  KRW: { decimals: 0, words: { zh: '韩元', en: 'Won' } },
  SGD: { decimals: 2, words: { zh: '新加坡元', en: 'Singapore dollars' } },
  THB: { decimals: 2, words: { zh: '泰铢', en: 'Baht' } },
  RUB: { decimals: 2, words: { zh: '卢布', en: 'Roubles' } },
} as const satisfies Record<ForeignCurrency, { readonly decimals: 0 | 2; readonly words: Words }>;

/** What the shop gives for one of it, in yuan: "0.9123". */
export const ExchangeRate = z.string().regex(/^(?!0+(\.0+)?$)\d{1,4}(\.\d{1,6})?$/, '0.000001 to 9999.999999');
export type ExchangeRate = z.infer<typeof ExchangeRate>;

/** A currency and the shop's rate for it. */
export interface Exchange {
  readonly currency: ForeignCurrency;
  readonly rate: ExchangeRate;
}

/** A rate of 1 in millionths. */
const WHOLE_RATE = 1_000_000n;

/** Yuan fen for so much of a currency, in its own smallest unit: amount × rate, down to the fen. */
export function foreignValue(foreignMinor: number, { currency, rate }: Exchange): number {
  return Number((BigInt(foreignMinor) * millionths(rate) * 100n) / (minorOf(currency) * WHOLE_RATE));
}

/** The least of a currency that is worth so many fen. */
export function foreignNeeded(amountMinor: number, { currency, rate }: Exchange): number {
  const [dividend, divisor] = [BigInt(amountMinor) * minorOf(currency) * WHOLE_RATE, millionths(rate) * 100n];
  return Number((dividend + divisor - 1n) / divisor);
}

/** An amount as it is typed, in the smallest unit of its currency; undefined where the currency has no such amount. */
export function parseForeign(text: string, currency: ForeignCurrency): number | undefined {
  const hundredths = parseYuan(text);
  if (hundredths === undefined || CURRENCIES[currency].decimals === 2) return hundredths;
  return hundredths % 100 === 0 ? hundredths / 100 : undefined;
}

/** "100.00", and "5000" where the currency has no decimals. */
export function formatForeign(foreignMinor: number, currency: ForeignCurrency): string {
  if (CURRENCIES[currency].decimals === 0) return String(foreignMinor);
  return `${Math.floor(foreignMinor / 100)}.${String(foreignMinor % 100).padStart(2, '0')}`;
}

function minorOf(currency: ForeignCurrency): bigint {
  return 10n ** BigInt(CURRENCIES[currency].decimals);
}

function millionths(rate: ExchangeRate): bigint {
  const [whole = '0', decimals = ''] = rate.split('.');
  return BigInt(whole) * WHOLE_RATE + BigInt(decimals.padEnd(6, '0'));
}
