import { useEffect, useMemo, useState, type ReactElement } from 'react';
import './bench.css';
import './paper.css';
import type { BenchView } from '#contract/bench.ts';
import type { DeviceStatus } from '#contract/device.ts';
import type { DrawerView } from '#contract/drawer.ts';
import { errorText, type WireError } from '#contract/error.ts';
import { needsAttention } from '#renderer/app/device-words.ts';
import { formatCount } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useRefusal } from '#renderer/app/use-refusal.ts';
import { useClient, useConnection, useTopic } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { BrandMark, Icon } from '#renderer/parts/icon.tsx';
import { Rail } from '#renderer/parts/rail.tsx';
import { SetupPanels } from '../setup/setup.tsx';
import { BenchCallsContext, type BenchCalls } from './bench-calls.ts';
import { CustomerPreview } from './customer-preview.tsx';
import { DeviceList } from './device-list.tsx';
import { DrawerPanel } from './drawer-panel.tsx';
import { LabelPanel } from './label-panel.tsx';
import { PolePanel } from './pole-panel.tsx';
import { PrinterPanel } from './printer-panel.tsx';
import { KeypadPanel } from './keypad-panel.tsx';
import { ScalePanel } from './scale-panel.tsx';
import { ScannerPanel } from './scanner-panel.tsx';
import { useDeviceTests, type TestResults } from './use-device-tests.ts';
import { WireLog } from './wire-log.tsx';

const NO_DRAWERS: readonly DrawerView[] = [];
const DEFAULT_TIME_ZONE = 'Asia/Shanghai';

/** The device bench: how every device stands, and the virtual ones to sell with when no hardware is there. */
export function BenchScreen(): ReactElement {
  const text = useText();
  const station = useTopic('station');
  const devices = useTopic('devices');
  const bench = useTopic('bench');
  const tests = useDeviceTests();
  const { calls, failure, dismiss } = useCalls();
  const [language] = useLanguage();
  const lost = useConnection() === 'lost';
  const [adding, setAdding] = useState(false);
  useEffect(() => {
    document.title = `${text('bench.title')} · ${text('app.name')}`;
  }, [text]);
  return (
    <BenchCallsContext value={calls}>
      <main className="bn-page">
        <Heading devices={devices} tests={tests} adding={adding} onAdding={setAdding} />
        {lost ? <Rail state="off" title={text('bench.lost')} detail={devices ? text('bench.lostHint') : undefined} /> : null}
        {failure ? (
          <Rail state="bad" title={errorText(failure, language)}>
            <Button size="small" onClick={dismiss}>
              {text('bench.dismiss')}
            </Button>
          </Rail>
        ) : null}
        {adding && devices ? (
          <SetupPanels devices={devices} />
        ) : devices && bench ? (
          <Panels devices={devices} bench={bench} tests={tests} timeZone={station?.timeZone ?? DEFAULT_TIME_ZONE} />
        ) : (
          <Loading />
        )}
      </main>
    </BenchCallsContext>
  );
}

interface HeadingProps {
  readonly devices: readonly DeviceStatus[] | undefined;
  readonly tests: TestResults;
  readonly adding: boolean;
  readonly onAdding: (adding: boolean) => void;
}

function Heading({ devices, tests, adding, onAdding }: HeadingProps): ReactElement {
  const text = useText();
  const [language, setLanguage] = useLanguage();
  const station = useTopic('station');
  const attention = devices?.filter(needsAttention).length ?? 0;
  const inBrowser = window.guitai === undefined;
  return (
    <header className="ph">
      <span className="brand">
        <BrandMark />
      </span>
      <h1>
        {text(adding ? 'setup.title' : 'bench.title')}
        {station && devices ? (
          <small>
            {text('bench.summary', { store: station.storeName, terminal: station.terminal, count: formatCount(devices.length, language) })}
            {attention > 0 ? ` · ${text('bench.attention', { count: formatCount(attention, language) })}` : ''}
          </small>
        ) : null}
      </h1>
      <span className="sp" />
      <Button size="small" icon="globe" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
        {text('app.otherLanguage')}
      </Button>
      {inBrowser ? (
        <>
          <a className="btn sm" href="/" target="_blank" rel="noreferrer">
            {text('bench.openTill')}
          </a>
          <a className="btn sm" href="/customer" target="_blank" rel="noreferrer">
            {text('bench.openCustomer')}
          </a>
        </>
      ) : null}
      <Button size="small" icon={adding ? 'left' : 'plus'} onClick={() => onAdding(!adding)}>
        {text(adding ? 'setup.back' : 'setup.open')}
      </Button>
      {adding ? null : (
        <Button
          size="small"
          kind="primary"
          disabled={!tests.enabled || tests.running || !devices || devices.length === 0}
          onClick={() => tests.runAll((devices ?? []).map(({ id }) => id))}
        >
          {text('bench.testAll')}
        </Button>
      )}
    </header>
  );
}

