import { z } from 'zod';

/** The two languages every screen and message exists in. */
export const Language = z.enum(['zh', 'en']);
export type Language = z.infer<typeof Language>;

/** One sentence in both languages. */
export type Bilingual = Readonly<Record<Language, string>>;
