import { z } from 'zod';

/**
 * What a connection is, decided by where it comes from and never by what it says:
 * till = a cashier's screen · display = the customer's screen · bench = the device bench ·
 * kiosk = where customers take a ticket · caller = who calls them at a counter · board = the screen that shows who is called · phone = a customer's phone ·
 * device = the station's own drivers (a scan) · store = the store thread calling its host · command = the command line.
 * What the person at a till may do is a separate question (operator rights, checked in the store).
 */
export const Role = z.enum(['till', 'display', 'bench', 'kiosk', 'caller', 'board', 'phone', 'device', 'store', 'command']);
export type Role = z.infer<typeof Role>;

/** Who is asking: decided by the wire the frame came over. */
export interface Caller {
  readonly role: Role;
  /** The paired device of the LAN; none on the station's own machine. */
  readonly deviceId?: string;
}

/** The till of the station's own machine, with its scanners, scale and displays. */
export const STATION_TILL = 'station';

/** The till whose basket and person a connection sees: a paired till has its own, everything else belongs to the station's. */
export function tillOf({ role, deviceId }: Caller): string {
  return role === 'till' && deviceId !== undefined ? deviceId : STATION_TILL;
}
