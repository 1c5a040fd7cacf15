import type { ReactElement } from 'react';
import type { QueueView, TakenTicket } from '#contract/queue.ts';
import { formatMoment } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { QrCode } from '#renderer/parts/qr-code.tsx';
import { serviceName } from '#renderer/app/queue-words.ts';
import { waitText } from './service-words.ts';

/** The paper as it comes out of the slot, so that everybody knows where to look for it. */
export function TicketPicture(props: {
  ticket: TakenTicket;
  takenAtMs: number;
  queue: QueueView;
  counter: QueueView['counters'][number] | undefined;
  storeName: string;
  timeZone: string;
}): ReactElement {
  const { ticket, takenAtMs, queue, counter, storeName, timeZone } = props;
  const text = useText();
  const [language] = useLanguage();
  const service = queue.services.find(({ id }) => id === ticket.serviceId);
  return (
    <>
      <div className="kk-slot">
        <span>{text('kiosk.slot')}</span>
        <i />
      </div>
      <div className="kk-paper" aria-hidden="true">
        <p className="kk-store">{storeName}</p>
        <p>{service ? serviceName(service, language) : ''}</p>
        <p className="kk-n">{ticket.number}</p>
        <hr />
        <dl>
          <dt>{text('kiosk.paper.ahead')}</dt>
          <dd>{text('kiosk.peopleAhead', { count: ticket.ahead })}</dd>
          {ticket.estimate ? (
            <>
              <dt>{text('kiosk.paper.wait')}</dt>
              <dd>{waitText(ticket.estimate, text)}</dd>
            </>
          ) : null}
          {counter ? (
            <>
              <dt>{text('kiosk.paper.counter')}</dt>
              <dd>{text(`queue.counter.${counter.kind}`, { number: counter.number })}</dd>
            </>
          ) : null}
          <dt>{text('kiosk.paper.at')}</dt>
          <dd>{formatMoment(takenAtMs, language, timeZone)}</dd>
        </dl>
        <hr />
        {ticket.followUrl === '' ? null : (
          <>
            <QrCode data={ticket.followUrl} label={text('kiosk.follow')} />
            <p>{text('kiosk.follow')}</p>
          </>
        )}
        <p>{queue.missedRule}</p>
      </div>
    </>
  );
}
