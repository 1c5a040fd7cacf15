import './queue.css';
import { useEffect, useState, type ReactElement } from 'react';
import { useText } from '#renderer/app/i18n.ts';
import { useConnection, useTopic } from '#renderer/app/use-topic.ts';
import { PageHead } from '#renderer/parts/page-head.tsx';
import { Rail } from '#renderer/parts/rail.tsx';
import { Segments } from '#renderer/parts/segments.tsx';
import { LinkRail } from '../caller/link-rail.tsx';
import { LiveView } from './live-view.tsx';
import { SetupView } from './setup-view.tsx';
import { StatisticsView } from './statistics-view.tsx';

const VIEWS = ['live', 'stats', 'setup'] as const;
type View = (typeof VIEWS)[number];

/** The queue for whoever is responsible for it: as it stands, what became of it, and as it is set up. */
export function QueueScreen(): ReactElement {
  const t = useText();
  const desk = useTopic('queueDesk');
  const queue = useTopic('queue');
  const link = useTopic('queueLink');
  const session = useTopic('operator');
  const lost = useConnection() === 'lost';
  const [chosen, setView] = useState<View>();
  // A shop that has no counters yet begins with them, and stays there when it has the first.
  if (chosen === undefined && desk) setView(desk.counters.length === 0 ? 'setup' : 'live');
  const view = chosen ?? 'live';
  useEffect(() => {
    document.title = `${t('queue.title')} · ${t('app.name')}`;
  }, [t]);
  const locked = session?.state === 'locked';
  return (
    <main className="page qu-page">
      <Heading view={view} onView={setView} />
      {lost ? <Rail state="off" title={t('labels.lost')} detail={t('queue.lostHint')} /> : null}
      <LinkRail />
      {locked ? <Rail state="warn" title={t('people.locked')} detail={t('queue.locked')} /> : null}
      {!desk || !queue ? (
        <p role="status">{t('queue.loading')}</p>
      ) : view === 'live' ? (
        <LiveView desk={desk} queue={queue} />
      ) : view === 'stats' ? (
        <StatisticsView day={queue.day} />
      ) : link ? (
        <Rail state="warn" title={t('queue.elsewhere', { store: link.storeName })} detail={t('queue.elsewhere.do')} />
      ) : session?.rights.includes('settings') ? (
        <SetupView />
      ) : (
        <Rail state="warn" title={t('queue.notYours')} detail={t('queue.notYours.do')} />
      )}
    </main>
  );
}

function Heading({ view, onView }: { view: View; onView: (view: View) => void }): ReactElement {
  const t = useText();
  return (
    <PageHead
      title={t('queue.title')}
      links={
        window.guitai === undefined ? (
          <a className="btn sm" href="/caller" target="guitai-caller">
            {t('caller.title')}
          </a>
        ) : null
      }
    >
      <Segments
        label={t('queue.views')}
        options={VIEWS.map((value) => ({ value, label: t(`queue.view.${value}`) }))}
        value={view}
        onChange={onView}
      />
    </PageHead>
  );
}
