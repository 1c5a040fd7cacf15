import { memo, type ReactElement } from 'react';
import type { DeviceStatus } from '#contract/device.ts';
import type { DrawerView } from '#contract/drawer.ts';
import type { ConnectionState } from '#renderer/app/client.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Kbd } from '#renderer/parts/kbd.tsx';
import { StateGlyph, type StateName } from '#renderer/parts/state-glyph.tsx';
import { deviceView } from './alerts.ts';
import { drawerState } from './drawer-view.ts';
import { useKeyOf } from './use-keys.ts';
import { useTill } from './use-till.ts';

const TROUBLE = { ok: '', warn: 'warn', bad: 'bad', off: 'off', idle: 'off', unknown: 'warn', busy: '' } as const satisfies Record<
  StateName,
  string
>;

/** The foot of the screen: every device as shape and words, and the keys used most. */
export const Strip = memo(function Strip({
  devices,
  drawers,
  connection,
}: {
  devices: readonly DeviceStatus[];
  drawers: readonly DrawerView[];
  connection: ConnectionState;
}): ReactElement {
  const t = useText();
  const keyOf = useKeyOf();
  const till = useTill();
  const station: StateName = connection === 'connected' ? 'ok' : connection === 'connecting' ? 'busy' : 'off';
  return (
    <footer className="strip">
      <button type="button" className={`it ${TROUBLE[station]}`} onClick={() => till.open({ kind: 'station' })}>
        <StateGlyph state={station} />
        {t(
          connection === 'connected'
            ? 'checkout.station'
            : connection === 'connecting'
              ? 'checkout.station.opening'
              : 'checkout.station.lost',
        )}
      </button>
      {devices.map((device) => {
        const view = deviceView(device);
        const drawer = drawers.find(({ id }) => id === device.id);
        const { state, kind, words } = { ...view, ...(view.state === 'ok' && drawer ? drawerState(drawer) : {}) };
        const twin = devices.some((other) => other.kind === device.kind && other.id !== device.id);
        return (
          <button key={device.id} type="button" className={`it ${TROUBLE[state]}`} onClick={() => till.open({ kind: 'devices' })}>
            <StateGlyph state={state} />
            <span>{[t(kind), twin ? device.id : '', words ? t(words) : ''].filter(Boolean).join(' ')}</span>
          </button>
        );
      })}
      <p className="keys">
        <span>
          <Kbd keys="↑" />
          <Kbd keys="↓" />
          {t('checkout.hint.line')}
        </span>
        <span>
          <Kbd keys="*" />
          {t('checkout.hint.quantity')}
        </span>
        <span>
          <Kbd keys="Esc" />
          {t('checkout.hint.back')}
        </span>
        <button type="button" className="it" onClick={() => till.open({ kind: 'keys' })}>
          <Kbd keys={keyOf('keys')} />
          {t('checkout.hint.keys')}
        </button>
      </p>
    </footer>
  );
});
