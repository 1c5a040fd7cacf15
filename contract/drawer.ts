import { z } from 'zod';

/** Where a drawer stands; `unknown` where nothing tells. */
export const DrawerPosition = z.enum(['open', 'closed', 'unknown']);
export type DrawerPosition = z.infer<typeof DrawerPosition>;

/** What the level on the printer's pin 3 means: it depends on the switch in the drawer. */
export const DrawerPolarity = z.enum(['high_open', 'high_closed', 'unknown']);
export type DrawerPolarity = z.infer<typeof DrawerPolarity>;

/** What became of an order to open the drawer. */
export const DrawerOutcome = z.strictObject({
  /**
   * `sent`: the wire took the pulse, which is all there is to know where no switch tells. `failed`: there was no pulse.
   * `unknown`: nobody can tell. `none`: this till has no drawer.
   */
  pulse: z.enum(['sent', 'failed', 'unknown', 'none']),
  /** Where it stood a moment later. */
  position: DrawerPosition,
});
export type DrawerOutcome = z.infer<typeof DrawerOutcome>;

/** What a person at the till should know of a drawer. */
export const DrawerAlarm = z.enum(['none', 'open_too_long', 'did_not_open', 'no_pulse']);
export type DrawerAlarm = z.infer<typeof DrawerAlarm>;

/** One row of topic `drawers` (UnifiedPOS CashDrawer: DrawerOpened, CapStatus). */
export const DrawerView = z.strictObject({
  id: z.string().min(1).max(40),
  position: DrawerPosition,
  polarity: DrawerPolarity,
  /** The drawer's connector tells a level at all. */
  hasSensor: z.boolean(),
  openSinceMs: z.int().nullable(),
  alarm: DrawerAlarm,
});
export type DrawerView = z.infer<typeof DrawerView>;

/** What the learning step found out: nothing yet, which level is open, or that the level does not follow the drawer. */
export const DrawerLesson = z.enum(['half', 'high_open', 'high_closed', 'no_sensor']);
export type DrawerLesson = z.infer<typeof DrawerLesson>;
