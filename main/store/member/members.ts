import { importMembers } from './member-import.ts';
import { MEMBERS, type MemberRow } from './member-sheet.ts';
import { prepareMemberTable, type MemberTable } from './member-sql.ts';
import type { StoreHandlers } from '../handlers.ts';
import { recordEvent, type Book } from '../record-event.ts';
import type { Uploads } from '../sheet/uploads.ts';
import type { Act } from '../staff/act.ts';
import { GuitaiError } from '#contract/error.ts';
import { maskPhone, MemberCode, MemberPhone, type Member, type MemberCard } from '#contract/member.ts';
import type { ProcedureInput } from '#contract/procedures.ts';

/** The customers the shop knows, for every noun that greets them. */
export interface Members {
  /** The active member of a card's code (capitals or not) or a whole phone number. */
  find(text: string): Member | undefined;
  get(id: number): Member | undefined;
  readonly handlers: Pick<StoreHandlers, 'member.find' | 'member.list' | 'member.save' | 'member.forget' | 'member.import'>;
}

export interface MembersOptions extends Book {
  readonly uploads: Pick<Uploads, 'take'>;
  readonly onForgotten: (id: number) => void;
}

export function createMembers(book: MembersOptions): Members {
  const { ledger, clock } = book;
  const table = prepareMemberTable(ledger.db);

  const find = (text: string): Member | undefined => {
    const member = memberNamed(table, text.trim());
    return member?.active ? member : undefined;
  };

  function save(input: ProcedureInput<'member.save'>, act: Act): Member {
    const { requestId, id, ...given } = input;
    const repeated = ledger.findByRequest(requestId) !== undefined;
    const holder = table.byCode(given.code);
    const before = id === undefined ? (repeated ? holder : undefined) : table.get(id);
    if (id !== undefined && !before) throw new GuitaiError('member_unknown');
    if (holder && holder.id !== before?.id) throw new GuitaiError('member_code_taken', { code: given.code });
    const samePhone = given.phone === '' ? undefined : table.byPhone(given.phone);
    if (samePhone && samePhone.id !== before?.id) throw new GuitaiError('member_phone_taken', { phone: maskPhone(given.phone) });
    const member = { ...given, tags: [...given.tags], joinedOn: before?.joinedOn ?? ledger.dateOf(clock()) };
    let saved: Member | undefined;
    recordEvent(
      book,
      {
        kind: 'member.saved',
        requestId,
        content: { ...member, id: id ?? 0 },
        facts: { added: before === undefined, level: member.level, active: member.active, ...(before ? { memberId: before.id } : {}) },
        inTransaction() {
          saved = table.save({ ...member, id: before?.id });
        },
      },
      act,
    );
    return saved ?? before ?? table.byCode(member.code) ?? unknownMember();
  }

  const forget = (id: number): void => {
    table.forget(id);
    book.onForgotten(id);
  };

  return {
    find,
    get: table.get,
    handlers: {
      'member.find'({ text }) {
        const member = find(text);
        return { member: member ? cardOf(member) : null };
      },
      'member.list'({ query, afterId = 0, limit }) {
        const members = table.list(query.trim(), afterId, limit + 1);
        return { members: members.slice(0, limit), more: members.length > limit };
      },
      'member.save': save,
      'member.import': ({ requestId, uploadId, existing }, act) =>
        book.uploads.take(uploadId, requestId, MEMBERS, (rows: readonly MemberRow[]) => importMembers(book, table, rows, existing, act)),
      'member.forget'({ requestId, id }, act) {
        const isRepeated = ledger.findByRequest(requestId) !== undefined;
        if (!isRepeated && !table.get(id)) throw new GuitaiError('member_unknown');
        const facts = { memberId: id };
        recordEvent(book, { kind: 'member.forgotten', requestId, content: facts, facts, inTransaction: () => forget(id) }, act);
        return {};
      },
    },
  };
}

/** What a till may see of a member. */
export function cardOf({ id, level, tags, joinedOn, name, title, phone }: Member): MemberCard {
  return { id, level, tags: [...tags], joinedOn, name, title, maskedPhone: maskPhone(phone) };
}

function memberNamed(table: Pick<MemberTable, 'byCode' | 'byPhone'>, text: string): Member | undefined {
  if (MemberPhone.safeParse(text).success) return table.byPhone(text);
  const code = text.toUpperCase();
  return MemberCode.safeParse(code).success ? table.byCode(code) : undefined;
}

function unknownMember(): never {
  throw new GuitaiError('member_unknown');
}
