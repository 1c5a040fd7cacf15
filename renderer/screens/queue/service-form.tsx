import type { HTMLAttributes, ReactElement } from 'react';
import type { WireError } from '#contract/error.ts';
import type { OpeningHours, QueueService, QueueSetup } from '#contract/queue.ts';
import { useText, type TextKey } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { CheckField, TextField, Toggles, toggled } from './fields.tsx';
import { newHours, nextId, readService, serviceDraft, type ServiceDraft, type ServiceField } from './setup-draft.ts';
import { useSetupForm } from './use-setup-form.ts';

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const MAX_HOURS = 14;
const FIRST = { 'data-first': true } as HTMLAttributes<HTMLInputElement>;

/** What people queue for: its letter and numbers, when, how many, how long. */
export function ServiceForm({
  service,
  setup,
  onSave,
}: {
  service: QueueService | undefined;
  setup: QueueSetup;
  onSave: (service: QueueService) => Promise<WireError | undefined>;
}): ReactElement {
  const t = useText();
  const { draft, change, whyOf, why, state, submit } = useSetupForm<ServiceDraft, ServiceField>(
    () => serviceDraft(service, setup),
    (typed) => {
      const read = readService(typed, setup, nextId(setup.services));
      return 'why' in read ? read : onSave(read.service);
    },
  );
  const text = (
    name: Exclude<ServiceField, 'hours'> | 'nameEn' | 'note' | 'noteEn',
    label: TextKey,
    maxLength: number,
    more: HTMLAttributes<HTMLInputElement> = {},
  ): ReactElement => (
    <TextField
      label={t(label)}
      value={draft[name]}
      maxLength={maxLength}
      why={whyOf(name as ServiceField)}
      onText={(value) => change({ [name]: value })}
      {...more}
    />
  );
  const number = (name: Exclude<ServiceField, 'hours'>, label: TextKey): ReactElement => text(name, label, 5, { inputMode: 'numeric' });
  return (
    <form className="qu-form" onSubmit={submit} noValidate>
      <div className="qu-cols">
        {text('name', 'queue.service.name', 40, FIRST)}
        {text('nameEn', 'queue.service.nameEn', 60)}
        {text('note', 'queue.service.note', 60)}
        {text('noteEn', 'queue.service.noteEn', 80)}
        {text('prefix', 'queue.service.prefix', 2)}
        {number('firstNumber', 'queue.service.first')}
        {number('lastNumber', 'queue.service.last')}
        {number('dailyLimit', 'queue.service.limit')}
        {number('defaultMinutes', 'queue.service.default')}
        {number('targetMinutes', 'queue.service.target')}
      </div>
      <HoursField hours={draft.hours} why={whyOf('hours')} onChange={(hours) => change({ hours })} />
      <CheckField label={t('queue.service.resets')} checked={draft.resetsDaily} onCheck={(resetsDaily) => change({ resetsDaily })} />
      <CheckField
        label={t('queue.service.assisted')}
        checked={draft.offersAssisted}
        onCheck={(offersAssisted) => change({ offersAssisted })}
      />
      <CheckField label={t('queue.service.paused')} checked={draft.paused} onCheck={(paused) => change({ paused })} />
      {service ? <CheckField label={t('queue.service.active')} checked={draft.active} onCheck={(active) => change({ active })} /> : null}
      <p className="field" role="alert">
        <span className="why">{why}</span>
      </p>
      <div className="foot">
        <Button kind="primary" type="submit" keys="Enter" disabled={state === 'saving'}>
          {t('queue.save')}
        </Button>
      </div>
    </form>
  );
}

function HoursField({
  hours,
  why,
  onChange,
}: {
  hours: readonly OpeningHours[];
  why: string | undefined;
  onChange: (hours: OpeningHours[]) => void;
}): ReactElement {
  const t = useText();
  const put = (at: number, part: Partial<OpeningHours>): void =>
    onChange(hours.map((each, index) => (index === at ? { ...each, ...part } : each)));
  return (
    <fieldset className="qu-hours">
      <legend>{t('queue.hours')}</legend>
      {hours.length === 0 ? <p className="said">{t('queue.hours.always')}</p> : null}
      {hours.map((each, at) => (
        // Rows have nothing of their own but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className="qu-hour">
          <Toggles
            label={t('queue.hours.days')}
            options={DAYS.map((day) => ({ value: day, label: t(`queue.day.${day}`) }))}
            chosen={each.days}
            onToggle={(day) => put(at, { days: toggled(each.days, day) })}
          />
          <input
            type="time"
            aria-label={t('queue.hours.from')}
            value={each.from}
            onChange={(event) => put(at, { from: event.target.value })}
          />
          <input type="time" aria-label={t('queue.hours.to')} value={each.to} onChange={(event) => put(at, { to: event.target.value })} />
          <Button
            size="small"
            icon="trash"
            aria-label={t('queue.hours.remove')}
            onClick={() => onChange(hours.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      <Button size="small" icon="plus" disabled={hours.length >= MAX_HOURS} onClick={() => onChange([...hours, newHours()])}>
        {t('queue.hours.add')}
      </Button>
      {why === undefined ? null : (
        <p className="field" role="alert">
          <span className="why">{why}</span>
        </p>
      )}
    </fieldset>
  );
}
