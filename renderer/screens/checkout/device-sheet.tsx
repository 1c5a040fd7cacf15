import type { ReactElement } from 'react';
import type { DeviceStatus } from '#contract/device.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';
import { deviceView } from './alerts.ts';
import { useTill } from './use-till.ts';

/** Every configured device, how it is, and a test of it. */
export function DeviceSheet({ devices, virtualDevices }: { devices: readonly DeviceStatus[]; virtualDevices: boolean }): ReactElement {
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
