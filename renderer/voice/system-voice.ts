import type { Language } from '#contract/language.ts';

const LANGUAGE_TAG = { zh: /^(zh|cmn)\b/i, en: /^en\b/i } as const satisfies Record<Language, RegExp>;
/** Longest sentence of a slow voice; one that never says that it has ended is given up. */
const GIVE_UP_MS = 20_000;

/** Whether the operating system has a voice for the language that needs no network. */
export function hasSystemVoice(language: Language): boolean {
  return voiceFor(language) !== undefined;
}

/** Says one sentence with the system's voice; resolves when it has ended. `volume` 0–100. */
export function sayWithSystemVoice(words: string, language: Language, volume: number): Promise<void> {
  return new Promise((resolve) => {
    const utterance = new SpeechSynthesisUtterance(words);
    const voice = voiceFor(language);
    if (voice) utterance.voice = voice;
    utterance.volume = volume / 100;
    const giveUp = setTimeout(() => {
      speechSynthesis.cancel();
      resolve();
    }, GIVE_UP_MS);
    for (const end of ['end', 'error'] as const) {
      utterance.addEventListener(end, () => {
        clearTimeout(giveUp);
        resolve();
      });
    }
    speechSynthesis.speak(utterance);
  });
}

function voiceFor(language: Language): SpeechSynthesisVoice | undefined {
  if (!('speechSynthesis' in globalThis)) return undefined;
  return speechSynthesis.getVoices().find(({ lang, localService }) => localService && LANGUAGE_TAG[language].test(lang));
}
