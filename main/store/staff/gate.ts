import type { Session } from './session.ts';
import { OWNER_ACT } from './act.ts';
import { isPaymentCode } from '../checkout/payment-code.ts';
import type { StoreHandlers } from '../handlers.ts';
import { GuitaiError } from '#contract/error.ts';
import { procedures, type ProcedureName, type StoreProcedureName } from '#contract/procedures.ts';
import type { Right } from '#contract/rights.ts';
import type { Caller } from '#contract/role.ts';

/** Calls of the shop by name, once the person at the till may make them. A procedure of the host is only asked about: its answer is given there. */
export type StoreGate = (name: ProcedureName, input: unknown, from: Caller) => Promise<unknown>;

/** Fields of any input that are kept in words: in the journal, on a line, in the catalogue. */
const WRITTEN_FIELDS: ReadonlySet<string> = new Set([
  'reason',
  'note',
  'name',
  'customer',
  'barcode',
  'phone',
  'recipient',
  'address',
  'window',
]);

type AnyHandler = (input: unknown, act: unknown, from: Caller) => unknown;

/**
 * Rights are enforced here, in the store, whatever a screen shows: nobody signed in, or a right is missing and no second person gave leave for this
 * very request, and nothing is done. The station's own calls (a printer that is well again) are nobody's act. A scanner types into whatever field
 * has the cursor: a payment code in one that is kept is refused (`payment_code`).
 */
export function createGate(
  handlers: StoreHandlers,
  session: Session,
  onLockedScan: (input: unknown, error: GuitaiError) => void,
): StoreGate {
  return async (name, input, from) => {
    const row = procedures[name];
    const handler: AnyHandler = row.at === 'store' ? (handlers[name as StoreProcedureName] as AnyHandler) : () => ({});
    if (writtenTexts(input).some(isPaymentCode)) throw new GuitaiError('payment_code');
    const right: Right | undefined = 'right' in row ? row.right : undefined;
    if ('anybody' in row) return handler(input, session.act(undefined, undefined) ?? OWNER_ACT, from);
    const scanned = name === 'basket.scan';
    if (from.role !== 'till' && !scanned) return handler(input, OWNER_ACT, from);
    const act = session.act(right, requestIdOf(input));
    if (act) {
      session.touched();
      return handler(input, act, from);
    }
    const error =
      session.view.state === 'locked' ? new GuitaiError('till_locked') : new GuitaiError('right_missing', { right: right ?? '' });
    if (scanned) onLockedScan(input, error);
    throw error;
  };
}

function requestIdOf(input: unknown): string | undefined {
  return typeof input === 'object' && input !== null && 'requestId' in input ? String(input.requestId) : undefined;
}

function writtenTexts(input: unknown): readonly string[] {
  if (typeof input !== 'object' || input === null) return [];
  return Object.entries(input).flatMap(([field, value]: [string, unknown]) => {
    if (typeof value === 'string') return WRITTEN_FIELDS.has(field) ? [value.trim()] : [];
    return writtenTexts(value);
  });
}
