import type { ReactElement, ReactNode } from 'react';
import type { QueueDesk } from '#contract/queue.ts';
import { formatCount } from '#renderer/app/format.ts';
import { useLanguage, useText, type TextKey } from '#renderer/app/i18n.ts';

/** The day so far, over all counters. */
export function FiguresRow({ desk }: { desk: QueueDesk }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const guests = (count: number): ReactNode => (
    <>
      {formatCount(count, language)}
      <small>{t('caller.fig.guests')}</small>
    </>
  );
  const figure = (name: TextKey, value: ReactNode): ReactElement => (
    <div>
      <span>{t(name)}</span>
      <b>{value}</b>
    </div>
  );
  return (
    <footer className="ca-figures">
      {figure('caller.fig.served', guests(desk.served))}
      {figure('caller.fig.waiting', guests(desk.waiting))}
      {figure('caller.fig.missed', guests(desk.missed))}
    </footer>
  );
}
