import { statSync } from 'node:fs';
import { DeviceKind } from '#contract/device.ts';
import { GuitaiError } from '#contract/error.ts';
import type { DeviceDraft } from '#contract/setup.ts';
import type { DevicePlan } from '../devices/device-set.ts';
import type { Candidate } from '../devices/trial.ts';
import { deviceGroups } from '../settings-document.ts';
import { keyText, problemsOf } from '../settings-problems.ts';
import { DeviceSettings, type Wire } from '../settings.ts';

/**
 * What a screen would like to set up, as a plan of its own. Throws GuitaiError: `settings_refused` for what settings.json would not accept,
 * `device_path` for a path that is no device (a screen must not make the station write into files).
 */
export function draftCandidate({ kind, device }: DeviceDraft, plan: DevicePlan): Candidate {
  refuseFiles(device);
  refuseFiles(device['transport']);
  const document = { [deviceGroups[kind]]: [device] };
  const parsed = DeviceSettings.safeParse(document);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const [problem] = issue ? problemsOf(issue, { devices: document }) : [];
    throw new GuitaiError('settings_refused', { key: keyText(issue?.path ?? []), allowed: problem?.allowed ?? '' });
  }
  return { kind, id: device.id, plan: { store: plan.store, devices: parsed.data, roles: {} } };
}

/** What is set up, in the form it was drafted in. */
export function configuredDrafts(devices: DevicePlan['devices']): DeviceDraft[] {
  return DeviceKind.options.flatMap((kind) =>
    devices[deviceGroups[kind]].map((device) => ({ kind, device: { ...device } }) as DeviceDraft),
  );
}

/** The serial wire of a display whose rate is looked for. */
export function draftWire(draft: DeviceDraft, plan: DevicePlan): Extract<Wire, { readonly type: 'serial' }> {
  const wire = draftCandidate(draft, plan).plan.devices.displays[0]?.transport;
  if (wire?.type !== 'serial') throw new GuitaiError('settings_refused', { key: 'displays[0].transport.type', allowed: '"serial"' });
  return wire;
}

const DEVICE_PATH = /^(\/dev\/(?!.*\.\.)[\w./:-]+|COM\d{1,3})$/i;

function refuseFiles(wire: unknown): void {
  const path = typeof wire === 'object' && wire !== null && 'path' in wire ? wire.path : undefined;
  if (typeof path === 'string' && !(DEVICE_PATH.test(path) && mayBeDevice(path)))
    throw new GuitaiError('device_path', { path: path.slice(0, 100) });
}

/** What is not plugged in yet may be one. */
function mayBeDevice(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isCharacterDevice() ?? true;
}
