import { OWNER_ACT } from './act.ts';
import { NO_ATTEMPTS } from './lockout.ts';
import { openPepper } from './pepper.ts';
import { hashPin, PIN_COST, type PinCost } from './pin-hash.ts';
import { prepareStaffTable } from './staff-sql.ts';
import { recordEvent, type Book } from '../record-event.ts';
import { GuitaiError } from '#contract/error.ts';
import { newRequestId } from '#contract/ids.ts';
import type { StaffMember } from '#contract/staff.ts';

/**
 * Gives a person a new PIN and forgets the wrong tries, without anybody signed in: for whoever holds the machine when the owner is locked out. It is
 * journaled. Throws GuitaiError `staff_unknown`.
 */
export async function resetPin(
  book: Pick<Book, 'ledger' | 'clock'>,
  {
    pepperFile,
    code,
    pin,
    cost = PIN_COST,
  }: { readonly pepperFile: string; readonly code: string; readonly pin: string; readonly cost?: PinCost },
): Promise<StaffMember> {
  const table = prepareStaffTable(book.ledger.db);
  const member = table.byCode(code)?.member;
  if (!member) throw new GuitaiError('staff_unknown');
  const hashed = await hashPin(pin, openPepper(pepperFile), cost);
  const facts = { id: member.id, code, name: member.name };
  recordEvent(
    book,
    {
      kind: 'staff.pin_reset',
      requestId: newRequestId(),
      content: facts,
      facts,
      inTransaction() {
        table.save(member, hashed);
        table.saveAttempts(code, NO_ATTEMPTS);
      },
    },
    OWNER_ACT,
  );
  return member;
}

/** Everybody, for whoever has forgotten the numbers too. */
export function listStaff({ ledger }: Pick<Book, 'ledger'>): readonly StaffMember[] {
  return prepareStaffTable(ledger.db).list();
}
