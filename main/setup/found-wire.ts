import type { FoundWire } from '#contract/setup.ts';
import type { DevicePlan } from '../devices/device-set.ts';

/** The id of the configured device whose wire was found; null for something new. */
export function configuredOn(found: FoundWire, devices: DevicePlan['devices']): string | null {
  const rows = Object.values(devices).flat() as readonly ConfiguredRow[];
  return rows.find((row) => isSame(found, row.transport ?? row))?.id ?? null;
}

/** What a row of settings.json may say of its wire: in `transport`, or as a scanner does beside its id. */
interface ConfiguredWire {
  readonly type?: string | undefined;
  readonly path?: string | undefined;
  readonly usb?: PartOfIdentity | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly queue?: string | undefined;
}
interface PartOfIdentity {
  readonly vendorId?: number | undefined;
  readonly productId?: number | undefined;
  readonly serialNumber?: string | undefined;
  readonly location?: string | undefined;
}
type ConfiguredRow = ConfiguredWire & PartOfIdentity & { readonly id: string; readonly transport?: ConfiguredWire & PartOfIdentity };

function isSame(found: FoundWire, configured: ConfiguredWire & PartOfIdentity): boolean {
  if (found.type !== configured.type) return false;
  switch (found.type) {
    case 'tcp':
      return found.host === configured.host && found.port === configured.port;
    case 'spooler':
      return found.queue === configured.queue;
    case 'file':
      return found.path === configured.path;
    case 'usb':
    case 'hid':
      return isMeant(configured, found);
    case 'serial':
      return configured.usb ? found.usb !== undefined && isMeant(configured.usb, found.usb) : found.path === configured.path;
    case 'keyboard':
      return false;
  }
}

/** What the settings leave open fits everything. */
function isMeant(wanted: PartOfIdentity, found: PartOfIdentity): boolean {
  return (['vendorId', 'productId', 'serialNumber', 'location'] as const).every(
    (part) => wanted[part] === undefined || found[part] === undefined || wanted[part] === found[part],
  );
}
