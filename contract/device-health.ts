import { z } from 'zod';
import { DeviceEvent, DeviceProblem, DeviceStatus, PrinterCapabilities } from './device.ts';

/** One thing a device was asked to do, and what became of it. */
export const DeviceJob = z.strictObject({
  title: z.string().max(100),
  result: z.string().max(20),
  problem: DeviceProblem,
  bytes: z.int().min(0),
  startedAtMs: z.int(),
  endedAtMs: z.int(),
});
export type DeviceJob = z.infer<typeof DeviceJob>;

/** A command found in bytes: its name, and the bytes as hexadecimal. */
export const WireCommand = z.strictObject({ name: z.string().max(60), hex: z.string().max(200) });
export type WireCommand = z.infer<typeof WireCommand>;

/** Bytes that went over a device's wire at once. Of many bytes only the first are kept; `bytes` counts all. */
export const WireChunk = z.strictObject({
  atMs: z.int(),
  direction: z.enum(['in', 'out']),
  bytes: z.int().min(0),
  hex: z.string().max(6200),
  /** What the kept bytes say, where the device's language is known. */
  commands: z.array(WireCommand).max(200),
});
export type WireChunk = z.infer<typeof WireChunk>;

/** UnifiedPOS CheckHealth made visible: how a device stands and what it did last. Oldest first. */
export const DeviceHealth = z.strictObject({
  status: DeviceStatus,
  /** Of a receipt printer. */
  capabilities: PrinterCapabilities.optional(),
  events: z.array(DeviceEvent).max(50),
  jobs: z.array(DeviceJob).max(20),
  traffic: z.array(WireChunk).max(40),
});
export type DeviceHealth = z.infer<typeof DeviceHealth>;
