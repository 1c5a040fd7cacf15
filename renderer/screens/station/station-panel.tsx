import type { ReactElement } from 'react';
import './station.css';
import type { BackupView } from '#contract/backup.ts';
import { errorText } from '#contract/error.ts';
import { formatGigabytes, formatMoment } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useTopic } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Rail } from '#renderer/parts/rail.tsx';
import { StateWords, type StateName } from '#renderer/parts/state-glyph.tsx';
import { LanDevices } from './lan-devices.tsx';
import { RestoreList } from './restore-list.tsx';
import { useStationCalls, type StationCalls } from './use-station-calls.ts';

const MEDIUM_STATE = { ok: 'ok', absent: 'warn', failed: 'bad' } as const satisfies Record<BackupView['media'][number]['state'], StateName>;
const DISK_STATE = { ok: 'ok', low: 'warn', critical: 'warn', full: 'bad' } as const satisfies Record<
  BackupView['disk']['level'],
  StateName
>;

/** How backups stand, what can be done about it, training, and the devices of the LAN. */
export function StationPanel(): ReactElement | null {
  const view = useTopic('backup');
  const station = useTopic('station');
  const [language] = useLanguage();
  const text = useText();
  const calls = useStationCalls();
  if (!view || !station) return null;
  return (
    <div className="st-panel">
      {calls.failure ? <Rail state="bad" title={errorText(calls.failure, language)} /> : null}
      {view.problem ? (
        <Rail state="warn" title={text(`station.failed.${view.problem.work}`)} detail={errorText(view.problem.error, language)} />
      ) : null}
      <Standing view={view} timeZone={station.timeZone} />
      {station.training ? null : (
        <div className="st-acts">
          <Button kind="tint" disabled={view.work !== 'idle'} onClick={calls.backUp}>
            {text('station.take')}
          </Button>
          <Button disabled={view.work !== 'idle' || view.backups.length === 0} onClick={calls.rehearse}>
            {text('station.rehearse')}
          </Button>
          {view.work === 'idle' ? null : <StateWords state="busy">{text(`station.working.${view.work}`)}</StateWords>}
        </div>
      )}
      {station.training ? null : <RestoreList view={view} calls={calls} timeZone={station.timeZone} signs={false} />}
      <Training on={station.training} calls={calls} />
      <LanDevices timeZone={station.timeZone} />
    </div>
  );
}

function Standing({ view, timeZone }: { view: BackupView; timeZone: string }): ReactElement {
  const text = useText();
  const [language] = useLanguage();
  const at = (tsMs: number): string => formatMoment(tsMs, language, timeZone);
  const [newest] = view.backups;
  const { proven } = view;
  return (
    <dl className="st-facts">
      <dt>{text('station.newest')}</dt>
      <dd>
        <StateWords state={newest && view.problem?.work !== 'backup' ? 'ok' : 'warn'}>
          {newest ? `${at(newest.createdAtMs)} · ${text('station.entries', { seq: newest.seq })}` : text('station.none')}
        </StateWords>
      </dd>
      <dt>{text('station.proven')}</dt>
      <dd>
        <StateWords state={proven ? 'ok' : 'warn'}>
          {proven ? text('station.provenAt', { at: at(proven.provenAtMs), backup: at(proven.createdAtMs) }) : text('station.notProven')}
        </StateWords>
      </dd>
      <dt>{text('station.media')}</dt>
      <dd>
        {view.media.length === 0 ? <StateWords state="off">{text('station.noMedia')}</StateWords> : null}
        {view.media.map(({ path, state, cause }) => (
          <StateWords key={path} state={MEDIUM_STATE[state]}>
            {path} · {text(`station.medium.${state}`, { cause })}
          </StateWords>
        ))}
      </dd>
      <dt>{text('station.disk')}</dt>
      <dd>
        <StateWords state={DISK_STATE[view.disk.level]}>{formatGigabytes(view.disk.freeBytes)}</StateWords>
      </dd>
    </dl>
  );
}

function Training({ on, calls }: { on: boolean; calls: StationCalls }): ReactElement {
  const text = useText();
  return (
    <section className="st-part" aria-label={text('station.training')}>
      <h3>{text('station.training')}</h3>
      <p className="said">{text('station.training.what')}</p>
      <Button onClick={() => calls.setTraining(!on)}>{text(on ? 'station.training.end' : 'station.training.begin')}</Button>
    </section>
  );
}
