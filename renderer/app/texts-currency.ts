import { CURRENCIES } from '#contract/currency.ts';
import type { Bilingual } from '#contract/language.ts';

export const currencyTexts = {
  'currency.HKD': CURRENCIES.HKD.words,
  'currency.MOP': CURRENCIES.MOP.words,
  'currency.TWD': CURRENCIES.TWD.words,
  'currency.USD': CURRENCIES.USD.words,
  'currency.EUR': CURRENCIES.EUR.words,
  'currency.GBP': CURRENCIES.GBP.words,
  'currency.JPY': CURRENCIES.JPY.words,
  'currency.KRW': CURRENCIES.KRW.words,
  'currency.SGD': CURRENCIES.SGD.words,
  'currency.THB': CURRENCIES.THB.words,
  'currency.RUB': CURRENCIES.RUB.words,
} as const satisfies Record<string, Bilingual>;
