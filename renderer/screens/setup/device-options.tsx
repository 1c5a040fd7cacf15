import { useState, type ReactElement, type ReactNode } from 'react';
import type { DeviceStatus } from '#contract/device.ts';
import type { FoundWire, SetupView } from '#contract/setup.ts';
import { useText, type TextKey } from '#renderer/app/i18n.ts';
import { Segments } from '#renderer/parts/segments.tsx';
import { addressText, BAUD_RATES, parseAddress, type DeviceForm } from './draft.ts';

interface OptionsProps {
  readonly form: DeviceForm;
  readonly view: SetupView;
  readonly devices: readonly DeviceStatus[];
  readonly onChange: (changes: Partial<DeviceForm>) => void;
}

/** What must be known of a device of this kind on this wire, and nothing else. */
export function DeviceOptions({ form, view, devices, onChange }: OptionsProps): ReactElement {
  const { kind, wire } = form;
  if (kind === 'drawer') return <DrawerOptions form={form} devices={devices} onChange={onChange} />;
  return (
    <>
      <WireFields form={form} onChange={onChange} />
      {kind === 'printer' ? (
        <Choice name="setup.dialect" value={form.model} options={view.models.printer} onChange={(model) => onChange({ model })} />
      ) : null}
      {kind === 'label_printer' ? (
        <Choice
          name="setup.dialect"
          value={form.labelModel}
          options={view.models.label_printer}
          onChange={(labelModel) => onChange({ labelModel })}
        />
      ) : null}
      {kind === 'scale' ? (
        <Choice
          name="setup.dialect"
          value={form.scaleProtocol}
          options={view.models.scale}
          onChange={(scaleProtocol) => onChange({ scaleProtocol, format: undefined })}
        />
      ) : null}
      {kind === 'display' ? <DisplayOptions form={form} onChange={onChange} /> : null}
      {wire.type === 'serial' ? <SerialOptions form={form} onChange={onChange} /> : null}
      {kind === 'printer' && wire.type === 'tcp' ? <SharedOption form={form} onChange={onChange} /> : null}
    </>
  );
}

type Part = Pick<OptionsProps, 'form' | 'onChange'>;

function Line({ name, children }: { name: TextKey; children: ReactNode }): ReactElement {
  const text = useText();
  return (
    <div className="su-line">
      <span>{text(name)}</span>
      {children}
    </div>
  );
}

/** The wire itself, for what was not found but is known. */
function WireFields({ form: { wire }, onChange }: Part): ReactElement {
  const text = useText();
  const byHand = {
    serial: { type: 'serial', path: '' },
    tcp: { type: 'tcp', host: '', port: 9100 },
    spooler: { type: 'spooler', queue: '' },
    file: { type: 'file', path: '/dev/usb/lp0' },
  } as const;
  const field = (name: TextKey, value: string, set: (value: string) => FoundWire, maxLength: number): ReactElement => (
    <label className="field">
      <span>{text(name)}</span>
      <input value={value} maxLength={maxLength} onChange={(event) => onChange({ wire: set(event.target.value) })} />
    </label>
  );
  if (wire.type === 'usb' || wire.type === 'hid' || wire.type === 'keyboard' || (wire.type === 'serial' && wire.usb)) return <></>;
  return (
    <>
      <Line name="setup.options">
        <Segments
          label={text('setup.options')}
          value={wire.type}
          options={[
            { value: 'tcp', label: text('setup.wireTcp') },
            { value: 'serial', label: text('setup.wireSerial') },
            { value: 'spooler', label: text('setup.wireSpooler') },
            { value: 'file', label: text('setup.wireFile') },
          ]}
          onChange={(type) => onChange({ wire: byHand[type] })}
        />
      </Line>
      {wire.type === 'serial' ? field('setup.port', wire.path ?? '', (path) => ({ type: 'serial', path: path.trim() }), 200) : null}
      {wire.type === 'tcp' ? <AddressField wire={wire} onChange={onChange} /> : null}
      {wire.type === 'spooler' ? field('setup.queue', wire.queue, (queue) => ({ ...wire, queue }), 114) : null}
      {wire.type === 'file' ? field('setup.path', wire.path, (path) => ({ ...wire, path: path.trim() }), 120) : null}
    </>
  );
}

