import { z } from 'zod';
import { DeviceKind, DeviceProblem } from './device.ts';
import { Remedy } from './remedy.ts';

const shortText = z.string().max(120);
const usbId = z.int().min(0).max(0xffff);
const usbIdentity = {
  vendorId: usbId,
  productId: usbId,
  serialNumber: z.string().max(60).optional(),
  location: z.string().max(60).optional(),
};

/** A wire something was found on, in the words of settings.json. `keyboard`: a scanner that types, which needs no settings. */
export const FoundWire = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('serial'), path: z.string().max(200).optional(), usb: z.strictObject(usbIdentity).optional() }),
  z.strictObject({ type: z.literal('usb'), ...usbIdentity }),
  z.strictObject({ type: z.literal('file'), path: z.string().max(120) }),
  z.strictObject({ type: z.literal('hid'), ...usbIdentity }),
  z.strictObject({ type: z.literal('keyboard') }),
  z.strictObject({ type: z.literal('tcp'), host: z.string().max(253), port: z.int().min(1).max(65_535) }),
  z.strictObject({ type: z.literal('spooler'), queue: shortText }),
]);
export type FoundWire = z.infer<typeof FoundWire>;

/** Something that may be a device of the counter: detected, not claimed. */
export const FoundDevice = z.strictObject({
  /** The same thing has the same key in the next search. */
  key: z.string().max(300),
  wire: FoundWire,
  /** What it calls itself, "Honeywell Xenon 1900"; empty when it says nothing. */
  name: shortText,
  /** What it can be, the likeliest first. */
  kinds: z.array(DeviceKind).min(1).max(8),
  /** The printer model it claims to be. */
  model: z.string().max(60).optional(),
  /** `silent`: something listens there and does not answer as a printer does. */
  access: z.enum(['ok', 'silent', 'no_permission', 'no_driver']),
  remedy: Remedy.optional(),
});
export type FoundDevice = z.infer<typeof FoundDevice>;

export const DiscoverySource = z.enum(['usb', 'serial', 'hid', 'queues', 'network']);
export type DiscoverySource = z.infer<typeof DiscoverySource>;

/** How a search goes. */
export const Discovery = z.strictObject({
  state: z.enum(['idle', 'running', 'done', 'stopped']),
  sources: z.array(
    z.strictObject({ source: DiscoverySource, state: z.enum(['running', 'done', 'failed', 'stopped']), remedy: Remedy.optional() }),
  ),
  /** Network addresses asked, of how many. */
  hostsDone: z.int().min(0),
  hostsTotal: z.int().min(0),
  found: z
    .array(FoundDevice.extend({ /** Id of the configured device on this wire. */ configuredAs: z.string().max(40).nullable() }))
    .max(200),
});
export type Discovery = z.infer<typeof Discovery>;

/** A device as settings.json would have it, checked by the station with the schema of the file. */
export const DeviceDraft = z.strictObject({
  kind: DeviceKind,
  device: z.object({ id: z.string().min(1).max(40) }).catchall(z.json()),
});
export type DeviceDraft = z.infer<typeof DeviceDraft>;

/** What came of trying a device that is not saved yet. */
export const Trial = z.strictObject({
  /** Counts the trials since the start. */
  number: z.int().min(1),
  kind: DeviceKind,
  deviceId: z.string().max(40),
  state: z.enum(['running', 'done']),
  ok: z.boolean(),
  /** What the device said; while rates are probed, the rate that is being shown. */
  detail: z.string().max(200),
  /** What was found wrong with the device. */
  problem: DeviceProblem,
  /** What a scanner read, or a scale weighed. */
  heard: z.string().max(200).nullable(),
  remedy: Remedy.optional(),
});
export type Trial = z.infer<typeof Trial>;

const Model = z.strictObject({ id: z.string().max(60), name: z.string().max(60) });

/** Topic `setup`: what the setup screen needs besides the devices themselves. */
export const SetupView = z.strictObject({
  /** Names the content of settings.json; a change is accepted only with the one it was made on. */
  revision: z.string().max(64),
  canUndo: z.boolean(),
  /** Which device has which role. */
  roles: z.record(z.string().max(40), z.string().max(40)),
  /** What is set up, as settings.json has it with its defaults. */
  configured: z.array(DeviceDraft).max(40),
  /** The models there are, the generic ones first. */
  models: z.strictObject({ printer: z.array(Model).max(200), label_printer: z.array(Model).max(200), scale: z.array(Model).max(50) }),
  discovery: Discovery,
  trial: Trial.nullable(),
});
export type SetupView = z.infer<typeof SetupView>;