interface PanelsProps {
  readonly devices: readonly DeviceStatus[];
  readonly bench: BenchView;
  readonly tests: TestResults;
  readonly timeZone: string;
}

function Panels({ devices, bench, tests, timeZone }: PanelsProps): ReactElement {
  const text = useText();
  const customer = useTopic('customer');
  const station = useTopic('station');
  const drawers = useTopic('drawers') ?? NO_DRAWERS;
  const { printers, displays, scanners, scales, labelPrinters, log } = bench;
  const virtual = printers.length + displays.length + scanners.length + scales.length + labelPrinters.length + bench.keypads.length > 0;
  const drawerPanel = <DrawerPanel drawers={drawers} virtual={bench.drawers} />;
  return (
    <div className={`bn-grid${virtual ? '' : ' real-only'}${virtual && printers.length === 0 ? ' no-printer' : ''}`}>
      <div className="bn-stack">
        <DeviceList devices={devices} tests={tests} timeZone={timeZone} />
        {virtual || devices.length === 0 ? null : (
          <section className="panel bn-none">
            <Icon name="plug" size="l" />
            <div>
              <h2>{text('bench.noVirtual')}</h2>
              <p>{text('bench.noVirtualHint')}</p>
            </div>
          </section>
        )}
        {virtual ? <LabelPanel printers={labelPrinters} /> : drawerPanel}
        {virtual && customer ? <CustomerPreview view={customer} storeName={station?.storeName ?? ''} /> : null}
        {devices.length === 0 ? null : <WireLog entries={log} timeZone={timeZone} />}
      </div>
      {virtual && printers.length > 0 ? (
        <div className="bn-stack">
          <PrinterPanel printers={printers} />
          {drawerPanel}
        </div>
      ) : null}
      {virtual ? (
        <div className="bn-stack">
          <ScannerPanel scanners={scanners} />
          <ScalePanel scales={scales} />
          <KeypadPanel keypads={bench.keypads} />
          <PolePanel displays={displays} />
          {printers.length === 0 ? drawerPanel : null}
        </div>
      ) : null}
    </div>
  );
}

/** Still shapes where the panels will be. */
function Loading(): ReactElement {
  const text = useText();
  return (
    <div className="bn-grid" aria-busy="true">
      <p className="vh" role="status">
        {text('bench.loading')}
      </p>
      {['devices', 'printer', 'pole'].map((panel) => (
        <section key={panel} className="panel bn-skeleton" aria-hidden="true">
          <p className="sk">{text('bench.loading')}</p>
          <p className="sk">{text('bench.loading')}</p>
          <p className="sk">{text('bench.loading')}</p>
        </section>
      ))}
    </div>
  );
}

/** The panels' calls; the last one refused is kept until the next one or until it is dismissed. */
function useCalls(): { calls: BenchCalls; failure: WireError | undefined; dismiss: () => void } {
  const client = useClient();
  const enabled = useConnection() === 'connected';
  const { failure, dismiss, done, ask } = useRefusal();
  const calls = useMemo((): BenchCalls => {
    return {
      enabled,
      setFault: (deviceId, fault, bytes) =>
        void done(client.request('bench.fault', bytes === undefined ? { deviceId, fault } : { deviceId, fault, bytes })),
      load: (scaleId, milli, moving) => void done(client.request('bench.load', { scaleId, milli, moving })),
      press: (keypadId, press) => void done(client.request('bench.press', { keypadId, press })),
      tearOff: (printerId) => void done(client.request('bench.tearOff', { printerId })),
      moveDrawer: (drawerId, change) => void done(client.request('bench.drawer', { drawerId, change })),
      learnDrawer: async (drawerId, stands) => (await ask(client.request('drawer.learn', { drawerId, stands })))?.lesson,
      scan: (scannerId, code, suffix) => done(client.request('bench.scan', { scannerId, text: code, suffix })),
    };
  }, [client, enabled, ask, done]);
  return { calls, failure, dismiss };
}
