import { useState, type FormEvent, type ReactElement } from 'react';
import { errorText } from '#contract/error.ts';
import type { ProcedureOutput } from '#contract/procedures.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { serviceName } from '#renderer/app/queue-words.ts';
import { Button } from '#renderer/parts/button.tsx';
import type { SheetProps } from './caller-sheets.tsx';

const MAX_NAME_CHARACTERS = 40;
const MAX_NOTE_CHARACTERS = 100;

/** A ticket for somebody who cannot or will not use the kiosk. The number stands here even when no paper comes. */
export function TakeForm({ queue, actions, onClose }: SheetProps): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const [serviceId, setServiceId] = useState(queue.services.find(({ closed }) => !closed)?.id);
  const [customer, setCustomer] = useState('');
  const [note, setNote] = useState('');
  const [taken, setTaken] = useState<ProcedureOutput<'queue.take'>>();

  async function take(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (taken) return onClose();
    if (serviceId === undefined || !actions.enabled) return;
    setTaken(
      await actions.take({
        serviceId,
        ...(customer.trim() === '' ? {} : { customer: customer.trim() }),
        ...(note.trim() === '' ? {} : { note: note.trim() }),
      }),
    );
  }
  return (
    <form onSubmit={(event) => void take(event)}>
      {taken ? (
        <p className="ca-taken" role="status">
          <b>{taken.number}</b>
          <span>{t('caller.take.ahead', { count: taken.ahead })}</span>
        </p>
      ) : (
        <>
          <div className="ca-choices">
            {queue.services.map((service) => (
              <button
                key={service.id}
                type="button"
                aria-pressed={service.id === serviceId}
                disabled={service.closed !== null}
                onClick={() => setServiceId(service.id)}
              >
                <b>{`${service.prefix}　${serviceName(service, language)}`}</b>
                <small>{t('caller.transfer.waiting', { count: service.waiting })}</small>
                <small>{service.closed ? t(`queue.closed.${service.closed.why}`) : ''}</small>
              </button>
            ))}
          </div>
          <label className="field">
            <span>{t('caller.take.customer')}</span>
            <input value={customer} maxLength={MAX_NAME_CHARACTERS} onChange={(event) => setCustomer(event.target.value)} data-first />
          </label>
          <label className="field">
            <span>{t('caller.take.note')}</span>
            <input value={note} maxLength={MAX_NOTE_CHARACTERS} onChange={(event) => setNote(event.target.value)} />
          </label>
          <p className="field" role="alert">
            <span className="why">{actions.failure ? errorText(actions.failure, language) : ''}</span>
          </p>
        </>
      )}
      <div className="foot">
        <Button kind="primary" size="large" type="submit" keys="Enter" disabled={!actions.enabled || serviceId === undefined}>
          {t(taken ? 'caller.dismiss' : 'caller.take.do')}
        </Button>
      </div>
    </form>
  );
}
