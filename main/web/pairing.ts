import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { GuitaiError } from '#contract/error.ts';
import { writeFileAtomic } from '../atomic-file.ts';
import type { HostHandlers } from '../host.ts';
import type { Log } from '../log.ts';
import type { ScreenRole } from './screens.ts';

const CODE_DIGITS = 8;
const CODE_LIFETIME_MS = 5 * 60_000;
const CODE_TRIES = 5;
const TOKEN_BYTES = 32;
const MAX_DEVICES = 50;

const PairedDevice = z.strictObject({
  /** SHA-256 of the token, hexadecimal: the file alone lets nobody in. */
  tokenHash: z.string().regex(/^[0-9a-f]{64}$/),
  role: z.enum(['till', 'display', 'bench']),
  pairedAtMs: z.int(),
});
type PairedDevice = z.infer<typeof PairedDevice>;
const PairedDevices = z.strictObject({ version: z.literal(1), devices: z.array(PairedDevice).max(MAX_DEVICES) });

/** Lets devices of the LAN in, one one-time code each. Made before the station, because the till asks it for codes. */
export interface Pairing {
  readonly enabled: boolean;
  readonly handlers: Pick<HostHandlers, 'pairing.createCode'>;
  /** Exchanges a code typed on a device for the token it keeps; undefined when the code is wrong, used, too old or tried too often. */
  redeem(code: string): { readonly token: string; readonly role: ScreenRole } | undefined;
  /** What a token stands for; undefined for one nobody was given. */
  roleOf(token: string): ScreenRole | undefined;
  /** Tells which addresses to show beside a code, once the shell listens. */
  setAddresses(addresses: readonly string[]): void;
}

export interface PairingOptions {
  readonly enabled: boolean;
  readonly dataDir: string;
  readonly log: Log;
  readonly now?: () => number;
}

/** Pairing with one open code at a time: eight digits, five minutes, five tries. Paired devices are kept in `paired-devices.json` as hashes. */
export function createPairing(options: PairingOptions): Pairing {
  const { enabled, dataDir, log, now = Date.now } = options;
  const file = join(dataDir, 'paired-devices.json');
  let devices = enabled ? readDevices(file, log) : [];
  let open: { codeHash: Buffer; role: ScreenRole; expiresAtMs: number; triesLeft: number } | undefined;
  let addresses: readonly string[] = [];

  const createCode: Pairing['handlers']['pairing.createCode'] = ({ role }) => {
    if (!enabled) throw new GuitaiError('pairing_off');
    const code = randomInt(10 ** CODE_DIGITS)
      .toString()
      .padStart(CODE_DIGITS, '0');
    open = { codeHash: hash(code), role, expiresAtMs: now() + CODE_LIFETIME_MS, triesLeft: CODE_TRIES };
    log.info('pairing.code_created', { role });
    return { code, expiresAtMs: open.expiresAtMs, addresses: [...addresses] };
  };

  const redeem: Pairing['redeem'] = (code) => {
    if (!open || now() >= open.expiresAtMs || open.triesLeft === 0) return undefined;
    open.triesLeft -= 1;
    if (!timingSafeEqual(hash(code), open.codeHash)) {
      log.info('pairing.code_refused', { triesLeft: open.triesLeft });
      return undefined;
    }
    const { role } = open;
    open = undefined;
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const device: PairedDevice = { tokenHash: hash(token).toString('hex'), role, pairedAtMs: now() };
    const kept = [...devices, device].slice(-MAX_DEVICES);
    writeFileAtomic(file, `${JSON.stringify({ version: 1, devices: kept }, null, 2)}\n`);
    devices = kept;
    log.info('pairing.device_paired', { role, devices: devices.length });
    return { token, role };
  };

  return {
    enabled,
    handlers: { 'pairing.createCode': createCode },
    redeem,
    roleOf: (token) => {
      const wanted = hash(token);
      return devices.find(({ tokenHash }) => timingSafeEqual(Buffer.from(tokenHash, 'hex'), wanted))?.role;
    },
    setAddresses: (next) => {
      addresses = next;
    },
  };
}

function hash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** A file that cannot be read or was damaged lets nobody in: devices pair again. */
function readDevices(file: string, log: Log): PairedDevice[] {
  try {
    return PairedDevices.parse(JSON.parse(readFileSync(file, 'utf8'))).devices;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) log.error('pairing.file_unreadable', error, { file });
    return [];
  }
}
