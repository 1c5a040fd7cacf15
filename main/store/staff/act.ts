import { GuitaiError } from '#contract/error.ts';
import type { Right } from '#contract/rights.ts';
import type { Caller } from '#contract/role.ts';
import type { Operator } from '#contract/staff.ts';
import type { JsonObject } from '#main/ledger/canonical.ts';

/** Who did something, and by whose leave: written into every entry of the journal. */
export interface Doer {
  readonly operator: Operator;
  /** The paired till it was done at; left out at the station. */
  readonly till?: string;
  /** A second person allowed this one act. */
  readonly override?: { readonly by: Operator; readonly right: Right; readonly reason: string };
  /** The paired device it was done at; none at the station's own machine. */
  readonly deviceId?: string;
}

/** Somebody doing something now: handed to every handler. */
export interface Act extends Doer {
  /** This act by a right that only its outcome turned out to need: the person's own, or a leave given for this request. Throws right_missing. */
  demand(right: Right): Act;
}

/** Whoever is at a till of a shop without operators. */
export function ownerAt(till?: string): Act {
  const act: Act = { operator: { id: 0, name: '' }, ...(till === undefined ? {} : { till }), demand: () => act };
  return act;
}

/** The station's till of a shop without operators, and acts of the station itself. */
export const OWNER_ACT: Act = ownerAt();

/** Whether this right is the person's own, or was given for this request. */
export function may(act: Act, right: Right): boolean {
  try {
    act.demand(right);
    return true;
  } catch {
    return false;
  }
}

/** Refuses: nobody gave leave. */
export function rightMissing(right: Right): never {
  throw new GuitaiError('right_missing', { right });
}

/** The same act, at the device that asks. */
export function atDevice(doer: Doer, { deviceId }: Caller): Doer {
  return deviceId === undefined ? doer : { ...doer, deviceId };
}

/** The part of a body that says who, and at which till; nothing for the station's own till in a shop without operators, as in every entry before there were any. */
export function actFacts({ operator, till, override, deviceId }: Doer): JsonObject {
  return {
    ...(till === undefined ? {} : { till }),
    ...(operator.id === 0 ? {} : { operator: { ...operator } }),
    ...(override ? { override: { by: { ...override.by }, right: override.right, reason: override.reason } } : {}),
    ...(deviceId === undefined ? {} : { deviceId }),
  };
}
