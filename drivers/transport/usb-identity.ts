import { TransportError } from './transport.ts';

/** Which USB device is meant, wherever it is plugged in and whatever name the system gives it today. */
export interface UsbIdentity {
  readonly vendorId: number;
  readonly productId: number;
  /** Tells two of the same model apart wherever they are plugged in. */
  readonly serialNumber?: string | undefined;
  /** The socket, "1-1.2" on Linux: for models without a serial number. */
  readonly location?: string | undefined;
}

/** The one candidate that is meant. Throws TransportError `not_found` when it is not there or when several fit. */
export function findMeant<Candidate>(
  candidates: readonly Candidate[],
  identityOf: (candidate: Candidate) => UsbIdentity | undefined,
  wanted: UsbIdentity,
): Candidate {
  const same = candidates.filter((candidate) => {
    const found = identityOf(candidate);
    return found?.vendorId === wanted.vendorId && found.productId === wanted.productId;
  });
  const meant = same.filter((candidate) => {
    const found = identityOf(candidate);
    return agrees(wanted.serialNumber, found?.serialNumber) && agrees(wanted.location, found?.location);
  });
  const [device, ...others] = meant;
  const name = identityText(wanted);
  if (device === undefined) {
    throw new TransportError('not_found', `${name}: ${same.length === 0 ? 'is not plugged in' : 'only others of its kind are plugged in'}`);
  }
  if (others.length === 0) return device;
  throw new TransportError('not_found', `${name}: is plugged in more than once`, 0, { code: 'same_model_twice', details: {} });
}

const agrees = (wanted: string | undefined, found: string | undefined): boolean => wanted === undefined || wanted === found;

/** "USB 0483:5743 A1". */
export function identityText({ serialNumber, location, ...ids }: UsbIdentity): string {
  return ['USB', usbName(ids), serialNumber ?? location].filter(Boolean).join(' ');
}

/** "0483:5743", as lsusb writes it. */
export function usbName({ vendorId, productId }: Pick<UsbIdentity, 'vendorId' | 'productId'>): string {
  return `${hex4(vendorId)}:${hex4(productId)}`;
}

/** The udev rule that lets a group use a device directly. */
export function usbRule({ vendorId, productId }: Pick<UsbIdentity, 'vendorId' | 'productId'>, group: string): string {
  return `SUBSYSTEM=="usb", ATTR{idVendor}=="${hex4(vendorId)}", ATTR{idProduct}=="${hex4(productId)}", MODE="0660", GROUP="${group}"`;
}

const hex4 = (id: number): string => id.toString(16).padStart(4, '0');
