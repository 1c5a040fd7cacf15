import type { HTMLAttributes, ReactElement } from 'react';
import type { WireError } from '#contract/error.ts';
import { CounterKind, type QueueCounter, type QueueSetup } from '#contract/queue.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { serviceName } from '#renderer/app/queue-words.ts';
import { Button } from '#renderer/parts/button.tsx';
import { CheckField, TextField, Toggles, toggled } from './fields.tsx';
import { counterDraft, nextId, readCounter, type CounterDraft, type CounterField } from './setup-draft.ts';
import { useSetupForm } from './use-setup-form.ts';

const FIRST = { 'data-first': true } as HTMLAttributes<HTMLInputElement>;

/** Where customers are called to: its number, what it serves, where it stands, the till beside it. */
export function CounterForm({
  counter,
  setup,
  onSave,
}: {
  counter: QueueCounter | undefined;
  setup: QueueSetup;
  onSave: (counter: QueueCounter) => Promise<WireError | undefined>;
}): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const { draft, change, whyOf, why, state, submit } = useSetupForm<CounterDraft, CounterField>(
    () => counterDraft(counter, setup),
    (typed) => {
      const read = readCounter(typed, setup, nextId(setup.counters));
      return 'why' in read ? read : onSave(read.counter);
    },
  );
  const services = setup.services.filter(({ id, active }) => active || draft.serviceIds.includes(id));
  return (
    <form className="qu-form" onSubmit={submit} noValidate>
      <div className="qu-cols">
        <TextField
          label={t('queue.counterForm.number')}
          value={draft.number}
          maxLength={3}
          inputMode="numeric"
          why={whyOf('number')}
          onText={(number) => change({ number })}
          {...FIRST}
        />
        <KindField kind={draft.kind} onKind={(kind) => change({ kind })} />
        <TextField label={t('queue.counterForm.area')} value={draft.area} maxLength={20} onText={(area) => change({ area })} />
        <TextField
          label={t('queue.counterForm.terminal')}
          value={draft.terminal}
          maxLength={2}
          inputMode="numeric"
          why={whyOf('terminal')}
          onText={(terminal) => change({ terminal })}
        />
      </div>
      <p className="qu-label">{t('queue.counterForm.services')}</p>
      <Toggles
        label={t('queue.counterForm.services')}
        options={services.map((service) => ({ value: service.id, label: `${service.prefix} ${serviceName(service, language)}` }))}
        chosen={draft.serviceIds}
        onToggle={(serviceId) => change({ serviceIds: toggled(draft.serviceIds, serviceId) })}
      />
      <p className="field" role="alert">
        <span className="why">{whyOf('services') ?? why}</span>
      </p>
      {counter ? (
        <CheckField label={t('queue.counterForm.active')} checked={draft.active} onCheck={(active) => change({ active })} />
      ) : null}
      <div className="foot">
        <Button kind="primary" type="submit" keys="Enter" disabled={state === 'saving'}>
          {t('queue.save')}
        </Button>
      </div>
    </form>
  );
}

function KindField({ kind, onKind }: { kind: CounterKind; onKind: (kind: CounterKind) => void }): ReactElement {
  const t = useText();
  return (
    <label className="field">
      <span>{t('queue.counterForm.kind')}</span>
      <select value={kind} onChange={(event) => onKind(CounterKind.parse(event.target.value))}>
        {CounterKind.options.map((each) => (
          <option key={each} value={each}>
            {t(`queue.kind.${each}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
