import { useState, type ReactElement } from 'react';
import type { DeviceStatus } from '#contract/device.ts';
import { remedyText } from '#contract/remedy.ts';
import { controlWords, deviceState, kindWords, powerWords, problemWords } from '#renderer/app/device-words.ts';
import { formatClockSeconds, formatCount } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Icon } from '#renderer/parts/icon.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';
import { DeviceHealthSheet } from './device-health.tsx';
import type { TestResults } from './use-device-tests.ts';

/** Every device of this till, real and virtual: its state, and in the open row its wiring, figures and what to do. */
export function DeviceList(props: { devices: readonly DeviceStatus[]; tests: TestResults; timeZone: string }): ReactElement {
  const { devices, tests, timeZone } = props;
  const text = useText();
  const [openId, setOpenId] = useState<string>();
  const [healthId, setHealthId] = useState<string>();
  const examined = devices.find(({ id }) => id === healthId);
  if (devices.length === 0) {
    return (
      <section className="panel bn-none">
        <Icon name="plug" size="l" />
        <div>
          <h2>{text('bench.noDevices')}</h2>
          <p>{text('bench.noDevicesHint')}</p>
        </div>
      </section>
    );
  }
  return (
    <>
      <section className="panel bn-devices" aria-label={text('bench.devices')}>
        <header className="pt">
          <h2>{text('bench.devices')}</h2>
        </header>
        <ul>
          {devices.map((device) => (
            <DeviceRow
              key={device.id}
              device={device}
              tests={tests}
              timeZone={timeZone}
              open={device.id === openId}
              onToggle={() => setOpenId(device.id === openId ? undefined : device.id)}
              onHealth={() => setHealthId(device.id)}
            />
          ))}
        </ul>
      </section>
      {examined ? <DeviceHealthSheet device={examined} timeZone={timeZone} onClose={() => setHealthId(undefined)} /> : null}
    </>
  );
}

interface DeviceRowProps {
  readonly device: DeviceStatus;
  readonly tests: TestResults;
  readonly timeZone: string;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onHealth: () => void;
}

function DeviceRow({ device, tests, timeZone, open, onToggle, onHealth }: DeviceRowProps): ReactElement {
  const text = useText();
  const words = kindWords[device.kind];
  const state = deviceState(device);
  const result = tests.of(device.id);
  const name = `${text(words.name)} ${device.id}`;
  return (
    <li className={open ? 'sel' : undefined} data-device={device.id}>
      <div className="bn-row">
        <button type="button" className="bn-open" aria-expanded={open} onClick={onToggle}>
          <Icon name={words.icon} size="l" />
          <span className="bn-what">
            <span className="bn-name">
              {text(words.name)}
              <small>{device.id}</small>
            </span>
            <span className="bn-model">
              {device.model === 'virtual' ? '' : `${device.model} · `}
              {device.virtual ? text('bench.virtual') : device.wiring}
            </span>
          </span>
          <StateWords state={result === 'running' ? 'busy' : state.glyph}>
            {text(result === 'running' ? 'bench.testing' : state.name)}
          </StateWords>
        </button>
        <Button
          size="small"
          disabled={!tests.enabled || result === 'running'}
          aria-label={text('bench.testOf', { action: text(words.test), device: name })}
          onClick={() => tests.run(device.id)}
        >
          {text(words.test)}
        </Button>
      </div>
      <p className="bn-result" role="status">
        {typeof result === 'object' ? (
          <StateWords state={result.ok ? 'ok' : 'bad'}>
            {text(result.ok ? 'bench.testGood' : 'bench.testBad', { device: name, detail: result.detail })}
          </StateWords>
        ) : null}
      </p>
      {open ? <DeviceDetails device={device} timeZone={timeZone} onHealth={onHealth} /> : null}
    </li>
  );
}

function DeviceDetails({ device, timeZone, onHealth }: { device: DeviceStatus; timeZone: string; onHealth: () => void }): ReactElement {
  const text = useText();
  const [language] = useLanguage();
  const { outputs, bytes, errors, lastSeenMs } = device.statistics;
  return (
    <div className="bn-details">
      {device.problem === 'none' ? null : (
        <p className="bn-fix">{device.remedy ? remedyText(device.remedy, language) : text(problemWords[device.problem].fix)}</p>
      )}
      <dl>
        <div>
          <dt>{text('bench.wiring')}</dt>
          <dd>{device.wiring}</dd>
        </div>
        <div>
          <dt>{text('bench.model')}</dt>
          <dd>{device.model}</dd>
        </div>
        <div>
          <dt>{text('bench.lastSeen')}</dt>
          <dd>{lastSeenMs === null ? text('bench.never') : formatClockSeconds(lastSeenMs, language, timeZone)}</dd>
        </div>
        <div>
          <dt>{text('bench.outputs')}</dt>
          <dd>{formatCount(outputs, language)}</dd>
        </div>
        <div>
          <dt>{text('bench.bytes')}</dt>
          <dd>{formatCount(bytes, language)}</dd>
        </div>
        <div>
          <dt>{text('bench.errors')}</dt>
          <dd>{formatCount(errors, language)}</dd>
        </div>
        <div>
          <dt>{text('bench.control')}</dt>
          <dd>{text(controlWords[device.control])}</dd>
        </div>
        <div>
          <dt>{text('bench.powerState')}</dt>
          <dd>{text(powerWords[device.power])}</dd>
        </div>
        <div>
          <dt>{text('bench.claim')}</dt>
          <dd>{text(device.claimed ? 'bench.claimed' : 'bench.notClaimed')}</dd>
        </div>
      </dl>
      <Button size="small" icon="search" disabled={device.control === 'closed'} onClick={onHealth}>
        {text('bench.health')}
      </Button>
    </div>
  );
}
