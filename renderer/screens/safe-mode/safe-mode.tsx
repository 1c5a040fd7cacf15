import { useEffect, type ReactElement } from 'react';
import './safe-mode.css';
import { errorText } from '#contract/error.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useConnection, useTopic } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { BrandMark } from '#renderer/parts/icon.tsx';
import { Rail } from '#renderer/parts/rail.tsx';
import '#renderer/screens/station/station.css';
import { RestoreList } from '#renderer/screens/station/restore-list.tsx';
import { useStationCalls } from '#renderer/screens/station/use-station-calls.ts';
import { StateGlyph, StateWords } from '#renderer/parts/state-glyph.tsx';

/** Problems whose key is the code of an error of the ledger, not the name of a setting. */
const LEDGER_PROBLEMS = /^(ledger|key)_[a-z]+$/;

/** In place of every screen while the settings are wrong: what is wrong, where, what is allowed, and that no sale is lost. */
export function SafeModeScreen(): ReactElement {
  const station = useTopic('station');
  const connection = useConnection();
  const text = useText();
  const [language, setLanguage] = useLanguage();
  const isLedger = station?.problems.some(({ key }) => LEDGER_PROBLEMS.test(key)) ?? false;
  useEffect(() => {
    document.title = text('safe.title');
  }, [text]);
  return (
    <main className="safe">
      <header className="safe-bar">
        <span className="brand">
          <BrandMark />
          <span>{station?.storeName ?? text('app.name')}</span>
        </span>
        {connection === 'connected' ? null : <StateWords state="busy">{text('safe.lost')}</StateWords>}
        <Button size="small" icon="globe" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
          {text('app.otherLanguage')}
        </Button>
      </header>
      <section className="panel safe-head">
        <StateGlyph state="bad" />
        <div>
          <h1>{text(isLedger ? 'safe.ledgerTitle' : 'safe.title')}</h1>
          <p>{text(isLedger ? 'safe.ledgerData' : 'safe.data')}</p>
        </div>
      </section>
      <Problems />
      {isLedger ? (
        <RestoreHere />
      ) : (
        <section className="panel safe-steps">
          <h2>{text('safe.steps')}</h2>
          <ol>
            <li>
              {text('safe.stepOpen')}
              <code className="safe-file">{station?.settingsFile ?? ''}</code>
            </li>
            <li>{text('safe.stepCorrect')}</li>
            <li>{text('safe.stepRestart')}</li>
          </ol>
        </section>
      )}
    </main>
  );
}

/** The ledger cannot be opened: a backup can be put in its place right here. */
function RestoreHere(): ReactElement | null {
  const view = useTopic('backup');
  const station = useTopic('station');
  const text = useText();
  const [language] = useLanguage();
  const calls = useStationCalls();
  if (!view || !station) return null;
  return (
    <section className="panel safe-restore">
      <p>{text('safe.ledgerSteps')}</p>
      {calls.failure ? <Rail state="bad" title={errorText(calls.failure, language)} /> : null}
      {view.problem ? (
        <Rail state="warn" title={text(`station.failed.${view.problem.work}`)} detail={errorText(view.problem.error, language)} />
      ) : null}
      {view.work === 'idle' ? null : <StateWords state="busy">{text(`station.working.${view.work}`)}</StateWords>}
      <RestoreList view={view} calls={calls} timeZone={station.timeZone} signs />
    </section>
  );
}

function Problems(): ReactElement {
  const problems = useTopic('station')?.problems ?? [];
  const text = useText();
  return (
    <section className="panel safe-problems">
      <header className="pt">
        <h2>
          {text('safe.problems')}
          <small>{text('safe.count', { count: problems.length })}</small>
        </h2>
      </header>
      {problems.length === 0 ? <p className="safe-none">{text('safe.noProblems')}</p> : null}
      <ul>
        {problems.map((problem, index) => (
          <li key={`${index} ${problem.key}`}>
            <StateGlyph state="bad" />
            <dl>
              <dt>{text('safe.key')}</dt>
              <dd>
                <code>{problem.key}</code>
              </dd>
              <dt>{text('safe.value')}</dt>
              <dd>
                <code>{problem.value === '' ? text('safe.emptyValue') : problem.value}</code>
              </dd>
              <dt>{text('safe.allowed')}</dt>
              <dd>{problem.allowed}</dd>
            </dl>
          </li>
        ))}
      </ul>
    </section>
  );
}
