import type { ReactElement } from 'react';
import type { Language } from '#contract/language.ts';
import { waitRange } from '#contract/wait-minutes.ts';
import { formatClock } from '#renderer/app/format.ts';
import { textIn, useLanguage, useText, type TextOf } from '#renderer/app/i18n.ts';
import { serviceName } from '#renderer/app/queue-words.ts';
import { useConnection, useTopic } from '#renderer/app/use-topic.ts';
import { QrCode } from '#renderer/parts/qr-code.tsx';
import type { BoardService } from './board-calls.ts';
import { useTurn } from './use-turn.ts';

const MAX_ROWS = 6;
const PAGE_MS = 8_000;

/** How many wait for each service, whose turn is next, and about how long; more services than fit take turns. */
export function WaitingList({ services, timeZone }: { services: readonly BoardService[]; timeZone: string }): ReactElement {
  const [language] = useLanguage();
  const text = textIn[language];
  const waiting = services.reduce((sum, service) => sum + service.waiting, 0);
  const pages = Math.max(1, Math.ceil(services.length / MAX_ROWS));
  const page = useTurn(pages, PAGE_MS);
  return (
    <aside className="bd-wait">
      <h2>
        {text('board.waiting', { count: waiting })}
        <span>{textIn[language === 'zh' ? 'en' : 'zh']('board.waitingOther')}</span>
      </h2>
      <ol>
        {services.slice(page * MAX_ROWS, (page + 1) * MAX_ROWS).map((service) => (
          <ServiceRow key={service.id} service={service} timeZone={timeZone} />
        ))}
      </ol>
      <PhoneDoor />
    </aside>
  );
}

function ServiceRow({ service, timeZone }: { service: BoardService; timeZone: string }): ReactElement {
  const text = useText();
  const [language] = useLanguage();
  const [first, second] = service.next;
  return (
    <li>
      <span className="bd-prefix">{service.prefix}</span>
      <div>
        <h3>{serviceName(service, language)}</h3>
        {first === undefined ? (
          <p className="bd-note">{noteOf(text, language, service, (atMs) => formatClock(atMs, language, timeZone))}</p>
        ) : (
          <p className="bd-next">
            {first}
            <i>{second}</i>
          </p>
        )}
      </div>
      <p className="bd-count">
        <b>
          {service.waiting}
          <small>{text('board.people', { count: '' }).trim()}</small>
        </b>
        {waitWords(text, service)}
      </p>
    </li>
  );
}

/** Why no tickets are given, and when they are again; the service's own note while they are. */
function noteOf(text: TextOf, language: Language, { closed, note, noteEn }: BoardService, clock: (atMs: number) => string): string {
  if (!closed) return language === 'en' && noteEn !== '' ? noteEn : note;
  const { why, opensAtMs } = closed;
  return why === 'hours' && opensAtMs !== null ? text('board.opensAt', { time: clock(opensAtMs) }) : text(`queue.closed.${why}`);
}

/** "约 8–12 分钟"; nothing where nobody can know. */
export function waitWords(text: TextOf, { estimate, waiting, closed }: Pick<BoardService, 'estimate' | 'waiting' | 'closed'>): string {
  if (closed && waiting === 0) return '';
  if (!estimate) return text('board.noCounter');
  const minutes = waitRange(estimate);
  return minutes === undefined ? text('board.noWait') : text('board.about', { minutes });
}

/** Where phones can reach the station: the code they take a ticket with. */
function PhoneDoor(): ReactElement | null {
  const text = useText();
  const takeUrl = useTopic('phoneDoor')?.takeUrl ?? '';
  const connected = useConnection() === 'connected';
  // The code in it is soon too old once nothing new comes.
  if (takeUrl === '' || !connected) return null;
  return (
    <figure className="bd-phone">
      <QrCode data={takeUrl} label={text('board.phone')} />
      <figcaption>{text('board.phone')}</figcaption>
    </figure>
  );
}
