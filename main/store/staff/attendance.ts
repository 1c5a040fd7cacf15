import type { Doer } from './act.ts';
import { createSession, rightsOf, type Session } from './session.ts';
import type { SignIn } from './sign-in.ts';
import type { StaffTable } from './staff-sql.ts';
import type { StoreHandlers } from '../handlers.ts';
import type { Clock } from '../ports.ts';
import type { Publish } from '../publish.ts';
import { GuitaiError } from '#contract/error.ts';
import type { Operator, StaffMember } from '#contract/staff.ts';
import type { JsonObject } from '#main/ledger/canonical.ts';
import type { EntryKind } from '#main/ledger/entry.ts';

/** Who is at one till: signing in or locking there changes no other till. */
export interface Attendance {
  readonly session: Session;
  readonly handlers: Pick<StoreHandlers, 'staff.signIn' | 'staff.lock' | 'staff.override'>;
  /** The till is gone, and so is the person. */
  leave(): void;
  stop(): void;
}

export interface AttendanceOptions {
  readonly table: StaffTable;
  readonly check: SignIn['check'];
  readonly publish: Publish;
  /** What a paired till is called. */
  readonly till: string | undefined;
  readonly clock: Clock;
  readonly idleLockMs: number;
  /** Journals what happens at the till, on its way. */
  readonly note: (kind: EntryKind, doer: Doer, facts: JsonObject) => void;
  readonly onLeft: (session: Session) => void;
}

export function createAttendance(options: AttendanceOptions): Attendance {
  const { table, check, till, note } = options;
  const actOf = (member: StaffMember): Doer => ({ operator: operatorOf(member), ...(till === undefined ? {} : { till }) });
  const session = createSession({ ...options, onIdle: (member) => note('staff.signed_out', actOf(member), { idle: true }) });
  const lock = (): void => {
    const { member } = session;
    session.lock();
    if (member) note('staff.signed_out', actOf(member), { idle: false });
  };
  let gone = false;
  return {
    session,
    leave() {
      gone = true;
      lock();
      options.onLeft(session);
    },
    stop: session.stop,
    handlers: {
      async 'staff.signIn'({ code, pin }) {
        const member = await check(code, pin);
        if (gone) throw new GuitaiError('forbidden');
        const before = session.member;
        if (before && before.id !== member.id) note('staff.signed_out', actOf(before), { idle: false });
        session.signIn(member);
        if (before?.id !== member.id) note('staff.signed_in', actOf(member), {});
        return session.view;
      },
      'staff.lock'() {
        lock();
        return {};
      },
      async 'staff.override'({ code, pin, right, requestId, reason }, act) {
        const by = await check(code, pin);
        // Whoever asked may be gone by now.
        if (session.member?.id !== act.operator.id) throw new GuitaiError('till_locked');
        if (by.id === act.operator.id) throw new GuitaiError('override_self');
        if (!rightsOf(table, by.role).includes(right)) throw new GuitaiError('right_missing', { right });
        note('staff.override', act, { by: operatorOf(by), right, reason, requestId });
        session.allow(requestId, operatorOf(by), right, reason);
        return {};
      },
    },
  };
}

function operatorOf({ id, name }: StaffMember): Operator {
  return { id, name };
}
