import { OWNER_ACT, type Act, type Doer } from './act.ts';
import { createAttendance, type Attendance } from './attendance.ts';
import { openPepper } from './pepper.ts';
import { hashPin, type PinCost } from './pin-hash.ts';
import { hasOperators, rightsOf, type Session } from './session.ts';
import { createSignIn, type SignIn } from './sign-in.ts';
import { prepareStaffTable } from './staff-sql.ts';
import type { StoreHandlers } from '../handlers.ts';
import type { Publish } from '../publish.ts';
import { recordEvent, type Book } from '../record-event.ts';
import { GuitaiError } from '#contract/error.ts';
import { newRequestId } from '#contract/ids.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import { StaffRole } from '#contract/rights.ts';
import type { StaffMember } from '#contract/staff.ts';
import type { JsonObject } from '#main/ledger/canonical.ts';
import type { EntryKind } from '#main/ledger/entry.ts';

const MAX_STAFF = 500;

export interface StaffOptions extends Book {
  readonly pepperFile: string;
  readonly pinCost: PinCost;
  readonly idleLockMs: number;
  readonly onUnexpected: (error: unknown, event: string) => void;
  /** Somebody came or is called another name. */
  readonly onChanged: () => void;
}

/** The people of the shop: who they are and what they may do. */
export interface Staff {
  /** Somebody comes to a till of this name; none is the station's. */
  attend(till: string | undefined, publish: Publish): Attendance;
  hasOperators(): boolean;
  /** The person with this number and PIN. Throws pin_wrong, pin_locked. */
  readonly check: SignIn['check'];
  isActive(staffId: number): boolean;
  /** '' for nobody of this shop. */
  nameOf(staffId: number): string;
  list(): readonly StaffMember[];
  readonly handlers: Pick<StoreHandlers, 'staff.list' | 'staff.save' | 'staff.setRights'>;
}

export function createStaff(options: StaffOptions): Staff {
  const { ledger, clock, idleLockMs, pinCost, onUnexpected, onChanged } = options;
  const table = prepareStaffTable(ledger.db);
  const pepper = openPepper(options.pepperFile);

  /** What happens at the till is journaled on its way; a full disk does not keep a person from signing in. */
  const note = (kind: EntryKind, doer: Doer, facts: JsonObject): void => {
    try {
      recordEvent(options, { kind, requestId: newRequestId(), content: facts, facts }, doer);
    } catch (error) {
      onUnexpected(error, kind);
    }
  };
  const signIn = createSignIn({
    table,
    write: ledger.write,
    pepper,
    cost: pinCost,
    clock,
    onLocked: (code, failures) => note('staff.locked_out', OWNER_ACT, { code, failures }),
  });

  const sessions = new Set<Session>();
  const reload = (): void => {
    for (const session of sessions) session.reload();
  };

  async function save(input: ProcedureInput<'staff.save'>, act: Act): Promise<StaffMember> {
    const { requestId, id, pin, ...member } = input;
    const people = table.list();
    const repeated = ledger.findByRequest(requestId);
    const before =
      id === undefined ? repeatedMember(people, member.code, repeated !== undefined) : people.find((person) => person.id === id);
    if (id !== undefined && !before) throw new GuitaiError('staff_unknown');
    if (!before && pin === undefined) throw new GuitaiError('bad_input', { reason: 'pin' });
    if (people.some((person) => person.code === member.code && person.id !== before?.id))
      throw new GuitaiError('staff_code_taken', { code: member.code });
    if (!before && people.length >= MAX_STAFF) throw new GuitaiError('bad_input', { reason: `at most ${MAX_STAFF}` });
    const changed = people.map((person) => (person.id === before?.id ? { ...person, ...member } : person));
    checkOwner(before ? changed : [...changed, { ...member, id: 0 }]);
    const hashed = pin === undefined ? undefined : await hashPin(pin, pepper, pinCost);
    let saved: StaffMember | undefined;
    recordEvent(
      options,
      {
        kind: 'staff.changed',
        requestId,
        content: { ...member, id: id ?? 0, pin: pin !== undefined },
        facts: { ...member, pin: pin !== undefined },
        inTransaction() {
          saved = table.save({ ...member, id: before?.id }, hashed);
        },
      },
      act,
    );
    reload();
    onChanged();
    return saved ?? before ?? table.byCode(member.code)?.member ?? unknownStaff();
  }

  return {
    attend(till, publish) {
      const onLeft = (session: Session): void => void sessions.delete(session);
      const attendance = createAttendance({ table, check: signIn.check, publish, till, clock, idleLockMs, note, onLeft });
      sessions.add(attendance.session);
      return attendance;
    },
    hasOperators: () => hasOperators(table),
    check: signIn.check,
    isActive: (staffId) => table.get(staffId)?.active === true,
    list: table.list,
    nameOf: (staffId) => table.get(staffId)?.name ?? '',
    handlers: {
      'staff.list': () => ({
        members: [...table.list()],
        rights: StaffRole.options.map((role) => ({ role, rights: [...rightsOf(table, role)] })),
      }),
      'staff.save': save,
      'staff.setRights'(input, act) {
        const { requestId, role, rights } = input;
        if (role === 'owner') throw new GuitaiError('bad_input', { reason: 'owner' });
        const facts = { role, rights: [...rights] };
        recordEvent(
          options,
          { kind: 'staff.rights_changed', requestId, content: facts, facts, inTransaction: () => table.saveRights(role, rights) },
          act,
        );
        reload();
        return {};
      },
    },
  };
}

/** The person whom a repeated request has already added. */
function repeatedMember(people: readonly StaffMember[], code: string, repeated: boolean): StaffMember | undefined {
  return repeated ? people.find((person) => person.code === code) : undefined;
}

/** As soon as there are operators, one of them must be able to change the others. */
function checkOwner(people: readonly StaffMember[]): void {
  if (!people.some(({ role, active }) => role === 'owner' && active)) throw new GuitaiError('staff_owner_needed');
}

function unknownStaff(): never {
  throw new GuitaiError('staff_unknown');
}
