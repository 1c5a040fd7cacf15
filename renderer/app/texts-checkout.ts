import type { Bilingual } from '#contract/language.ts';

/** The words of the frame every screen shares, and of the cashier's checkout. */
export const checkoutTexts = {
  'app.name': { zh: '柜台', en: 'Guitai' },
  'app.otherLanguage': { zh: 'English', en: '中文' },
  'app.notFound': { zh: '没有这个页面。', en: 'There is no such page.' },
} as const satisfies Record<string, Bilingual>;
