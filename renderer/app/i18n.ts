import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Bilingual, Language } from '#contract/language.ts';
import { texts, type TextKey } from './texts.ts';

export type { TextKey } from './texts.ts';
export type TextValues = Readonly<Record<string, string | number>>;
/** The wording of a key in the language of the screen, with `{name}` filled in. */
export type TextOf = (key: TextKey, values?: TextValues) => string;

/** Which language a screen speaks: chosen by a person and remembered, otherwise what the station suggests. */
export interface LanguageStore {
  get(): Language;
  set(language: Language): void;
  /** Takes effect only while nobody has chosen. */
  suggest(language: Language): void;
  subscribe(listener: () => void): () => void;
}

const HTML_LANG = { zh: 'zh-CN', en: 'en' } as const satisfies Record<Language, string>;

/** Keeps the choice under one key per screen, so that the customer's language is not the cashier's, and sets `<html lang>`. */
export function createLanguageStore(screen: string): LanguageStore {
  const storageKey = `guitai.language.${screen}`;
  const listeners = new Set<() => void>();
  const stored = readStored(storageKey);
  let chosen = stored !== undefined;
  let language: Language = stored ?? 'zh';

  function apply(next: Language): void {
    document.documentElement.lang = HTML_LANG[next];
    if (next === language) return;
    language = next;
    for (const listener of listeners) listener();
  }
  apply(language);

  return {
    get: () => language,
    set(next) {
      chosen = true;
      writeStored(storageKey, next);
      apply(next);
    },
    suggest(next) {
      if (!chosen) apply(next);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const LanguageContext = createContext<LanguageStore | undefined>(undefined);

function useLanguageStore(): LanguageStore {
  const store = useContext(LanguageContext);
  if (!store) throw new Error('useLanguage needs a LanguageContext');
  return store;
}

/** The language of this screen and the switch. */
export function useLanguage(): [Language, (language: Language) => void] {
  const store = useLanguageStore();
  const language = useSyncExternalStore(store.subscribe, store.get);
  return [language, store.set];
}

/** The words of this screen; the same function until the language changes. */
export function useText(): TextOf {
  const [language] = useLanguage();
  return textIn[language];
}

/** Fills `{name}` from the values and `{name|item|items}` by whether the value is 1; a name without a value stays as it is. */
export function fillText(text: string, values: TextValues = {}): string {
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (whole: string, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (many === undefined) return String(value);
    return (value === 1 || value === '1' ? one : many) ?? whole;
  });
}

/** The words in one language, outside React. */
export const textIn: Readonly<Record<Language, TextOf>> = {
  zh: (key, values) => fillText((texts[key] as Bilingual).zh, values),
  en: (key, values) => fillText((texts[key] as Bilingual).en, values),
};

function readStored(key: string): Language | undefined {
  try {
    const stored = localStorage.getItem(key);
    return stored === 'zh' || stored === 'en' ? stored : undefined;
  } catch {
    return undefined;
  }
}

function writeStored(key: string, language: Language): void {
  try {
    localStorage.setItem(key, language);
  } catch {
    // A browser that forbids storage still switches, it only forgets.
  }
}
