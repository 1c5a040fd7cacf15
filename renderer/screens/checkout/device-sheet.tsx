import { useState, type ReactElement } from 'react';
import type { DeviceStatus } from '#contract/device.ts';
import { useText } from '#renderer/app/i18n.ts';
import type { Wedge } from '#renderer/app/use-wedge.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';
import { deviceView } from './alerts.ts';
import { useTill } from './use-till.ts';

/** Every configured device, how it is, and a test of it. */
export function DeviceSheet({
  devices,
  virtualDevices,
  wedge,
}: {
  devices: readonly DeviceStatus[];
  virtualDevices: boolean;
  wedge: Wedge;
}): ReactElement {
  const t = useText();
  const till = useTill();
  return (
    <Dialog title={t('checkout.devices')} closeLabel={t('checkout.close')} widthRem={44} onClose={till.close}>
      {devices.length === 0 ? <p className="said">{t('checkout.devices.none')}</p> : null}
      <ul className="devs">
        {devices.map((device) => {
          const { state, kind, words } = deviceView(device);
          return (
            <li key={device.id}>
              <span>
                <b>{t(kind)}</b>
                <small>{[device.id, device.model, device.wiring].filter(Boolean).join(' · ')}</small>
              </span>
              <StateWords state={state}>{t(words ?? 'checkout.problem.none')}</StateWords>
              {device.kind === 'scanner' ? (
                <span />
              ) : (
                <Button size="small" onClick={() => till.testDevice(device.id)}>
                  {t('checkout.devices.test')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <LearntPace wedge={wedge} />
      {virtualDevices ? (
        <p className="said">
          <a className="link" href="/bench" target="_blank" rel="noreferrer">
            {t('checkout.devices.bench')}
          </a>
        </p>
      ) : null}
    </Dialog>
  );
}

/** A keyboard scanner slower than usual was learnt; it can be forgotten. */
function LearntPace({ wedge }: { wedge: Wedge }): ReactElement | null {
  const t = useText();
  const [gapMs, setGapMs] = useState(() => wedge.learntGapMs());
  if (gapMs === undefined) return null;
  const forget = (): void => {
    wedge.forgetPace();
    setGapMs(undefined);
  };
  return (
    <p className="said">
      {t('checkout.devices.pace', { gap: gapMs })}{' '}
      <Button size="small" onClick={forget}>
        {t('checkout.devices.pace.forget')}
      </Button>
    </p>
  );
}
