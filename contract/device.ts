import { z } from 'zod';

/** UnifiedPOS classes we drive. */
export const DeviceKind = z.enum(['scanner', 'printer', 'display', 'drawer']);
export type DeviceKind = z.infer<typeof DeviceKind>;

/** closed → opening → ready → lost → (back-off) → opening. */
export const DeviceState = z.enum(['closed', 'opening', 'ready', 'lost']);
export type DeviceState = z.infer<typeof DeviceState>;

/** What is wrong though the device may be connected. `none` = nothing known to be wrong. */
export const DeviceProblem = z.enum([
  'none',
  'unreachable',
  'not_found',
  'no_permission',
  'in_use',
  'paper_out',
  'paper_near_end',
  'cover_open',
  'cutter',
  'offline',
  'misconfigured',
]);
export type DeviceProblem = z.infer<typeof DeviceProblem>;

export const DeviceStatistics = z.strictObject({
  /** Scans, documents, lines or pulses since the start. */
  outputs: z.int().min(0),
  bytes: z.int().min(0),
  errors: z.int().min(0),
  lastSeenMs: z.int().nullable(),
});
export type DeviceStatistics = z.infer<typeof DeviceStatistics>;

/** One row of topic `devices`. */
export const DeviceStatus = z.strictObject({
  id: z.string().min(1).max(40),
  kind: DeviceKind,
  /** Model or protocol, e.g. "generic-80", "led8". */
  model: z.string().max(60),
  /** How it is wired, e.g. "127.0.0.1:9100", "/dev/ttyACM0 9600", "virtual". */
  wiring: z.string().max(120),
  virtual: z.boolean(),
  state: DeviceState,
  problem: DeviceProblem,
  statistics: DeviceStatistics,
});
export type DeviceStatus = z.infer<typeof DeviceStatus>;

/** What a printer is used for. */
export const PrinterRole = z.enum(['receiptPrinter', 'ticketPrinter']);
export type PrinterRole = z.infer<typeof PrinterRole>;

/** What became of a document handed to a printer. `sent`: all bytes left and this printer cannot confirm. `unknown`: some bytes left, outcome unclear. `failed`: not one byte left. */
export const PrintOutcome = z.strictObject({
  result: z.enum(['printed', 'sent', 'failed', 'unknown']),
  problem: DeviceProblem,
  bytes: z.int().min(0),
});
export type PrintOutcome = z.infer<typeof PrintOutcome>;
