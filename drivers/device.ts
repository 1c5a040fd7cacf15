import type { DeviceStatus } from '#contract/device.ts';
import { DeviceError, type Claims } from './claims.ts';
import { controlOf, errorCodeOf, powerOf } from './condition.ts';
import type { LinkStatus } from './link.ts';

/** What drives a device over its wire; a printer, a scanner and a display are drivers. */
export interface Driver {
  readonly status: LinkStatus;
  /** Begins, or when the wire is not ready, makes the next attempt at once. */
  start(): void;
  stop(): Promise<void>;
}

/** UnifiedPOS CheckHealth levels: what the device itself says, a test that can be seen, a test a person answers. */
export type HealthLevel = 'internal' | 'external' | 'interactive';

export interface HealthReport {
  readonly ok: boolean;
  readonly detail: string;
}

/** How a device stands, in the terms of its wire and of UnifiedPOS. */
export type DeviceCondition = LinkStatus & Pick<DeviceStatus, 'control' | 'claimed' | 'enabled' | 'power' | 'error'>;

/**
 * The UnifiedPOS life of one device: open → claim → enable → use → disable → release → close. Each method may be called in its turn only and
 * throws DeviceError otherwise: `closed`, `not_claimed`, `claimed`, `disabled`.
 */
export interface Device {
  readonly id: string;
  readonly condition: DeviceCondition;
  open(): void;
  /** Takes the wire for this device alone; waits that long for whoever holds it. */
  claim(timeoutMs: number): Promise<void>;
  enable(): void;
  disable(): Promise<void>;
  /** Gives the wire back; also ends a claim() that still waits. */
  release(): Promise<void>;
  close(): Promise<void>;
  /** A device whose wire is lost is tried again at once, so that the person who asks sees the present and not the last attempt. */
  checkHealth(level: HealthLevel): Promise<HealthReport>;
}

export interface DeviceOptions {
  readonly id: string;
  /** The wire that one device at a time may use; undefined for a device that shares its wire by nature, as a drawer its printer. */
  readonly resource: string | undefined;
  readonly claims: Claims;
  readonly driver: Driver;
  /** An output is in progress. */
  isBusy?(): boolean;
  /** The test that can be seen; a device without one answers with its status. */
  selfTest?(): Promise<HealthReport>;
  /** The claim came or went. */
  onChange(): void;
}

export function createDevice(options: DeviceOptions): Device {
  const { id, resource, claims, driver } = options;
  let opened = false;
  let enabled = false;
  let release: (() => void) | undefined;
  /** The end of the driver's last use: nobody gets the wire before it. */
  let stopped: Promise<void> = Promise.resolve();
  let waiting: AbortController | undefined;

  const need = (condition: boolean, code: 'closed' | 'not_claimed' | 'disabled', what: string): void => {
    if (!condition) throw new DeviceError(code, `${id}: ${what}`);
  };

  const linkStatus = (): LinkStatus => {
    const { status } = driver;
    return waiting && resource !== undefined && claims.holderOf(resource) !== undefined ? { ...status, problem: 'in_use' } : status;
  };

  const device: Device = {
    id,
    get condition() {
      const status = linkStatus();
      return {
        ...status,
        control: controlOf(opened, status, options.isBusy?.() ?? false),
        claimed: release !== undefined,
        enabled,
        power: powerOf(status),
        error: errorCodeOf(status.problem),
      };
    },
    open() {
      opened = true;
    },
    async claim(timeoutMs) {
      need(opened, 'closed', 'claim before open');
      if (release) return;
      if (resource === undefined) {
        release = () => {};
        return;
      }
      waiting = new AbortController();
      const { signal } = waiting;
      options.onChange();
      try {
        const giveBack = await claims.claim({ resource, owner: id, timeoutMs, signal });
        // Closed in the very turn the wire became free.
        if (signal.aborted) giveBack();
        need(!signal.aborted, 'not_claimed', 'released while it was claimed');
        release = giveBack;
      } finally {
        waiting = undefined;
        options.onChange();
      }
    },
    enable() {
      need(opened, 'closed', 'enable before open');
      need(release !== undefined, 'not_claimed', 'enable before claim');
      enabled = true;
      driver.start();
    },
    async disable() {
      if (enabled) stopped = driver.stop();
      enabled = false;
      await stopped;
    },
    async release() {
      waiting?.abort();
      await device.disable();
      release?.();
      release = undefined;
      options.onChange();
    },
    async close() {
      await device.release();
      opened = false;
    },
    async checkHealth(level) {
      need(opened, 'closed', 'checkHealth before open');
      if (enabled && driver.status.state === 'lost') driver.start();
      if (level !== 'internal' && options.selfTest) {
        need(enabled || resource === undefined, 'disabled', 'the device is not enabled');
        return options.selfTest();
      }
      const { state, problem } = linkStatus();
      return { ok: state === 'ready' && errorCodeOf(problem) === 'success', detail: describe({ state, problem }) };
    },
  };
  return device;
}

/** "ready", or "lost: not_found". */
export function describe({ state, problem }: Pick<LinkStatus, 'state' | 'problem'>): string {
  return problem === 'none' ? state : `${state}: ${problem}`;
}
