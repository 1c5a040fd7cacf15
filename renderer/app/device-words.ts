import type { AbilityKnown, ControlState, DeviceKind, DeviceProblem, DeviceStatus, PowerState, StatusUpdate } from '#contract/device.ts';
import type { TextKey } from '#renderer/app/i18n.ts';
import type { IconName } from '#renderer/parts/icon.tsx';
import type { StateName } from '#renderer/parts/state-glyph.tsx';

/** Name, picture and test of each kind of device. */
export const kindWords: Readonly<Record<DeviceKind, { readonly name: TextKey; readonly icon: IconName; readonly test: TextKey }>> = {
  scanner: { name: 'bench.kindScanner', icon: 'scan', test: 'bench.testScanner' },
  printer: { name: 'bench.kindPrinter', icon: 'printer', test: 'bench.testPrinter' },
  display: { name: 'bench.kindDisplay', icon: 'pole', test: 'bench.testDisplay' },
  drawer: { name: 'bench.kindDrawer', icon: 'drawer', test: 'bench.testDrawer' },
  scale: { name: 'bench.kindScale', icon: 'scale', test: 'bench.testScale' },
  label_printer: { name: 'bench.kindLabelPrinter', icon: 'tag', test: 'bench.testLabelPrinter' },
  keypad: { name: 'bench.kindKeypad', icon: 'keypad', test: 'bench.testScanner' },
};

/** What each problem is called and what to do about it. */
export const problemWords: Readonly<Record<Exclude<DeviceProblem, 'none'>, { readonly name: TextKey; readonly fix: TextKey }>> = {
  unreachable: { name: 'bench.problemUnreachable', fix: 'bench.fixUnreachable' },
  not_found: { name: 'bench.problemNotFound', fix: 'bench.fixNotFound' },
  no_permission: { name: 'bench.problemNoPermission', fix: 'bench.fixNoPermission' },
  in_use: { name: 'bench.problemInUse', fix: 'bench.fixInUse' },
  paper_out: { name: 'bench.problemPaperOut', fix: 'bench.fixPaperOut' },
  paper_near_end: { name: 'bench.problemPaperNearEnd', fix: 'bench.fixPaperNearEnd' },
  cover_open: { name: 'bench.problemCoverOpen', fix: 'bench.fixCoverOpen' },
  cutter: { name: 'bench.problemCutter', fix: 'bench.fixCutter' },
  jam: { name: 'checkout.problem.jam', fix: 'checkout.advice.jam' },
  ribbon_out: { name: 'checkout.problem.ribbonOut', fix: 'checkout.advice.ribbonOut' },
  paused: { name: 'checkout.problem.paused', fix: 'checkout.advice.paused' },
  head_hot: { name: 'bench.problemHeadHot', fix: 'bench.fixHeadHot' },
  offline: { name: 'bench.problemOffline', fix: 'bench.fixOffline' },
  misconfigured: { name: 'bench.problemMisconfigured', fix: 'bench.fixMisconfigured' },
};

const stateWords = {
  closed: { glyph: 'off', name: 'bench.stateClosed' },
  opening: { glyph: 'busy', name: 'bench.stateOpening' },
  ready: { glyph: 'ok', name: 'bench.stateReady' },
  lost: { glyph: 'bad', name: 'bench.stateLost' },
} as const satisfies Record<DeviceStatus['state'], { glyph: StateName; name: TextKey }>;

/** The one state a row shows: the problem when there is one, else how the connection stands. */
export function deviceState(device: Pick<DeviceStatus, 'state' | 'problem'>): { readonly glyph: StateName; readonly name: TextKey } {
  if (device.problem === 'none') return stateWords[device.state];
  return { glyph: device.state === 'ready' ? 'warn' : 'bad', name: problemWords[device.problem].name };
}

/** Somebody should look at it: a problem, or a connection that was lost. */
export function needsAttention(device: Pick<DeviceStatus, 'state' | 'problem'>): boolean {
  const { glyph } = deviceState(device);
  return glyph === 'warn' || glyph === 'bad';
}

/** UnifiedPOS State in words. */
export const controlWords: Readonly<Record<ControlState, TextKey>> = {
  closed: 'bench.controlClosed',
  idle: 'bench.controlIdle',
  busy: 'bench.controlBusy',
  error: 'bench.controlError',
};

/** UnifiedPOS PowerState in words. */
export const powerWords: Readonly<Record<PowerState, TextKey>> = {
  unknown: 'bench.powerUnknown',
  online: 'bench.powerOnline',
  off_offline: 'bench.powerOffOffline',
  offline: 'bench.powerOffline',
};

/** UnifiedPOS StatusUpdateEvent in words. */
export const updateWords: Readonly<Record<StatusUpdate, TextKey>> = {
  power_online: 'bench.updatePowerOnline',
  power_off_offline: 'bench.updatePowerOffOffline',
  power_offline: 'bench.updatePowerOffline',
  rec_empty: 'bench.updateRecEmpty',
  rec_near_empty: 'bench.updateRecNearEmpty',
  rec_paper_ok: 'bench.updateRecPaperOk',
  cover_open: 'bench.updateCoverOpen',
  cover_ok: 'bench.updateCoverOk',
  drawer_open: 'bench.updateDrawerOpen',
  drawer_closed: 'bench.updateDrawerClosed',
  stable_weight: 'bench.updateStableWeight',
  weight_unstable: 'bench.updateWeightUnstable',
};

/** How an ability of a printer is known. */
export const abilityWords: Readonly<Record<AbilityKnown, TextKey>> = {
  documented: 'bench.abilityDocumented',
  probed: 'bench.abilityProbed',
  unverified: 'bench.abilityUnverified',
  silent: 'bench.abilitySilent',
  none: 'bench.abilityNone',
};

/** What became of a job, in words; an outcome without words of its own is shown as it is. */
export const jobResultWords: Readonly<Record<string, { readonly glyph: StateName; readonly name: TextKey }>> = {
  printed: { glyph: 'ok', name: 'bench.jobPrinted' },
  sent: { glyph: 'ok', name: 'bench.jobSent' },
  blocked: { glyph: 'warn', name: 'bench.jobBlocked' },
  failed: { glyph: 'bad', name: 'bench.jobFailed' },
  unknown: { glyph: 'unknown', name: 'bench.jobUnknown' },
};
