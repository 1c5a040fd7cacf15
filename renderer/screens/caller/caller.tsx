import './caller.css';
import { useEffect, useState, type ReactElement } from 'react';
import { errorText } from '#contract/error.ts';
import type { QueueDesk, QueueView } from '#contract/queue.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useStationClock, useStationTime } from '#renderer/app/station-clock.ts';
import { isElsewhere, useTillPlace } from '#renderer/app/till-place.ts';
import { useConnection, useTopic } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Rail } from '#renderer/parts/rail.tsx';
import { CallerBar } from './caller-bar.tsx';
import type { CallerAction } from './caller-keys.ts';
import { CallerSheets } from './caller-sheets.tsx';
import { CounterDoor, OpenDoor } from './counter-door.tsx';
import { viewOfCounter, type CounterView, type Tab } from '#renderer/app/desk-view.ts';
import { FiguresRow } from './figures-row.tsx';
import { LinkRail } from './link-rail.tsx';
import { NowBlock } from './now-block.tsx';
import { sheetStands, type CallerSheet } from './sheet.ts';
import { useCallerKeys } from './use-caller-keys.ts';
import { useChosenCounter } from './use-chosen-counter.ts';
import { useCaller, type CallerActions } from './use-caller.ts';
import { WaitingPanel } from './waiting-panel.tsx';

/** The caller of one counter: whom to call, who is here, and one key for the next. Narrow, it is a dock beside another program. */
export function CallerScreen(): ReactElement {
  const t = useText();
  const desk = useTopic('queueDesk');
  const queue = useTopic('queue');
  const place = useTillPlace();
  const [counterId, choose] = useChosenCounter(desk);
  useEffect(() => {
    document.title = `${t('caller.title')} · ${t('app.name')}`;
  }, [t]);
  if (!desk || !queue) {
    return (
      <main className="ca-door">
        <LinkRail />
        <p role="status">{t('caller.loading')}</p>
      </main>
    );
  }
  const view = viewOfCounter(desk, counterId);
  if (!view) return <CounterDoor desk={desk} onChoose={choose} />;
  const takeOver = isElsewhere(view.counter, place);
  if (view.counter.state === 'closed' || takeOver)
    return <OpenDoor counter={view.counter} signIn={desk.signIn} takeOver={takeOver} onOther={() => choose(undefined)} />;
  return <Desk desk={desk} queue={queue} view={view} onOther={() => choose(undefined)} />;
}

interface DeskProps {
  readonly desk: QueueDesk;
  readonly queue: QueueView;
  readonly view: CounterView;
  readonly onOther: () => void;
}

function Desk({ desk, queue, view, onOther }: DeskProps): ReactElement {
  const [language, setLanguage] = useLanguage();
  const actions = useCaller(view);
  const nowMs = useStationTime(useStationClock(), 1_000);
  const [tab, setTab] = useState<Tab>('mine');
  const [sheet, setSheet] = useState<CallerSheet>();
  const rows = view.lists[tab];
  const paused = view.counter.state === 'paused';
  if (sheet && !sheetStands(sheet, desk, view.current)) setSheet(undefined);

  function openTicket(ticketId: number): void {
    if (view.next?.ticketId === ticketId && !paused) actions.next();
    else setSheet({ kind: 'ticket', ticketId });
  }
  function act(action: CallerAction): void {
    switch (action.kind) {
      case 'next':
        return paused ? actions.resumeCounter() : actions.next();
      case 'recall':
        return actions.recall();
      case 'skip':
        return actions.skip();
      case 'hold':
        return actions.hold();
      case 'finish':
        return actions.finish();
      case 'start':
        return view.current?.state === 'called' ? actions.start() : undefined;
      case 'transfer':
        return view.current && actions.enabled ? setSheet({ kind: 'transfer', ticketId: view.current.ticketId }) : undefined;
      case 'row': {
        const ticket = rows[action.row - 1];
        return ticket && actions.enabled ? openTicket(ticket.ticketId) : undefined;
      }
      case 'language':
        return setLanguage(language === 'zh' ? 'en' : 'zh');
      case 'none':
        return undefined;
    }
  }
  useCallerKeys(act);

  return (
    <div className="ca-app">
      <CallerBar view={view} services={queue.services} nowMs={nowMs} actions={actions} onSheet={setSheet} />
      <main className="ca-work">
        <Rails actions={actions} />
        <WaitingPanel
          view={view}
          services={queue.services}
          tab={tab}
          nowMs={nowMs}
          enabled={actions.enabled}
          onTab={setTab}
          onTicket={openTicket}
        />
        <NowBlock
          view={view}
          recallLimit={queue.recallLimit}
          nowMs={nowMs}
          actions={actions}
          onTransfer={() => act({ kind: 'transfer' })}
        />
      </main>
      <FiguresRow desk={desk} day={queue.day} />
      {sheet ? (
        <CallerSheets
          sheet={sheet}
          desk={desk}
          queue={queue}
          view={view}
          actions={actions}
          onOther={onOther}
          onClose={() => setSheet(undefined)}
        />
      ) : null}
    </div>
  );
}

function Rails({ actions }: { actions: CallerActions }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const lost = useConnection() === 'lost';
  return (
    <div className="ca-rails">
      <LinkRail />
      {lost ? <Rail state="off" title={t('caller.lost')} detail={t('caller.lost.do')} /> : null}
      {actions.failure ? (
        <Rail state="bad" title={errorText(actions.failure, language)}>
          <Button size="small" onClick={actions.dismiss}>
            {t('caller.dismiss')}
          </Button>
        </Rail>
      ) : null}
    </div>
  );
}
