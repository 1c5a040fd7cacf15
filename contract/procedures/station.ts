import { z } from 'zod';
import { BackupName } from '../backup.ts';
import { DeviceName, PairedDeviceId, PairedRole } from '../pairing.ts';
import { Operator, Pin, StaffCode } from '../staff.ts';
import { none, requestId, type ProcedureRow } from './row.ts';

/** The station itself: backups, training, devices of the LAN. */
export const stationProcedures = {
  /** A backup now, onto every medium. Answered once it has begun; how it goes is topic `backup`. */
  'backup.take': { at: 'host', roles: ['till'], right: 'backup', input: z.strictObject({ requestId }), output: none },
  /** Restores the newest backup beside the station to prove that it can be done. Answered once it has begun. */
  'backup.rehearse': { at: 'host', roles: ['till'], right: 'backup', input: z.strictObject({ requestId }), output: none },
  /**
   * Puts a backup in the place of the ledger, in a new epoch; selling stops meanwhile. Answered once it has begun. While the ledger cannot be opened
   * nobody can be signed in: then code and PIN of a person of the backup who may.
   */
  'backup.restore': {
    at: 'host',
    roles: ['till'],
    input: z.strictObject({ requestId, name: BackupName, code: StaffCode.exactOptional(), pin: Pin.exactOptional() }),
    output: none,
  },
  /** Asked by the host: may the person at the till, and who is it. */
  'backup.permit': {
    at: 'store',
    roles: ['till'],
    right: 'backup',
    input: z.strictObject({ requestId }),
    output: z.strictObject({ operator: Operator }),
  },
  /** Into training, or back: the whole till on a database of its own, without drawer and live numbers. */
  'training.set': { at: 'host', roles: ['till'], input: z.strictObject({ requestId, on: z.boolean() }), output: none },
  /** Asked by the host: may the person at the till; going into training is journaled. `sales` counts those of today. */
  'training.permit': {
    at: 'store',
    roles: ['till'],
    right: 'training',
    input: z.strictObject({ requestId, on: z.boolean() }),
    output: z.strictObject({ operator: Operator, sales: z.int().min(0) }),
  },
  /** Said by the host once the live ledger is open again. */
  'training.ended': {
    at: 'store',
    roles: ['device'],
    input: z.strictObject({ requestId, operator: Operator, sales: z.int().min(0) }),
    output: none,
  },
  /** A one-time code for one more device, shown on the till. */
  'pairing.createCode': {
    at: 'host',
    roles: ['till'],
    right: 'settings',
    input: z.strictObject({ role: PairedRole, name: DeviceName.exactOptional() }),
    output: z.strictObject({ code: z.string(), expiresAtMs: z.int(), addresses: z.array(z.string()) }),
  },
  /** Lets a device in no longer and ends its lines at once. Removing one that is gone already is done. */
  'pairing.remove': {
    at: 'host',
    roles: ['till'],
    right: 'settings',
    input: z.strictObject({ requestId, deviceId: PairedDeviceId }),
    output: none,
  },
  /** The station's clock, by which every screen tells the time; asked again and again it also shows that the station is there. */
  'station.time': {
    at: 'host',
    roles: ['till', 'display', 'bench', 'kiosk', 'caller', 'board'],
    input: none,
    output: z.strictObject({ nowMs: z.int() }),
  },
  /**
   * A board asks for the voice of its area, again and again while it wants it: one board at a time has it, so that no two speak in one room. One
   * that stays away loses it after a while.
   */
  'board.claimVoice': {
    at: 'host',
    roles: ['board'],
    input: z.strictObject({ boardId: z.uuid(), area: z.string().max(20), want: z.boolean() }),
    output: z.strictObject({ granted: z.boolean() }),
  },
} as const satisfies Record<string, ProcedureRow>;
