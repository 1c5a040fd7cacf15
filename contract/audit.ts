import { z } from 'zod';
import { Operator } from './staff.ts';

/** What an owner looks at when the figures seem odd. Each is ordinary now and then; what counts is how often, and by whom. */
export const UnusualKind = z.enum([
  'drawer',
  'line_void',
  'sale_void',
  'void_tendered',
  'price_change',
  'discount',
  'gift',
  'refund',
  'reprint',
  'override',
  'pin_locked',
  'pin_reset',
  'rights_changed',
  'clock_step',
]);
export type UnusualKind = z.infer<typeof UnusualKind>;

/** One such act, as the journal has it. */
export const UnusualAct = z.strictObject({
  seq: z.int().min(1),
  tsMs: z.int(),
  kind: UnusualKind,
  /** `{ id: 0, name: '' }`: a shop without operators, or the station itself. */
  operator: Operator,
  amountMinor: z.int().min(0),
  /** The reason given, the receipt, or the number that was tried. */
  detail: z.string().max(100),
  /** Who gave leave. */
  by: z.string().max(40),
});
export type UnusualAct = z.infer<typeof UnusualAct>;

/** How often one person did one thing on one day. */
export const UnusualCount = z.strictObject({
  operator: Operator,
  kind: UnusualKind,
  count: z.int().min(1),
  amountMinor: z.int().min(0),
  /** As often as a shop should ask about. */
  many: z.boolean(),
});
export type UnusualCount = z.infer<typeof UnusualCount>;

/** From this many a day and person on, a shop should ask. */
export const MANY: Readonly<Record<UnusualKind, number>> = {
  drawer: 5,
  line_void: 10,
  sale_void: 3,
  void_tendered: 2,
  price_change: 5,
  discount: 10,
  gift: 5,
  refund: 5,
  reprint: 5,
  override: 5,
  pin_locked: 1,
  pin_reset: 1,
  rights_changed: 1,
  clock_step: 1,
};
