import type { Language } from '#contract/language.ts';
import type { QueueCounter, QueueService } from '#contract/queue.ts';
import type { TextOf } from './i18n.ts';

/** What a counter is called: "2 号柜台", "Fitting room 3". */
export function counterName(t: TextOf, { kind, number }: Pick<QueueCounter, 'kind' | 'number'>): string {
  return t(`queue.counter.${kind}`, { number });
}

/** A service in the language of the screen; its own name where it has no English one. */
export function serviceName({ name, nameEn }: Pick<QueueService, 'name' | 'nameEn'>, language: Language): string {
  return language === 'en' && nameEn !== '' ? nameEn : name;
}
