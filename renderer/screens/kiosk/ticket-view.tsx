import { useEffect, useEffectEvent, useRef, useState, type ReactElement } from 'react';
import type { QueueView, TakenTicket } from '#contract/queue.ts';
import { useText, type TextKey } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { StateWords, type StateName } from '#renderer/parts/state-glyph.tsx';
import type { PaperState } from './paper-state.ts';
import { QrCode } from '#renderer/parts/qr-code.tsx';
import { onlyCounter, waitText } from './service-words.ts';
import { TicketPicture } from './ticket-picture.tsx';

/** How long a ticket stays on the screen: long enough to take the paper, longer where the screen is all there is. */
const SHOWN_S = { printing: 5, printed: 5, paper: 20, printer: 20, screen: 20 } as const satisfies Record<PaperState, number>;
const SHOWN_LOST_S = 60;
/** A paper that is not out after so long is late. */
const LATE_S = 4;
/** The second tap of a double tap presses nothing here. */
const DEAF_MS = 700;

const STATES = {
  printing: ['busy', 'kiosk.state.printing'],
  printed: ['ok', 'kiosk.state.printed'],
  paper: ['warn', 'kiosk.state.paper'],
  printer: ['warn', 'kiosk.state.printer'],
  screen: ['ok', 'kiosk.state.screen'],
} as const satisfies Record<PaperState, readonly [StateName, TextKey]>;

export interface TicketViewProps {
  readonly ticket: TakenTicket;
  readonly takenAtMs: number;
  readonly queue: QueueView;
  readonly storeName: string;
  readonly timeZone: string;
  readonly paper: PaperState;
  /** The station cannot be reached: the ticket stays to be read. */
  readonly lost: boolean;
  readonly busy: boolean;
  readonly onDone: () => void;
  readonly onGiveBack: () => void;
  readonly onReprint: () => Promise<boolean>;
}

/** The ticket that was just taken: its number as large as fits, how long, where to go, and the paper or what to do without. */
export function TicketView(props: TicketViewProps): ReactElement {
  const { ticket, paper: given, lost, busy, queue, onDone, onGiveBack, onReprint } = props;
  const text = useText();
  const [sure, setSure] = useState(false);
  const [copying, setCopying] = useState(false);
  const heard = useDeafAtFirst(DEAF_MS);
  const [left, goneS] = useCountdown((goneNow) => (lost ? SHOWN_LOST_S : SHOWN_S[late(given, goneNow)]), onDone);
  const paper = late(given, goneS);
  const counter = onlyCounter(queue, ticket.serviceId);
  const [glyph, words] = ticket.again && paper !== 'paper' && paper !== 'printer' ? (['ok', 'kiosk.state.again'] as const) : STATES[paper];
  const onPaper = paper === 'printing' || paper === 'printed';
  // Who comes again within minutes has lost the paper, or never had it.
  const wantsCopy = paper === 'printer' || (ticket.again && ticket.printed && paper !== 'paper');
  return (
    <section className="kk-take" aria-live="polite" data-paper={paper}>
      <div className="kk-words">
        <StateWords state={lost ? 'off' : glyph}>{text(lost ? 'kiosk.lost.ticket' : words)}</StateWords>
        <h1>
          {text('kiosk.number')}
          <b>{ticket.number}</b>
        </h1>
        <dl>
          <Fact name={text('kiosk.aheadOfYou')} value={text('kiosk.peopleAhead', { count: ticket.ahead })} />
          {ticket.estimate ? <Fact name={text('kiosk.wait')} value={waitText(ticket.estimate, text)} /> : null}
          {counter ? <Fact name={text('kiosk.goTo')} value={text(`queue.counter.${counter.kind}`, { number: counter.number })} /> : null}
        </dl>
        <p>{text(adviceOf(onPaper, ticket.followUrl !== ''))}</p>
        {paper === 'paper' ? <p>{text('kiosk.willPrint')}</p> : null}
        {copying ? <p role="status">{text('kiosk.reprinted')}</p> : null}
        <div className="kk-acts">
          <Button kind="primary" onClick={() => heard(onDone)}>
            {text('kiosk.done')}
            <span className="kk-ring">{left}</span>
          </Button>
          {wantsCopy && !copying ? (
            <Button disabled={busy || lost} onClick={() => heard(() => void onReprint().then(setCopying))}>
              {text('kiosk.reprint')}
            </Button>
          ) : null}
          {ticket.again ? null : (
            <Button disabled={busy || lost} onClick={() => heard(() => (sure ? onGiveBack() : setSure(true)))}>
              {text(sure ? 'kiosk.cancelSure' : 'kiosk.cancel')}
            </Button>
          )}
        </div>
      </div>
      <div className="kk-out">
        {onPaper ? <TicketPicture {...props} counter={counter} /> : ticket.followUrl === '' ? null : <Follow url={ticket.followUrl} />}
      </div>
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Follow({ url }: { url: string }): ReactElement {
  const text = useText();
  return (
    <figure className="kk-follow">
      <QrCode data={url} label={text('kiosk.follow')} />
      <figcaption>{text('kiosk.follow')}</figcaption>
    </figure>
  );
}

function adviceOf(onPaper: boolean, byPhone: boolean): TextKey {
  if (onPaper) return byPhone ? 'kiosk.takeAndScan' : 'kiosk.take';
  return byPhone ? 'kiosk.photoOrScan' : 'kiosk.photo';
}

/** Runs what a tap asks for, but not in the first moment after it appeared. */
function useDeafAtFirst(forMs: number): (act: () => void) => void {
  const awake = useRef(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      awake.current = true;
    }, forMs);
    return () => clearTimeout(timer);
  }, [forMs]);
  return (act) => {
    if (awake.current) act();
  };
}

/** A paper that should be out by now: nobody is sent away empty-handed with "printing". */
function late(paper: PaperState, goneS: number): PaperState {
  return paper === 'printing' && goneS >= LATE_S ? 'printer' : paper;
}

/** Whole seconds left of the time since it appeared, and gone of it; calls back at the end. How long it is may change meanwhile. */
function useCountdown(secondsAfter: (goneS: number) => number, onEnd: () => void): readonly [leftS: number, goneS: number] {
  const [goneS, setGoneS] = useState(0);
  const end = useEffectEvent(onEnd);
  const leftS = Math.max(0, secondsAfter(goneS) - goneS);
  useEffect(() => {
    const timer = setInterval(() => setGoneS((before) => before + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (leftS === 0) end();
  }, [leftS]);
  return [leftS, goneS];
}
