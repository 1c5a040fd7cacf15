import type { Right } from '#contract/rights.ts';
import type { Operator } from '#contract/staff.ts';
import type { JsonObject } from '#main/ledger/canonical.ts';

/** Who does something now, and by whose leave: handed to every handler, written into every entry of the journal. */
export interface Act {
  readonly operator: Operator;
  /** A second person allowed this one act. */
  readonly override?: { readonly by: Operator; readonly right: Right; readonly reason: string };
}

/** The till of a shop without operators, and acts of the station itself. */
export const OWNER_ACT: Act = { operator: { id: 0, name: '' } };

/** The part of a body that says who; nothing for the till of a shop without operators, as in every entry before there were any. */
export function actFacts({ operator, override }: Act): JsonObject {
  if (operator.id === 0) return {};
  const who = { operator: { ...operator } };
  return override ? { ...who, override: { by: { ...override.by }, right: override.right, reason: override.reason } } : who;
}
