import { FORGOTTEN_CODE, MemberLevel, type Member } from '#contract/member.ts';
import type { Ledger } from '#main/ledger/ledger.ts';

type Row = Omit<Member, 'active' | 'tags'> & { readonly active: 0 | 1; readonly tags: string };

const COLUMNS = 'id, code, phone, name, title, level, tags, joined_on AS joinedOn, active';

/** The members' file, in ledger.db but not in the journal: what is personal can be taken out. Call what changes inside a ledger transaction. */
export interface MemberTable {
  get(id: number): Member | undefined;
  byCode(code: string): Member | undefined;
  byPhone(phone: string): Member | undefined;
  /** Those whose name, code or phone number holds `query`, after `afterId`, in the order of their ids. */
  list(query: string, afterId: number, limit: number): readonly Member[];
  /** The highest id anybody ever had. */
  lastId(): number;
  /** Adds a member, or with an id changes one. */
  save(member: Omit<Member, 'id'> & { readonly id: number | undefined }): Member;
  /** Keeps the id, so that nobody gets it again, and nothing else. */
  forget(id: number): void;
}

export function prepareMemberTable(db: Ledger['db']): MemberTable {
  const one = db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM member WHERE id = ? AND forgotten = 0`);
  const byCode = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM member WHERE code = ? AND forgotten = 0`);
  const byPhone = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM member WHERE phone = ? AND phone <> ''`);
  const list = db.prepare<{ query: string; afterId: number; limit: number }, Row>(
    `SELECT ${COLUMNS} FROM member WHERE id > @afterId AND forgotten = 0 ` +
      'AND (instr(name, @query) > 0 OR instr(code, upper(@query)) > 0 OR instr(phone, @query) > 0) ORDER BY id LIMIT @limit',
  );
  const lastId = db.prepare<[], number | null>('SELECT max(id) FROM member').pluck();
  const insert = db.prepare<[string, string, string, string, string, string, string, number]>(
    'INSERT INTO member(code, phone, name, title, level, tags, joined_on, active) VALUES(?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const update = db.prepare<[string, string, string, string, string, string, number, number]>(
    'UPDATE member SET code = ?, phone = ?, name = ?, title = ?, level = ?, tags = ?, active = ? WHERE id = ?',
  );
  const forget = db.prepare<[number]>(
    `UPDATE member SET code = '${FORGOTTEN_CODE}' || id, phone = '', name = '', title = 'none', tags = '[]', active = 0, forgotten = 1 WHERE id = ?`,
  );
  const found = (row: Row | undefined): Member | undefined => row && memberOf(row);

  return {
    get: (id) => found(one.get(id)),
    byCode: (code) => found(byCode.get(code)),
    byPhone: (phone) => found(byPhone.get(phone)),
    list: (query, afterId, limit) => list.all({ query, afterId, limit }).map(memberOf),
    lastId: () => lastId.get() ?? 0,
    save({ id, ...member }) {
      const { code, phone, name, title, level, joinedOn } = member;
      const tags = JSON.stringify(member.tags);
      const active = Number(member.active);
      if (id === undefined) {
        const { lastInsertRowid } = insert.run(code, phone, name, title, level, tags, joinedOn, active);
        return { ...member, id: Number(lastInsertRowid) };
      }
      update.run(code, phone, name, title, level, tags, active, id);
      return { ...member, id };
    },
    forget: (id) => void forget.run(id),
  };
}

function memberOf(row: Row): Member {
  return { ...row, level: MemberLevel.parse(row.level), tags: JSON.parse(row.tags) as string[], active: row.active === 1 };
}

/** Makes the members of one file those of another. */
export function copyMembers(from: Ledger['db'], to: Ledger['db']): void {
  const members = from
    .prepare<[], readonly unknown[]>('SELECT id, code, phone, name, title, level, tags, joined_on, active, forgotten FROM member')
    .raw()
    .all();
  const add = to.prepare(
    'INSERT INTO member(id, code, phone, name, title, level, tags, joined_on, active, forgotten) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  to.transaction(() => {
    to.exec('DELETE FROM member');
    for (const member of members) add.run(...member);
  }).immediate();
}
