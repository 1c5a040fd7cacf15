import { memo, useEffect, useEffectEvent, useState, type ReactElement } from 'react';
import { useText, type TextOf } from '#renderer/app/i18n.ts';
import type { Sounds } from '#renderer/app/sounds.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Rail } from '#renderer/parts/rail.tsx';
import type { Alert } from './alerts.ts';
import { useTill } from './use-till.ts';

/** The alerts under the scan field: the first in full, the others counted until asked for. A new one sounds once. */
export const AlertRails = memo(function AlertRails({ alerts, sounds }: { alerts: readonly Alert[]; sounds: Sounds }): ReactElement | null {
  const t = useText();
  const [all, setAll] = useState(false);
  const newest = alerts.find((alert) => alert.id !== 'unknown')?.id;
  const ring = useEffectEvent(() => sounds.play('alert'));
  useEffect(() => {
    if (newest !== undefined) ring();
  }, [newest]);
  if (alerts.length === 0) return null;
  const shown = all ? alerts : alerts.slice(0, 1);
  return (
    <>
      {shown.map((alert, index) => (
        <Rail key={alert.id} state={alert.state} title={say(alert, 'title', t)} detail={say(alert, 'detail', t)}>
          <Actions alert={alert} />
          {index === 0 && alerts.length > 1 ? (
            <Button size="small" kind="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? t('checkout.alert.fewer') : t('checkout.alert.more', { count: alerts.length - 1 })}
            </Button>
          ) : null}
        </Rail>
      ))}
    </>
  );
});

function say(alert: Alert, part: 'title' | 'detail', t: TextOf): string {
  const words = Object.fromEntries(Object.entries(alert.words).map(([name, key]) => [name, t(key)]));
  return t(alert[part], { ...alert.values, ...words });
}

function Actions({ alert }: { alert: Alert }): ReactElement | null {
  const t = useText();
  const till = useTill();
  const { act } = alert;
  switch (act.kind) {
    case 'unknownCode':
      return (
        <>
          <Button size="small" kind="tint" onClick={() => till.open({ kind: 'quickAdd', code: act.code })}>
            {t('checkout.quickAdd')}
          </Button>
          <Button size="small" onClick={till.dismissUnknown}>
            {t('checkout.alert.dismiss')}
          </Button>
        </>
      );
    case 'print':
      return (
        <>
          {act.job.state === 'unknown' ? (
            <Button size="small" onClick={() => till.settlePrint(act.job.jobId, 'printed')}>
              {t('checkout.print.didPrint')}
            </Button>
          ) : (
            <Button size="small" onClick={() => till.settlePrint(act.job.jobId, 'discard')}>
              {t('checkout.print.discard')}
            </Button>
          )}
          <Button size="small" kind="tint" onClick={() => till.settlePrint(act.job.jobId, 'reprint')}>
            {t(act.job.state === 'unknown' ? 'checkout.print.copy' : 'checkout.print.again')}
          </Button>
        </>
      );
    case 'devices':
      return (
        <Button size="small" onClick={() => till.open({ kind: 'devices' })}>
          {t('checkout.devices')}
        </Button>
      );
    case 'holds':
      return (
        <Button size="small" kind="tint" onClick={till.showHolds}>
          {t('hold.resume')}
        </Button>
      );
    case 'none':
      return null;
  }
}
