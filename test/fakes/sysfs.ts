import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A copy of the part of Linux's /sys that names USB devices and serial ports. */
export interface Sysfs {
  readonly root: string;
  device(location: string, attributes: Readonly<Record<string, string>>): void;
  /** `nodes` are folders below the interface, as the driver makes them: "tty/ttyACM0", "usbmisc/lp0". */
  interface(
    location: string,
    number: number,
    of: {
      readonly class: string;
      readonly protocol?: string;
      readonly driver?: string;
      readonly deviceId?: string;
      readonly nodes?: readonly string[];
    },
  ): void;
  builtInPort(name: string, type: string): void;
  remove(): void;
}

export function createSysfs(): Sysfs {
  const root = mkdtempSync(join(tmpdir(), 'guitai-sys-'));
  const devices = join(root, 'bus/usb/devices');
  mkdirSync(devices, { recursive: true });
  const write = (folder: string, attributes: Readonly<Record<string, string>>): void => {
    mkdirSync(folder, { recursive: true });
    for (const [name, value] of Object.entries(attributes)) writeFileSync(join(folder, name), `${value}\n`, 'latin1');
  };
  return {
    root,
    device: (location, attributes) => write(join(devices, location), attributes),
    interface(location, number, { class: code, protocol = '00', driver, deviceId, nodes = [] }) {
      const folder = join(devices, location, `${location}:1.${number}`);
      write(folder, {
        bInterfaceClass: code,
        bInterfaceSubClass: '00',
        bInterfaceProtocol: protocol,
        ...(deviceId ? { ieee1284_id: deviceId } : {}),
      });
      if (driver) symlinkSync(`../../../../bus/usb/drivers/${driver}`, join(folder, 'driver'));
      for (const node of nodes) mkdirSync(join(folder, node), { recursive: true });
    },
    builtInPort: (name, type) => write(join(root, 'class/tty', name), { type }),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
