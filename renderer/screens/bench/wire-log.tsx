import type { ReactElement } from 'react';
import type { WireLogEntry } from '#contract/bench.ts';
import { formatClockSeconds } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';

/** What went over the wires, newest first. */
export function WireLog({ entries, timeZone }: { entries: readonly WireLogEntry[]; timeZone: string }): ReactElement {
  const text = useText();
  const [language] = useLanguage();
  return (
    <section className="panel bn-log" aria-label={text('bench.traffic')}>
      <header className="pt">
        <h2>{text('bench.traffic')}</h2>
      </header>
      {entries.length === 0 ? (
        <p className="bn-quiet">{text('bench.noTraffic')}</p>
      ) : (
        <ol tabIndex={0} aria-label={text('bench.traffic')}>
          {entries.toReversed().map((entry, index) => (
            <li key={entries.length - index}>
              <time>{formatClockSeconds(entry.atMs, language, timeZone)}</time>
              <b className="cut">{entry.deviceId}</b>
              <span className="bn-direction">{text(entry.direction === 'in' ? 'bench.in' : 'bench.out')}</span>
              <span className="cut" title={entry.summary}>
                {entry.summary}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
