import type { DeviceProblem } from '#contract/device.ts';
import type { PrintState } from '#contract/sale.ts';
import type { TextKey } from '#renderer/app/i18n.ts';
import type { StateName } from '#renderer/parts/state-glyph.tsx';

const STATES = {
  queued: ['busy', 'checkout.print.queued'],
  preflight: ['busy', 'checkout.print.queued'],
  sending: ['busy', 'checkout.print.sending'],
  confirming: ['busy', 'checkout.print.sending'],
  blocked: ['warn', 'checkout.print.waits'],
  printed: ['ok', 'checkout.print.printed'],
  sent: ['ok', 'checkout.print.sent'],
  failed: ['warn', 'checkout.print.failed'],
  unknown: ['unknown', 'checkout.print.unknown'],
  discarded: ['off', 'checkout.print.discarded'],
} as const satisfies Record<PrintState, readonly [StateName, TextKey]>;

const WAITS: Partial<Record<DeviceProblem, TextKey>> = {
  paper_out: 'checkout.print.waits.paper_out',
  cover_open: 'checkout.print.waits.cover_open',
  cutter: 'checkout.print.waits.cutter',
  head_hot: 'checkout.print.waits.head_hot',
};
const ON_ITS_WAY: readonly PrintState[] = ['queued', 'preflight', 'confirming', 'blocked'];

/** Where a print stands, as shape and words; one that waits says what for: "prints by itself once paper is in". */
export function printState(state: PrintState, problem: DeviceProblem): readonly [StateName, TextKey] {
  if (!ON_ITS_WAY.includes(state) || problem === 'none' || problem === 'paper_near_end') return STATES[state];
  return ['warn', printWaits(problem)];
}

/** What a receipt that prints by itself waits for. */
export function printWaits(problem: DeviceProblem): TextKey {
  return WAITS[problem] ?? 'checkout.print.waits';
}
