import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import type { Closing, Report } from '#contract/shift.ts';
import { formatBusinessDate, formatMoney } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';
import { ClosingView, ReportView } from './report-view.tsx';
import type { BusyCalls } from '#renderer/app/use-busy-calls.ts';

const PAGE = 10;

/** The X: what was done since the last Z, to look at or to print. */
export function XPanel({ calls }: { calls: BusyCalls }): ReactElement | null {
  const t = useText();
  const { request } = calls;
  const [report, setReport] = useState<Report>();
  const [sent, setSent] = useState(false);
  useEffect(() => {
    void request('report.x', {}).then(setReport);
  }, [request]);
  if (!report) return null;
  return (
    <>
      <ReportView report={report} />
      {report.cash ? null : <p className="said">{t('shift.report.blind')}</p>}
      <div className="foot">
        {sent ? <StateWords state="ok">{t('shift.printed')}</StateWords> : null}
        <Button
          kind="primary"
          icon="printer"
          disabled={calls.busy}
          onClick={() => void calls.command('report.print', {}).then((done) => setSent(done !== undefined))}
        >
          {t('shift.print')}
        </Button>
      </div>
    </>
  );
}

/** The Z reports, newest first; one is chosen and shown. */
export function ClosingsPanel({ calls }: { calls: BusyCalls }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const { request } = calls;
  const [list, setList] = useState<{ readonly closings: readonly Closing[]; readonly more: boolean }>();
  const [seq, setSeq] = useState<number>();
  useEffect(() => {
    void request('closing.list', { limit: PAGE }).then(setList);
  }, [request]);
  async function earlier(): Promise<void> {
    const last = list?.closings.at(-1);
    const page = last && (await request('closing.list', { limit: PAGE, beforeSeq: last.seq }));
    if (list && page) setList({ closings: [...list.closings, ...page.closings], more: page.more });
  }
  const chosen = list?.closings.find((closing) => closing.seq === seq) ?? list?.closings[0];
  if (!chosen) return <p className="said">{list ? t('shift.noClosings') : ''}</p>;
  return (
    <div className="sh-closings">
      <ul>
        {list?.closings.map((closing) => (
          <li key={closing.seq}>
            <button type="button" aria-pressed={closing === chosen} onClick={() => setSeq(closing.seq)}>
              <b>{t(`shift.z.${closing.period}`, { number: closing.number })}</b>
              <span>
                {formatBusinessDate(closing.businessDate, language)} ·{' '}
                {formatMoney(closing.report.sales.amountMinor - closing.report.refunds.amountMinor)}
              </span>
            </button>
          </li>
        ))}
        {list?.more ? (
          <li>
            <Button kind="quiet" onClick={() => void earlier()}>
              {t('shift.more')}
            </Button>
          </li>
        ) : null}
      </ul>
      <ClosingDetail key={chosen.seq} closing={chosen} calls={calls} />
    </div>
  );
}

/** A Z, its copy, and what else may be done now. */
export function ClosingDetail({ closing, calls, children }: { closing: Closing; calls: BusyCalls; children?: ReactNode }): ReactElement {
  const t = useText();
  const [sent, setSent] = useState(false);
  return (
    <div>
      <ClosingView closing={closing} />
      <div className="foot">
        {sent ? <StateWords state="ok">{t('shift.printed')}</StateWords> : null}
        <Button
          icon="printer"
          disabled={calls.busy}
          onClick={() => void calls.command('closing.reprint', { seq: closing.seq }).then((done) => setSent(done !== undefined))}
        >
          {t('shift.copy')}
        </Button>
        {children}
      </div>
    </div>
  );
}
