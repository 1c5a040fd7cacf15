import { useState, type ReactElement } from 'react';
import type { DeviceStatus } from '#contract/device.ts';
import type { SetupView } from '#contract/setup.ts';
import { kindWords } from '#renderer/app/device-words.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Segments } from '#renderer/parts/segments.tsx';
import { DeviceOptions } from './device-options.tsx';
import { draftOf, formKinds, kindsOn, rolesOf, withKind, type DeviceForm, type FormKind, type FoundRow } from './draft.ts';
import { TrialPanel } from './trial-panel.tsx';
import type { SetupCalls } from './use-setup-calls.ts';

interface DevicePanelProps {
  readonly title: string;
  readonly likely: FoundRow['kinds'];
  readonly first: DeviceForm;
  readonly view: SetupView;
  readonly devices: readonly DeviceStatus[];
  readonly calls: SetupCalls;
  readonly onSave: (form: DeviceForm, saving: Promise<boolean>) => void;
}

/** One device on its way into the settings: what it is, how it is connected, a trial, and what it is used for. */
export function DevicePanel({ title, likely, first, view, devices, calls, onSave }: DevicePanelProps): ReactElement {
  const text = useText();
  const [form, setForm] = useState(first);
  const [saving, setSaving] = useState(false);
  const change = (changes: Partial<DeviceForm>): void => setForm((before) => ({ ...before, ...changes }));
  const kinds = form.kind === 'drawer' ? (['drawer'] as const) : kindsOn(form.wire, likely);
  const taken = devices.some(({ id }) => id === form.id);
  const complete = /^[a-z0-9][a-z0-9-]{0,39}$/.test(form.id) && hasWire(form);

  async function save(): Promise<void> {
    setSaving(true);
    const asked = calls.save(view.revision, draftOf(form), form.roles);
    onSave(form, asked);
    await asked;
    setSaving(false);
  }

  return (
    <section className="panel su-device" aria-label={title}>
      <header className="pt">
        <h2>{title}</h2>
      </header>
      <div className="su-body">
        {kinds.length > 1 ? (
          <div className="su-line">
            <span>{text('setup.what')}</span>
            <Segments<FormKind>
              label={text('setup.what')}
              value={form.kind}
              options={formKinds.filter((kind) => kinds.includes(kind)).map((kind) => ({ value: kind, label: text(kindWords[kind].name) }))}
              onChange={(kind) => setForm((before) => withKind(before, kind, view, devices))}
            />
          </div>
        ) : null}
        <DeviceOptions form={form} view={view} devices={devices} onChange={change} />
        <TrialPanel form={form} trial={view.trial} calls={calls} ready={complete} onChange={change} />
        <label className="field">
          <span>{text('setup.name')}</span>
          <input
            value={form.id}
            maxLength={40}
            aria-invalid={!/^[a-z0-9][a-z0-9-]*$/.test(form.id)}
            onChange={(event) => change({ id: event.target.value })}
          />
        </label>
        {taken ? <p className="su-hint">{text('setup.nameTaken', { id: form.id })}</p> : null}
        <Roles form={form} onChange={change} />
        <Button
          className="su-save"
          kind="primary"
          size="large"
          disabled={!calls.enabled || saving || !complete}
          onClick={() => void save()}
        >
          {text(saving ? 'setup.saving' : 'setup.save')}
        </Button>
      </div>
    </section>
  );
}

function Roles({ form, onChange }: { form: DeviceForm; onChange: (changes: Partial<DeviceForm>) => void }): ReactElement | null {
  const text = useText();
  const roles = rolesOf[form.kind];
  if (roles.length === 0) return null;
  return (
    <fieldset className="su-roles">
      <legend>{text('setup.uses')}</legend>
      {roles.map(({ role, name }) => (
        <label key={role} className="su-check">
          <input
            type="checkbox"
            checked={form.roles.includes(role)}
            onChange={(event) =>
              onChange({ roles: event.target.checked ? [...form.roles, role] : form.roles.filter((each) => each !== role) })
            }
          />
          <span>{text(name)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function hasWire({ kind, wire, printer }: DeviceForm): boolean {
  if (kind === 'drawer') return printer !== '';
  if (wire.type === 'tcp') return /^[^:\s]+$/.test(wire.host) && wire.port > 0 && wire.port < 65_536;
  if (wire.type === 'spooler') return wire.queue !== '';
  if (wire.type === 'serial') return wire.usb !== undefined || Boolean(wire.path);
  return wire.type !== 'file' || wire.path !== '';
}
