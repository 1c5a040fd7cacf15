import { useState, type ReactElement } from 'react';
import type { DeviceStatus } from '#contract/device.ts';
import type { SetupView } from '#contract/setup.ts';
import { kindWords } from '#renderer/app/device-words.ts';
import { useText, type TextKey, type TextValues } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Icon } from '#renderer/parts/icon.tsx';
import type { SetupCalls } from './use-setup-calls.ts';

interface ConfiguredListProps {
  readonly devices: readonly DeviceStatus[];
  readonly view: SetupView;
  readonly calls: SetupCalls;
  readonly onDone: (key: TextKey, values?: TextValues) => void;
}

/** What is set up already: each can be taken out, in two presses, and the last change taken back. */
export function ConfiguredList({ devices, view, calls, onDone }: ConfiguredListProps): ReactElement {
  const text = useText();
  const [sureOf, setSureOf] = useState<string>();

  async function remove(id: string): Promise<void> {
    setSureOf(undefined);
    if (await calls.remove(view.revision, id)) onDone('setup.removed', { id });
  }
  async function undo(): Promise<void> {
    if (await calls.undo(view.revision)) onDone('setup.undone');
  }

  return (
    <section className="panel bn-devices" aria-label={text('setup.configured')}>
      <header className="pt">
        <h2>{text('setup.configured')}</h2>
        <Button size="small" disabled={!calls.enabled || !view.canUndo} onClick={() => void undo()}>
          {text('setup.undo')}
        </Button>
      </header>
      {devices.length === 0 ? <p className="su-none">{text('setup.noneConfigured')}</p> : null}
      <ul>
        {devices.map(({ id, kind, model, wiring, virtual }) => (
          <li key={`${kind} ${id}`} className="su-configured">
            <Icon name={kindWords[kind].icon} size="l" />
            <span className="bn-what">
              <span className="bn-name">
                {text(kindWords[kind].name)}
                <small>{id}</small>
              </span>
              <span className="bn-model">{virtual ? text('bench.virtual') : `${model} · ${wiring}`}</span>
            </span>
            {sureOf === id ? (
              <Button size="small" kind="danger" disabled={!calls.enabled} onClick={() => void remove(id)}>
                {text('setup.removeSure', { id })}
              </Button>
            ) : (
              <Button size="small" disabled={!calls.enabled} aria-label={text('setup.removeOf', { id })} onClick={() => setSureOf(id)}>
                {text('setup.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
