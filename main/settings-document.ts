import type { DeviceKind } from '#contract/device.ts';

/** settings.json as it was written: only what is changed is touched, what was left out stays left out. */
export type SettingsDocument = { [key: string]: unknown };

/** One device row of settings.json, as the file has it. */
export type DeviceDocument = { readonly id: string; readonly [key: string]: unknown };

/** Where each kind of device stands in settings.json. */
export const deviceGroups = {
  scanner: 'scanners',
  printer: 'printers',
  display: 'displays',
  drawer: 'drawers',
  scale: 'scales',
  label_printer: 'labelPrinters',
  keypad: 'keypads',
} as const satisfies Record<DeviceKind, string>;

/** Puts a device in, or replaces what it is and how it is wired on the row of its id and kind, and gives it these roles; a role it had and is not given is dropped. */
export function putDevice(document: SettingsDocument, kind: DeviceKind, device: DeviceDocument, roles: readonly string[]): void {
  const devices = groupOf(document, 'devices');
  const group = deviceGroups[kind];
  const rows = rowsOf(devices, group);
  const place = rows.findIndex((row) => idOf(row) === device.id);
  devices[group] = place < 0 ? [...rows, device] : rows.with(place, { ...otherSettings(rows[place], device), ...device });
  dropRoles(document, device.id);
  const assigned = groupOf(document, 'roles');
  for (const role of roles) assigned[role] = device.id;
}

/** What says how a device is wired: an old wire must not stand beside the new one. */
const WIRE_KEYS =
  'transport type path usb vendorId productId serialNumber location baudRate dataBits parity stopBits flowControl printer display'.split(
    ' ',
  );

/** What a person set on this device besides; another dialect has other settings. */
function otherSettings(row: unknown, device: DeviceDocument): SettingsDocument {
  if (!isRecord(row) || row['protocol'] !== device['protocol']) return {};
  return Object.fromEntries(Object.entries(row).filter(([key]) => !WIRE_KEYS.includes(key)));
}

/** Gives a device's row other values; a device that is not there is left alone. */
export function changeDevice(document: SettingsDocument, kind: DeviceKind, id: string, values: SettingsDocument): void {
  const devices = groupOf(document, 'devices');
  const group = deviceGroups[kind];
  devices[group] = rowsOf(devices, group).map((row) => (isRecord(row) && idOf(row) === id ? { ...row, ...values } : row));
}

/** Takes a device out, with its roles and with the drawers that hang on it. */
export function removeDevice(document: SettingsDocument, id: string): void {
  const devices = groupOf(document, 'devices');
  for (const [group, rows] of Object.entries(devices)) {
    if (!Array.isArray(rows)) continue;
    const hanging = group === 'drawers' ? rows.filter((row) => hangsOn(row, id)).map(idOf) : [];
    devices[group] = rows.filter((row) => idOf(row) !== id && !hanging.includes(idOf(row)));
    for (const gone of [id, ...hanging]) dropRoles(document, gone);
  }
}

function dropRoles(document: SettingsDocument, id: string | undefined): void {
  const roles = groupOf(document, 'roles');
  for (const [role, holder] of Object.entries(roles)) if (holder === id) delete roles[role];
}

function groupOf(document: SettingsDocument, key: string): SettingsDocument {
  const present = document[key];
  if (isRecord(present)) return present;
  const made: SettingsDocument = {};
  document[key] = made;
  return made;
}

function rowsOf(devices: SettingsDocument, group: string): readonly unknown[] {
  const rows = devices[group];
  return Array.isArray(rows) ? rows : [];
}

const idOf = (row: unknown): string | undefined => (isRecord(row) && typeof row['id'] === 'string' ? row['id'] : undefined);

const hangsOn = (row: unknown, id: string): boolean => isRecord(row) && (row['printer'] === id || row['display'] === id);

const isRecord = (value: unknown): value is SettingsDocument => typeof value === 'object' && value !== null && !Array.isArray(value);
