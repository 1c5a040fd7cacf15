import { useState, type ReactElement } from 'react';
import './setup.css';
import type { DeviceStatus } from '#contract/device.ts';
import { errorText } from '#contract/error.ts';
import type { FoundWire } from '#contract/setup.ts';
import { useLanguage, useText, type TextKey, type TextValues } from '#renderer/app/i18n.ts';
import { useTopic } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Rail } from '#renderer/parts/rail.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';
import { ConfiguredList } from './configured-list.tsx';
import { DevicePanel } from './device-panel.tsx';
import { formFor, type Candidate, type DeviceForm, type FoundRow } from './draft.ts';
import { FoundList } from './found-list.tsx';
import { SearchPanel } from './search-panel.tsx';
import { useSetupCalls } from './use-setup-calls.ts';

/** What was chosen on the left; a found device keeps its key, so that a new search leaves the form alone. */
interface Chosen {
  readonly key: string;
  readonly title: string;
  readonly likely: FoundRow['kinds'];
  readonly form: DeviceForm;
}

interface Done {
  readonly key: TextKey;
  readonly values?: TextValues | undefined;
}

/** Where the form begins when nothing was found. */
const BY_HAND: FoundWire = { type: 'tcp', host: '', port: 9100 };

/** Finds devices, tries them and saves them: on the left what there is, on the right the one that is being set up. */
export function SetupPanels({ devices }: { devices: readonly DeviceStatus[] }): ReactElement | null {
  const text = useText();
  const [language] = useLanguage();
  const view = useTopic('setup');
  const calls = useSetupCalls();
  const [chosen, setChosen] = useState<Chosen>();
  const [done, setDone] = useState<Done>();
  if (!view) return null;

  const choose = (key: string, title: string, found: Candidate): void => {
    setDone(undefined);
    setChosen({ key, title, likely: found.kinds, form: formFor(found, view, devices) });
  };
  async function save(form: DeviceForm, saving: Promise<boolean>): Promise<void> {
    if (!(await saving)) return;
    setChosen(undefined);
    setDone({ key: 'setup.saved', values: { id: form.id } });
  }

  return (
    <div className="su-grid">
      <div className="bn-stack">
        <SearchPanel discovery={view.discovery} calls={calls} primary={chosen === undefined} />
        <FoundList
          discovery={view.discovery}
          chosenKey={chosen?.key}
          hasPrinter={devices.some(({ kind }) => kind === 'printer')}
          onChoose={(found, title) => choose(found.key, title, found)}
          onByHand={() => choose('hand', text('setup.byHand'), { wire: BY_HAND, kinds: ['printer'] })}
          onDrawer={() => choose('drawer', text('setup.drawerEntry'), { wire: BY_HAND, kinds: ['drawer'] })}
        />
      </div>
      <div className="bn-stack">
        {calls.failure ? (
          <Rail state="bad" title={errorText(calls.failure, language)}>
            <Button size="small" onClick={calls.dismiss}>
              {text('bench.dismiss')}
            </Button>
          </Rail>
        ) : null}
        {done ? (
          <p className="panel su-done" role="status">
            <StateWords state="ok">{text(done.key, done.values)}</StateWords>
          </p>
        ) : null}
        {chosen ? (
          <DevicePanel
            key={chosen.key}
            title={chosen.title}
            likely={chosen.likely}
            first={chosen.form}
            view={view}
            devices={devices}
            calls={calls}
            onSave={(form, saving) => void save(form, saving)}
          />
        ) : (
          <p className="panel su-choose">{text('setup.choose')}</p>
        )}
        <ConfiguredList devices={devices} view={view} calls={calls} onDone={(key, values) => setDone({ key, values })} />
      </div>
    </div>
  );
}
