import { z } from 'zod';
import { UnusualAct, UnusualCount, UnusualKind } from '../audit.ts';
import { Right, StaffRole } from '../rights.ts';
import { Operator, OperatorSession, Pin, StaffCode, StaffMember } from '../staff.ts';
import { none, requestId, type ProcedureRow } from './row.ts';

/** People and what they may do. */
export const staffProcedures = {
  /** Signs a person in, also in place of another one; the basket stays. */
  'staff.signIn': {
    at: 'store',
    roles: ['till'],
    anybody: true,
    input: z.strictObject({ code: StaffCode, pin: Pin }),
    output: OperatorSession,
  },
  'staff.lock': { at: 'store', roles: ['till'], anybody: true, input: none, output: none },
  'staff.list': {
    at: 'store',
    roles: ['till'],
    right: 'staff.manage',
    input: none,
    output: z.strictObject({
      members: z.array(StaffMember).max(500),
      rights: z.array(z.strictObject({ role: StaffRole, rights: z.array(Right) })),
    }),
  },
  /** Adds a person, or with an id changes one; nobody is ever deleted. The first one must be an owner. */
  'staff.save': {
    at: 'store',
    roles: ['till'],
    right: 'staff.manage',
    input: StaffMember.partial({ id: true }).extend({ requestId, pin: Pin.optional() }),
    output: StaffMember,
  },
  'staff.setRights': {
    at: 'store',
    roles: ['till'],
    right: 'staff.manage',
    input: z.strictObject({ requestId, role: StaffRole, rights: z.array(Right).max(50) }),
    output: none,
  },
  /** A second person's leave for one act of the person at the till: the command that was refused, named by its requestId. */
  'staff.override': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ requestId, code: StaffCode, pin: Pin, right: Right, reason: z.string().trim().min(1).max(100) }),
    output: none,
  },
  /** What an owner should look at, of one business date (today when left out): everybody's counts, and the acts newest first, filtered. */
  'audit.unusual': {
    at: 'store',
    roles: ['till'],
    right: 'audit.read',
    input: z.strictObject({
      businessDate: z.iso.date().optional(),
      kind: UnusualKind.optional(),
      operatorId: Operator.shape.id.optional(),
      beforeSeq: z.int().min(1).optional(),
    }),
    output: z.strictObject({
      businessDate: z.iso.date(),
      counts: z.array(UnusualCount).max(100),
      acts: z.array(UnusualAct).max(50),
      more: z.boolean(),
    }),
  },
  /** Writes all of them as a table for spreadsheets on the station's machine and says where. */
  'audit.export': {
    at: 'store',
    roles: ['till'],
    right: 'audit.read',
    input: z.strictObject({ businessDate: z.iso.date() }),
    output: z.strictObject({ file: z.string() }),
  },
} as const satisfies Record<string, ProcedureRow>;
