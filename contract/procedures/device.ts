import { z } from 'zod';
import { BenchFault, FaultBytes, VirtualDrawerChange } from '../bench.ts';
import { DeviceHealth } from '../device-health.ts';
import { DrawerLesson, DrawerOutcome } from '../drawer.ts';
import { KeypadPress } from '../keypad.ts';
import { MAX_PAIRED_DEVICES, PairedTill } from '../pairing.ts';
import { DeviceDraft } from '../setup.ts';
import { none, requestId, type ProcedureRow } from './row.ts';

/** Devices: the bench, tests, the scale, and setting devices up. */
export const deviceProcedures = {
  /** Sets the empty scale to zero; false when it has no such command or is not there. */
  'scale.zero': { at: 'host', roles: ['till'], input: none, output: z.strictObject({ done: z.boolean() }) },
  /** What lies on the scale becomes the tare, an empty scale ends it; false while nothing stable is known. */
  'scale.tare': { at: 'host', roles: ['till'], input: none, output: z.strictObject({ done: z.boolean() }) },
  /** Without an id the drawer of this till. */
  'port.openDrawer': {
    at: 'host',
    roles: ['store'],
    input: z.strictObject({ drawerId: z.string().max(40).exactOptional() }),
    output: DrawerOutcome,
  },
  /** Sends the text with its suffix through a virtual scanner, byte for byte as a real one would; `half` breaks the read off in the middle. */
  'bench.scan': {
    at: 'host',
    roles: ['bench'],
    input: z.strictObject({
      scannerId: z.string().max(40),
      text: z.string().max(4096),
      suffix: z.enum(['cr', 'lf', 'crlf', 'tab', 'none', 'half']),
    }),
    output: none,
  },
  'bench.fault': {
    at: 'host',
    roles: ['bench'],
    input: z.strictObject({ deviceId: z.string().max(40), fault: BenchFault, bytes: FaultBytes.optional() }),
    output: none,
  },
  /** Puts so many thousandths of its unit on a virtual scale, at rest or moving. */
  'bench.load': {
    at: 'host',
    roles: ['bench'],
    input: z.strictObject({ scaleId: z.string().max(40), milli: z.int().min(-20_000).max(20_000), moving: z.boolean() }),
    output: none,
  },
  /** Presses keys of a virtual call keypad, digits first. */
  'bench.press': {
    at: 'host',
    roles: ['bench'],
    input: z.strictObject({ keypadId: z.string().max(40), press: KeypadPress }),
    output: none,
  },
  'bench.tearOff': { at: 'host', roles: ['bench'], input: z.strictObject({ printerId: z.string().max(40) }), output: none },
  /** Prints a test page or writes 88888.88 on a configured device, real or virtual. A drawer is opened as by `drawer.open`. */
  'device.test': {
    at: 'host',
    roles: ['bench', 'till'],
    input: z.strictObject({ deviceId: z.string().max(40) }),
    output: z.strictObject({ ok: z.boolean(), detail: z.string().max(200) }),
  },
  /** How a device stands and what it did last: events, jobs, bytes. */
  'device.health': {
    at: 'host',
    roles: ['bench', 'till'],
    input: z.strictObject({ deviceId: z.string().max(40) }),
    output: DeviceHealth,
  },
  /** Begins a search for devices; how it goes is topic `setup`. A search in progress is given up. */
  'device.discover': {
    at: 'host',
    roles: ['bench', 'till'],
    right: 'settings',
    input: z.strictObject({
      /** Also asks the addresses of the local network. */
      network: z.boolean(),
      /** Also asks this address, which must be of a private network. */
      host: z.ipv4().optional(),
      port: z.int().min(1).max(65_535).optional(),
    }),
    output: none,
  },
  'device.stopDiscovery': { at: 'host', roles: ['bench', 'till'], input: none, output: none },
  /** Tries a device before it is saved; what came of it is topic `setup`. A running device on the same wire pauses meanwhile. */
  'setup.try': {
    at: 'host',
    roles: ['bench', 'till'],
    right: 'settings',
    input: z.strictObject({ requestId, draft: DeviceDraft, /** Shows each baud rate on a display instead. */ probeRates: z.boolean() }),
    output: none,
  },
  'setup.stopTrying': { at: 'host', roles: ['bench', 'till'], input: none, output: none },
  /** Saves a device with its roles and takes it up at once. */
  'setup.save': {
    at: 'host',
    roles: ['bench', 'till'],
    right: 'settings',
    input: z.strictObject({ requestId, revision: z.string().max(64), draft: DeviceDraft, roles: z.array(z.string().max(40)).max(12) }),
    output: none,
  },
  /** Takes a device out of the settings, with the drawers that hang on it. */
  'setup.remove': {
    at: 'host',
    roles: ['bench', 'till'],
    right: 'settings',
    input: z.strictObject({ requestId, revision: z.string().max(64), deviceId: z.string().max(40) }),
    output: none,
  },
  /** Takes the last change of the settings back. */
  'setup.undo': {
    at: 'host',
    roles: ['bench', 'till'],
    right: 'settings',
    input: z.strictObject({ requestId, revision: z.string().max(64) }),
    output: none,
  },
  /** Journals who has settings.json changed or a device tried, before the host does it. */
  'settings.change': {
    at: 'store',
    roles: ['till'],
    right: 'settings',
    input: z.strictObject({ requestId, change: z.enum(['try', 'save', 'remove', 'undo', 'learn', 'keys']), deviceId: z.string().max(40) }),
    output: none,
  },
  /** A printer was given or taken away while the shop was open, the station is on the LAN, a device was paired or removed, or the disk is full or has room again. */
  'shop.configure': {
    at: 'store',
    roles: ['device'],
    input: z.strictObject({
      printsReceipts: z.boolean().exactOptional(),
      printsTickets: z.boolean().exactOptional(),
      /** See Shop.ticketPage. */
      ticketPage: z.string().max(150).exactOptional(),
      diskFull: z.boolean().exactOptional(),
      /** See Shop.tills. */
      tills: z.array(PairedTill).max(MAX_PAIRED_DEVICES).exactOptional(),
    }),
    output: none,
  },
  /** A person pulled the drawer open, or closed it, and says so: told both, the station knows what the drawer's switch says and keeps it. */
  'drawer.learn': {
    at: 'host',
    roles: ['bench'],
    right: 'settings',
    input: z.strictObject({ drawerId: z.string().max(40), stands: z.enum(['open', 'closed']) }),
    output: z.strictObject({ lesson: DrawerLesson }),
  },
  /** Moves a virtual drawer by hand, jams its lock, or gives it another switch. */
  'bench.drawer': {
    at: 'host',
    roles: ['bench'],
    input: z.strictObject({ drawerId: z.string().max(40), change: VirtualDrawerChange }),
    output: none,
  },
} as const satisfies Record<string, ProcedureRow>;
