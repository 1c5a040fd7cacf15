import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import type { DeviceEvent, DeviceStatus, PrinterCapabilities } from '#contract/device.ts';
import type { DeviceHealth, DeviceJob, WireChunk } from '#contract/device-health.ts';
import { errorText, type WireError } from '#contract/error.ts';
import { wireErrorOf } from '#renderer/app/client.ts';
import { abilityWords, jobResultWords, kindWords, problemWords, updateWords } from '#renderer/app/device-words.ts';
import { formatClockSeconds, formatCount } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useClient } from '#renderer/app/use-topic.ts';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';

/** What one device did last: its events, its jobs and the bytes on its wire, newest first. Read again whenever its row changes. */
export function DeviceHealthSheet(props: { device: DeviceStatus; timeZone: string; onClose: () => void }): ReactElement {
  const { device, timeZone, onClose } = props;
  const text = useText();
  const [language] = useLanguage();
  const { health, failure } = useHealth(device);
  const clock = (atMs: number): string => formatClockSeconds(atMs, language, timeZone);
  return (
    <Dialog
      title={text('bench.healthOf', { device: `${text(kindWords[device.kind].name)} ${device.id}` })}
      closeLabel={text('bench.dismiss')}
      widthRem={56}
      onClose={onClose}
    >
      {failure ? <StateWords state="bad">{errorText(failure, language)}</StateWords> : null}
      {health ? (
        <div className="bn-health">
          {health.capabilities ? <Capabilities capabilities={health.capabilities} /> : null}
          <Part title={text('bench.healthEvents')} nothing={text('bench.healthNoEvents')} rows={health.events}>
            {(event: DeviceEvent) => (
              <>
                <time>{clock(event.atMs)}</time>
                <EventWords event={event} />
              </>
            )}
          </Part>
          <Part title={text('bench.healthJobs')} nothing={text('bench.healthNoJobs')} rows={health.jobs}>
            {(job: DeviceJob) => (
              <>
                <time>{clock(job.endedAtMs)}</time>
                <JobWords job={job} />
              </>
            )}
          </Part>
          <Part title={text('bench.healthTraffic')} nothing={text('bench.healthNoTraffic')} rows={health.traffic}>
            {(chunk: WireChunk) => <Chunk chunk={chunk} time={clock(chunk.atMs)} />}
          </Part>
        </div>
      ) : (
        <p role="status">{text('bench.healthLoading')}</p>
      )}
    </Dialog>
  );
}

/** What a printer answers, and how that is known. */
function Capabilities({ capabilities }: { capabilities: PrinterCapabilities }): ReactElement {
  const text = useText();
  const { dleEot, asb, gsR, processId } = capabilities;
  return (
    <dl className="bn-capabilities" aria-label={text('bench.healthCapabilities')}>
      {(
        [
          ['bench.capabilityStatus', dleEot],
          ['bench.capabilityPushed', asb],
          ['bench.capabilityFence', gsR],
          ['bench.capabilityEcho', processId],
        ] as const
      ).map(([name, how]) => (
        <div key={name}>
          <dt>{text(name)}</dt>
          <dd>{text(abilityWords[how])}</dd>
        </div>
      ))}
    </dl>
  );
}

function useHealth(device: DeviceStatus): { readonly health: DeviceHealth | undefined; readonly failure: WireError | undefined } {
  const client = useClient();
  const [health, setHealth] = useState<DeviceHealth>();
  const [failure, setFailure] = useState<WireError>();
  useEffect(() => {
    let current = true;
    client.request('device.health', { deviceId: device.id }).then(
      (answer) => {
        if (!current) return;
        setHealth(answer);
        setFailure(undefined);
      },
      (error: unknown) => {
        if (current) setFailure(wireErrorOf(error));
      },
    );
    return () => {
      current = false;
    };
  }, [client, device]);
  return { health, failure };
}

function Part<Row extends object>(props: {
  title: string;
  nothing: string;
  rows: readonly Row[];
  children: (row: Row) => ReactNode;
}): ReactElement {
  const { title, nothing, rows, children } = props;
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {rows.length === 0 ? (
        <p className="bn-quiet">{nothing}</p>
      ) : (
        <ol tabIndex={0} aria-label={title}>
          {rows.toReversed().map((row, index) => (
            <li key={rows.length - index}>{children(row)}</li>
          ))}
        </ol>
      )}
    </section>
  );
}

function EventWords({ event }: { event: DeviceEvent }): ReactElement {
  const text = useText();
  switch (event.type) {
    case 'status_update':
      return <span>{text(updateWords[event.status])}</span>;
    case 'output_complete':
      return <span>{text('bench.healthOutput', { number: String(event.outputId) })}</span>;
    case 'data':
      return <span>{text('bench.healthData')}</span>;
    case 'error':
      return (
        <StateWords state="bad">
          {text('bench.healthError', { problem: event.problem === 'none' ? event.code : text(problemWords[event.problem].name) })}
        </StateWords>
      );
  }
}

function JobWords({ job }: { job: DeviceJob }): ReactElement {
  const text = useText();
  const [language] = useLanguage();
  const words = jobResultWords[job.result];
  return (
    <>
      <StateWords state={words?.glyph ?? 'idle'}>
        {words ? text(words.name) : job.result}
        {job.problem === 'none' ? '' : ` · ${text(problemWords[job.problem].name)}`}
      </StateWords>
      <span className="bn-job">
        {text('bench.healthJob', {
          title: job.title,
          bytes: formatCount(job.bytes, language),
          ms: formatCount(job.endedAtMs - job.startedAtMs, language),
        })}
      </span>
    </>
  );
}

function Chunk({ chunk, time }: { chunk: WireChunk; time: string }): ReactElement {
  const text = useText();
  const [language] = useLanguage();
  const kept = (chunk.hex.length + 1) / 3;
  return (
    <details>
      <summary>
        <time>{time}</time>{' '}
        {text('bench.healthChunk', {
          direction: text(chunk.direction === 'in' ? 'bench.in' : 'bench.out'),
          bytes: formatCount(chunk.bytes, language),
        })}
        {kept < chunk.bytes ? `, ${text('bench.healthKept', { kept: formatCount(kept, language) })}` : ''}
      </summary>
      {chunk.commands.length > 0 ? (
        <ul aria-label={text('bench.healthCommands')} className="bn-commands">
          {chunk.commands.map((command, index) => (
            <li key={index}>
              <b>{command.name}</b> <code>{command.hex}</code>
            </li>
          ))}
        </ul>
      ) : null}
      <code className="bn-hex" aria-label={text('bench.healthHex')}>
        {chunk.hex}
      </code>
    </details>
  );
}
