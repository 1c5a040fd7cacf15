import type { QueueView, WaitEstimate } from '#contract/queue.ts';
import type { Language } from '#contract/language.ts';
import { waitRange } from '#contract/wait-minutes.ts';
import type { TextOf } from '#renderer/app/i18n.ts';

export type KioskService = QueueView['services'][number];

/** The line below the name. */
export function serviceNote({ note, noteEn }: Pick<KioskService, 'note' | 'noteEn'>, language: Language): string {
  return language === 'en' && noteEn !== '' ? noteEn : note;
}

/** Everybody who waits, whatever for. */
export function waitingInAll({ services }: QueueView): number {
  return services.reduce((sum, { waiting }) => sum + waiting, 0);
}

/** The next time any service opens by its hours, where all of them are closed; undefined where one is open or none will open. */
export function nextOpening({ services }: QueueView): number | undefined {
  const times = services.flatMap(({ closed }) => (closed?.opensAtMs == null ? [] : [closed.opensAtMs]));
  return times.length === 0 ? undefined : Math.min(...times);
}

/** No ticket can be taken for anything now. */
export function allClosed({ services }: QueueView): boolean {
  return services.every(({ closed }) => closed !== null);
}

/** The one counter that serves it, where there is just one: "go to counter 2". */
export function onlyCounter(queue: QueueView, serviceId: number): QueueView['counters'][number] | undefined {
  const ids = queue.services.find(({ id }) => id === serviceId)?.counterIds ?? [];
  return ids.length === 1 ? queue.counters.find(({ id }) => id === ids[0]) : undefined;
}

/** "8–12 分钟", or that there is no wait. */
export function waitText(estimate: WaitEstimate, text: TextOf): string {
  const minutes = waitRange(estimate);
  return minutes === undefined ? text('kiosk.noWait') : text('kiosk.about', { minutes });
}
