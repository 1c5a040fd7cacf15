import type { DeviceKind, DeviceStatus, PrinterCapabilities } from '#contract/device.ts';
import type { DeviceHealth } from '#contract/device-health.ts';
import type { Claims } from '#drivers/claims.ts';
import type { Device, Driver, HealthReport } from '#drivers/device.ts';
import type { LinkStatus } from '#drivers/link.ts';
import type { Log } from '../log.ts';
import type { Bench } from './bench.ts';
import type { DeviceHistory } from './history.ts';
import type { WiredTransport } from './wiring.ts';

/** What every builder of a device gets. */
export interface DeviceContext {
  readonly bench: Bench;
  readonly claims: Claims;
  readonly log: Log;
  /** Waits between attempts, shorter in tests. */
  readonly backOff: { readonly backOffMs?: readonly number[] };
  /** A row of topic `devices` changed. */
  changed(): void;
}

/** A configured device, whatever it is. */
export interface DeviceEntry<D extends Driver = Driver> {
  readonly id: string;
  readonly kind: DeviceKind;
  /** See DeviceOptions.resource. */
  readonly resource: string | undefined;
  readonly driver: D;
  readonly device: Device;
  readonly history: DeviceHistory;
  readonly status: DeviceStatus;
  readonly health: DeviceHealth;
  /** Opens, claims as soon as the wire is free, and enables. */
  start(): void;
  /** Ends the device and gives its wire back. */
  stop(): Promise<void>;
}

/** The fixed part of a device's row. */
export type DeviceRow = Pick<DeviceStatus, 'id' | 'kind' | 'model' | 'wiring' | 'virtual'>;

export interface EntryOptions<D extends Driver> {
  readonly row: DeviceRow;
  /** The device's wire; left out for a device without one of its own. */
  readonly transport?: WiredTransport;
  /** See DeviceOptions.resource. */
  readonly resource: string | undefined;
  readonly history: DeviceHistory;
  /** Builds the driver; it calls `onStatus` when state or problem changes. */
  buildDriver(onStatus: (status: LinkStatus) => void): D;
  isBusy?(): boolean;
  /** What the device tells about itself, and how that is known; printers only. */
  capabilities?(driver: D): PrinterCapabilities;
  /** See DeviceOptions.selfTest. */
  selfTest?(driver: D): Promise<HealthReport>;
}
