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

/** Begins to work at a counter: whoever it is says so with number and PIN, where the shop has operators. */
export function OpenDoor({ counter, signIn, onOther }: { counter: DeskCounter; signIn: boolean; onOther: () => void }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const open = useOpenCounter();
  const connected = useConnection() === 'connected';
  const [refused, setRefused] = useState<WireError>();
  return (
    <main className="ca-door">
      <section className="panel">
        <h1>{t('caller.open', { counter: counterName(t, counter) })}</h1>
        {connected ? null : <Rail state="off" title={t('caller.lost')} />}
        {signIn ? (
          <SignIn counterId={counter.id} />
        ) : (
          <>
            {refused ? <Rail state="bad" title={errorText(refused, language)} /> : null}
            <Button
              kind="primary"
              size="large"
              autoFocus
              disabled={!connected}
              onClick={() => void open(counter.id, undefined).then(setRefused)}
            >
              {t('caller.open.do')}
            </Button>
          </>
        )}
        <Button kind="quiet" size="small" onClick={onOther}>
          {t('caller.other')}
        </Button>
      </section>
    </main>
  );
}

function SignIn({ counterId }: { counterId: number }): ReactElement {
  const t = useText();
  const open = useOpenCounter();
  const codeField = useRef<HTMLInputElement>(null);
  useEffect(() => codeField.current?.focus(), []);
  return (
    <>
      <p className="said">{t('caller.open.how')}</p>
      <PinForm submit={t('caller.open.do')} codeRef={codeField} onSubmit={(code, pin) => open(counterId, { code, pin })} />
    </>
  );
}
