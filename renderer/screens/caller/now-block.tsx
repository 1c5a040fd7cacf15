import type { CSSProperties, ReactElement } from 'react';
import type { DeskTicket } from '#contract/queue.ts';
import { formatElapsed } from '#renderer/app/format.ts';
import { useText, type TextKey } from '#renderer/app/i18n.ts';
import { Icon, type IconName } from '#renderer/parts/icon.tsx';
import { Kbd } from '#renderer/parts/kbd.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';
import { waitedMinutes, type CounterView } from '#renderer/app/desk-view.ts';
import { TicketTags } from './ticket-tags.tsx';
import type { CallerActions } from './use-caller.ts';

interface NowProps {
  readonly view: CounterView;
  readonly recallLimit: number;
  readonly nowMs: number;
  readonly actions: CallerActions;
  readonly onTransfer: () => void;
}

/** Who is at this counter now, what can be done with the ticket, and the one key for the next. */
export function NowBlock({ view, recallLimit, nowMs, actions, onTransfer }: NowProps): ReactElement {
  const { current, counter } = view;
  return (
    <section className="ca-now ink" aria-live="polite">
      <Head view={view} />
      {current ? <Current ticket={current} nowMs={nowMs} /> : <Nobody view={view} nowMs={nowMs} />}
      <Acts current={current} recallLimit={recallLimit} actions={actions} onTransfer={onTransfer} />
      {counter.state === 'paused' ? <ResumeButton actions={actions} /> : <NextButton view={view} actions={actions} />}
    </section>
  );
}

function Head({ view: { current, counter } }: Pick<NowProps, 'view'>): ReactElement {
  const t = useText();
  const paused = counter.state === 'paused';
  return (
    <p className="ca-head">
      {paused ? (
        <StateWords state="off">{[t('caller.paused'), counter.pauseReason].filter(Boolean).join(' · ')}</StateWords>
      ) : current ? (
        <StateWords state={current.state === 'called' ? 'busy' : 'ok'}>
          {t(current.state === 'called' ? 'caller.now.called' : 'caller.now.serving')}
        </StateWords>
      ) : (
        <StateWords state="idle">{t('caller.now.free')}</StateWords>
      )}
      {current && current.recalls > 0 ? <span>{t('caller.calledTimes', { count: current.recalls + 1 })}</span> : null}
    </p>
  );
}

function Current({ ticket, nowMs }: { ticket: DeskTicket; nowMs: number }): ReactElement {
  const t = useText();
  const style: CSSProperties & Record<'--n', number> = { '--n': ticket.number.length };
  return (
    <div className="ca-cur">
      <span className="n" style={style}>
        {ticket.number}
      </span>
      <dl>
        <dt>{t(ticket.startedAtMs === null ? 'caller.called.for' : 'caller.served.for')}</dt>
        <dd>{formatElapsed(nowMs - (ticket.startedAtMs ?? ticket.calledAtMs ?? nowMs))}</dd>
        <dt>{t('caller.waited')}</dt>
        <dd>{t('caller.waited.minutes', { minutes: waitedMinutes(ticket, nowMs) })}</dd>
      </dl>
      <p className="who">
        <b>{ticket.customer === '' ? t('caller.walkIn') : ticket.customer}</b>
        <TicketTags ticket={ticket} />
        {ticket.phone === '' ? null : <span>{ticket.phone}</span>}
        {ticket.note === '' ? null : <span>{ticket.note}</span>}
      </p>
    </div>
  );
}

function Nobody({ view: { next }, nowMs }: Pick<NowProps, 'view' | 'nowMs'>): ReactElement {
  const t = useText();
  return (
    <div className="ca-cur none">
      <p>
        <b>{t('caller.nobody')}</b>
        {next ? t('caller.nobody.next', { number: next.number, minutes: waitedMinutes(next, nowMs) }) : t('caller.nobody.none')}
      </p>
    </div>
  );
}

function Acts({
  current,
  recallLimit,
  actions,
  onTransfer,
}: Omit<NowProps, 'view' | 'nowMs'> & { readonly current: DeskTicket | undefined }): ReactElement {
  const t = useText();
  const called = current?.state === 'called';
  const act = (name: TextKey, icon: IconName, keys: string, onClick: () => void, can: boolean): ReactElement => (
    <button type="button" disabled={!actions.enabled || !can} onClick={onClick}>
      <Icon name={icon} />
      <span>{t(name)}</span>
      <Kbd keys={keys} />
    </button>
  );
  const here = current !== undefined;
  return (
    <div className="ca-acts">
      {act('caller.recall', 'volume', 'R', actions.recall, called && current.recalls < recallLimit)}
      {act('caller.skip', 'skip', 'S', actions.skip, called)}
      {act('caller.hold', 'pause', 'H', actions.hold, here)}
      {act('caller.transfer', 'transfer', 'T', onTransfer, here)}
      {called ? act('caller.start', 'user', 'Enter', actions.start, true) : act('caller.finish', 'check', 'F', actions.finish, here)}
    </div>
  );
}

function NextButton({ view: { current, next }, actions }: Pick<NowProps, 'view' | 'actions'>): ReactElement {
  const t = useText();
  const words = next
    ? t('caller.next', { number: next.number })
    : current
      ? t('caller.next.finish', { number: current.number })
      : t('caller.next.none');
  return (
    <button type="button" className="ca-next" disabled={!actions.enabled || (!next && !current)} onClick={actions.next}>
      <span>{words}</span>
      {next && current ? <small>{t('caller.next.finishes', { number: current.number })}</small> : null}
      <Kbd keys={t('caller.space')} />
    </button>
  );
}

function ResumeButton({ actions }: Pick<NowProps, 'actions'>): ReactElement {
  const t = useText();
  return (
    <button type="button" className="ca-next" disabled={!actions.enabled} onClick={actions.resumeCounter}>
      <span>{t('caller.resume')}</span>
      <Kbd keys={t('caller.space')} />
    </button>
  );
}
