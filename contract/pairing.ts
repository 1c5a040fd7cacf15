import { z } from 'zod';

/** More are not let in until one is removed. */
export const MAX_PAIRED_DEVICES = 50;

/** What a device of the LAN may be let in as. */
export const PairedRole = z.enum(['till', 'display', 'bench', 'kiosk', 'caller', 'board']);
export type PairedRole = z.infer<typeof PairedRole>;

/** What the shop calls a device: "取号机 门口". */
export const DeviceName = z.string().trim().min(1).max(40);

/** Names a paired device to the till; lets nobody in. */
export const PairedDeviceId = z.string().regex(/^[0-9a-f]{16}$/);

/** Topic `here`: the paired device a screen runs on; '' on the station's own machine. */
export const Here = z.strictObject({ deviceId: PairedDeviceId.or(z.literal('')) });
export type Here = z.infer<typeof Here>;

export const PairedDevice = z.strictObject({
  deviceId: PairedDeviceId,
  role: PairedRole,
  /** Null for a device nobody named. */
  name: DeviceName.nullable(),
  pairedAtMs: z.int(),
  /** When it was last on the line; null for one that has not come back since it was paired. */
  lastSeenMs: z.int().nullable(),
  /** Whether one of its screens is on the line now. */
  online: z.boolean(),
});
export type PairedDevice = z.infer<typeof PairedDevice>;

/** A device of the LAN that is a till of its own, and what the shop calls it; '' where nobody named it. */
export const PairedTill = z.strictObject({ tillId: z.string().min(1).max(40), name: z.string().max(40) });
export type PairedTill = z.infer<typeof PairedTill>;

/** The devices of the LAN as the till sees them, newest first. */
export const PairingView = z.strictObject({
  /** Whether the LAN may come in at all. */
  enabled: z.boolean(),
  devices: z.array(PairedDevice).max(MAX_PAIRED_DEVICES),
});
export type PairingView = z.infer<typeof PairingView>;
