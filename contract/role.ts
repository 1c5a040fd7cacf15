import { z } from 'zod';

/**
 * What a connection is, decided by where it comes from and never by what it says:
 * till = a cashier's screen · display = the customer's screen · bench = the device bench ·
 * device = the station's own drivers (a scan) · store = the store thread calling its host · command = the command line.
 * What the person at a till may do is a separate question (operator rights, checked in the store).
 */
export const Role = z.enum(['till', 'display', 'bench', 'device', 'store', 'command']);
export type Role = z.infer<typeof Role>;
