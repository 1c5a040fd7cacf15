import type { ReactElement } from 'react';
import { remedyText } from '#contract/remedy.ts';
import type { Discovery, DiscoverySource } from '#contract/setup.ts';
import { kindWords } from '#renderer/app/device-words.ts';
import { useLanguage, useText, type TextKey } from '#renderer/app/i18n.ts';
import { Icon, type IconName } from '#renderer/parts/icon.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';
import { wireNames, wireText, type FoundRow } from './draft.ts';

const sourceNames = {
  usb: 'setup.sourceUsb',
  serial: 'setup.sourceSerial',
  hid: 'setup.sourceHid',
  queues: 'setup.sourceQueues',
  network: 'setup.sourceNetwork',
} as const satisfies Record<DiscoverySource, TextKey>;

interface FoundListProps {
  readonly discovery: Discovery;
  readonly chosenKey: string | undefined;
  readonly hasPrinter: boolean;
  readonly onChoose: (found: FoundRow, title: string) => void;
  readonly onByHand: () => void;
  readonly onDrawer: () => void;
}

/** What was found, what could not be looked at and why, and the two entries that nobody can find. */
export function FoundList({ discovery, chosenKey, hasPrinter, onChoose, onByHand, onDrawer }: FoundListProps): ReactElement {
  const text = useText();
  const [language] = useLanguage();
  const { found, state } = discovery;
  const failed = discovery.sources.filter((source) => source.state === 'failed');
  return (
    <section className="panel bn-devices" aria-label={text('setup.found')}>
      <header className="pt">
        <h2>
          {text('setup.found')}
          {found.length > 0 ? <small>{text('setup.foundCount', { count: found.length })}</small> : null}
        </h2>
      </header>
      {found.length === 0 && state !== 'running' ? (
        <p className="su-none">
          {state === 'idle' ? null : <b>{text('setup.nothing')}</b>}
          {text(state === 'idle' ? 'setup.notLooked' : 'setup.nothingHint')}
        </p>
      ) : null}
      <ul>
        {found.map((device) => (
          <FoundItem key={device.key} device={device} chosen={device.key === chosenKey} onChoose={onChoose} />
        ))}
        {hasPrinter ? (
          <Entry
            icon="drawer"
            name={text('setup.drawerEntry')}
            hint={text('setup.drawerHint')}
            chosen={chosenKey === 'drawer'}
            onClick={onDrawer}
          />
        ) : null}
        <Entry icon="edit" name={text('setup.byHand')} hint={text('setup.byHandHint')} chosen={chosenKey === 'hand'} onClick={onByHand} />
      </ul>
      {failed.map(({ source, remedy }) => (
        <p key={source} className="su-remedy">
          <b>{text('setup.sourceFailed', { source: text(sourceNames[source]) })}</b>
          {remedy ? ` ${remedyText(remedy, language)}` : ''}
        </p>
      ))}
    </section>
  );
}

function FoundItem(props: { device: FoundRow; chosen: boolean; onChoose: FoundListProps['onChoose'] }): ReactElement {
  const { device, chosen, onChoose } = props;
  const text = useText();
  const [language] = useLanguage();
  const kind = kindWords[device.kinds[0] ?? 'printer'];
  const title = device.name || `${text(wireNames[device.wire.type])} ${wireText(device.wire)}`;
  return (
    <li className={chosen ? 'sel' : undefined}>
      <button
        type="button"
        className="bn-open"
        aria-pressed={chosen}
        disabled={device.wire.type === 'keyboard'}
        onClick={() => onChoose(device, title)}
      >
        <Icon name={kind.icon} size="l" />
        <span className="bn-what">
          <span className="bn-name">{title}</span>
          <span className="bn-model">
            {text(wireNames[device.wire.type])} {wireText(device.wire)}
          </span>
        </span>
        <Access device={device} />
      </button>
      {device.remedy ? <p className="su-remedy">{remedyText(device.remedy, language)}</p> : null}
    </li>
  );
}

function Access({ device }: { device: FoundRow }): ReactElement | null {
  const text = useText();
  if (device.configuredAs !== null) return <StateWords state="ok">{text('setup.inUse', { id: device.configuredAs })}</StateWords>;
  if (device.access === 'silent') return <StateWords state="unknown">{text('setup.accessSilent')}</StateWords>;
  if (device.access === 'no_permission') return <StateWords state="bad">{text('setup.accessNoPermission')}</StateWords>;
  if (device.access === 'no_driver') return <StateWords state="bad">{text('setup.accessNoDriver')}</StateWords>;
  return null;
}

function Entry(props: { icon: IconName; name: string; hint: string; chosen: boolean; onClick: () => void }): ReactElement {
  const { icon, name, hint, chosen, onClick } = props;
  return (
    <li className={chosen ? 'sel' : undefined}>
      <button type="button" className="bn-open" aria-pressed={chosen} onClick={onClick}>
        <Icon name={icon} size="l" />
        <span className="bn-what">
          <span className="bn-name">{name}</span>
          <span className="bn-model">{hint}</span>
        </span>
      </button>
    </li>
  );
}
