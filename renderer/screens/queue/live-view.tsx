import type { ReactElement } from 'react';
import type { QueueDesk, QueueView } from '#contract/queue.ts';
import { formatCount, formatElapsed } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { counterName, serviceName } from '#renderer/app/queue-words.ts';
import { useStationClock, useStationTime } from '#renderer/app/station-clock.ts';
import { StateWords } from '#renderer/parts/state-glyph.tsx';
import { supervise, type QueueAlert, type Supervision } from './supervision.ts';

const MINUTE_MS = 60_000;
const ALERTS_SHOWN = 6;

const inMinutes = (ms: number): number => Math.ceil(ms / MINUTE_MS);

/** The queue as it stands: who serves whom for how long, who waits longest, and where somebody should help. */
export function LiveView({ desk, queue }: { desk: QueueDesk; queue: QueueView }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const nowMs = useStationTime(useStationClock(), 1_000);
  const { longest, alerts, counters, services } = supervise(desk, queue, nowMs);
  return (
    <div className="qu-live">
      <div className="qu-figures">
        <Figure label={t('caller.fig.waiting')} value={formatCount(desk.waiting, language)} />
        <Figure
          label={t('queue.live.longest')}
          value={longest ? t('queue.live.longestOf', { minutes: longest.minutes, number: longest.ticket.number }) : t('queue.live.nobody')}
        />
        <Figure label={t('caller.fig.served')} value={formatCount(desk.served, language)} />
        <Figure label={t('caller.fig.missed')} value={formatCount(desk.missed, language)} />
      </div>
      <Alerts alerts={alerts} />
      <CounterTable counters={counters} nowMs={nowMs} />
      <ServiceTable services={services} />
    </div>
  );
}

function Figure({ label, value }: { label: string; value: string }): ReactElement {
  return (
    <div className="panel qu-figure">
      <span>{label}</span>
      <b>{value}</b>
    </div>
  );
}

function Alerts({ alerts }: { alerts: readonly QueueAlert[] }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  return (
    <section className="panel qu-alerts" aria-label={t('queue.alerts')}>
      <header className="pt">
        <h2>{t('queue.alerts')}</h2>
      </header>
      <ul className="qu-inset">
        {alerts.length === 0 ? (
          <li>
            <StateWords state="ok">{t('queue.alerts.none')}</StateWords>
          </li>
        ) : null}
        {alerts.slice(0, ALERTS_SHOWN).map((alert) =>
          alert.kind === 'late' ? (
            <li key={alert.ticket.ticketId}>
              <StateWords state="warn">{t('queue.alert.late', { number: alert.ticket.number, minutes: alert.minutes })}</StateWords>
            </li>
          ) : (
            <li key={`service ${alert.service.id}`}>
              <StateWords state="bad">
                {t('queue.alert.unserved', { service: serviceName(alert.service, language), count: alert.service.waiting })}
              </StateWords>
            </li>
          ),
        )}
        {alerts.length > ALERTS_SHOWN ? <li>{t('queue.alerts.more', { count: alerts.length - ALERTS_SHOWN })}</li> : null}
      </ul>
    </section>
  );
}

const COUNTER_STATE = { open: 'idle', paused: 'warn', closed: 'off' } as const;

function CounterTable({ counters, nowMs }: { counters: Supervision['counters']; nowMs: number }): ReactElement {
  const t = useText();
  return (
    <section className="panel wide" tabIndex={0} aria-label={t('queue.counters')}>
      <header className="pt">
        <h2>{t('queue.counters')}</h2>
      </header>
      <table className="qu-table">
        <thead>
          <tr>
            <th>{t('queue.live.counter')}</th>
            <th>{t('queue.live.person')}</th>
            <th>{t('queue.live.now')}</th>
            <th className="num">{t('queue.live.for')}</th>
            <th className="num">{t('queue.live.waits')}</th>
          </tr>
        </thead>
        <tbody>
          {counters.map(({ counter, ticket, sinceMs, waiting }) => (
            <tr key={counter.id}>
              <td>
                <b>{counterName(t, counter)}</b>
              </td>
              <td>{counter.operator?.name ?? ''}</td>
              <td>
                {ticket ? (
                  <StateWords state={ticket.state === 'called' ? 'busy' : 'ok'}>
                    {`${ticket.number} · ${t(ticket.state === 'called' ? 'queue.state.called' : 'queue.state.serving')}`}
                  </StateWords>
                ) : (
                  <StateWords state={COUNTER_STATE[counter.state]}>
                    {[t(`queue.live.${counter.state}`), counter.pauseReason].filter((words) => words !== '').join(' · ')}
                  </StateWords>
                )}
              </td>
              <td className="num">{sinceMs === null ? '' : formatElapsed(nowMs - sinceMs)}</td>
              <td className="num">{counter.state === 'closed' ? '' : waiting}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ServiceTable({ services }: { services: Supervision['services'] }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  return (
    <section className="panel wide" tabIndex={0} aria-label={t('queue.services')}>
      <header className="pt">
        <h2>{t('queue.services')}</h2>
      </header>
      <table className="qu-table">
        <thead>
          <tr>
            <th>{t('queue.live.service')}</th>
            <th className="num">{t('queue.state.waiting')}</th>
            <th className="num">{t('queue.live.longest')}</th>
            <th className="num">{t('queue.live.target')}</th>
            <th className="num">{t('queue.live.estimate')}</th>
            <th>{t('queue.live.tickets')}</th>
          </tr>
        </thead>
        <tbody>
          {services.map(({ service, longestMinutes }) => (
            <tr key={service.id}>
              <td>
                <b>{`${service.prefix} ${serviceName(service, language)}`}</b>
              </td>
              <td className="num">{service.waiting}</td>
              <td className="num">{longestMinutes === undefined ? '' : t('caller.waited.minutes', { minutes: longestMinutes })}</td>
              <td className="num">{t('caller.waited.minutes', { minutes: service.targetMinutes })}</td>
              <td className="num">
                {service.estimate
                  ? t('queue.live.range', { low: inMinutes(service.estimate.lowMs), high: inMinutes(service.estimate.highMs) })
                  : ''}
              </td>
              <td>
                <StateWords state={service.closed ? 'off' : 'ok'}>
                  {t(service.closed ? `queue.closed.${service.closed.why}` : 'queue.live.giving')}
                </StateWords>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
