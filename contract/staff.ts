import { z } from 'zod';
import { Right, StaffRole } from './rights.ts';

/** The number a person signs in with; short, and no secret. */
export const StaffCode = z.string().regex(/^[0-9]{1,6}$/);
/** A PIN: digits only, so that it can be typed on a keypad. Never stored, never logged, never journaled. */
export const Pin = z.string().regex(/^[0-9]{4,12}$/);

/** Who did something, as the journal and the receipt name them. `owner` stands for the till of a shop without operators. */
export const Operator = z.strictObject({ id: z.int().min(0), name: z.string().max(40) });
export type Operator = z.infer<typeof Operator>;

/** A person who may work at the till. */
export const StaffMember = z.strictObject({
  id: z.int().min(1),
  code: StaffCode,
  name: z.string().min(1).max(40),
  role: StaffRole,
  active: z.boolean(),
});
export type StaffMember = z.infer<typeof StaffMember>;

/**
 * Topic `operator`: who is at this till. `open`: the shop has no operators, everything is allowed. `locked`: nobody signed in, or idle for too
 * long; the basket is kept.
 */
export const OperatorSession = z.strictObject({
  state: z.enum(['open', 'locked', 'signed_in']),
  /** The person signed in, or the one who was when the till locked itself. */
  operator: Operator.nullable(),
  role: StaffRole.nullable(),
  rights: z.array(Right),
});
export type OperatorSession = z.infer<typeof OperatorSession>;
