import type { DeviceKind, DeviceStatus } from '#contract/device.ts';
import type { DeviceDraft, Discovery, FoundWire, SetupView } from '#contract/setup.ts';
import type { TextKey } from '#renderer/app/i18n.ts';

export type FoundRow = Discovery['found'][number];
/** The kinds this screen can set up. A call keypad, whose keys differ from maker to maker, is written into settings.json. */
export type FormKind = Exclude<DeviceKind, 'keypad'>;
export const formKinds: readonly FormKind[] = ['printer', 'scanner', 'display', 'scale', 'label_printer', 'drawer'];

/** What stands in the form: everything that any kind may need, so that changing the kind back loses nothing. */
export interface DeviceForm {
  readonly kind: FormKind;
  readonly id: string;
  readonly wire: FoundWire;
  readonly model: string;
  readonly labelModel: string;
  readonly scaleProtocol: string;
  readonly protocol: 'led8' | 'cd5220' | 'dm-d';
  readonly baudRate: number;
  readonly flowControl: 'none' | 'rts-cts' | 'xon-xoff';
  /** How the bits go on the wire of a device that is set up; left out, as its protocol has it. */
  readonly format?: SerialFormat | undefined;
  readonly shared: boolean;
  /** Id of the printer a drawer hangs on. */
  readonly printer: string;
  readonly pin: 2 | 5;
  readonly roles: readonly string[];
}

interface SerialFormat {
  readonly dataBits: number;
  readonly parity: string;
  readonly stopBits: number;
}

const usualId = {
  printer: 'receipt',
  scanner: 'gun',
  display: 'pole',
  drawer: 'drawer',
  label_printer: 'label',
  scale: 'scale',
} as const satisfies Record<FormKind, string>;

/** What each kind of device can be used for. */
export const rolesOf = {
  printer: [
    { role: 'receiptPrinter', name: 'setup.roleReceipt' },
    { role: 'receiptPrinterFallback', name: 'setup.roleFallback' },
    { role: 'ticketPrinter', name: 'setup.roleTicket' },
  ],
  scanner: [],
  display: [{ role: 'lineDisplay', name: 'setup.roleDisplay' }],
  drawer: [{ role: 'cashDrawer', name: 'setup.roleDrawer' }],
  label_printer: [{ role: 'labelPrinter', name: 'setup.roleLabels' }],
  scale: [{ role: 'scale', name: 'setup.roleScale' }],
} as const satisfies Record<FormKind, readonly { readonly role: string; readonly name: TextKey }[]>;

export const BAUD_RATES = [2400, 4800, 9600, 19_200, 38_400, 115_200] as const;

/** Which kinds a wire can carry. */
export function kindsOn(wire: FoundWire, likely: readonly DeviceKind[]): readonly FormKind[] {
  const possible: Record<FoundWire['type'], readonly FormKind[]> = {
    serial: ['printer', 'scanner', 'display', 'scale', 'label_printer'],
    tcp: ['printer', 'label_printer', 'display', 'scale'],
    usb: ['printer', 'label_printer'],
    file: ['printer', 'label_printer'],
    spooler: ['printer', 'label_printer'],
    hid: ['scanner'],
    keyboard: [],
  };
  const kinds = possible[wire.type];
  return [
    ...kinds.filter((kind) => likely.includes(kind)).toSorted((a, b) => likely.indexOf(a) - likely.indexOf(b)),
    ...kinds.filter((kind) => !likely.includes(kind)),
  ];
}

/** What was found, or is known without having been found. */
export type Candidate = Pick<FoundRow, 'wire' | 'kinds' | 'model'> & Partial<Pick<FoundRow, 'configuredAs'>>;

