import type { CustomerView } from '#contract/basket.ts';
import type { CustomerScene } from '#contract/customer-scene.ts';

export type CustomerLine = CustomerView['lines'][number];

/** What the second screen makes of each scene of the table all customer displays follow. */
export const STAGES = {
  closed: 'quiet',
  idle: 'idle',
  item: 'basket',
  weighing: 'basket',
  total: 'basket',
  pay: 'pay',
  refund: 'paid',
  paid: 'paid',
  change: 'paid',
  thanks: 'paid',
} as const satisfies Record<CustomerScene['scene'], string>;

/** quiet: nothing but the store's name (no connection, nothing known yet) · idle: welcome · basket, pay, paid as the sale goes. */
export type CustomerStage = (typeof STAGES)[CustomerScene['scene']];

/** What the customer sees. A sale is thanked for once: `thanked` is the receipt number whose time is over. */
export function customerStage(
  view: CustomerView | undefined,
  connected: boolean,
  thanked: string | undefined,
  weighing = false,
): CustomerStage {
  return STAGES[sceneOf(view, connected, thanked, weighing)];
}

function sceneOf(
  view: CustomerView | undefined,
  connected: boolean,
  thanked: string | undefined,
  weighing: boolean,
): CustomerScene['scene'] {
  if (!view || !connected) return 'closed';
  if (view.phase === 'tendering') return 'pay';
  if (weighing) return 'weighing';
  if (view.phase === 'paid') return view.paid && view.paid.receiptNumber !== thanked ? 'paid' : 'idle';
  return view.lineCount > 0 ? 'total' : 'idle';
}

/** More rows than the tallest customer screen can show; the rest is not drawn, so a scan costs the same at 5 and at 500 lines. */
export const MAX_ROWS = 12;
/** Rows certain to be visible on the smallest supported screen. */
const SURE_ROWS = 4;

/** The stretch of lines to draw, newest at the foot; when an earlier line was touched the stretch moves up so that it is in view. */
export function visibleLines(lines: readonly CustomerLine[], lastLineId: number | null): readonly CustomerLine[] {
  const touched = lines.findLastIndex((line) => line.lineId === lastLineId);
  const end = touched < 0 ? lines.length : Math.min(lines.length, touched + SURE_ROWS);
  return lines.slice(Math.max(0, end - MAX_ROWS), end);
}
