import { useEffect, useEffectEvent, useState, type ReactElement } from 'react';
import { errorText } from '#contract/error.ts';
import { PairedRole, type PairedDevice } from '#contract/pairing.ts';
import type { ProcedureOutput } from '#contract/procedures.ts';
import { formatClock, formatMoment } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useClient, useTopic } from '#renderer/app/use-topic.ts';
import { useRefusal } from '#renderer/app/use-refusal.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Rail } from '#renderer/parts/rail.tsx';
import { Segments } from '#renderer/parts/segments.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';

type OpenCode = ProcedureOutput<'pairing.createCode'>;

/** The devices of the LAN: which may come in, as what, when they were last there; one more by a code, one less by a button. */
export function LanDevices({ timeZone }: { timeZone: string }): ReactElement | null {
  const view = useTopic('pairing');
  const client = useClient();
  const text = useText();
  const [language] = useLanguage();
  const refusal = useRefusal();
  if (!view) return null;
  return (
    <section className="st-part" aria-label={text('station.lan')}>
      <h3>{text('station.lan')}</h3>
      {view.enabled ? null : <p className="said">{text('station.lan.off')}</p>}
      {refusal.failure ? <Rail state="bad" title={errorText(refusal.failure, language)} /> : null}
      <p className="said">
        {text('station.lan.here')}
        {(['kiosk', 'caller', 'board'] as const).map((screen) => (
          <a key={screen} className="link" href={`/${screen}`} target="_blank" rel="noreferrer">
            {text(`station.lan.role.${screen}`)}
          </a>
        ))}
      </p>
      {view.devices.length === 0 ? null : (
        <ul className="st-rows">
          {view.devices.map((device) => (
            <DeviceRow
              key={device.deviceId}
              device={device}
              timeZone={timeZone}
              onRemove={() => void refusal.ask(client.command('pairing.remove', { deviceId: device.deviceId }))}
            />
          ))}
        </ul>
      )}
      {view.enabled ? (
        <LetIn
          paired={view.devices.length}
          timeZone={timeZone}
          ask={(role, name) => refusal.ask(client.request('pairing.createCode', name === '' ? { role } : { role, name }))}
        />
      ) : null}
    </section>
  );
}

function DeviceRow({ device, timeZone, onRemove }: { device: PairedDevice; timeZone: string; onRemove: () => void }): ReactElement {
  const text = useText();
  const [language] = useLanguage();
  const [sure, setSure] = useState(false);
  const role = text(`station.lan.role.${device.role}`);
  const seen =
    device.lastSeenMs === null
      ? text('station.lan.never')
      : text('station.lan.seen', { at: formatMoment(device.lastSeenMs, language, timeZone) });
  return (
    <li>
      <span>
        <b>{device.name ?? role}</b>
        <small>
          {[
            ...(device.name === null ? [] : [role]),
            text('station.lan.paired', { at: formatMoment(device.pairedAtMs, language, timeZone) }),
            ...(device.online ? [] : [seen]),
          ].join(' · ')}
        </small>
      </span>
      <span className="st-acts">
        <StateWords state={device.online ? 'ok' : 'off'}>{text(device.online ? 'station.lan.online' : 'station.lan.offline')}</StateWords>
        {sure ? (
          <>
            <Button size="small" kind="danger" onClick={onRemove}>
              {text('station.lan.remove.sure')}
            </Button>
            <Button size="small" onClick={() => setSure(false)}>
              {text('station.lan.keep')}
            </Button>
          </>
        ) : (
          <Button size="small" onClick={() => setSure(true)}>
            {text('station.lan.remove')}
          </Button>
        )}
      </span>
    </li>
  );
}

/** Asks for a code for one more device and shows it until it is used or too old. */
function LetIn(props: {
  paired: number;
  timeZone: string;
  ask: (role: PairedRole, name: string) => Promise<OpenCode | undefined>;
}): ReactElement {
  const { paired, timeZone, ask } = props;
  const text = useText();
  const [role, setRole] = useState<PairedRole>('till');
  const [name, setName] = useState('');
  const [shown, setShown] = useState<{ readonly code: OpenCode; readonly paired: number }>();
  useExpiry(shown?.code.expiresAtMs, () => setShown(undefined));
  // One device more than when the code was made: it was used.
  const open = shown && paired <= shown.paired ? shown.code : undefined;
  const letIn = async (): Promise<void> => {
    const code = await ask(role, name.trim());
    if (!code) return;
    setShown({ code, paired });
    setName('');
  };
  return (
    <div className="st-letin">
      <Segments
        label={text('station.lan.as')}
        options={PairedRole.options.map((value) => ({ value, label: text(`station.lan.role.${value}`) }))}
        value={role}
        onChange={setRole}
      />
      <div className="st-acts">
        <label className="field">
          <span>{text('station.lan.name')}</span>
          <input value={name} maxLength={40} onChange={(event) => setName(event.target.value)} />
        </label>
        <Button kind="tint" onClick={() => void letIn()}>
          {text('station.lan.code')}
        </Button>
      </div>
      {open ? <CodeShown code={open} timeZone={timeZone} /> : null}
    </div>
  );
}

function CodeShown({ code, timeZone }: { code: OpenCode; timeZone: string }): ReactElement {
  const text = useText();
  const [language] = useLanguage();
  return (
    <div className="st-code" role="status" ref={(element) => element?.scrollIntoView({ block: 'nearest' })}>
      <b>{`${code.code.slice(0, 4)} ${code.code.slice(4)}`}</b>
      <p>{text('station.lan.type', { at: formatClock(code.expiresAtMs, language, timeZone) })}</p>
      {code.addresses.map((address) => (
        <p key={address}>{address}</p>
      ))}
    </div>
  );
}

function useExpiry(atMs: number | undefined, onExpired: () => void): void {
  const expired = useEffectEvent(onExpired);
  useEffect(() => {
    if (atMs === undefined) return undefined;
    const timer = setTimeout(() => expired(), Math.max(0, atMs - Date.now()));
    return () => clearTimeout(timer);
  }, [atMs]);
}
