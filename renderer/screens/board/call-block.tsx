import type { CSSProperties, ReactElement } from 'react';
import { formatClock } from '#renderer/app/format.ts';
import { textIn, useLanguage, useText } from '#renderer/app/i18n.ts';
import { counterName, serviceName } from '#renderer/app/queue-words.ts';
import { Icon } from '#renderer/parts/icon.tsx';
import type { BoardCall } from './board-calls.ts';

/** Older calls are shown without pulses: the board was opened, or came back. */
const FRESH_MS = 60_000;

/** The one lit block in the room: the number, and where to go. Give it a key of the call, so that each call pulses. */
export function CallBlock({ call, nowMs }: { call: BoardCall; nowMs: number }): ReactElement {
  const [language] = useLanguage();
  const other = language === 'zh' ? 'en' : 'zh';
  const text = textIn[language];
  const { counter, service } = call;
  const place = placeParts(counterName(text, counter), counter.number);
  const otherService = service ? serviceName(service, other) : '';
  const fresh = nowMs - call.calledAtMs < FRESH_MS;
  return (
    <div className={fresh ? 'bd-call new' : 'bd-call'} data-call={call.callId} role="status">
      <h1>
        {text('board.now')}
        <span>{textIn[other]('board.now')}</span>
      </h1>
      <div className="bd-number" style={sizes(call.number, place, counter.number)}>
        <b>{call.number}</b>
        <Icon name="arrow" />
        <div className="bd-to">
          <strong>
            {counter.number}
            {place.behind === '' ? null : <small>{place.behind}</small>}
          </strong>
          <span>{place.word}</span>
        </div>
      </div>
      <p>
        <span>{service ? serviceName(service, language) : ''}</span>
        <span>{[counterName(textIn[other], counter), otherService].filter((part) => part !== '').join(other === 'en' ? ', ' : '，')}</span>
      </p>
    </div>
  );
}

/** The character behind a leading number stays beside it, "2 号" over "柜台"; "Fitting room 3" has the number behind its words. */
function placeParts(name: string, number: number): { readonly behind: string; readonly word: string } {
  const rest = name.replace(String(number), '').trim();
  const leads = name.startsWith(String(number));
  return { behind: leads ? rest.charAt(0) : '', word: leads ? rest.slice(1) : rest };
}

/** What the style needs to make the number as large as it fits: its characters, and the width of the place in characters of its figures. */
function sizes(number: string, place: { readonly behind: string; readonly word: string }, counterNumber: number): CSSProperties {
  const figures = String(counterNumber).length * 5.5 + (place.behind === '' ? 0 : 4.7);
  const words = Array.from(place.word).reduce((width, character) => width + (character > '\u2e7f' ? 4.25 : 2.5), 0);
  return { '--chars': number.length, '--place': `${Math.max(figures, words)}rem` } as CSSProperties;
}

/** Nobody is called, and the shop has no pictures to show meanwhile. */
export function QuietBlock(): ReactElement {
  const text = useText();
  return (
    <div className="bd-call quiet">
      <div>
        <b>{text('board.quiet')}</b>
        <p>{text('board.quietHint')}</p>
      </div>
    </div>
  );
}

/** Who was called before. */
export function RecentCalls({ calls, timeZone }: { calls: readonly BoardCall[]; timeZone: string }): ReactElement {
  const text = useText();
  const [language] = useLanguage();
  return (
    <ol className="bd-last">
      {calls.map((call) => (
        <li key={call.ticketId}>
          <b>{call.number}</b>
          <small>{formatClock(call.calledAtMs, language, timeZone)}</small>
          <span>{counterName(text, call.counter)}</span>
        </li>
      ))}
    </ol>
  );
}