/** Host and port in one field; what is typed stays as it is typed. */
function AddressField({ wire, onChange }: { wire: Extract<FoundWire, { type: 'tcp' }>; onChange: Part['onChange'] }): ReactElement {
  const text = useText();
  const [typed, setTyped] = useState(addressText(wire));
  return (
    <label className="field">
      <span>{text('setup.host')}</span>
      <input
        value={typed}
        maxLength={260}
        onChange={({ target }) => {
          setTyped(target.value);
          onChange({ wire: { type: 'tcp', ...parseAddress(target.value) } });
        }}
      />
    </label>
  );
}

function SerialOptions({ form, onChange }: Part): ReactElement {
  const text = useText();
  return (
    <>
      <Choice
        name="setup.baudRate"
        value={String(form.baudRate)}
        options={BAUD_RATES.map((rate) => ({ id: String(rate), name: String(rate) }))}
        onChange={(rate) => onChange({ baudRate: Number(rate) })}
      />
      {form.kind === 'printer' ? (
        <Line name="setup.flowControl">
          <Segments
            label={text('setup.flowControl')}
            value={form.flowControl}
            options={[
              { value: 'none', label: text('setup.flowNone') },
              { value: 'rts-cts', label: text('setup.flowRts') },
              { value: 'xon-xoff', label: text('setup.flowXon') },
            ]}
            onChange={(flowControl) => onChange({ flowControl })}
          />
        </Line>
      ) : null}
    </>
  );
}

function SharedOption({ form, onChange }: Part): ReactElement {
  const text = useText();
  return (
    <Line name="setup.shared">
      <Segments
        label={text('setup.shared')}
        value={form.shared ? 'yes' : 'no'}
        options={[
          { value: 'no', label: text('setup.no') },
          { value: 'yes', label: text('setup.yes') },
        ]}
        onChange={(answer) => onChange({ shared: answer === 'yes' })}
      />
    </Line>
  );
}

function DisplayOptions({ form, onChange }: Part): ReactElement {
  const text = useText();
  return (
    <Line name="setup.dialect">
      <Segments
        label={text('setup.dialect')}
        value={form.protocol}
        options={[
          { value: 'led8', label: text('setup.led8') },
          { value: 'cd5220', label: text('setup.cd5220') },
          { value: 'dm-d', label: text('setup.dmd') },
        ]}
        onChange={(protocol) => onChange({ protocol, baudRate: protocol === 'led8' ? 2400 : 9600 })}
      />
    </Line>
  );
}

function DrawerOptions({ form, devices, onChange }: Omit<OptionsProps, 'view'>): ReactElement {
  const text = useText();
  const printers = devices.filter(({ kind }) => kind === 'printer');
  return (
    <>
      <Choice
        name="setup.printer"
        value={form.printer}
        options={printers.map(({ id, model }) => ({ id, name: `${id} · ${model}` }))}
        onChange={(printer) => onChange({ printer })}
      />
      <Line name="setup.pin">
        <Segments
          label={text('setup.pin')}
          value={String(form.pin) as '2' | '5'}
          options={[
            { value: '2', label: text('setup.pin2') },
            { value: '5', label: text('setup.pin5') },
          ]}
          onChange={(pin) => onChange({ pin: pin === '2' ? 2 : 5 })}
        />
      </Line>
    </>
  );
}

function Choice(props: {
  name: TextKey;
  value: string;
  options: readonly { readonly id: string; readonly name: string }[];
  onChange: (id: string) => void;
}): ReactElement {
  const { name, value, options, onChange } = props;
  const text = useText();
  return (
    <label className="field su-choice">
      <span>{text(name)}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    </label>
  );
}
