import { z } from 'zod';

/** The two languages every screen and message exists in. */
export const Language = z.enum(['zh', 'en']);
export type Language = z.infer<typeof Language>;

/** One sentence in both languages. */
export type Bilingual = Readonly<Record<Language, string>>;

/** Most characters of words that are data. */
export const MAX_WORDS_CHARACTERS: Readonly<Record<Language, number>> = { zh: 120, en: 240 };

/** One sentence in both languages, where it is data: what the shop or a rule says, kept in the journal and shown on any screen. */
export const Words = z.strictObject({
  zh: z.string().min(1).max(MAX_WORDS_CHARACTERS.zh),
  en: z.string().min(1).max(MAX_WORDS_CHARACTERS.en),
});
export type Words = z.infer<typeof Words>;
