import type { ReactElement } from 'react';
import type { QueueReport } from '#contract/queue-report.ts';
import type { QueueDesk } from '#contract/queue.ts';
import { formatCount, formatElapsed } from '#renderer/app/format.ts';
import { useLanguage, useText, type TextKey } from '#renderer/app/i18n.ts';
import { useNewest } from '#renderer/app/use-newest.ts';
import { useClient } from '#renderer/app/use-topic.ts';

/** The day so far, over all counters. What takes a report to know is asked for again when somebody was served or missed. */
export function FiguresRow({ desk, day }: { desk: QueueDesk; day: string }): ReactElement {
  const t = useText();
  const client = useClient();
  const report = useNewest(`${day} ${desk.served} ${desk.missed}`, () =>
    // Without it the row is shorter, nothing else.
    client.request('queue.statistics', { from: day, to: day }).catch(() => undefined),
  );
  const { waitMeanMs, serviceMeanMs } = report?.total ?? { waitMeanMs: null, serviceMeanMs: null };
  return (
    <footer className="ca-figures">
      <Count name="caller.fig.served" count={desk.served} />
      <Count name="caller.fig.waiting" count={desk.waiting} />
      {waitMeanMs === null ? null : <Figure name={t('caller.fig.wait')} value={formatElapsed(waitMeanMs)} />}
      {serviceMeanMs === null ? null : <Figure name={t('caller.fig.service')} value={formatElapsed(serviceMeanMs)} />}
      <Count name="caller.fig.missed" count={desk.missed} />
      {report && report.hours.length > 0 ? <Hours hours={report.hours} /> : null}
    </footer>
  );
}

function Count({ name, count }: { name: TextKey; count: number }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  return <Figure name={t(name)} value={formatCount(count, language)} unit={t('caller.fig.guests')} />;
}

function Figure({ name, value, unit }: { name: string; value: string; unit?: string }): ReactElement {
  return (
    <div>
      <span>{name}</span>
      <b>
        {value}
        {unit === undefined ? null : <small>{unit}</small>}
      </b>
    </div>
  );
}

/** A bar an hour from the first one on, as high as customers of that hour were served. */
function Hours({ hours }: { hours: QueueReport['hours'] }): ReactElement {
  const t = useText();
  const first = Math.min(...hours.map(({ hour }) => hour));
  const last = Math.max(...hours.map(({ hour }) => hour));
  const served = Array.from({ length: last - first + 1 }, (_, at) => hours.find(({ hour }) => hour === first + at)?.served ?? 0);
  const most = Math.max(1, ...served);
  return (
    <div className="hours">
      <span>{t('caller.fig.hours', { from: first })}</span>
      <p className="ca-bars" role="img" aria-label={served.join('，')}>
        {served.map((count, at) => (
          // An hour has no name but its place.
          // oxlint-disable-next-line react/no-array-index-key
          <i key={at} className={first + at === last ? 'now' : ''} style={{ height: `${(count / most) * 100}%` }} />
        ))}
      </p>
    </div>
  );
}
