import { useEffect, useRef, useState, type ReactElement } from 'react';
import { errorText, type WireError } from '#contract/error.ts';
import type { DeskCounter, QueueDesk } from '#contract/queue.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { counterName } from '#renderer/app/queue-words.ts';
import { useConnection } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { PinForm } from '#renderer/parts/pin-form.tsx';
import { Rail } from '#renderer/parts/rail.tsx';
import { useOpenCounter } from './use-caller.ts';

/** Which counter this device stands at. */
export function CounterDoor({ desk, onChoose }: { desk: QueueDesk; onChoose: (counterId: number) => void }): ReactElement {
  const t = useText();
  if (desk.counters.length === 0) {
    return (
      <main className="ca-door">
        <section className="panel">
          <h1>{t('caller.none')}</h1>
          <p className="said">{t('caller.none.do')}</p>
        </section>
      </main>
    );
  }
  return (
    <main className="ca-door">
      <section className="panel">
        <h1>{t('caller.choose')}</h1>
        <ul className="ca-choices">
          {desk.counters.map((counter) => (
            <li key={counter.id}>
              <button type="button" onClick={() => onChoose(counter.id)}>
                <b>{counterName(t, counter)}</b>
                <small>{counter.area}</small>
                <small>{counter.state === 'closed' ? t('caller.choose.closed') : counter.operator?.name || t('caller.choose.open')}</small>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </main>
  );
}

interface DoorProps {
  readonly counter: DeskCounter;
  /** The shop has operators. */
  readonly signIn: boolean;
  /** Somebody works there at another device: what is done there goes on here. */
  readonly takeOver: boolean;
  readonly onOther: () => void;
}

/** Begins to work at a counter, or takes it over: whoever it is says so with number and PIN, where the shop has operators. */
export function OpenDoor({ counter, signIn, takeOver, onOther }: DoorProps): ReactElement {
  const t = useText();
  const connected = useConnection() === 'connected';
  const open = useOpenCounter();
  const begin = (who: { code: string; pin: string } | undefined): Promise<WireError | undefined> =>
    open({ counterId: counter.id, ...who, ...(takeOver ? { takeOver } : {}) });
  const submit = t(takeOver ? 'caller.takeOver.do' : 'caller.open.do');
  const by = counter.operator?.name ?? '';
  return (
    <main className="ca-door">
      <section className="panel">
        <h1>{t(takeOver ? 'caller.takeOver' : 'caller.open', { counter: counterName(t, counter) })}</h1>
        {takeOver ? <p className="said">{by === '' ? t('caller.takeOver.how') : t('caller.takeOver.by', { name: by })}</p> : null}
        {connected ? null : <Rail state="off" title={t('caller.lost')} />}
        {signIn ? <SignIn submit={submit} begin={begin} /> : <Begin submit={submit} begin={() => begin(undefined)} connected={connected} />}
        <Button kind="quiet" size="small" onClick={onOther}>
          {t('caller.other')}
        </Button>
      </section>
    </main>
  );
}

interface BeginProps {
  readonly submit: string;
  readonly begin: () => Promise<WireError | undefined>;
  readonly connected: boolean;
}

function Begin({ submit, begin, connected }: BeginProps): ReactElement {
  const [language] = useLanguage();
  const [refused, setRefused] = useState<WireError>();
  return (
    <>
      {refused ? <Rail state="bad" title={errorText(refused, language)} /> : null}
      <Button kind="primary" size="large" autoFocus disabled={!connected} onClick={() => void begin().then(setRefused)}>
        {submit}
      </Button>
    </>
  );
}

interface SignInProps {
  readonly submit: string;
  readonly begin: (who: { code: string; pin: string }) => Promise<WireError | undefined>;
}

/** Number and PIN of whoever begins. */
export function SignIn({ submit, begin }: SignInProps): ReactElement {
  const t = useText();
  const codeField = useRef<HTMLInputElement>(null);
  useEffect(() => codeField.current?.focus(), []);
  return (
    <>
      <p className="said">{t('caller.open.how')}</p>
      <PinForm submit={submit} codeRef={codeField} onSubmit={(code, pin) => begin({ code, pin })} />
    </>
  );
}
