import { useState, type ReactElement } from 'react';
import { errorText, type WireError } from '#contract/error.ts';
import type { QueueFigures, QueueReport } from '#contract/queue-report.ts';
import { wireErrorOf } from '#renderer/app/client.ts';
import { formatElapsed } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useNewest } from '#renderer/app/use-newest.ts';
import { useClient } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Rail } from '#renderer/parts/rail.tsx';
import { Segments } from '#renderer/parts/segments.tsx';
import { PARTS, reportRows, share, type ReportPart } from './report-rows.ts';

/** What became of the tickets of some days, by service, counter, person, hour or day; and the same as a file for a spreadsheet. */
export function StatisticsView({ day }: { day: string }): ReactElement {
  const t = useText();
  const client = useClient();
  const [language] = useLanguage();
  const [from, setFrom] = useState(day);
  const [to, setTo] = useState(day);
  const [part, setPart] = useState<ReportPart>('services');
  const question = from === '' || to === '' ? undefined : `${from} ${to}`;
  const answer = useNewest(question, () =>
    client.request('queue.statistics', { from, to }).then(
      (report): Answer => ({ report }),
      (error: unknown): Answer => ({ refused: wireErrorOf(error) }),
    ),
  );
  return (
    <div className="qu-stats">
      <section className="panel">
        <header className="pt qu-filter">
          <label>
            <span className="vh">{t('queue.stats.from')}</span>
            <input type="date" value={from} max={to} onChange={(event) => setFrom(event.target.value)} />
          </label>
          <span aria-hidden="true">–</span>
          <label>
            <span className="vh">{t('queue.stats.to')}</span>
            <input type="date" value={to} min={from} onChange={(event) => setTo(event.target.value)} />
          </label>
          <Segments
            label={t('queue.stats.by')}
            options={PARTS.map((value) => ({ value, label: t(`queue.stats.by.${value}`) }))}
            value={part}
            onChange={setPart}
          />
          <span className="sp" />
          <ExportButtons from={from} to={to} />
        </header>
        {answer && 'refused' in answer ? <Rail state="bad" title={errorText(answer.refused, language)} /> : null}
        {answer && 'report' in answer ? <ReportTable report={answer.report} part={part} /> : null}
      </section>
    </div>
  );
}

type Answer = { readonly report: QueueReport } | { readonly refused: WireError };

function ExportButtons({ from, to }: { from: string; to: string }): ReactElement {
  const t = useText();
  const client = useClient();
  const [language] = useLanguage();
  const [told, setTold] = useState<{ readonly file: string } | { readonly error: WireError }>();
  const write = (format: 'csv' | 'xlsx') => (): void => {
    client.request('queue.export', { from, to, format }).then(setTold, (error: unknown) => setTold({ error: wireErrorOf(error) }));
  };
  return (
    <>
      <small role="status">
        {told === undefined ? '' : 'file' in told ? t('acts.exported', { file: told.file }) : errorText(told.error, language)}
      </small>
      <Button size="small" onClick={write('csv')}>
        {t('queue.stats.csv')}
      </Button>
      <Button size="small" onClick={write('xlsx')}>
        {t('queue.stats.xlsx')}
      </Button>
    </>
  );
}

function ReportTable({ report, part }: { report: QueueReport; part: ReportPart }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const rows = reportRows(report, part, t, language);
  if (rows.length === 0) return <p className="said qu-inset">{t('queue.stats.none')}</p>;
  return (
    <div className="wide" tabIndex={0} role="region" aria-label={t('queue.view.stats')}>
      <table className="qu-table">
        <thead>
          <tr>
            <th>{t(`queue.stats.by.${part}`)}</th>
            {COLUMNS.map(([key]) => (
              <th key={key} className="num">
                {t(`queue.stats.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, figures }) => (
            <FiguresLine key={name} name={name} figures={figures} />
          ))}
          <FiguresLine name={t('queue.stats.total')} figures={report.total} />
        </tbody>
      </table>
    </div>
  );
}

const duration = (ms: number | null): string => (ms === null ? '' : formatElapsed(ms));

const COLUMNS = [
  ['issued', ({ issued }) => String(issued)],
  ['served', ({ served }) => String(served)],
  ['missed', ({ missed }) => String(missed)],
  ['left', ({ left }) => String(left)],
  ['abandoned', ({ issued, missed, left }) => share(missed + left, issued)],
  ['waitMean', ({ waitMeanMs }) => duration(waitMeanMs)],
  ['waitP90', ({ waitP90Ms }) => duration(waitP90Ms)],
  ['target', ({ withinTarget, called }) => share(withinTarget, called)],
  ['arrival', ({ arrivalMeanMs }) => duration(arrivalMeanMs)],
  ['service', ({ serviceMeanMs }) => duration(serviceMeanMs)],
  ['recalls', ({ recalls }) => String(recalls)],
] as const satisfies readonly (readonly [string, (figures: QueueFigures) => string])[];

function FiguresLine({ name, figures }: { name: string; figures: QueueFigures }): ReactElement {
  return (
    <tr>
      <td>
        <b>{name}</b>
      </td>
      {COLUMNS.map(([key, words]) => (
        <td key={key} className="num">
          {words(figures)}
        </td>
      ))}
    </tr>
  );
}
