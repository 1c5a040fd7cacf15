import { useEffect, type ReactElement } from 'react';
import './safe-mode.css';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useConnection, useTopic } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { BrandMark } from '#renderer/parts/icon.tsx';
import { StateGlyph, StateWords } from '#renderer/parts/state-glyph.tsx';

/** In place of every screen while the settings are wrong: what is wrong, where, what is allowed, and that no sale is lost. */
export function SafeModeScreen(): ReactElement {
  const station = useTopic('station');
  const connection = useConnection();
  const text = useText();
  const [language, setLanguage] = useLanguage();
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
          <h1>{text('safe.title')}</h1>
          <p>{text('safe.data')}</p>
        </div>
      </section>
      <Problems />
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
    </main>
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
