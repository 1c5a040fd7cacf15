import './checkout.css';
import './scan.css';
import './quick.css';
import './weighing.css';
import './basket.css';
import './till-column.css';
import './strip.css';
import './tender.css';
import './lock.css';
import './paid.css';
import './sales.css';
import './sheets.css';
import './sizes.css';
import './price.css';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import type { DeviceStatus } from '#contract/device.ts';
import { cameraSupport, type CameraSupport } from '#renderer/app/camera.ts';
import type { HeldBasket } from '#contract/hold.ts';
import type { DrawerView } from '#contract/drawer.ts';
import { useScanFocus } from '#renderer/app/focus.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useLeave } from '#renderer/app/leave.ts';
import { createSounds, type Sounds } from '#renderer/app/sounds.ts';
import { useClient, useConnection, useTopic, useTopicPart } from '#renderer/app/use-topic.ts';
import { rememberFields, useWedge } from '#renderer/app/use-wedge.ts';
import { TrainingBar } from '#renderer/screens/station/training-bar.tsx';
import { AlertRails } from './alert-rails.tsx';
import { alertsOf } from './alerts.ts';
import { BasketPanel } from './basket-panel.tsx';
import { HoldsInk, HoldsView } from './holds-view.tsx';
import { InkBlock } from './ink-block.tsx';
import { LockSheet } from './lock-sheet.tsx';
import { MemberPanel } from './member-panel.tsx';
import { OrdersInk, OrdersView } from './orders-view.tsx';
import { PaidView } from './paid-view.tsx';
import { QuickProducts, useQuickPages } from './quick-products.tsx';
import { RecentSales } from './recent-sales.tsx';
import { RefundInk } from './refund-ink.tsx';
import { RefundView } from './refund-view.tsx';
import { SalesView } from './sales-view.tsx';
import { ScanArea, type ScanMode } from './scan-area.tsx';
import { Sheets } from './sheets.tsx';
import { Strip } from './strip.tsx';
import { TenderSheet } from './tender-sheet.tsx';
import { createTill, type Till } from './till.ts';
import { TopBar } from './top-bar.tsx';
import { useSales } from './use-sales.ts';
import { useCommandsByKey } from './use-keys.ts';
import { TillContext, useTillState } from './use-till.ts';
import { useTillKeys, type TillKeysOptions } from './use-till-keys.ts';
import { WeighPanel } from './weigh-panel.tsx';
import './upright.css';
import './phone.css';

const RECENT_SALES = 8;
const NO_DEVICES: readonly DeviceStatus[] = [];
const NO_DRAWERS: readonly DrawerView[] = [];
const NONE_HELD: readonly HeldBasket[] = [];
const DEFAULT_TIME_ZONE = 'Asia/Shanghai';

/** The cashier's screen: scan, basket, cash, done. */
export function CheckoutScreen(): ReactElement {
  const client = useClient();
  const [sounds] = useState(createSounds);
  const till = useMemo(() => createTill(client, sounds), [client, sounds]);
  useLayoutEffect(() => till.start(), [till]);
  return (
    <TillContext value={till}>
      <Checkout till={till} sounds={sounds} />
    </TillContext>
  );
}

