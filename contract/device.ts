import { z } from 'zod';
import { Remedy } from './remedy.ts';

/** UnifiedPOS classes we drive (a keypad is a POSKeyboard); label printers have no class of their own there. */
export const DeviceKind = z.enum(['scanner', 'printer', 'display', 'drawer', 'scale', 'label_printer', 'keypad']);
export type DeviceKind = z.infer<typeof DeviceKind>;

/** How the wire stands: closed → opening → ready → lost → (back-off) → opening. */
export const DeviceState = z.enum(['closed', 'opening', 'ready', 'lost']);
export type DeviceState = z.infer<typeof DeviceState>;

/** UnifiedPOS State: S_CLOSED, S_IDLE, S_BUSY (output in progress), S_ERROR. */
export const ControlState = z.enum(['closed', 'idle', 'busy', 'error']);
export type ControlState = z.infer<typeof ControlState>;

/** UnifiedPOS PowerState: PS_UNKNOWN, PS_ONLINE, PS_OFF_OFFLINE (off or cut off, nobody can tell), PS_OFFLINE (on, and not able to work). */
export const PowerState = z.enum(['unknown', 'online', 'off_offline', 'offline']);
export type PowerState = z.infer<typeof PowerState>;

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
  /** Of label printers: labels stuck, ribbon used up, PAUSE pressed at the printer. */
  'jam',
  'ribbon_out',
  'paused',
  'head_hot',
  'offline',
  'misconfigured',
]);
export type DeviceProblem = z.infer<typeof DeviceProblem>;

/** UnifiedPOS ErrorCode by name, E_CLOSED 101 to E_EXTENDED 114; `success` = no error. */
export const DeviceErrorCode = z.enum([
  'success',
  'closed',
  'claimed',
  'not_claimed',
  'no_service',
  'disabled',
  'illegal',
  'no_hardware',
  'offline',
  'failure',
  'timeout',
  'busy',
  'extended',
]);
export type DeviceErrorCode = z.infer<typeof DeviceErrorCode>;

/** UnifiedPOS StatusUpdateEvent by name. */
export const StatusUpdate = z.enum([
  'power_online',
  'power_off_offline',
  'power_offline',
  'rec_empty',
  'rec_near_empty',
  'rec_paper_ok',
  'cover_open',
  'cover_ok',
  'drawer_open',
  'drawer_closed',
  'stable_weight',
  'weight_unstable',
]);
export type StatusUpdate = z.infer<typeof StatusUpdate>;

/** What a device reported, in UnifiedPOS terms: StatusUpdateEvent, OutputCompleteEvent, ErrorEvent, DataEvent. */
export const DeviceEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('status_update'), atMs: z.int(), status: StatusUpdate }),
  /** `outputId` counts the outputs of one device from 1. */
  z.strictObject({ type: z.literal('output_complete'), atMs: z.int(), outputId: z.int().min(1) }),
  z.strictObject({ type: z.literal('error'), atMs: z.int(), code: DeviceErrorCode, problem: DeviceProblem }),
  z.strictObject({ type: z.literal('data'), atMs: z.int() }),
]);
export type DeviceEvent = z.infer<typeof DeviceEvent>;

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
  /** What exactly to do about it, where that is known. */
  remedy: Remedy.optional(),
  control: ControlState,
  /** The station holds the device's wire for itself. */
  claimed: z.boolean(),
  enabled: z.boolean(),
  power: PowerState,
  error: DeviceErrorCode,
  lastEvent: DeviceEvent.nullable(),
  statistics: DeviceStatistics,
});
export type DeviceStatus = z.infer<typeof DeviceStatus>;

/** What a printer is used for. */
export const PrinterRole = z.enum(['receiptPrinter', 'ticketPrinter']);
export type PrinterRole = z.infer<typeof PrinterRole>;

/** How far a document has come: the printer is being asked how it is; bytes leave; all bytes left and the printer's word is awaited. */
export const PrintPhase = z.enum(['preflight', 'sending', 'confirming']);
export type PrintPhase = z.infer<typeof PrintPhase>;

/**
 * What became of a document handed to a printer. `sent`: all bytes left and this printer cannot confirm. `unknown`: some bytes left, outcome unclear.
 * `blocked`: not one byte left, because the printer says that paper, cover, cutter or head stops it. `failed`: not one byte left for another reason.
 */
export const PrintOutcome = z.strictObject({
  result: z.enum(['printed', 'sent', 'blocked', 'failed', 'unknown']),
  problem: DeviceProblem,
  bytes: z.int().min(0),
});
export type PrintOutcome = z.infer<typeof PrintOutcome>;

/** How an ability is known: the maker documents it, this printer showed it, nobody knows yet, it was asked and said nothing, it is never asked. */
export const AbilityKnown = z.enum(['documented', 'probed', 'unverified', 'silent', 'none']);
export type AbilityKnown = z.infer<typeof AbilityKnown>;

/** What a printer tells about itself: status on request, status pushed, paper status in its turn, echo of a process id. */
export const PrinterCapabilities = z.strictObject({
  dleEot: AbilityKnown,
  asb: AbilityKnown,
  gsR: AbilityKnown,
  processId: AbilityKnown,
});
export type PrinterCapabilities = z.infer<typeof PrinterCapabilities>;
