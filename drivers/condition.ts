import type { ControlState, DeviceErrorCode, DeviceEvent, DeviceProblem, PowerState, StatusUpdate } from '#contract/device.ts';
import type { LinkStatus } from './link.ts';

/** The part of a link's status that says how the device is. */
export type Wellness = Pick<LinkStatus, 'state' | 'problem'>;

/** UnifiedPOS PowerState; a wire that is just being opened says nothing. */
export function powerOf({ state, problem }: Wellness): PowerState {
  if (state === 'lost') return 'off_offline';
  if (state !== 'ready') return 'unknown';
  return problem === 'offline' ? 'offline' : 'online';
}

/** UnifiedPOS ErrorCode of a problem: paper and cover have extended codes of their own (EPTR_REC_EMPTY, EPTR_COVER_OPEN). */
const ERROR_CODES = {
  none: 'success',
  unreachable: 'offline',
  not_found: 'no_hardware',
  no_permission: 'failure',
  in_use: 'claimed',
  paper_out: 'extended',
  paper_near_end: 'success',
  cover_open: 'extended',
  cutter: 'failure',
  jam: 'failure',
  ribbon_out: 'extended',
  paused: 'extended',
  head_hot: 'failure',
  offline: 'offline',
  misconfigured: 'no_service',
} as const satisfies Record<DeviceProblem, DeviceErrorCode>;

export function errorCodeOf(problem: DeviceProblem): DeviceErrorCode {
  return ERROR_CODES[problem];
}

/** UnifiedPOS State. */
export function controlOf(open: boolean, { state, problem }: Wellness, busy: boolean): ControlState {
  if (!open) return 'closed';
  if (state === 'lost' || errorCodeOf(problem) !== 'success') return 'error';
  return busy ? 'busy' : 'idle';
}

const POWER_UPDATES = {
  unknown: undefined,
  online: 'power_online',
  off_offline: 'power_off_offline',
  offline: 'power_offline',
} as const satisfies Record<PowerState, StatusUpdate | undefined>;

const PAPER_UPDATES: Partial<Record<DeviceProblem, StatusUpdate>> = { paper_out: 'rec_empty', paper_near_end: 'rec_near_empty' };

/** The StatusUpdateEvents and ErrorEvents that a change of status is. */
export function eventsBetween(before: Wellness, after: Wellness, atMs: number): readonly DeviceEvent[] {
  const events: DeviceEvent[] = [];
  const update = (status: StatusUpdate | undefined): void => {
    if (status) events.push({ type: 'status_update', atMs, status });
  };
  const power = powerOf(after);
  if (power !== powerOf(before)) update(POWER_UPDATES[power]);
  if (after.state === 'ready' && before.problem !== after.problem) {
    if (before.problem === 'cover_open') update('cover_ok');
    if (after.problem === 'cover_open') update('cover_open');
    if (PAPER_UPDATES[after.problem]) update(PAPER_UPDATES[after.problem]);
    // Behind an open cover nobody knows about the paper.
    else if (PAPER_UPDATES[before.problem] && after.problem === 'none') update('rec_paper_ok');
  }
  const code = errorCodeOf(after.problem);
  if (code !== 'success' && after.problem !== before.problem) events.push({ type: 'error', atMs, code, problem: after.problem });
  return events;
}
