import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { GuitaiError } from '#contract/error.ts';
import { MAX_PAIRED_DEVICES, type PairedRole, type PairingView } from '#contract/pairing.ts';
import type { LanPairing } from '../host.ts';
import type { Log } from '../log.ts';
import type { Publish } from '#main/store/publish.ts';
import { openPairedDevices } from './paired-devices.ts';

const CODE_DIGITS = 8;
const CODE_LIFETIME_MS = 5 * 60_000;
const CODE_TRIES = 5;
const TOKEN_BYTES = 32;

/** A device of the LAN that was let in: the name the till knows it by, and its role. */
export interface KnownDevice {
  readonly deviceId: string;
  readonly role: PairedRole;
}

/** Lets devices of the LAN in, one one-time code each. Made before the station, because the till asks it for codes. */
export interface Pairing extends LanPairing {
  readonly enabled: boolean;
  /** Exchanges a code typed on a device for the token it keeps; undefined when the code is wrong, used, too old or tried too often. */
  redeem(code: string): { readonly token: string; readonly role: PairedRole } | undefined;
  /** Whose token it is; undefined for one nobody was given, or that was taken back. */
  deviceOf(token: string): KnownDevice | undefined;
  /** A line of the device is open until the returned function is called; `removed` is called when the device may no longer have it. */
  lineOpened(deviceId: string, removed: () => void): () => void;
  /** Tells where to read which addresses to show beside a code, once the shell listens: they may change. */
  setAddresses(read: () => readonly string[]): void;
}

export interface PairingOptions {
  readonly enabled: boolean;
  readonly dataDir: string;
  readonly log: Log;
  readonly now?: () => number;
}

/** Pairing with one open code at a time: eight digits, five minutes, five tries. Paired devices are kept as hashes of their tokens. */
export function createPairing(options: PairingOptions): Pairing {
  const { enabled, log, now = Date.now } = options;
  const devices = openPairedDevices(options);
  const lines = new Map<string, Set<() => void>>();
  let open: { codeHash: Buffer; role: PairedRole; name: string | undefined; expiresAtMs: number; triesLeft: number } | undefined;
  let addresses: (() => readonly string[]) | undefined;
  let publish: Publish | undefined;
  let tillsChanged: (() => void) | undefined;

  const tell = (): void => publish?.('pairing', view());
  const view = (): PairingView => ({
    enabled,
    devices: devices.all().map((device) => ({ ...device, online: lines.has(device.deviceId) })),
  });

  const createCode: Pairing['handlers']['pairing.createCode'] = ({ role, name }) => {
    if (!enabled) throw new GuitaiError('pairing_off');
    if (devices.all().length >= MAX_PAIRED_DEVICES) throw new GuitaiError('pairing_full', { max: MAX_PAIRED_DEVICES });
    const code = randomInt(10 ** CODE_DIGITS)
      .toString()
      .padStart(CODE_DIGITS, '0');
    open = { codeHash: hash(code), role, name, expiresAtMs: now() + CODE_LIFETIME_MS, triesLeft: CODE_TRIES };
    log.info('pairing.code_created', { role });
    return { code, expiresAtMs: open.expiresAtMs, addresses: [...(addresses?.() ?? [])] };
  };

  const remove: Pairing['handlers']['pairing.remove'] = ({ deviceId }) => {
    if (devices.remove(deviceId)) log.info('pairing.device_removed', { deviceId });
    for (const removed of lines.get(deviceId) ?? []) removed();
    tell();
    tillsChanged?.();
    return {};
  };

  const redeem: Pairing['redeem'] = (code) => {
    if (!open || now() >= open.expiresAtMs || open.triesLeft === 0) return undefined;
    open.triesLeft -= 1;
    if (!timingSafeEqual(hash(code), open.codeHash)) {
      log.info('pairing.code_refused', { triesLeft: open.triesLeft });
      return undefined;
    }
    const { role, name } = open;
    open = undefined;
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    devices.add({ tokenHash: hash(token).toString('hex'), role, ...(name === undefined ? {} : { name }), pairedAtMs: now() });
    log.info('pairing.device_paired', { role, devices: devices.all().length });
    tell();
    tillsChanged?.();
    return { token, role };
  };

  return {
    enabled,
    handlers: { 'pairing.createCode': createCode, 'pairing.remove': remove },
    redeem,
    get tills() {
      return devices.all().flatMap(({ deviceId, role, name }) => (role === 'till' ? [{ tillId: deviceId, name: name ?? '' }] : []));
    },
    start(to, onTills) {
      publish = to;
      tillsChanged = onTills;
      tell();
    },
    deviceOf: (token) => devices.find(hash(token)),
    lineOpened(deviceId, removed) {
      const ofDevice = lines.get(deviceId) ?? new Set();
      lines.set(deviceId, ofDevice.add(removed));
      devices.seen(deviceId);
      tell();
      return () => {
        ofDevice.delete(removed);
        if (ofDevice.size === 0) lines.delete(deviceId);
        devices.seen(deviceId);
        tell();
      };
    },
    setAddresses: (next) => {
      addresses = next;
    },
  };
}

function hash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
