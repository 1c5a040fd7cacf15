import { ownerAt, rightMissing, type Act } from './act.ts';
import type { StaffTable } from './staff-sql.ts';
import type { Clock } from '../ports.ts';
import type { Publish } from '../publish.ts';
import { DEFAULT_RIGHTS, Right, type StaffRole } from '#contract/rights.ts';
import type { Operator, OperatorSession, StaffMember } from '#contract/staff.ts';

/** A leave for one act is taken within this time or not at all. */
const OVERRIDE_MS = 60_000;
const MAX_OVERRIDES = 16;

interface Override {
  readonly by: Operator;
  readonly reason: string;
  readonly untilMs: number;
}

/** Who is at this till. A shop without operators is open; with the first one the till is locked until somebody signs in. */
export interface Session {
  readonly view: OperatorSession;
  /** The person signed in, or undefined while the till is open or locked. */
  readonly member: StaffMember | undefined;
  signIn(member: StaffMember): void;
  /** The basket stays. */
  lock(): void;
  /** Somebody did something: the idle lock counts from here. */
  touched(): void;
  /** People or rights changed: the till locks itself where the person may no longer work, and the topic follows. */
  reload(): void;
  /** The act of the person at the till. With a right: by own right, or by a leave given for this request, which a repetition of it finds again for a minute; undefined when neither. */
  act(right: Right | undefined, requestId: string | undefined): Act | undefined;
  /** Leave for the one act that `requestId` names. */
  allow(requestId: string, by: Operator, right: Right, reason: string): void;
  announce(): void;
  stop(): void;
}

export function createSession(options: {
  readonly table: StaffTable;
  readonly publish: Publish;
  /** What a paired till is called. */
  readonly till?: string | undefined;
  readonly clock: Clock;
  /** 0 = the till never locks itself. */
  readonly idleLockMs: number;
  /** The till locked itself. */
  readonly onIdle: (member: StaffMember) => void;
}): Session {
  const { table, publish, till, clock, idleLockMs, onIdle } = options;
  const owner = ownerAt(till);
  const where = till === undefined ? {} : { till };
  const overrides = new Map<string, Override>();
  let member: StaffMember | undefined;
  let lastMember: StaffMember | undefined;
  let idle: NodeJS.Timeout | undefined;

  const isOpen = (): boolean => !hasOperators(table);

  const view = (): OperatorSession => {
    if (isOpen()) return { state: 'open', operator: null, role: null, rights: [...Right.options] };
    const shown = member ?? lastMember;
    return {
      state: member ? 'signed_in' : 'locked',
      operator: shown ? { id: shown.id, name: shown.name } : null,
      role: member?.role ?? null,
      rights: member ? [...rightsOf(table, member.role)] : [],
    };
  };
  const announce = (): void => publish('operator', view());

  /** Who gave a leave may have lost the right since. */
  const mayGive = (staffId: number, right: Right): boolean => {
    const giver = table.get(staffId);
    return giver?.active === true && rightsOf(table, giver.role).includes(right);
  };

  /** By own right, or by a leave for this request; undefined when neither. */
  const actBy = (person: StaffMember, right: Right | undefined, requestId: string): Act | undefined => {
    const demand = (needed: Right): Act => actBy(person, needed, requestId) ?? rightMissing(needed);
    const act = { operator: { id: person.id, name: person.name }, ...where, demand };
    if (right === undefined || rightsOf(table, person.role).includes(right)) return act;
    const override = overrides.get(leaveKey(requestId, right));
    if (!override || override.untilMs < clock() || !mayGive(override.by.id, right)) return undefined;
    return { ...act, override: { by: override.by, right, reason: override.reason } };
  };

  const session: Session = {
    get view() {
      return view();
    },
    get member() {
      return member;
    },
    announce,
    signIn(next) {
      if (member?.id !== next.id) overrides.clear();
      member = next;
      lastMember = next;
      session.touched();
      announce();
    },
    lock() {
      clearTimeout(idle);
      member = undefined;
      overrides.clear();
      announce();
    },
    touched() {
      clearTimeout(idle);
      if (!member || idleLockMs === 0) return;
      const idler = member;
      idle = setTimeout(() => {
        session.lock();
        onIdle(idler);
      }, idleLockMs).unref();
    },
    reload() {
      const now = member && table.get(member.id);
      if (member && !now?.active) session.lock();
      else {
        member = now;
        announce();
      }
    },
    act(right, requestId) {
      if (isOpen()) return owner;
      return member && actBy(member, right, requestId ?? '');
    },
    allow(requestId, by, right, reason) {
      const oldest = overrides.size >= MAX_OVERRIDES ? overrides.keys().next().value : undefined;
      if (oldest !== undefined) overrides.delete(oldest);
      overrides.set(leaveKey(requestId, right), { by, reason, untilMs: clock() + OVERRIDE_MS });
    },
    stop: () => clearTimeout(idle),
  };
  return session;
}

/** What people of this role may do. */
export function rightsOf(table: StaffTable, role: StaffRole): readonly Right[] {
  return role === 'owner' ? Right.options : (table.rights(role) ?? DEFAULT_RIGHTS[role]);
}

/** A shop without operators is open to everybody. */
export function hasOperators(table: StaffTable): boolean {
  return table.list().some(({ active }) => active);
}

/** One request may need leave for more than one right. */
const leaveKey = (requestId: string, right: Right): string => `${requestId} ${right}`;
