import { useState, type ReactElement } from 'react';
import { MANY, UnusualKind, type UnusualAct, type UnusualCount } from '#contract/audit.ts';
import { errorText } from '#contract/error.ts';
import { StaffRole } from '#contract/rights.ts';
import { formatClock, formatMoney } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useClient, useTopic } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { DayField } from '#renderer/parts/day-field.tsx';
import { ExportButton } from './export-button.tsx';
import { StateGlyph } from '#renderer/parts/state-glyph.tsx';
import { useActs, type ActsFilter } from './use-acts.ts';

const DEFAULT_TIME_ZONE = 'Asia/Shanghai';

/** What an owner should look at: how often each person did what on a day, and each act with its reason. */
export function UnusualActs(): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const [filter, setFilter] = useState<ActsFilter>({ businessDate: undefined, kind: undefined, operatorId: undefined });
  const { found, failure, more } = useActs(filter);
  if (!found) return <p role="status">{failure ? errorText(failure, language) : t('staff.loading')}</p>;
  return (
    <div className="sf-acts">
      <section className="panel" aria-label={t('acts.counts')}>
        <header className="pt">
          <h2>{t('acts.counts')}</h2>
        </header>
        {found.counts.length === 0 ? <p className="sf-none">{t('acts.none')}</p> : null}
        <ul className="sf-counts">
          {found.counts.map((count) => (
            <Count
              key={`${count.operator.id} ${count.kind}`}
              count={count}
              onShow={() => setFilter({ ...filter, kind: count.kind, operatorId: count.operator.id })}
            />
          ))}
        </ul>
      </section>
      <section className="panel wide" tabIndex={0} aria-label={t('acts.title')}>
        <Filter filter={filter} businessDate={found.businessDate} onChange={setFilter} />
        <table className="sf-table">
          <thead>
            <tr>
              <th>{t('acts.time')}</th>
              <th>{t('acts.kind')}</th>
              <th>{t('acts.person')}</th>
              <th>{t('acts.detail')}</th>
              <th className="num">{t('acts.amount')}</th>
            </tr>
          </thead>
          <tbody>
            {found.acts.map((act) => (
              <Act key={act.seq} act={act} />
            ))}
          </tbody>
        </table>
        {found.acts.length === 0 ? <p className="sf-none">{t('acts.noneFound')}</p> : null}
        {found.more ? (
          <p className="sf-none">
            <Button size="small" onClick={more}>
              {t('acts.more')}
            </Button>
          </p>
        ) : null}
      </section>
    </div>
  );
}

function Count({ count: { operator, kind, count, amountMinor, many }, onShow }: { count: UnusualCount; onShow: () => void }): ReactElement {
  const t = useText();
  return (
    <li>
      <button type="button" className={many ? 'many' : ''} onClick={onShow}>
        {many ? <StateGlyph state="warn" /> : null}
        <span>
          <b>{operator.name === '' ? t('acts.nobody') : operator.name}</b>
          <small>{t(`acts.kind.${kind}`)}</small>
        </span>
        <span className="num">
          <b>{t('acts.times', { count })}</b>
          <small>{many ? t('acts.many', { limit: MANY[kind] }) : amountMinor > 0 ? formatMoney(amountMinor) : ''}</small>
        </span>
      </button>
    </li>
  );
}

function Filter({
  filter,
  businessDate,
  onChange,
}: {
  filter: ActsFilter;
  businessDate: string;
  onChange: (filter: ActsFilter) => void;
}): ReactElement {
  const t = useText();
  const client = useClient();
  const filtered = filter.kind !== undefined || filter.operatorId !== undefined;
  return (
    <header className="pt sf-filter">
      <DayField
        label={t('acts.day')}
        day={filter.businessDate ?? businessDate}
        onDay={(day) => onChange({ ...filter, businessDate: day })}
      />
      <label>
        <span className="vh">{t('acts.kind')}</span>
        <select
          value={filter.kind ?? ''}
          onChange={(event) => onChange({ ...filter, kind: UnusualKind.safeParse(event.target.value).data, operatorId: undefined })}
        >
          <option value="">{t('acts.all')}</option>
          {UnusualKind.options.map((kind) => (
            <option key={kind} value={kind}>
              {t(`acts.kind.${kind}`)}
            </option>
          ))}
        </select>
      </label>
      {filtered ? (
        <Button size="small" onClick={() => onChange({ ...filter, kind: undefined, operatorId: undefined })}>
          {t('acts.all')}
        </Button>
      ) : null}
      <ExportButton key={businessDate} save={() => client.request('audit.export', { businessDate })} />
    </header>
  );
}

function Act({ act: { tsMs, kind, operator, detail, by, amountMinor } }: { act: UnusualAct }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const timeZone = useTopic('station')?.timeZone ?? DEFAULT_TIME_ZONE;
  const role = kind === 'rights_changed' ? StaffRole.safeParse(detail).data : undefined;
  return (
    <tr>
      <td>{formatClock(tsMs, language, timeZone)}</td>
      <td>{t(`acts.kind.${kind}`)}</td>
      <td>
        <b>{operator.name === '' ? t('acts.nobody') : operator.name}</b>
        {by === '' ? null : <small>{t('acts.by', { name: by })}</small>}
      </td>
      <td className="sf-detail">{role ? t(`people.role.${role}`) : detail}</td>
      <td className="num">{amountMinor > 0 ? formatMoney(amountMinor) : ''}</td>
    </tr>
  );
}
