import './keys.css';
import { useEffect, useEffectEvent, useState, type ReactElement } from 'react';
import {
  CODED_COMMANDS,
  commandCode,
  KEYED_COMMANDS,
  keyNameOf,
  keyOf,
  TILL_COMMANDS,
  TIMES,
  timesCode,
  wordsOf,
  type KeyMap,
  type TillCommand,
} from '#contract/till-command.ts';
import { errorText } from '#contract/error.ts';
import { wireErrorOf } from '#renderer/app/client.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useClient, useTopic } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { PageHead } from '#renderer/parts/page-head.tsx';
import { Kbd } from '#renderer/parts/kbd.tsx';
import { assignKey } from './key-draft.ts';
import { CodeBars } from './code-bars.tsx';

const NO_CHANGES: KeyMap = {};

/** Every function of the till with its key and its barcode: to change, to print, and to scan off the screen. */
export function KeysScreen(): ReactElement {
  const t = useText();
  const station = useTopic('station');
  useEffect(() => {
    document.title = `${t('keys.title')} · ${t('app.name')}`;
  }, [t]);
  return (
    <main className="page kc-page">
      <PageHead title={t('keys.title')} />
      {station ? <Table saved={station.keys ?? NO_CHANGES} /> : null}
    </main>
  );
}

/** The keys while they are being changed. `saved` is what the tills have. */
function Table({ saved }: { saved: KeyMap }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const client = useClient();
  const [draft, setDraft] = useState<KeyMap>();
  const map = draft ?? saved;
  const [waiting, setWaiting] = useState<TillCommand>();
  const [said, setSaid] = useState('');

  useCapturedKey(waiting, (key) => {
    setWaiting(undefined);
    if (waiting === undefined || key === 'Esc') return;
    if (key === undefined) return setSaid(t('keys.notAllowed'));
    const { map: next, swapped } = assignKey(map, waiting, key);
    setDraft(next);
    setSaid(swapped ? t('keys.swapped', { key, name: wordsOf(swapped)[language] }) : '');
  });
  const run = (work: Promise<unknown>, done: string): Promise<void> =>
    work.then(
      () => setSaid(done),
      (thrown: unknown) => setSaid(errorText(wireErrorOf(thrown), language)),
    );
  const save = (): void =>
    void run(
      client.command('keys.save', { keys: map }).then(() => setDraft(undefined)),
      t('keys.saved'),
    );
  const print = (sheet: 'keys' | 'codes'): void => void run(client.command('keys.print', { sheet, keys: map }), t('keys.printing'));

  return (
    <>
      <p className="kc-hint">{t('keys.hint')}</p>
      <div className="kc-acts">
        <Button kind="primary" onClick={save}>
          {t('keys.save')}
        </Button>
        <Button onClick={() => setDraft(NO_CHANGES)}>{t('keys.reset')}</Button>
        <Button icon="printer" onClick={() => window.print()}>
          {t('keys.print')}
        </Button>
        <Button icon="printer" onClick={() => print('keys')}>
          {t('keys.print.keys')}
        </Button>
        <Button icon="printer" onClick={() => print('codes')}>
          {t('keys.print.codes')}
        </Button>
      </div>
      <p className="kc-said" role="status">
        {said}
      </p>
      <ul className="kc-list">
        {TILL_COMMANDS.map((command) => (
          <li key={command} className="panel">
            <b>{wordsOf(command)[language]}</b>
            <KeyCap
              name={wordsOf(command)[language]}
              keys={keyOf(command, map)}
              fixed={!KEYED_COMMANDS.includes(command)}
              waiting={waiting === command}
              onChange={() => setWaiting(command)}
            />
            {CODED_COMMANDS.includes(command) ? <CodeBars text={commandCode(command)} /> : null}
          </li>
        ))}
        {TIMES.map((times) => (
          <li key={times} className="panel">
            <b>{t('keys.times', { count: times })}</b>
            <Kbd keys={`${times} *`} />
            <CodeBars text={timesCode(times)} />
          </li>
        ))}
      </ul>
    </>
  );
}

function KeyCap(props: {
  name: string;
  keys: string | undefined;
  fixed: boolean;
  waiting: boolean;
  onChange: () => void;
}): ReactElement | null {
  const t = useText();
  const { name, keys, fixed, waiting, onChange } = props;
  if (keys === undefined) return null;
  if (fixed) {
    return (
      <span className="kc-fixed">
        <Kbd keys={keys} /> {t('keys.fixed')}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={waiting ? 'btn kc-cap on' : 'btn kc-cap'}
      aria-label={t('keys.change', { name, key: keys })}
      onClick={onChange}
    >
      {waiting ? t('keys.press') : <Kbd keys={keys} />}
    </button>
  );
}

const MODIFIERS: readonly string[] = ['Alt', 'Control', 'Shift', 'Meta'];

/** The next key pressed while a command waits for one: its name, "Esc", or undefined for one that may not be used. */
function useCapturedKey(waiting: TillCommand | undefined, onKey: (key: string | undefined) => void): void {
  const take = useEffectEvent(onKey);
  useEffect(() => {
    if (waiting === undefined) return undefined;
    const listen = (event: KeyboardEvent): void => {
      if (MODIFIERS.includes(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      take(event.key === 'Escape' ? 'Esc' : keyNameOf(event));
    };
    document.addEventListener('keydown', listen, { capture: true });
    return () => document.removeEventListener('keydown', listen, { capture: true });
  }, [waiting]);
}
