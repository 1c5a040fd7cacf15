import { useState, type ReactElement } from 'react';
import { errorText, type WireError } from '#contract/error.ts';
import type { ProcedureOutput } from '#contract/procedures.ts';
import { wireErrorOf } from '#renderer/app/client.ts';
import { formatMoney } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useNewest } from '#renderer/app/use-newest.ts';
import { useClient, useConnection, useTopicPart } from '#renderer/app/use-topic.ts';
import { DayField } from '#renderer/parts/day-field.tsx';
import { ExportButton } from './export-button.tsx';

type Answer = ProcedureOutput<'salespeople.day'> | { readonly error: WireError };

/** What each person sold on any business day; only their own for a person who may not see reports. */
export function SellerDays({ mayExport }: { mayExport: boolean }): ReactElement {
  const t = useText();
  const client = useClient();
  const [language] = useLanguage();
  const connected = useConnection() === 'connected';
  const [asked, setAsked] = useState<string>();
  const today = useTopicPart('salespeople', (sold) => sold);
  // Today's figures are asked for again with every sale.
  const moving = today && (asked === undefined || asked === today.businessDate) ? JSON.stringify(today) : '';
  const answer = useNewest(connected ? `${asked ?? ''} ${moving}` : undefined, () =>
    client
      .request('salespeople.day', asked === undefined ? {} : { businessDate: asked })
      .catch((error: unknown): Answer => ({ error: wireErrorOf(error) })),
  );
  if (answer === undefined) return <p role="status">{t('staff.loading')}</p>;
  if ('error' in answer) return <p role="status">{errorText(answer.error, language)}</p>;
  const { businessDate, people, everybody } = answer;
  return (
    <section className="panel" aria-label={t('seller.days')}>
      <header className="pt sf-filter">
        <h2>{t('seller.days')}</h2>
        <DayField label={t('acts.day')} day={asked ?? businessDate} {...(today ? { max: today.businessDate } : {})} onDay={setAsked} />
        {everybody ? null : <small>{t('seller.days.own')}</small>}
        <span className="sp" />
        {mayExport && everybody ? (
          <ExportButton key={businessDate} save={() => client.request('salespeople.export', { businessDate })} />
        ) : null}
      </header>
      {people.length === 0 ? <p className="sf-none">{t('seller.days.none')}</p> : <DayTable people={people} />}
    </section>
  );
}

function DayTable({ people }: { people: ProcedureOutput<'salespeople.day'>['people'] }): ReactElement {
  const t = useText();
  return (
    <table className="sf-table">
      <thead>
        <tr>
          <th>{t('acts.person')}</th>
          <th className="num">{t('seller.days.count')}</th>
          <th className="num">{t('acts.amount')}</th>
        </tr>
      </thead>
      <tbody>
        {people.map(({ person, count, amountMinor }) => (
          <tr key={person.id}>
            <td>{person.name}</td>
            <td className="num">{count}</td>
            <td className="num">{formatMoney(amountMinor)}</td>
          </tr>
        ))}
      </tbody>
      {people.length > 1 ? (
        <tfoot>
          <tr>
            <th>{t('seller.days.all')}</th>
            <td />
            <td className="num">
              <b>{formatMoney(people.reduce((sum, { amountMinor }) => sum + amountMinor, 0))}</b>
            </td>
          </tr>
        </tfoot>
      ) : null}
    </table>
  );
}
