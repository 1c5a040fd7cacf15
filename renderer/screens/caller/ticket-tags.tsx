import type { ReactElement } from 'react';
import type { DeskTicket } from '#contract/queue.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Icon } from '#renderer/parts/icon.tsx';

/** What the people behind the counter should know at a glance: the member's level, and why a ticket goes before others. */
export function TicketTags({ ticket }: { ticket: Pick<DeskTicket, 'level' | 'class'> }): ReactElement {
  const t = useText();
  const isPlain = ticket.class === 'normal' || (ticket.class === 'vip' && ticket.level !== null);
  return (
    <>
      {ticket.level === null ? null : (
        <span className="tag line">
          <Icon name="star" size="s" />
          {t(`queue.level.${ticket.level}`)}
        </span>
      )}
      {isPlain ? null : <span className="tag line">{t(`queue.class.${ticket.class}`)}</span>}
    </>
  );
}
