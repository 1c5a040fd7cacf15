import type { Language } from './language.ts';

/** A sound that announcements are made of: a file `<name>.ogg` of the product, or the shop's own under the same name. */
export interface VoiceClip {
  readonly name: string;
  /** What the voice of the language says: English words, or Mandarin in numbered pinyin; a capital is the letter's name. Left out: the chime. */
  readonly says?: { readonly language: Language; readonly words: string };
}

/** Where a called customer goes: the word behind the number in Mandarin, before it in English. */
export const PLACE_WORDS = {
  counter: { clip: 'counter', zh: 'gui4tai2', en: 'counter' },
  window: { clip: 'window', zh: 'chuang1kou3', en: 'window' },
  room: { clip: 'room', zh: 'zhen3shi4', en: 'room' },
  fitting_room: { clip: 'fitting-room', zh: 'shi4yi1jian1', en: 'fitting room' },
  service_desk: { clip: 'service-desk', zh: 'fu2wu4tai2', en: 'service desk' },
} as const;
export type PlaceKind = keyof typeof PLACE_WORDS;

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const MANDARIN_DIGITS = 'ling2 yi1 er4 san1 si4 wu3 liu4 qi1 ba1 jiu3 shi2'.split(' ');
const ENGLISH_NUMBERS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const ENGLISH_TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

const zh = (name: string, words: string): VoiceClip => ({ name: `zh-${name}`, says: { language: 'zh', words } });
const en = (name: string, words: string): VoiceClip => ({ name: `en-${name}`, says: { language: 'en', words } });

/** Every clip that ships with the product, in the order of the recipe (main/cli/make-voice.ts). */
export const VOICE_CLIPS: readonly VoiceClip[] = [
  { name: 'chime' },
  zh('please', 'qing3'),
  zh('number', 'hao4'),
  zh('to', 'dao4'),
  ...MANDARIN_DIGITS.map((words, digit) => zh(String(digit), words)),
  ...LETTERS.map((letter) => zh(letter.toLowerCase(), letter)),
  ...Object.values(PLACE_WORDS).map((place) => zh(place.clip, place.zh)),
  en('number', 'number'),
  en('please-go-to', 'please go to'),
  ...ENGLISH_NUMBERS.map((words, number) => en(String(number), words)),
  ...ENGLISH_TENS.map((words, index) => en(String((index + 2) * 10), words)),
  ...LETTERS.map((letter) => en(letter.toLowerCase(), letter)),
  ...Object.values(PLACE_WORDS).map((place) => en(place.clip, place.en)),
];
