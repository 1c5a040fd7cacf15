import type { FormEvent, ReactElement, ReactNode } from 'react';
import { MemberLevel } from '#contract/member.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Check, ScopeFields, Text, type FormProps } from './fields.tsx';
import { RuleFields } from './rule-fields.tsx';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Everything about one offer; what its kind means stands above its figures. */
export function OfferForm({
  draft,
  onChange,
  onSubmit,
  children,
}: FormProps & { onSubmit: () => void; children: ReactNode }): ReactElement {
  const t = useText();
  const props = { draft, onChange };
  function submit(event: FormEvent): void {
    event.preventDefault();
    onSubmit();
  }
  return (
    <form className="of-form" onSubmit={submit} noValidate>
      <header>
        <h2>{t(`offers.kind.${draft.kind}`)}</h2>
        <p>{t(`offers.example.${draft.kind}`)}</p>
      </header>
      <div className="of-fields">
        <Text {...props} name="nameZh" says="offers.name.zh" />
        <Text {...props} name="nameEn" says="offers.name.en" />
      </div>
      <RuleFields {...props} />
      {draft.kind === 'set' ? null : <ScopeFields heading="offers.scope" scope={draft.scope} onChange={(scope) => onChange({ scope })} />}
      <ScopeFields heading="offers.except" scope={draft.except} onChange={(except) => onChange({ except })} />
      <Who {...props} />
      <When {...props} />
      <fieldset>
        <legend>{t('offers.limits')}</legend>
        <div className="of-fields">
          <Text {...props} name="perBasket" says="offers.perBasket" inputMode="numeric" />
          <Text {...props} name="perMemberPerDay" says="offers.perMemberPerDay" inputMode="numeric" />
          <Text {...props} name="perDay" says="offers.perDay" inputMode="numeric" />
          <Text {...props} name="total" says="offers.total" inputMode="numeric" />
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('offers.rank')}</legend>
        <div className="of-fields">
          <Text {...props} name="group" says="offers.group" />
          <Text {...props} name="priority" says="offers.priority" inputMode="numeric" />
          {draft.kind === 'amountOff' || draft.kind === 'percentOff' ? (
            <>
              <Text {...props} name="couponCode" says="offers.coupon" />
              <Text {...props} name="stackGroup" says="offers.stackGroup" />
            </>
          ) : null}
        </div>
        {draft.kind === 'amountOff' || draft.kind === 'percentOff' || draft.kind === 'reward' ? (
          <Check checked={draft.fullPriceOnly} says="offers.fullPriceOnly" onChange={(fullPriceOnly) => onChange({ fullPriceOnly })} />
        ) : null}
      </fieldset>
      {children}
    </form>
  );
}

function Who({ draft, onChange }: FormProps): ReactElement {
  const t = useText();
  return (
    <fieldset>
      <legend>{t('offers.who')}</legend>
      <Check checked={draft.members} says="offers.members" onChange={(members) => onChange({ members })} />
      {draft.members ? (
        <>
          <div className="of-checks">
            {MemberLevel.options.map((level) => (
              <Check
                key={level}
                checked={draft.levels.includes(level)}
                says={`offers.level.${level}`}
                onChange={() => onChange({ levels: toggled(draft.levels, level) })}
              />
            ))}
          </div>
          <Text draft={draft} onChange={onChange} name="joinedWithinDays" says="offers.newMember" inputMode="numeric" />
        </>
      ) : null}
    </fieldset>
  );
}

function When({ draft, onChange }: FormProps): ReactElement {
  const t = useText();
  return (
    <fieldset>
      <legend>{t('offers.when')}</legend>
      <div className="of-fields">
        <Text draft={draft} onChange={onChange} name="fromDate" says="offers.fromDate" type="date" />
        <Text draft={draft} onChange={onChange} name="toDate" says="offers.toDate" type="date" />
        <Text draft={draft} onChange={onChange} name="hours" says="offers.hours" />
      </div>
      <div className="of-checks" role="group" aria-label={t('offers.weekdays')}>
        <span>{t('offers.weekdays')}</span>
        {WEEKDAYS.map((day) => (
          <Check
            key={day}
            checked={draft.weekdays.includes(day)}
            says={`offers.weekday.${day}`}
            onChange={() => onChange({ weekdays: toggled(draft.weekdays, day) })}
          />
        ))}
      </div>
    </fieldset>
  );
}

function toggled<Value>(values: readonly Value[], value: Value): readonly Value[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}
