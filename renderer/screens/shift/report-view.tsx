import type { ReactElement } from 'react';
import type { Closing, Report } from '#contract/shift.ts';
import { formatAmount, formatBusinessDate, formatClock } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useTopic } from '#renderer/app/use-topic.ts';
import { reportSections, type ReportRow } from './report-sections.ts';

/** A report in columns, as many as there is room for. */
export function ReportView({ report }: { report: Report }): ReactElement {
  const t = useText();
  return (
    <div className="sh-report">
      {reportSections(report, t).map(({ title, rows }) => (
        <section key={title}>
          <h3>{title}</h3>
          <dl>
            {rows.map((row) => (
              <Row key={row.label} row={row} />
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

/** A Z with its number, its day, the perpetual total and where the chain stood. */
export function ClosingView({ closing }: { closing: Closing }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const timeZone = useTopic('station')?.timeZone ?? 'Asia/Shanghai';
  return (
    <article className="sh-closing">
      <header>
        <b>{t(`shift.z.${closing.period}`, { number: closing.number })}</b>
        <span>
          {formatBusinessDate(closing.businessDate, language)} · {formatClock(closing.closedAtMs, language, timeZone)}
          {closing.operator ? ` · ${closing.operator.name}` : ''}
        </span>
      </header>
      <ReportView report={closing.report} />
      <dl className="sh-foot">
        <Row row={{ label: t('shift.report.perpetual'), value: formatAmount(closing.perpetualMinor), strong: true }} />
      </dl>
      <code>{closing.hash}</code>
    </article>
  );
}

function Row({ row: { label, value, strong = false } }: { row: ReportRow }): ReactElement {
  return (
    <div className={strong ? 'strong' : undefined}>
      <dt>{label}</dt>
      <dd className="num">{value}</dd>
    </div>
  );
}
