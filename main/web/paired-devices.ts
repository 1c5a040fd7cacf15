import { timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DeviceName, MAX_PAIRED_DEVICES, PairedRole, type PairedDevice } from '#contract/pairing.ts';
import { writeFileAtomic } from '../atomic-file.ts';
import type { Log } from '../log.ts';
import type { KnownDevice } from './pairing.ts';

/** How old the kept time may grow before a sign of life is written down: a device that comes and goes does not wear the disk. */
const SEEN_WRITTEN_EVERY_MS = 10 * 60_000;
const ID_DIGITS = 16;

const KeptDevice = z.strictObject({
  /** SHA-256 of the token, hexadecimal: the file alone lets nobody in. */
  tokenHash: z.string().regex(/^[0-9a-f]{64}$/),
  role: PairedRole,
  name: DeviceName.exactOptional(),
  pairedAtMs: z.int(),
  lastSeenMs: z.int().exactOptional(),
});
export type KeptDevice = z.infer<typeof KeptDevice>;
const KeptDevices = z.strictObject({ version: z.literal(1), devices: z.array(KeptDevice).max(MAX_PAIRED_DEVICES) });

/** The devices that were let in, in `paired-devices.json`. */
export interface PairedDevices {
  /** Newest first. */
  all(): readonly Omit<PairedDevice, 'online'>[];
  find(tokenHash: Buffer): KnownDevice | undefined;
  /** On disk when it returns; for fewer than fifty. */
  add(device: KeptDevice): void;
  /** On disk when it returns; false where there was none. */
  remove(deviceId: string): boolean;
  /** A sign of life. */
  seen(deviceId: string): void;
}

/** Reads the file once; while the LAN is off it is left alone and lets nobody in. */
export function openPairedDevices(options: {
  readonly enabled: boolean;
  readonly dataDir: string;
  readonly log: Log;
  readonly now?: () => number;
}): PairedDevices {
  const { log, now = Date.now } = options;
  const file = join(options.dataDir, 'paired-devices.json');
  let devices = options.enabled ? readDevices(file, log) : [];
  const lastSeenMs = new Map(devices.map((device) => [deviceIdOf(device.tokenHash), device.lastSeenMs]));

  const keep = (next: readonly KeptDevice[]): void => {
    writeFileAtomic(file, `${JSON.stringify({ version: 1, devices: next }, null, 2)}\n`);
    devices = [...next];
  };

  return {
    all: () =>
      devices
        .map(({ tokenHash, role, name, pairedAtMs }) => {
          const deviceId = deviceIdOf(tokenHash);
          return { deviceId, role, name: name ?? null, pairedAtMs, lastSeenMs: lastSeenMs.get(deviceId) ?? null };
        })
        .toReversed(),
    find(tokenHash) {
      const found = devices.find((device) => timingSafeEqual(Buffer.from(device.tokenHash, 'hex'), tokenHash));
      return found && { deviceId: deviceIdOf(found.tokenHash), role: found.role };
    },
    add: (device) => keep([...devices, device]),
    remove(deviceId) {
      const left = devices.filter(({ tokenHash }) => deviceIdOf(tokenHash) !== deviceId);
      if (left.length === devices.length) return false;
      keep(left);
      lastSeenMs.delete(deviceId);
      return true;
    },
    seen(deviceId) {
      const atMs = now();
      const known = devices.find(({ tokenHash }) => deviceIdOf(tokenHash) === deviceId);
      if (!known) return;
      lastSeenMs.set(deviceId, atMs);
      if (atMs - (known.lastSeenMs ?? 0) < SEEN_WRITTEN_EVERY_MS) return;
      try {
        keep(devices.map((device) => (device === known ? { ...device, lastSeenMs: atMs } : device)));
      } catch (error) {
        // A full disk costs the time it was seen, not the device.
        log.error('pairing.seen', error, { file });
      }
    },
  };
}

/** What a device is called where its token must not be known. */
function deviceIdOf(tokenHash: string): string {
  return tokenHash.slice(0, ID_DIGITS);
}

/** A file that cannot be read or was damaged lets nobody in: devices pair again. */
function readDevices(file: string, log: Log): KeptDevice[] {
  try {
    return KeptDevices.parse(JSON.parse(readFileSync(file, 'utf8'))).devices;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) log.error('pairing.file_unreadable', error, { file });
    return [];
  }
}
