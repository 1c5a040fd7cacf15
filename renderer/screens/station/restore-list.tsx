import { useState, type ReactElement } from 'react';
import type { BackupRow, BackupView } from '#contract/backup.ts';
import { formatMoment } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import type { StationCalls } from './use-station-calls.ts';

const SHOWN_ROWS = 8;

/** The newest backups; one is restored after two confirmations. `signs` asks for number and PIN, where nobody can be signed in. */
export function RestoreList({
  view,
  calls,
  timeZone,
  signs,
}: {
  view: BackupView;
  calls: StationCalls;
  timeZone: string;
  signs: boolean;
}): ReactElement {
  const text = useText();
  const [language] = useLanguage();
  const [chosen, setChosen] = useState<BackupRow>();
  const at = (row: BackupRow): string => formatMoment(row.createdAtMs, language, timeZone);
  return (
    <section className="st-part" aria-label={text('station.backups')}>
      <h3>{text('station.backups')}</h3>
      {view.backups.length === 0 ? <p className="said">{text('station.none')}</p> : null}
      {chosen ? (
        <Confirm
          at={at(chosen)}
          signs={signs}
          onBack={() => setChosen(undefined)}
          onRestore={(person) => {
            setChosen(undefined);
            calls.restore({ name: chosen.name, ...person });
          }}
        />
      ) : (
        <ul className="st-rows">
          {view.backups.slice(0, SHOWN_ROWS).map((row) => (
            <li key={row.name}>
              <span>
                <b>{at(row)}</b>
                <small>
                  {text('station.entries', { seq: row.seq })} · {row.place === 'local' ? text('station.local') : row.place}
                </small>
              </span>
              <Button size="small" disabled={view.work !== 'idle'} onClick={() => setChosen(row)}>
                {text('station.restore')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface Person {
  readonly code?: string;
  readonly pin?: string;
}

function Confirm(props: { at: string; signs: boolean; onBack: () => void; onRestore: (person: Person) => void }): ReactElement {
  const { at, signs, onBack, onRestore } = props;
  const text = useText();
  const [sure, setSure] = useState(false);
  const [code, setCode] = useState('');
  const [pin, setPin] = useState('');
  return (
    <div className="st-confirm" role="alertdialog" aria-label={text(sure ? 'station.restore.second' : 'station.restore.first', { at })}>
      <b>{text(sure ? 'station.restore.second' : 'station.restore.first', { at })}</b>
      <p>{text('station.restore.why')}</p>
      {sure && signs ? (
        <div className="st-sign">
          <label className="field">
            <span>{text('station.code')}</span>
            <input value={code} inputMode="numeric" maxLength={6} onChange={(event) => setCode(event.target.value)} />
          </label>
          <label className="field">
            <span>{text('station.pin')}</span>
            <input value={pin} type="password" inputMode="numeric" maxLength={12} onChange={(event) => setPin(event.target.value)} />
          </label>
        </div>
      ) : null}
      <div className="foot">
        <Button onClick={onBack}>{text('station.restore.not')}</Button>
        {sure ? (
          <Button kind="danger" onClick={() => onRestore(code === '' ? {} : { code, pin })}>
            {text('station.restore.do')}
          </Button>
        ) : (
          <Button kind="tint" onClick={() => setSure(true)}>
            {text('station.restore.go')}
          </Button>
        )}
      </div>
    </div>
  );
}
