import type { Language } from '#contract/language.ts';
import { PLACE_WORDS, type PlaceKind } from '#contract/voice-clips.ts';

/** Whom to call, and where to. */
export interface SpokenCall {
  /** "A032" */
  readonly number: string;
  readonly place: { readonly kind: PlaceKind; readonly number: number };
}

/** Clips that follow each other at once; between two phrases there is a short breath. */
export type Phrase = readonly string[];

/** What is said for a call: the chime, then the sentence in each language in its order. Ticket numbers are read digit by digit. */
export function sentenceOf({ number, place }: SpokenCall, languages: readonly Language[]): readonly Phrase[] {
  const characters = Array.from(number.toLowerCase());
  const { clip } = PLACE_WORDS[place.kind];
  const said = {
    zh: [named('zh', ['please', ...characters, 'number']), named('zh', ['to', ...mandarinNumber(place.number), 'number', clip])],
    en: [named('en', ['number', ...characters]), named('en', ['please-go-to', clip, ...englishNumber(place.number)])],
  } satisfies Record<Language, readonly Phrase[]>;
  return [['chime'], ...languages.flatMap((language) => said[language])];
}

/** The same in words, for a voice of the operating system. `placeName` is what the language calls the counter. */
export function wordsOf(number: string, placeName: string, language: Language): string {
  const spelled = Array.from(number).join(' ');
  return language === 'zh' ? `请 ${spelled} 号，到 ${placeName}` : `Number ${spelled}, please go to ${placeName}`;
}

const named = (language: Language, clips: readonly string[]): Phrase => clips.map((clip) => `${language}-${clip}`);

/** 12 → 十 二, 20 → 二 十, 35 → 三 十 五; from 100 on digit by digit. */
function mandarinNumber(number: number): readonly string[] {
  if (number < 10 || number > 99) return Array.from(String(number));
  const tens = Math.floor(number / 10);
  const ones = number % 10;
  return [...(tens === 1 ? [] : [String(tens)]), '10', ...(ones === 0 ? [] : [String(ones)])];
}

/** 12 → twelve, 20 → twenty, 35 → thirty five; from 100 on digit by digit. */
function englishNumber(number: number): readonly string[] {
  if (number < 20) return [String(number)];
  if (number > 99) return Array.from(String(number));
  const ones = number % 10;
  return [String(number - ones), ...(ones === 0 ? [] : [String(ones)])];
}