/** Draws again when the phase or the view changes; what follows the basket line by line subscribes to it itself. */
function Checkout({ till, sounds }: { till: Till; sounds: Sounds }): ReactElement {
  const t = useText();
  const station = useTopic('station');
  const phase = useTopicPart('basket', (basket) => basket?.phase);
  const devices = useTopic('devices') ?? NO_DEVICES;
  const drawers = useTopic('drawers') ?? NO_DRAWERS;
  const connection = useConnection();
  const recent = useSales('', RECENT_SALES);
  const view = useTillState((state) => state.view);
  const sheetOpen = useTillState((state) => state.overlay !== undefined);
  const field = useRef<HTMLInputElement>(null);

  const weighed = useTopic('weighing')?.product ?? undefined;
  const signedOut = useTopicPart('operator', (session) => session?.state === 'locked');
  const askingLeave = useLeave().asked !== undefined;
  const codeField = useRef<HTMLInputElement>(null);
  const locked = connection !== 'connected' || phase === undefined || signedOut;
  const pages = useQuickPages(!locked);
  const wedge = useWedge({
    remember: () => {
      const { cash } = till.state;
      const restore = rememberFields([field.current]);
      return () => {
        restore();
        till.restoreCash(cash);
      };
    },
    onScan: till.scanned,
  });
  const camera = useCameraSupport();
  const home = useScanFocus(signedOut ? codeField : field);
  const keys = useCommandsByKey();
  useKeys({ till, sounds, field, phase: phase ?? 'selling', locked, signedOut, weighing: weighed !== undefined, keys });
  // An element that goes with the focus tells nobody, so every change of what is on screen brings the focus home.
  useLayoutEffect(home, [home, locked, phase, view, sheetOpen, askingLeave, weighed]);
  useEffect(() => {
    document.title = t('checkout.title');
  }, [t]);

  const timeZone = station?.timeZone ?? DEFAULT_TIME_ZONE;
  const mode: ScanMode = locked ? 'locked' : view === 'basket' || phase === 'tendering' ? phase : view;
  return (
    <div className="app">
      {station?.training ? <TrainingBar /> : null}
      <TopBar station={station} sounds={sounds} />
      <main className="work" inert={signedOut}>
        <div className="head">
          <ScanArea fieldRef={field} mode={mode} wedge={wedge} camera={camera} />
          <Alerts sounds={sounds} devices={devices} />
        </div>
        {view === 'sales' && phase !== 'tendering' ? (
          <SalesView timeZone={timeZone} />
        ) : view === 'holds' && phase !== 'tendering' && !weighed ? (
          <HoldsView timeZone={timeZone} />
        ) : view === 'orders' && phase !== 'tendering' && !weighed ? (
          <OrdersView timeZone={timeZone} />
        ) : view === 'refund' && phase !== 'tendering' && !weighed ? (
          <RefundView timeZone={timeZone} />
        ) : phase === 'tendering' ? (
          <TenderSheet />
        ) : phase === 'paid' && !weighed ? (
          <PaidView recent={recent} />
        ) : (
          <>
            {weighed ? (
              <WeighPanel product={weighed} locked={locked} />
            ) : (
              <QuickProducts pages={pages} disabled={locked} onPick={till.add} />
            )}
            <BasketPanel connected={connection === 'connected'} open={station?.mode === 'selling'} locked={locked} />
          </>
        )}
        <aside className="till">
          <MemberPanel locked={locked} />
          <RecentSales list={recent} timeZone={timeZone} locked={locked} />
          {phase === 'tendering' || weighed ? <InkBlock locked={locked} /> : <Ink view={view} locked={locked} timeZone={timeZone} />}
        </aside>
      </main>
      {signedOut ? <LockSheet codeRef={codeField} /> : null}
      <Strip devices={devices} drawers={drawers} connection={connection} />
      <Sheets devices={devices} pages={pages} virtualDevices={station?.virtualDevices ?? false} wedge={wedge} camera={camera} />
    </div>
  );
}

/** The dark block of what the cashier is about. */
function Ink({ view, locked, timeZone }: { view: Till['state']['view']; locked: boolean; timeZone: string }): ReactElement {
  if (view === 'refund') return <RefundInk locked={locked} />;
  if (view === 'orders') return <OrdersInk locked={locked} />;
  return view === 'holds' ? <HoldsInk locked={locked} timeZone={timeZone} /> : <InkBlock locked={locked} />;
}

function useCameraSupport(): CameraSupport {
  const [support, setSupport] = useState<CameraSupport>('no');
  useEffect(() => {
    let asked = true;
    void cameraSupport().then((known) => asked && setSupport(known));
    return () => {
      asked = false;
    };
  }, []);
  return support;
}

function useKeys({ sounds, ...where }: Omit<TillKeysOptions, 'toggleLanguage' | 'toggleSound'> & { sounds: Sounds }): void {
  const [language, setLanguage] = useLanguage();
  useTillKeys({
    ...where,
    toggleLanguage: () => setLanguage(language === 'zh' ? 'en' : 'zh'),
    toggleSound: () => sounds.setMuted(!sounds.muted),
  });
}

function Alerts({ sounds, devices }: { sounds: Sounds; devices: readonly DeviceStatus[] }): ReactElement {
  const connection = useConnection();
  const printing = useTopic('printing');
  const unknownCode = useTillState((state) => state.unknownCode);
  const drawers = useTopic('drawers') ?? NO_DRAWERS;
  const ledger = useTopicPart('station', (station) => station?.ledger) ?? 'ok';
  const backup = useTopic('backup');
  const held = useTopic('holds')?.held ?? NONE_HELD;
  const alerts = useMemo(
    () => alertsOf({ connection, unknownCode, printing, devices, drawers, held, ledger, backup }),
    [connection, unknownCode, printing, devices, drawers, held, ledger, backup],
  );
  return <AlertRails alerts={alerts} sounds={sounds} />;
}
