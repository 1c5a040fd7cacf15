/** Longest query that is looked at, in UTF-16 units; the rest is ignored. */
export const MAX_QUERY_LENGTH = 64;

/** Text that folding leaves alone but for its spaces: small letters, digits and the common Chinese characters. */
const SIMPLE = /^[\u4e00-\u9fffa-z0-9 ]*$/;
const HAN = /\p{Script=Han}/u;

/** Whether the text has a Chinese character. */
export function hasHan(text: string): boolean {
  return HAN.test(text);
}

/** Width and case folded away: ＡＢＣ, Abc and abc are one (Unicode NFKC, then lower case). */
export function fold(text: string): string {
  return text.toWellFormed().normalize('NFKC').toLowerCase();
}

/** Folded and without any white space or control character, as names are compared. */
export function squeeze(text: string): string {
  if (SIMPLE.test(text)) return text.replaceAll(' ', '');
  return fold(text).replace(/[\s\p{Cc}]+/gu, '');
}

/** The words of a query, folded, each once. All must match. */
export function queryWords(query: string): readonly string[] {
  const words = fold(query.slice(0, MAX_QUERY_LENGTH)).split(/[\s\p{Cc}]+/u);
  return [...new Set(words.filter((word) => word !== ''))];
}
