import { useState, type ReactElement } from 'react';
import './kiosk.css';
import { errorText } from '#contract/error.ts';
import type { QueueView } from '#contract/queue.ts';
import type { Station } from '#contract/station.ts';
import { isUnanswered } from '#renderer/app/client.ts';
import { formatBusinessDate, formatClock, formatMoment, isoDateAt } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useStationClock, useStationTime } from '#renderer/app/station-clock.ts';
import { useConnection, useTopic } from '#renderer/app/use-topic.ts';
import { useUnattended } from '#renderer/app/use-unattended.ts';
import { useWedge } from '#renderer/app/use-wedge.ts';
import { Button } from '#renderer/parts/button.tsx';
import { BrandMark, Icon } from '#renderer/parts/icon.tsx';
import { StateGlyph, type StateName } from '#renderer/parts/state-glyph.tsx';
import { Choices } from './choices.tsx';
import { NumberPad } from './number-pad.tsx';
import { paperState, paperTrouble } from './paper-state.ts';
import { allClosed, nextOpening, waitingInAll } from './service-words.ts';
import { Side } from './side.tsx';
import { TicketView } from './ticket-view.tsx';
import { useIdle, useKiosk, type Kiosk, type KioskNotice } from './use-kiosk.ts';

const IDLE_MS = 20_000;

/** The public touch screen where customers take a ticket. Sees numbers and counts only; with the station lost it keeps them, says so, and gives none. */
export function KioskScreen(): ReactElement {
  const station = useTopic('station');
  const queue = useTopic('queue');
  const kiosk = useKiosk();
  const lost = useConnection() !== 'connected';
  const clock = useStationClock();
  const nowMs = useStationTime(clock, 1_000);
  const [language, setLanguage] = useLanguage();
  useUnattended();
  useWedge({ remember: () => () => undefined, onScan: (code) => lost || kiosk.scanned(code) });
  useIdle(IDLE_MS, () => {
    if (kiosk.view.kind === 'ticket') return;
    kiosk.reset();
    if (station) setLanguage(station.locale.startsWith('zh') ? 'zh' : 'en');
  });
  return (
    <div className="kk-page" data-lost={lost}>
      <header className="kk-head">
        <span className="brand">
          <BrandMark />
          <span>{station?.storeName ?? ''}</span>
        </span>
        {station ? (
          <>
            <span className="kk-date">{formatBusinessDate(isoDateAt(nowMs, station.timeZone), language)}</span>
            <time>{formatClock(nowMs, language, station.timeZone)}</time>
          </>
        ) : null}
        <LanguageButton />
      </header>
      {station && queue ? <Work station={station} queue={queue} kiosk={kiosk} lost={lost} nowMs={nowMs} /> : <Shut says="kiosk.starting" />}
    </div>
  );
}

function LanguageButton(): ReactElement {
  const text = useText();
  const [language, setLanguage] = useLanguage();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <Button icon="globe" lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => setLanguage(other)}>
      {text('app.otherLanguage')}
    </Button>
  );
}

interface WorkProps {
  readonly station: Station;
  readonly queue: QueueView;
  readonly kiosk: Kiosk;
  readonly lost: boolean;
  readonly nowMs: number;
}

function Work({ station, queue, kiosk, lost, nowMs }: WorkProps): ReactElement {
  const papers = useTopic('ticketPaper');
  const text = useText();
  const [language] = useLanguage();
  const { storeName, timeZone } = station;
  const { view } = kiosk;
  if (view.kind === 'ticket') {
    return (
      <TicketView
        key={view.ticket.ticketId}
        ticket={view.ticket}
        takenAtMs={view.takenAtMs}
        queue={queue}
        storeName={storeName}
        timeZone={timeZone}
        paper={paperState(view.ticket, papers)}
        lost={lost}
        busy={kiosk.busy}
        onDone={kiosk.reset}
        onGiveBack={() => kiosk.giveBack(view.ticket)}
        onReprint={() => kiosk.reprint(view.ticket)}
      />
    );
  }
  if (station.training) return <Shut says="kiosk.training" detail={text('kiosk.shut.till')} />;
  if (!lost && station.mode !== 'selling') return <Shut says="kiosk.starting" />;
  if (!lost && allClosed(queue)) {
    const opensAtMs = nextOpening(queue);
    const opens = opensAtMs === undefined ? '' : text('kiosk.shut.opens', { at: formatMoment(opensAtMs, language, timeZone) });
    return <Shut says={opens === '' ? 'kiosk.shut' : 'kiosk.shut.today'} detail={[opens, text('kiosk.shut.till')].join(' ').trim()} />;
  }
  return <Open {...{ station, queue, kiosk, lost, nowMs }} />;
}

