import { useState, type ReactElement } from 'react';
import type { LabelJob, LabelJobState } from '#contract/label.ts';
import { problemWords } from '#renderer/app/device-words.ts';
import { KEEPS_FOCUS } from '#renderer/app/focus.ts';
import { useText } from '#renderer/app/i18n.ts';
import { useConnection, useTopic } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { StateWords, type StateName } from '#renderer/parts/state-glyph.tsx';
import type { Calls } from './use-labels.ts';

const GLYPHS: Readonly<Record<LabelJobState, StateName>> = {
  waiting: 'idle',
  printing: 'busy',
  paused: 'warn',
  blocked: 'bad',
  asking: 'unknown',
  done: 'ok',
  cancelled: 'off',
};

/** Every job on its way in the order they will print, then the last finished ones, newest first. */
export function JobList({ calls }: { calls: Calls }): ReactElement {
  const text = useText();
  const jobs = useTopic('labels')?.jobs ?? [];
  const shown = [...jobs.filter((job) => !isFinished(job)), ...jobs.filter(isFinished).toReversed()];
  return (
    <section className="panel lb-jobs" aria-label={text('labels.jobs')}>
      <header className="pt">
        <h2>{text('labels.jobs')}</h2>
      </header>
      {jobs.length === 0 ? <p className="lb-none">{text('labels.jobsNone')}</p> : null}
      <ul {...{ [KEEPS_FOCUS]: '' }}>
        {shown.map((job) => (
          <Job key={job.jobId} job={job} calls={calls} />
        ))}
      </ul>
    </section>
  );
}

function isFinished({ state }: LabelJob): boolean {
  return state === 'done' || state === 'cancelled';
}

function Job({ job, calls }: { job: LabelJob; calls: Calls }): ReactElement {
  const text = useText();
  const { jobId, title, template, state, done, total, problem } = job;
  const trouble = problem === 'none' ? undefined : problemWords[problem];
  return (
    <li data-job={jobId}>
      <span className="nm">
        <span className="cut">{title}</span>
        <small className="cut">{text(`labels.template.${template}`)}</small>
      </span>
      <StateWords state={GLYPHS[state]}>
        {[text(`labels.state.${state}`), trouble && text(trouble.name)].filter(Boolean).join(' · ')}
      </StateWords>
      <span className="lb-progress">
        <progress max={total} value={done} aria-label={title} />
        <span>{text('labels.progress', { done, total })}</span>
      </span>
      {trouble ? <p>{text(trouble.fix)}</p> : null}
      {job.changeRoll && state === 'paused' ? <p>{text('labels.changeRoll')}</p> : null}
      {state === 'asking' ? <p>{text('labels.askLabel', { label: done + 1 })}</p> : null}
      {job.unconfirmed ? <p>{text('labels.unconfirmed')}</p> : null}
      <Actions job={job} calls={calls} />
    </li>
  );
}

function Actions({ job, calls }: { job: LabelJob; calls: Calls }): ReactElement {
  const text = useText();
  const disabled = useConnection() !== 'connected';
  const { jobId, state, done } = job;
  const settle = (decision: 'printed' | 'reprint'): void => void calls.call('label.settle', { jobId, label: done + 1, decision });
  return (
    <span className="lb-actions">
      {state === 'asking' ? (
        <>
          <Button size="small" kind="primary" disabled={disabled} onClick={() => settle('printed')}>
            {text('labels.cameOut')}
          </Button>
          <Button size="small" disabled={disabled} onClick={() => settle('reprint')}>
            {text('labels.again')}
          </Button>
        </>
      ) : null}
      {state === 'printing' || state === 'blocked' || state === 'waiting' ? (
        <Button size="small" disabled={disabled} onClick={() => void calls.call('label.pause', { jobId })}>
          {text('labels.pause')}
        </Button>
      ) : null}
      {state === 'paused' ? (
        <Button size="small" kind="primary" disabled={disabled} onClick={() => void calls.call('label.resume', { jobId })}>
          {text('labels.resume')}
        </Button>
      ) : null}
      {isFinished(job) ? null : (
        <Button size="small" kind="danger" disabled={disabled} onClick={() => void calls.call('label.cancel', { jobId })}>
          {text('labels.cancel')}
        </Button>
      )}
      {done > 0 && state !== 'printing' ? <Reprint job={job} calls={calls} disabled={disabled} /> : null}
    </span>
  );
}

/** One label of the job once more: the last one printed, or another by its number. */
function Reprint({ job, calls, disabled }: { job: LabelJob; calls: Calls; disabled: boolean }): ReactElement {
  const text = useText();
  const { jobId, done } = job;
  const [wanted, setWanted] = useState<number>();
  const label = Math.max(1, Math.min(done, wanted ?? done));
  return (
    <>
      <input
        className="lb-number"
        inputMode="numeric"
        aria-label={text('labels.reprintNumber')}
        value={label}
        onFocus={(event) => event.target.select()}
        onChange={({ target }) => setWanted(Number(target.value.replace(/\D/g, '')))}
      />
      <Button size="small" disabled={disabled} onClick={() => void calls.command('label.reprint', { jobId, from: label, to: label })}>
        {text('labels.reprint', { label })}
      </Button>
    </>
  );
}
