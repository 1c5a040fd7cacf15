import { z } from 'zod';
import { Member, MemberCard } from '../member.ts';
import { SheetProgress } from '../sheet.ts';
import { requestId, type ProcedureRow } from './row.ts';
import { uploadId } from './sheet.ts';

/** The customers the shop knows. */
export const memberProcedures = {
  /** The member of a card's code or a whole phone number; null where nobody has it. */
  'member.find': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ text: z.string().max(64) }),
    output: z.strictObject({ member: MemberCard.nullable() }),
  },
  /** Members in the order they joined the file; `query` is part of a name, a code or a phone number. */
  'member.list': {
    at: 'store',
    roles: ['till'],
    right: 'member.manage',
    input: z.strictObject({ query: z.string().max(40), afterId: z.int().min(0).optional(), limit: z.int().min(1).max(100) }),
    output: z.strictObject({ members: z.array(Member).max(100), more: z.boolean() }),
  },
  /** Adds a member, or with an id changes one. Throws member_unknown, member_code_taken, member_phone_taken. */
  'member.save': {
    at: 'store',
    roles: ['till'],
    right: 'member.manage',
    input: Member.omit({ joinedOn: true }).partial({ id: true }).extend({ requestId }),
    output: Member,
  },
  /** Takes the next members of a table that came by `sheet.put` in; ask again until it is done. Throws upload_unknown. */
  'member.import': {
    at: 'store',
    roles: ['till'],
    right: 'member.manage',
    input: z.strictObject({ requestId, uploadId, existing: z.enum(['skip', 'update']) }),
    output: SheetProgress,
  },
  /** Takes everything personal about a member out of the file; what was sold keeps its number and nothing else. */
  'member.forget': {
    at: 'store',
    roles: ['till'],
    right: 'member.manage',
    input: z.strictObject({ requestId, id: z.int().min(1) }),
    output: z.strictObject({}),
  },
} as const satisfies Record<string, ProcedureRow>;
