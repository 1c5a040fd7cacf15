import { useState, type ReactElement } from 'react';
import { remedyText } from '#contract/remedy.ts';
import type { Trial } from '#contract/setup.ts';
import { problemWords } from '#renderer/app/device-words.ts';
import { useLanguage, useText, type TextKey } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';
import { adviceFor, answersOf, draftOf, type Answer, type DeviceForm, type FormKind } from './draft.ts';
import type { SetupCalls } from './use-setup-calls.ts';

const tryWords = {
  printer: 'setup.tryPrinter',
  scanner: 'setup.tryScanner',
  display: 'setup.tryDisplay',
  drawer: 'setup.tryDrawer',
  label_printer: 'setup.tryLabels',
  scale: 'setup.tryScale',
} as const satisfies Record<FormKind, TextKey>;

const answerWords = {
  right: 'setup.answerRight',
  garbled: 'setup.answerGarbled',
  nothing: 'setup.answerNothing',
  cut: 'setup.answerCut',
  wrong: 'setup.answerWrong',
} as const satisfies Record<Answer, TextKey>;

const PROBED_RATES = [2400, 4800, 9600, 19_200] as const;

interface TrialPanelProps {
  readonly form: DeviceForm;
  readonly trial: Trial | null;
  readonly calls: SetupCalls;
  /** The form says enough to try it. */
  readonly ready: boolean;
  readonly onChange: (changes: Partial<DeviceForm>) => void;
}

/** Tries the device as it stands in the form, asks what came out, and says what to do about it. */
export function TrialPanel({ form, trial, calls, ready, onChange }: TrialPanelProps): ReactElement {
  const text = useText();
  /** The trial this panel began; what another screen tried is not shown as ours. */
  const [begun, setBegun] = useState<{ readonly after: number; readonly rates: boolean }>();
  const [answer, setAnswer] = useState<Answer>();
  const mine = begun && trial && trial.number > begun.after && trial.deviceId === form.id ? trial : undefined;
  const running = begun !== undefined && (mine === undefined || mine.state === 'running');

  async function begin(rates: boolean, changes: Partial<DeviceForm> = {}): Promise<void> {
    setAnswer(undefined);
    onChange(changes);
    setBegun({ after: trial?.number ?? 0, rates });
    if (!(await calls.tryOut(draftOf({ ...form, ...changes }), rates))) setBegun(undefined);
  }

  return (
    <div className="su-trial">
      <div className="su-actions">
        {running ? (
          <Button disabled={!calls.enabled} onClick={() => void calls.stopTrying()}>
            {text('setup.stopTrying')}
          </Button>
        ) : (
          <>
            <Button kind="tint" disabled={!calls.enabled || !ready} onClick={() => void begin(false)}>
              {text(tryWords[form.kind])}
            </Button>
            {form.kind === 'display' && form.protocol === 'led8' && form.wire.type === 'serial' ? (
              <Button disabled={!calls.enabled || !ready} onClick={() => void begin(true)}>
                {text('setup.tryRates')}
              </Button>
            ) : null}
          </>
        )}
        {running ? <StateWords state="busy">{text(form.kind === 'scanner' ? 'setup.scanNow' : 'setup.trying')}</StateWords> : null}
      </div>
      {begun?.rates && mine ? (
        <Rates
          showing={mine.state === 'running' ? mine.detail : ''}
          onChoose={(baudRate) => {
            onChange({ baudRate });
            void calls.stopTrying();
          }}
        />
      ) : null}
      {mine?.state === 'done' && !begun?.rates ? <Result trial={mine} /> : null}
      {mine?.state === 'done' && mine.ok && !begun?.rates ? <Question kind={form.kind} answer={answer} onAnswer={setAnswer} /> : null}
      {answer ? <Advice form={form} answer={answer} onRetry={(changes) => void begin(false, changes)} /> : null}
    </div>
  );
}

function Result({ trial }: { trial: Trial }): ReactElement {
  const text = useText();
  const [language] = useLanguage();
  if (trial.ok) {
    return <p role="status">{trial.heard ? <StateWords state="ok">{text('setup.heard', { text: trial.heard })}</StateWords> : null}</p>;
  }
  if (trial.kind === 'scanner' && trial.problem === 'none')
    return (
      <p role="status">
        <StateWords state="warn">{text('setup.noScan')}</StateWords>
      </p>
    );
  const problem = trial.problem === 'none' ? undefined : problemWords[trial.problem];
  const advice = trial.remedy ? remedyText(trial.remedy, language) : problem ? text(problem.fix) : '';
  return (
    <p role="status">
      <StateWords state="bad">{text('setup.failed', { detail: problem ? text(problem.name) : trial.detail })}</StateWords>
      {advice ? <span className="su-hint">{advice}</span> : null}
    </p>
  );
}

function Question(props: { kind: FormKind; answer: Answer | undefined; onAnswer: (answer: Answer) => void }): ReactElement {
  const text = useText();
  return (
    <div className="su-question" role="group" aria-label={text('setup.right')}>
      <b>{text('setup.right')}</b>
      {answersOf[props.kind].map((answer: Answer) => (
        <Button
          key={answer}
          aria-pressed={props.answer === answer}
          kind={props.answer === answer ? 'tint' : 'plain'}
          onClick={() => props.onAnswer(answer)}
        >
          {text(answerWords[answer])}
        </Button>
      ))}
    </div>
  );
}

function Advice(props: { form: DeviceForm; answer: Answer; onRetry: (changes: Partial<DeviceForm>) => void }): ReactElement {
  const text = useText();
  const { advice, change } = adviceFor(props.form, props.answer);
  return (
    <div className="su-advice">
      <StateWords state={props.answer === 'right' ? 'ok' : 'warn'}>{text(advice)}</StateWords>
      {change ? (
        <Button onClick={() => props.onRetry(change)}>
          {change.pin === undefined
            ? text('setup.otherPaper', { paper: text(change.model === 'generic-58' ? 'setup.paper58' : 'setup.paper80') })
            : text('setup.otherPin', { pin: text(change.pin === 2 ? 'setup.pin2' : 'setup.pin5') })}
        </Button>
      ) : null}
    </div>
  );
}

/** The number that can be read on the display is its rate. */
function Rates({ showing, onChoose }: { showing: string; onChoose: (baudRate: number) => void }): ReactElement {
  const text = useText();
  return (
    <div className="su-question" role="group" aria-label={text('setup.tryRates')}>
      {showing ? <span>{text('setup.watchRates', { rate: showing })}</span> : null}
      {PROBED_RATES.map((rate) => (
        <Button key={rate} onClick={() => onChoose(rate)}>
          {rate}
        </Button>
      ))}
    </div>
  );
}
