import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent, type ReactElement } from 'react';
import type { Basket } from '#contract/basket.ts';
import { MAX_SALESPEOPLE, type SalespeopleView } from '#contract/salesperson.ts';
import { keyNameOf } from '#contract/till-command.ts';
import { formatMoney } from '#renderer/app/format.ts';
import { useText } from '#renderer/app/i18n.ts';
import { useBadge } from '#renderer/app/use-badge.ts';
import { useTopic } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { Segments } from '#renderer/parts/segments.tsx';
import { addPerson, draftOf, peopleLike, readDraft, removePerson, typeShare, type ShareDraft } from './share-draft.ts';
import { useKeyOf } from './use-keys.ts';
import { useTill } from './use-till.ts';

const SHOWN_PEOPLE = 8;
type Scope = 'sale' | 'line';

/** Who sells the basket or the selected line: numbers typed, badges scanned or names touched; several people share. The key that opened the sheet goes from one to the other. */
export function SalespeopleSheet({ basket, lineId }: { basket: Basket; lineId: number | undefined }): ReactElement {
  const t = useText();
  const till = useTill();
  const keyOf = useKeyOf();
  const people = useTopic('salespeople')?.people ?? [];
  const [scope, setScope] = useState<Scope>('sale');
  const line = basket.lines.find((candidate) => candidate.lineId === lineId && candidate.depositOf === undefined);
  function onKeyDown(event: KeyboardEvent): void {
    if (!line || keyNameOf(event) !== keyOf('salespeople')) return;
    event.preventDefault();
    setScope(scope === 'sale' ? 'line' : 'sale');
  }
  const ofLine = scope === 'line' && line !== undefined;
  return (
    <Dialog title={t('seller.title')} closeLabel={t('checkout.close')} widthRem={36} onClose={till.close}>
      <div onKeyDown={onKeyDown}>
        {line ? (
          <Segments
            label={t('seller.scope')}
            options={[
              { value: 'sale', label: t('seller.scope.sale') },
              { value: 'line', label: t('seller.scope.line', { name: line.name }) },
            ]}
            value={scope}
            onChange={setScope}
          />
        ) : null}
        <ShareForm
          key={scope}
          soldBy={ofLine ? (line.soldBy ?? []) : basket.terms.soldBy}
          people={people}
          lineId={ofLine ? line.lineId : undefined}
        />
      </div>
    </Dialog>
  );
}

function ShareForm(props: {
  soldBy: Basket['terms']['soldBy'];
  people: SalespeopleView['people'];
  lineId: number | undefined;
}): ReactElement {
  const { people, lineId } = props;
  const t = useText();
  const till = useTill();
  const [draft, setDraft] = useState(() => draftOf(props.soldBy, people));
  const [query, setQuery] = useState('');
  const [why, setWhy] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const change = (next: ShareDraft): void => {
    setDraft(next);
    setQuery('');
    setWhy('');
  };
  const settle = (next: ShareDraft): void => {
    change(next);
    field.current?.focus();
  };
  function add(code: string): void {
    const person = people.find((candidate) => candidate.code === code);
    if (!person) setWhy(t('seller.unknown', { code }));
    else if (draft.length >= MAX_SALESPEOPLE) setWhy(t('seller.most', { max: MAX_SALESPEOPLE }));
    else settle(addPerson(draft, person));
  }
  useBadge(add);
  function submit(event: FormEvent): void {
    event.preventDefault();
    const typed = query.trim();
    const [only, ...others] = peopleLike(people, typed);
    if (typed !== '') return add(only && others.length === 0 ? only.code : typed);
    const shares = readDraft(draft);
    if (shares) till.setSalespeople(shares, lineId);
    else setWhy(t('seller.sum'));
  }
  const shown = peopleLike(people, query.trim()).filter(({ code }) => !draft.some((chosen) => chosen.code === code));
  return (
    <form onSubmit={submit} noValidate>
      <label className="field">
        <span>{t('seller.field')}</span>
        <input
          ref={field}
          value={query}
          maxLength={40}
          autoComplete="off"
          aria-invalid={why !== ''}
          onChange={(event) => {
            setWhy('');
            setQuery(event.target.value);
          }}
          data-first
        />
      </label>
      <Shares draft={draft} onChange={change} />
      <p className="field" role="alert">
        <span className="why">{why}</span>
      </p>
      {people.length === 0 ? <p className="said">{t('seller.nobody')}</p> : null}
      <ul className="sellers" aria-label={t('seller.people')}>
        {shown.slice(0, SHOWN_PEOPLE).map(({ code, person, count, amountMinor }) => (
          <li key={code}>
            <Button onClick={() => add(code)}>
              <b>
                {code} {person.name}
              </b>
              <small>{t('seller.today', { count, amount: formatMoney(amountMinor) })}</small>
            </Button>
          </li>
        ))}
      </ul>
      <div className="foot">
        <a className="link" href="/staff#sales" target="guitai-staff">
          {t('seller.days.past')}
        </a>
        {draft.length > 0 ? <Button onClick={() => settle([])}>{t('seller.clear')}</Button> : null}
        <Button kind="primary" size="large" type="submit" keys="Enter">
          {t('checkout.save')}
        </Button>
      </div>
    </form>
  );
}

function Shares({ draft, onChange }: { draft: ShareDraft; onChange: (next: ShareDraft) => void }): ReactElement | null {
  const t = useText();
  if (draft.length === 0) return null;
  return (
    <ul className="shares" aria-label={t('seller.chosen')}>
      {draft.map(({ code, name, percent }) => (
        <li key={code}>
          <b className="cut">
            {code} {name}
          </b>
          <label>
            <input
              value={percent}
              inputMode="decimal"
              maxLength={6}
              aria-label={t('seller.percent', { name })}
              onChange={(event) => onChange(typeShare(draft, code, event.target.value))}
            />
            %
          </label>
          <Button
            size="small"
            kind="quiet"
            icon="x"
            aria-label={t('seller.remove', { name })}
            onClick={() => onChange(removePerson(draft, code))}
          />
        </li>
      ))}
    </ul>
  );
}