function Open({ station, queue, kiosk, lost, nowMs }: WorkProps): ReactElement {
  const text = useText();
  const papers = useTopic('ticketPaper');
  const door = useTopic('phoneDoor');
  const [language] = useLanguage();
  const { view } = kiosk;
  const trouble = paperTrouble(papers);
  // The shop writes its rule in its own language.
  const shopsRule = station.locale.startsWith(language) ? queue.missedRule : '';
  return (
    <>
      <Side
        customer={kiosk.customer}
        takeUrl={lost ? '' : (door?.takeUrl ?? '')}
        still={lost || kiosk.busy}
        onPhone={() => kiosk.show({ kind: 'pad', asks: 'phone' })}
        onBooking={() => kiosk.show({ kind: 'pad', asks: 'booking' })}
        onForget={kiosk.reset}
      />
      {view.kind === 'pad' && !lost ? (
        <NumberPad
          key={view.asks}
          asks={view.asks}
          busy={kiosk.busy}
          onDone={view.asks === 'phone' ? kiosk.usePhone : kiosk.checkIn}
          onBack={() => kiosk.show({ kind: 'choices' })}
        />
      ) : (
        <main className="kk-pick" aria-busy={kiosk.busy}>
          <h1>
            {text('kiosk.what')}
            <small>{text('kiosk.hint', { count: waitingInAll(queue) })}</small>
          </h1>
          <Choices queue={queue} timeZone={station.timeZone} still={lost} onTake={kiosk.take} />
          {lost ? <LostRail timeZone={station.timeZone} nowMs={nowMs} /> : null}
          {!lost && kiosk.notice ? <Notice notice={kiosk.notice} /> : null}
          {!lost && !kiosk.notice && trouble ? (
            <KioskRail state="warn" words={text(trouble === 'paper' ? 'kiosk.noPaper' : 'kiosk.noPrinter')} />
          ) : null}
          {lost || kiosk.notice || trouble ? null : (
            <p className="kk-listen">
              <Icon name="volume" />
              {[text('kiosk.listen'), shopsRule || text('kiosk.missed')].join(text('kiosk.join'))}
            </p>
          )}
        </main>
      )}
    </>
  );
}

/** The line is lost: since when the figures are old. */
function LostRail({ timeZone, nowMs }: { timeZone: string; nowMs: number }): ReactElement {
  const text = useText();
  const [language] = useLanguage();
  const [sinceMs] = useState(nowMs);
  return <KioskRail state="off" words={text('kiosk.lost', { at: formatClock(sinceMs, language, timeZone) })} />;
}

function Notice({ notice }: { notice: KioskNotice }): ReactElement {
  const text = useText();
  const [language] = useLanguage();
  if (notice === 'unknownCode') return <KioskRail state="warn" words={text('kiosk.unknownCode')} />;
  if ('cancelled' in notice) return <KioskRail state="ok" words={text('kiosk.cancelled', { number: notice.cancelled })} />;
  // The same tap again is the same ticket, whether the first one was heard or not.
  if (isUnanswered(notice.error)) return <KioskRail state="warn" words={text('kiosk.unanswered')} />;
  return <KioskRail state="bad" words={errorText(notice.error, language)} />;
}

function KioskRail({ state, words }: { state: StateName; words: string }): ReactElement {
  return (
    <div className={`kk-rail ${state}`} role="alert">
      <StateGlyph state={state} coloured={false} />
      <p>{words}</p>
    </div>
  );
}

function Shut({
  says,
  detail = '',
}: {
  says: 'kiosk.starting' | 'kiosk.shut' | 'kiosk.shut.today' | 'kiosk.training';
  detail?: string;
}): ReactElement {
  const text = useText();
  return (
    <main className="kk-shut">
      <Icon name="clock" />
      <h1>{text(says)}</h1>
      <p>{detail}</p>
    </main>
  );
}