/** The form for something that was found, with the likeliest answers filled in. */
export function formFor(found: Candidate, view: SetupView, devices: readonly DeviceStatus[]): DeviceForm {
  const present = devices.find(({ id }) => id === found.configuredAs);
  const possible = found.kinds.includes('drawer') ? (['drawer'] as const) : kindsOn(found.wire, found.kinds);
  const kind = possible.find((each) => each === present?.kind) ?? possible[0] ?? 'printer';
  const form = withKind(
    {
      kind,
      id: '',
      wire: found.wire,
      model: found.model ?? 'generic-80',
      labelModel: view.models.label_printer[0]?.id ?? '',
      scaleProtocol: view.models.scale[0]?.id ?? '',
      protocol: 'led8',
      baudRate: 9600,
      flowControl: 'none',
      shared: false,
      printer: devices.find((device) => device.kind === 'printer')?.id ?? '',
      pin: 2,
      roles: [],
    },
    kind,
    view,
    devices,
  );
  if (!present) return form;
  const held = rolesOf[kind].map(({ role }): string => role).filter((role) => view.roles[role] === present.id);
  const saved = view.configured.find((draft) => draft.kind === kind && draft.device.id === present.id);
  return { ...form, id: present.id, roles: held, ...(saved ? savedOptions(saved) : {}) };
}

type SavedWire = SerialFormat & Pick<DeviceForm, 'baudRate' | 'flowControl'> & { readonly type: string; readonly session?: 'held' | 'job' };
type SavedDevice = Pick<DeviceForm, 'model' | 'printer' | 'pin'> & { readonly protocol: string; readonly transport?: SavedWire };

/** What stands in the settings of a device, so that changing one thing leaves the others. A scanner has its wire beside its id. */
function savedOptions({ kind, device }: DeviceDraft): Partial<DeviceForm> {
  const saved = device as unknown as SavedDevice;
  const { type, baudRate, flowControl, dataBits, parity, stopBits, session } = saved.transport ?? (device as unknown as SavedWire);
  const serial = type === 'serial' ? { baudRate, flowControl, format: { dataBits, parity, stopBits } } : {};
  const wire = { ...serial, shared: session === 'job' };
  switch (kind) {
    case 'printer':
      return { ...wire, model: saved.model };
    case 'label_printer':
      return { ...wire, labelModel: saved.model };
    case 'scale':
      return { ...wire, scaleProtocol: saved.protocol };
    case 'display':
      return { ...wire, protocol: saved.protocol as DeviceForm['protocol'] };
    case 'drawer':
      return { printer: saved.printer, pin: saved.pin };
    case 'scanner':
    case 'keypad':
      return wire;
  }
}

/** The same form for another kind: a free name, the roles nobody has yet, the usual rate. */
export function withKind(form: DeviceForm, kind: FormKind, { roles }: SetupView, devices: readonly DeviceStatus[]): DeviceForm {
  const free = rolesOf[kind]
    .map(({ role }): string => role)
    .filter((role) => roles[role] === undefined && role !== 'receiptPrinterFallback');
  return { ...form, kind, id: freeId(usualId[kind], devices), roles: free, baudRate: kind === 'display' ? 2400 : 9600, format: undefined };
}

function freeId(wanted: string, devices: readonly DeviceStatus[]): string {
  const taken = new Set(devices.map(({ id }) => id));
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(id)) return id;
  }
}

/** What settings.json will hold. */
export function draftOf(form: DeviceForm): DeviceDraft {
  const { kind, id } = form;
  switch (kind) {
    case 'printer':
      return {
        kind,
        device: {
          id,
          model: form.model,
          transport: { ...wireOf(form), ...(form.wire.type === 'tcp' && form.shared ? { session: 'job' } : {}) },
        },
      };
    case 'label_printer':
      return { kind, device: { id, model: form.labelModel, transport: wireOf(form) } };
    case 'display':
      return { kind, device: { id, protocol: form.protocol, transport: wireOf(form) } };
    case 'scale':
      return { kind, device: { id, protocol: form.scaleProtocol, transport: { ...scaleFormat(form), ...wireOf(form) } } };
    case 'scanner':
      return { kind, device: { id, ...wireOf(form) } };
    case 'drawer':
      return { kind, device: { id, printer: form.printer, pin: form.pin } };
  }
}

