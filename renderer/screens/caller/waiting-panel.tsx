import type { ReactElement } from 'react';
import type { DeskTicket, QueueView } from '#contract/queue.ts';
import { formatElapsed } from '#renderer/app/format.ts';
import { useText } from '#renderer/app/i18n.ts';
import { counterName } from '#renderer/app/queue-words.ts';
import { Button } from '#renderer/parts/button.tsx';
import { StateGlyph } from '#renderer/parts/state-glyph.tsx';
import { isLate, TABS, waitedMinutes, type CounterView, type Tab } from '#renderer/app/desk-view.ts';
import { TicketTags } from './ticket-tags.tsx';

/** Counters beside this one that the foot of the list has room for. */
const OTHERS_SHOWN = 3;

interface WaitingProps {
  readonly view: CounterView;
  readonly services: QueueView['services'];
  readonly tab: Tab;
  readonly nowMs: number;
  readonly enabled: boolean;
  readonly onTab: (tab: Tab) => void;
  readonly onTicket: (ticketId: number) => void;
}

/** Who waits for this counter, for all, is held or missed its turn; below, whom the others serve. */
export function WaitingPanel({ view, services, tab, nowMs, enabled, onTab, onTicket }: WaitingProps): ReactElement {
  const t = useText();
  const rows = view.lists[tab];
  return (
    <section className="ca-wait panel" aria-label={t('caller.tabs')}>
      <nav className="ca-tabs">
        {TABS.map((each) => (
          <button key={each} type="button" className={each === tab ? 'on' : ''} aria-pressed={each === tab} onClick={() => onTab(each)}>
            {t(`caller.tab.${each}`)}
            <b>{view.lists[each].length}</b>
          </button>
        ))}
      </nav>
      <div className="ca-row ca-heads" aria-hidden="true">
        <span>{t('caller.col.number')}</span>
        <span>{t('caller.col.customer')}</span>
        <span>{t('caller.col.waited')}</span>
        <span />
      </div>
      <ol className="ca-list">
        {rows.length === 0 ? <li className="none">{t(`caller.empty.${tab}`)}</li> : null}
        {rows.map((ticket) => (
          <Row key={ticket.ticketId} ticket={ticket} view={view} services={services} nowMs={nowMs} enabled={enabled} onTicket={onTicket} />
        ))}
      </ol>
      <Others view={view} nowMs={nowMs} />
    </section>
  );
}

interface RowProps extends Pick<WaitingProps, 'view' | 'services' | 'nowMs' | 'enabled' | 'onTicket'> {
  readonly ticket: DeskTicket;
}

function Row({ ticket, view, services, nowMs, enabled, onTicket }: RowProps): ReactElement {
  const t = useText();
  const { ticketId, number, state, customer, note, coming, counterId } = ticket;
  const waits = state === 'waiting';
  const late = waits && isLate(ticket, services, nowMs);
  const only =
    waits && counterId !== null && [view.counter, ...view.others.map(({ counter }) => counter)].find(({ id }) => id === counterId);
  const words = [
    note,
    ticket.heldReason,
    only ? t('caller.only', { counter: counterName(t, only) }) : '',
    coming ? t('caller.coming') : '',
  ];
  return (
    <li className={ticketId === view.next?.ticketId ? 'ca-row next' : 'ca-row'} data-number={number}>
      <span className="ca-no">{number}</span>
      <div className="ca-who">
        <p>
          <b>{customer === '' ? t('caller.walkIn') : customer}</b>
          <TicketTags ticket={ticket} />
        </p>
        <small>{words.filter((each) => each !== '').join(t('caller.and'))}</small>
      </div>
      <span className={late ? 'ca-waited late' : 'ca-waited'}>
        {late ? <StateGlyph state="warn" coloured={false} /> : null}
        {waitedMinutes(ticket, nowMs)}
        <small>{t('caller.minutes')}</small>
      </span>
      <Button
        size="small"
        disabled={!enabled}
        aria-label={t(waits ? 'caller.call.of' : 'caller.back.of', { number })}
        onClick={() => onTicket(ticketId)}
      >
        {t(waits ? 'caller.call' : 'caller.back')}
      </Button>
    </li>
  );
}

function Others({ view, nowMs }: Pick<WaitingProps, 'view' | 'nowMs'>): ReactElement | null {
  const t = useText();
  const others = view.others.slice(0, OTHERS_SHOWN);
  if (others.length === 0) return null;
  return (
    <div className="ca-others">
      {others.map(({ counter, ticket }) => (
        <div key={counter.id}>
          <span className="cut">{[counterName(t, counter), counter.operator?.name ?? ''].join('　').trim()}</span>
          <p>
            <b>{ticket?.number ?? '–'}</b>
            <small>
              {ticket
                ? t('caller.serving.for', { time: formatElapsed(nowMs - (ticket.startedAtMs ?? ticket.calledAtMs ?? nowMs)) })
                : t(counter.state === 'paused' ? 'caller.paused' : 'caller.now.free')}
            </small>
          </p>
        </div>
      ))}
    </div>
  );
}
