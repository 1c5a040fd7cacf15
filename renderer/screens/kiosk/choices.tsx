import type { ReactElement } from 'react';
import type { QueueView, TicketClass } from '#contract/queue.ts';
import { waitRange } from '#contract/wait-minutes.ts';
import { formatMoment } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { Icon } from '#renderer/parts/icon.tsx';
import { serviceName } from '#renderer/app/queue-words.ts';
import { serviceNote, type KioskService } from './service-words.ts';

/** What the customer came for, a row each: one tap takes a ticket. */
export function Choices(props: {
  queue: QueueView;
  timeZone: string;
  /** No ticket can be taken now: the rows say how it is and do nothing. */
  still: boolean;
  onTake: (serviceId: number, ticketClass?: Extract<TicketClass, 'assisted'>) => void;
}): ReactElement {
  const { queue, timeZone, still, onTake } = props;
  return (
    <ul className="kk-cats">
      {queue.services.map((service) => (
        <ServiceRow key={service.id} service={service} timeZone={timeZone} still={still} onTake={onTake} />
      ))}
    </ul>
  );
}

function ServiceRow(props: {
  service: KioskService;
  timeZone: string;
  still: boolean;
  onTake: (serviceId: number, ticketClass?: Extract<TicketClass, 'assisted'>) => void;
}): ReactElement {
  const { service, timeZone, still, onTake } = props;
  const text = useText();
  const [language] = useLanguage();
  const name = serviceName(service, language);
  const off = still || service.closed !== null;
  return (
    <li className="kk-cat">
      <button
        type="button"
        className="kk-go"
        disabled={off}

        onClick={() => onTake(service.id)}
      >
        <span className="kk-letter">{service.prefix}</span>
        <span className="kk-name">
          <b>{name}</b>
          <span>{serviceNote(service, language)}</span>
        </span>
        {service.closed ? <Closed closed={service.closed} timeZone={timeZone} /> : <Standing service={service} />}
        <Icon name="right" />
      </button>
      {service.offersAssisted ? (
        <button
          type="button"
          className="kk-assist"
          disabled={off}
          aria-label={text('kiosk.assistedFor', { service: name })}
          onClick={() => onTake(service.id, 'assisted')}
        >
          {text('kiosk.assisted')}
        </button>
      ) : null}
    </li>
  );
}

function Standing({ service }: { service: KioskService }): ReactElement {
  const text = useText();
  const range = service.estimate ? waitRange(service.estimate) : undefined;
  return (
    <>
      <span className="kk-fact">
        {text('kiosk.ahead')}
        <b>
          {service.waiting}
          <small>{text('kiosk.people', { count: service.waiting })}</small>
        </b>
      </span>
      <span className="kk-fact">
        {text('kiosk.wait')}
        {range === undefined ? (
          <b className="kk-words">{text(service.estimate ? 'kiosk.noWait' : 'kiosk.noCounter')}</b>
        ) : (
          <b>
            {range}
            <small>{text('kiosk.minutes')}</small>
          </b>
        )}
      </span>
    </>
  );
}

function Closed({ closed, timeZone }: { closed: NonNullable<KioskService['closed']>; timeZone: string }): ReactElement {
  const text = useText();
  const [language] = useLanguage();
  return (
    <span className="kk-fact kk-closed">
      {text(`queue.closed.${closed.why}`)}
      {closed.why === 'hours' && closed.opensAtMs !== null ? (
        <b className="kk-words">{text('kiosk.opensAt', { at: formatMoment(closed.opensAtMs, language, timeZone) })}</b>
      ) : null}
    </span>
  );
}
