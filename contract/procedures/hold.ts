import { z } from 'zod';
import { MAX_BASKET_LINES } from '../basket.ts';
import { HoldName, HoldNumber, SplitPart } from '../hold.ts';
import { PriceMinor } from '../money.ts';
import { none, reason, requestId, type ProcedureRow } from './row.ts';

const held = z.strictObject({ number: HoldNumber });
/** What came back cost `heldMinor` when it was put aside and costs `totalMinor` now: offers may have begun or ended. */
const resumed = z.strictObject({ heldMinor: PriceMinor, totalMinor: PriceMinor });

/** Baskets put aside while the next customer is served. */
export const holdProcedures = {
  /** Puts the open basket aside. Throws basket_empty, hold_full. */
  'hold.put': { at: 'store', roles: ['till'], input: z.strictObject({ requestId, name: HoldName }), output: held },
  /** Brings one back; goods in the open basket are put aside first. Throws hold_unknown, hold_full. */
  'hold.resume': { at: 'store', roles: ['till'], input: z.strictObject({ requestId, number: HoldNumber }), output: resumed },
  /** Adds the goods of one to the open basket, which keeps its own member, discount and note where it has them. */
  'hold.merge': { at: 'store', roles: ['till'], input: z.strictObject({ requestId, number: HoldNumber }), output: resumed },
  /** Puts some goods of the open basket aside as a basket of their own. Throws split_all where none would stay. */
  'hold.split': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ requestId, parts: z.array(SplitPart).min(1).max(MAX_BASKET_LINES), name: HoldName }),
    output: held,
  },
  'hold.rename': { at: 'store', roles: ['till'], input: z.strictObject({ requestId, number: HoldNumber, name: HoldName }), output: none },
  /** Prints the slip that brings it back when it is scanned. */
  'hold.print': { at: 'store', roles: ['till'], input: z.strictObject({ requestId, number: HoldNumber }), output: none },
  /** Prints the goods of one, or of the open basket, without prices for the back room. Throws basket_empty, hold_unknown, device_not_ready. */
  'hold.pickList': { at: 'store', roles: ['till'], input: z.strictObject({ requestId, number: HoldNumber.optional() }), output: none },
  /** The goods are not bought after all. */
  'hold.discard': {
    at: 'store',
    roles: ['till'],
    right: 'sale.void',
    input: z.strictObject({ requestId, number: HoldNumber, reason }),
    output: none,
  },
} as const satisfies Record<string, ProcedureRow>;