/** Toledo and Mettler send seven bits with even parity (facts: 2.8). */
function scaleFormat({ wire, scaleProtocol }: DeviceForm): Plain {
  return wire.type === 'serial' && /^(toledo|mettler)/.test(scaleProtocol) ? { dataBits: 7, parity: 'even' } : {};
}

type Plain = { [key: string]: DeviceDraft['device'][string] };

/** A port with a USB device behind it is named by the device: its name may be another one after the next plugging in. */
function wireOf({ wire, baudRate, flowControl, format }: DeviceForm): Plain {
  if (wire.type !== 'serial') return withoutUndefined(wire);
  const port = wire.usb ? { usb: wire.usb } : { path: wire.path ?? '' };
  return withoutUndefined({ type: 'serial', ...port, baudRate, ...(flowControl === 'none' ? {} : { flowControl }), ...format });
}

/** As it will stand in the file. */
const withoutUndefined = (value: object): Plain => JSON.parse(JSON.stringify(value)) as Plain;

/** What a person may say of a trial. */
export type Answer = 'right' | 'garbled' | 'nothing' | 'cut' | 'wrong';
export const answersOf = {
  printer: ['right', 'garbled', 'nothing', 'cut'],
  label_printer: ['right', 'nothing', 'cut'],
  display: ['right', 'wrong', 'nothing'],
  drawer: ['right', 'nothing'],
  scanner: ['right', 'wrong'],
  scale: ['right', 'wrong'],
} as const satisfies Record<FormKind, readonly Answer[]>;

/** What to do about it, and the change of the form that does it. */
export function adviceFor(form: DeviceForm, answer: Answer): { readonly advice: TextKey; readonly change?: Partial<DeviceForm> } {
  if (answer === 'right') return { advice: 'setup.good' };
  switch (form.kind) {
    case 'scanner':
      return { advice: 'setup.adviceScanner' };
    case 'scale':
      return { advice: 'setup.adviceScale' };
    case 'display':
      return { advice: 'setup.adviceDisplay' };
    case 'drawer':
      return { advice: 'setup.adviceDrawer', change: { pin: form.pin === 2 ? 5 : 2 } };
    case 'printer':
    case 'label_printer':
      if (answer === 'garbled') return { advice: 'setup.adviceGarbled' };
      if (answer === 'nothing') return { advice: 'setup.adviceNothing' };
      if (form.kind === 'label_printer') return { advice: 'setup.adviceCut' };
      return { advice: 'setup.adviceCut', change: { model: form.model === 'generic-58' ? 'generic-80' : 'generic-58' } };
  }
}

/** "192.168.1.60" or "192.168.1.60:9101", as a person writes it. */
export function parseAddress(text: string): { readonly host: string; readonly port: number } {
  const [, host = '', port = PRINTER_PORT] = /^(.*?)(?::(\d{1,5}))?$/.exec(text.trim()) ?? [];
  return { host, port: Number(port) };
}

const PRINTER_PORT = 9100;

export function addressText({ host, port }: { readonly host: string; readonly port: number }): string {
  return port === PRINTER_PORT ? host : `${host}:${port}`;
}

/** A wire in a few words: what stands under the name of a found device. */
export function wireText(wire: FoundWire): string {
  switch (wire.type) {
    case 'serial':
      return wire.path ?? '';
    case 'file':
      return wire.path;
    case 'tcp':
      return `${wire.host}:${wire.port}`;
    case 'spooler':
      return wire.queue;
    case 'usb':
    case 'hid':
      return [wire.vendorId, wire.productId].map((id) => id.toString(16).padStart(4, '0')).join(':');
    case 'keyboard':
      return '';
  }
}

export const wireNames = {
  serial: 'setup.wireSerial',
  usb: 'setup.wireUsb',
  file: 'setup.wireFile',
  hid: 'setup.wireHid',
  keyboard: 'setup.wireKeyboard',
  tcp: 'setup.wireTcp',
  spooler: 'setup.wireSpooler',
} as const satisfies Record<FoundWire['type'], TextKey>;
