import type { DeviceStatus } from '#contract/device.ts';

const SEEN = { outputs: 12, bytes: 20_480, errors: 0, lastSeenMs: 1_781_423_032_000 };

/** A row of topic `devices`: a virtual device in use that is well, but for what is said. */
export function deviceRow(row: Pick<DeviceStatus, 'id' | 'kind' | 'model'> & Partial<DeviceStatus>): DeviceStatus {
  return {
    wiring: 'virtual',
    virtual: true,
    state: 'ready',
    problem: 'none',
    control: 'idle',
    claimed: true,
    enabled: true,
    power: 'online',
    error: 'success',
    lastEvent: null,
    statistics: SEEN,
    ...row,
  };
}
