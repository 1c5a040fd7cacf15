import { useState, type FormEvent, type ReactElement } from 'react';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { counterName, serviceName } from '#renderer/app/queue-words.ts';
import { Button } from '#renderer/parts/button.tsx';
import type { SheetProps } from './caller-sheets.tsx';
import { transferTargets } from '#renderer/app/desk-view.ts';
import type { TransferTo } from './use-caller.ts';

const MAX_NOTE_CHARACTERS = 100;
const MINUTE_MS = 60_000;

interface Choice {
  readonly key: string;
  readonly to: TransferTo;
  readonly name: string;
  readonly waiting: number;
  readonly detail: string;
}

/** The counters that are open and the services there are, in words. */
function useChoices({ desk, queue, view }: Pick<SheetProps, 'desk' | 'queue' | 'view'>): {
  readonly counters: readonly Choice[];
  readonly services: readonly Choice[];
} {
  const t = useText();
  const [language] = useLanguage();
  const targets = transferTargets(view, desk, queue.services);
  const services = targets.services.map((service): Choice => ({
    key: `service ${service.id}`,
    to: { kind: 'service', serviceId: service.id },
    name: serviceName(service, language),
    waiting: service.waiting,
    detail: service.estimate
      ? t('caller.transfer.about', { minutes: Math.ceil(service.estimate.highMs / MINUTE_MS) })
      : t('caller.transfer.closed'),
  }));
  const counters = targets.counters.map(({ counter, waiting }): Choice => ({
    key: `counter ${counter.id}`,
    to: { kind: 'counter', counterId: counter.id },
    name: counterName(t, counter),
    waiting,
    detail: counter.operator?.name ?? '',
  }));
  return { counters, services };
}

/** Where the present ticket goes: another service, or one counter. It keeps its place in line. Arrows choose, Enter sends. */
export function TransferForm({ desk, queue, view, actions, onClose }: SheetProps): ReactElement {
  const t = useText();
  const [note, setNote] = useState('');
  const { counters, services } = useChoices({ desk, queue, view });
  const choices = [...counters, ...services];
  const [chosenKey, setChosenKey] = useState(choices[0]?.key);
  const chosen = choices.find(({ key }) => key === chosenKey);

  function send(event: FormEvent): void {
    event.preventDefault();
    if (!chosen || !actions.enabled) return;
    actions.transfer(chosen.to, note.trim());
    onClose();
  }
  function move(step: 1 | -1): void {
    const at = choices.findIndex(({ key }) => key === chosenKey);
    setChosenKey(choices[Math.min(Math.max(at + step, 0), choices.length - 1)]?.key);
  }
  const list = (rows: readonly Choice[]): ReactElement[] =>
    rows.map(({ key, name, waiting, detail }) => (
      <button
        key={key}
        type="button"
        aria-pressed={key === chosenKey}
        ref={key === chosenKey ? (button) => button?.scrollIntoView({ block: 'nearest' }) : undefined}
        onClick={() => setChosenKey(key)}
      >
        <b>{name}</b>
        <small>{t('caller.transfer.waiting', { count: waiting })}</small>
        <small>{detail}</small>
      </button>
    ));
  return (
    <form
      onSubmit={send}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
        event.preventDefault();
        move(event.key === 'ArrowDown' ? 1 : -1);
      }}
    >
      <div className="ca-choices">
        {counters.length === 0 ? null : <h3>{t('caller.transfer.counters')}</h3>}
        {list(counters)}
        {services.length === 0 ? null : <h3>{t('caller.transfer.services')}</h3>}
        {list(services)}
      </div>
      <label className="field">
        <span>{t('caller.transfer.note')}</span>
        <input value={note} maxLength={MAX_NOTE_CHARACTERS} onChange={(event) => setNote(event.target.value)} data-first />
      </label>
      <div className="foot">
        <Button kind="primary" size="large" type="submit" keys="Enter" disabled={!chosen || !actions.enabled}>
          {t('caller.transfer.do')}
        </Button>
      </div>
    </form>
  );
}
