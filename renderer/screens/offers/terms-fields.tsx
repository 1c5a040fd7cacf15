import type { ReactElement } from 'react';
import { MemberLevel } from '#contract/member.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Check, Input } from './fields.tsx';
import type { TermsDraft } from './terms-draft.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

interface TermsProps {
  readonly draft: TermsDraft;
  readonly onChange: (change: Partial<TermsDraft>) => void;
}

/** For whom. */
export function Who({ draft, onChange }: TermsProps): ReactElement {
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
          <Input
            label={t('offers.newMember')}
            value={draft.joinedWithinDays}
            onChange={(joinedWithinDays) => onChange({ joinedWithinDays })}
            inputMode="numeric"
          />
        </>
      ) : null}
    </fieldset>
  );
}

/** From which day to which, on which days of the week, in which hours. */
export function When({ draft, onChange }: TermsProps): ReactElement {
  const t = useText();
  return (
    <fieldset>
      <legend>{t('offers.when')}</legend>
      <div className="of-fields">
        <Input label={t('offers.fromDate')} value={draft.fromDate} onChange={(fromDate) => onChange({ fromDate })} type="date" />
        <Input label={t('offers.toDate')} value={draft.toDate} onChange={(toDate) => onChange({ toDate })} type="date" />
        <Input label={t('offers.hours')} value={draft.hours} onChange={(hours) => onChange({ hours })} />
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
