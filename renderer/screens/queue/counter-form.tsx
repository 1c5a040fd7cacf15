import type { HTMLAttributes, ReactElement } from 'react';
import type { WireError } from '#contract/error.ts';
import { CounterKind, type QueueCounter, type QueueSetup } from '#contract/queue.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { serviceName } from '#renderer/app/queue-words.ts';
import { Button } from '#renderer/parts/button.tsx';
import { CheckField, TextField, Toggles, toggled } from './fields.tsx';
import { counterDraft, nextId, readCounter, type CounterDraft, type CounterField } from './setup-draft.ts';
import { tillName, useTills } from './tills.ts';
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
        <TillField till={draft.till} why={whyOf('till')} onTill={(till) => change({ till })} />
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

/** The till beside it: the station's own, or a paired one by its name. One that is not there any more stays until another is chosen. */
function TillField({ till, why, onTill }: { till: string; why: string | undefined; onTill: (till: string) => void }): ReactElement {
  const t = useText();
  const tills = useTills();
  const known = till === '' || tills.some(({ value }) => value === till);
  return (
    <div>
      <label className="field">
        <span>{t('queue.counterForm.till')}</span>
        <select value={till} aria-invalid={why !== undefined} onChange={(event) => onTill(event.target.value)}>
          <option value="">{t('queue.counterForm.noTill')}</option>
          {[...tills, ...(known ? [] : [{ value: till, name: tillName(t, till, tills) }])].map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {why === undefined ? null : (
        <p className="qu-why" role="alert">
          {why}
        </p>
      )}
    </div>
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
