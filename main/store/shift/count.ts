import type { ShiftCash } from '#contract/shift.ts';

/** How often a drawer may be counted before its shift is closed: the count, and once again. */
export const MAX_COUNTS = 2;

/** Where the cash of a drawer came from since its shift was opened. Values only: every rule here takes one and returns a new one. */
export interface Drawer {
  readonly floatMinor: number;
  readonly salesMinor: number;
  readonly refundsMinor: number;
  readonly movedMinor: number;
  /** Deposits of orders less those given back. */
  readonly depositsMinor: number;
  /** What counts have put right in the book. */
  readonly adjustedMinor: number;
  /** The last count, while no cash has moved since. */
  readonly countedMinor: number | null;
  readonly counts: number;
}

/** A shift begins with what was counted into its drawer. */
export function openDrawer(floatMinor: number): Drawer {
  return { floatMinor, salesMinor: 0, refundsMinor: 0, movedMinor: 0, depositsMinor: 0, adjustedMinor: 0, countedMinor: null, counts: 0 };
}

/** Float + sales − refunds + deposits + moved: what should be in the drawer, whatever was counted. */
export function expectedMinor({ floatMinor, salesMinor, refundsMinor, movedMinor, depositsMinor }: Drawer): number {
  return floatMinor + salesMinor - refundsMinor + depositsMinor + movedMinor;
}

/** What the book says is in the drawer: expected, as counts have put it right. */
export function bookMinor(drawer: Drawer): number {
  return expectedMinor(drawer) + drawer.adjustedMinor;
}

/** Cash came (positive) or went (negative): what was counted before does not tell any more. */
export function cashMoved(drawer: Drawer, by: 'sale' | 'refund' | 'deposit' | 'move', amountMinor: number): Drawer {
  if (amountMinor === 0) return drawer;
  const uncounted = { ...drawer, countedMinor: null, counts: 0 };
  if (by === 'sale') return { ...uncounted, salesMinor: drawer.salesMinor + amountMinor };
  if (by === 'refund') return { ...uncounted, refundsMinor: drawer.refundsMinor - amountMinor };
  if (by === 'deposit') return { ...uncounted, depositsMinor: drawer.depositsMinor + amountMinor };
  return { ...uncounted, movedMinor: drawer.movedMinor + amountMinor };
}

/** The drawer was counted: from now on the book says what is in it. */
export function drawerCounted(drawer: Drawer, countedMinor: number): Drawer {
  return { ...drawer, adjustedMinor: countedMinor - expectedMinor(drawer), countedMinor, counts: drawer.counts + 1 };
}

/** The drawer as reports say it. */
export function describeDrawer(drawer: Drawer): ShiftCash {
  const { floatMinor, salesMinor, refundsMinor, movedMinor, depositsMinor, countedMinor, counts } = drawer;
  const expected = expectedMinor(drawer);
  return {
    floatMinor,
    salesMinor,
    refundsMinor,
    movedMinor,
    depositsMinor,
    expectedMinor: expected,
    countedMinor,
    differenceMinor: countedMinor === null ? null : countedMinor - expected,
    counts,
  };
}
