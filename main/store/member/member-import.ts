import type { MemberTable } from './member-sql.ts';
import type { MemberRow } from './member-sheet.ts';
import { recordEvent, type Book } from '../record-event.ts';
import type { RowOutcome } from '../sheet/intake.ts';
import type { Act } from '../staff/act.ts';
import { newRequestId } from '#contract/ids.ts';
import { maskPhone, type Member } from '#contract/member.ts';

/** What becomes of a member who is there already, by code or phone number. */
export type Existing = 'update' | 'skip';

type Facts = Omit<Member, 'id'>;

/** A member as the rows so far leave them; without an id until they are saved. */
interface Planned {
  id: number | undefined;
  facts: Facts;
}

/** Takes rows of a list into the members' file, all in one transaction. The journal learns how many, and nothing about anybody. */
export function importMembers(
  book: Pick<Book, 'ledger' | 'clock'>,
  table: MemberTable,
  rows: readonly MemberRow[],
  existing: Existing,
  act: Act,
): readonly RowOutcome[] {
  const { ledger, clock } = book;
  const plan = createPlan(table, ledger.dateOf(clock()));
  const outcomes = rows.map((row) => plan.take(row, existing));
  const count = (outcome: RowOutcome): number => outcomes.filter((each) => each === outcome).length;
  const facts = { added: count('added'), updated: count('updated') };
  if (plan.saves.length === 0) return outcomes;
  const inTransaction = (): void => {
    for (const { member, facts: saved } of plan.saves) member.id = table.save({ ...saved, id: member.id }).id;
  };
  const requestId = newRequestId(clock());
  recordEvent(book, { kind: 'members.imported', requestId, content: facts, facts, inTransaction }, act);
  return outcomes;
}

/** What is to be saved for some rows, in order: a row sees what those before it did. */
function createPlan(
  table: MemberTable,
  today: string,
): { readonly saves: { readonly member: Planned; readonly facts: Facts }[]; take(row: MemberRow, existing: Existing): RowOutcome } {
  const saves: { readonly member: Planned; readonly facts: Facts }[] = [];
  const planned: Planned[] = [];
  const byId = new Map<number, Planned>();

  const find = (is: (facts: Facts) => boolean, stored: () => Member | undefined): Planned | undefined => {
    const found = planned.findLast(({ facts }) => is(facts));
    if (found) return found;
    const member = stored();
    if (!member || byId.has(member.id)) return undefined;
    const { id, ...facts } = member;
    return { id, facts };
  };
  const byCode = (code: string): Planned | undefined =>
    find(
      (facts) => facts.code === code,
      () => table.byCode(code),
    );
  const byPhone = (phone: string | undefined): Planned | undefined =>
    phone === undefined
      ? undefined
      : find(
          (facts) => facts.phone === phone,
          () => table.byPhone(phone),
        );
  const keep = (member: Planned, facts: Facts): void => {
    if (!planned.includes(member)) planned.push(member);
    if (member.id !== undefined) byId.set(member.id, member);
    member.facts = facts;
    saves.push({ member, facts });
  };
  let made = table.lastId();
  const newCode = (): string => {
    let code: string;
    do code = `M${String((made += 1)).padStart(6, '0')}`;
    while (byCode(code));
    return code;
  };

  return {
    saves,
    take({ code, ...row }, existing) {
      const [holder, owner] = [code === undefined ? undefined : byCode(code), byPhone(row.phone)];
      if (holder && owner && !isSame(holder, owner)) {
        const phone = maskPhone(row.phone ?? '');
        return { zh: `会员号和手机号 ${phone} 属于两位会员`, en: `the code and the phone number ${phone} belong to two members` };
      }
      const known = holder ?? owner;
      if (!known) {
        const facts = { ...NEW, joinedOn: today, ...row, code: code ?? newCode() };
        keep({ id: undefined, facts }, facts);
        return 'added';
      }
      const facts = { ...known.facts, ...row, joinedOn: known.facts.joinedOn, ...(code === undefined ? {} : { code }) };
      if (existing === 'skip' || isAlike(known.facts, facts)) return 'kept';
      keep(known, facts);
      return 'updated';
    },
  };
}

const NEW = { phone: '', title: 'none', level: 'standard', tags: [], active: true } as const satisfies Partial<Facts>;

function isSame(a: Planned, b: Planned): boolean {
  return a === b || (a.id !== undefined && a.id === b.id);
}

function isAlike(a: Facts, b: Facts): boolean {
  return (
    (['code', 'phone', 'name', 'title', 'level', 'active'] as const).every((name) => a[name] === b[name]) &&
    a.tags.join('|') === b.tags.join('|')
  );
}
