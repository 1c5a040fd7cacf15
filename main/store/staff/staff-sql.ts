import type { Attempts } from './lockout.ts';
import type { PinHash } from './pin-hash.ts';
import { Right, StaffRole } from '#contract/rights.ts';
import type { StaffMember } from '#contract/staff.ts';
import type { Ledger } from '#main/ledger/ledger.ts';
import { z } from 'zod';

type Row = Omit<StaffMember, 'active'> & { readonly active: 0 | 1 };

const COLUMNS = 'id, code, name, role, active';
const Rights = z.array(Right);

/** Who works here: people, their hashed PINs, wrong tries and the rights of the roles, in ledger.db. Call what changes inside `Ledger.write`. */
export interface StaffTable {
  list(): readonly StaffMember[];
  get(id: number): StaffMember | undefined;
  byCode(code: string): { readonly member: StaffMember; readonly pin: PinHash } | undefined;
  /** Adds a person, or with an id changes one; a PIN that is left out stays. */
  save(member: Omit<StaffMember, 'id'> & { readonly id: number | undefined }, pin: PinHash | undefined): StaffMember;
  attempts(code: string): Attempts | undefined;
  saveAttempts(code: string, attempts: Attempts): void;
  /** The rights a shop gave a role; undefined when it never changed them. */
  rights(role: StaffRole): readonly Right[] | undefined;
  saveRights(role: StaffRole, rights: readonly Right[]): void;
}

export function prepareStaffTable(db: Ledger['db']): StaffTable {
  const all = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM staff ORDER BY active DESC, code`);
  const one = db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM staff WHERE id = ?`);
  const byCode = db.prepare<[string], Row & PinHash>(`SELECT ${COLUMNS}, salt, hash, parameters FROM staff WHERE code = ?`);
  const insert = db.prepare<[string, string, string, number, Buffer, Buffer, string]>(
    'INSERT INTO staff(code, name, role, active, salt, hash, parameters) VALUES(?, ?, ?, ?, ?, ?, ?)',
  );
  const update = db.prepare<[string, string, string, number, number]>(
    'UPDATE staff SET code = ?, name = ?, role = ?, active = ? WHERE id = ?',
  );
  const updatePin = db.prepare<[Buffer, Buffer, string, number]>('UPDATE staff SET salt = ?, hash = ?, parameters = ? WHERE id = ?');
  const attempts = db.prepare<[string], Attempts>('SELECT failures, locked_until_ms AS lockedUntilMs FROM pin_attempt WHERE code = ?');
  const saveAttempts = db.prepare<[string, number, number]>(
    'INSERT INTO pin_attempt(code, failures, locked_until_ms) VALUES(?, ?, ?) ON CONFLICT(code) DO UPDATE SET failures = excluded.failures, locked_until_ms = excluded.locked_until_ms',
  );
  const rights = db.prepare<[string], string>('SELECT rights FROM role_right WHERE role = ?').pluck();
  const saveRights = db.prepare<[string, string]>(
    'INSERT INTO role_right(role, rights) VALUES(?, ?) ON CONFLICT(role) DO UPDATE SET rights = excluded.rights',
  );

  return {
    list: () => all.all().map(memberOf),
    get(id) {
      const row = one.get(id);
      return row && memberOf(row);
    },
    byCode(code) {
      const row = byCode.get(code);
      return row && { member: memberOf(row), pin: { salt: row.salt, hash: row.hash, parameters: row.parameters } };
    },
    save({ id, code, name, role, active }, pin) {
      if (id === undefined) {
        if (!pin) throw new RangeError('a new person needs a PIN');
        const { lastInsertRowid } = insert.run(code, name, role, Number(active), pin.salt, pin.hash, pin.parameters);
        return { id: Number(lastInsertRowid), code, name, role, active };
      }
      update.run(code, name, role, Number(active), id);
      if (pin) updatePin.run(pin.salt, pin.hash, pin.parameters, id);
      return { id, code, name, role, active };
    },
    attempts: (code) => attempts.get(code),
    saveAttempts: (code, { failures, lockedUntilMs }) => void saveAttempts.run(code, failures, lockedUntilMs),
    rights(role) {
      const stored = rights.get(role);
      return stored === undefined ? undefined : Rights.parse(JSON.parse(stored));
    },
    saveRights: (role, given) => void saveRights.run(role, JSON.stringify(given)),
  };
}

function memberOf({ id, code, name, role, active }: Row): StaffMember {
  return { id, code, name, role: StaffRole.parse(role), active: active === 1 };
}

/** Makes people and rights of one file those of another; wrong tries stay each file's own. */
export function copyPeople(from: Ledger['db'], to: Ledger['db']): void {
  const people = from.prepare<[], readonly unknown[]>('SELECT id, code, name, role, active, salt, hash, parameters FROM staff').raw().all();
  const rights = from.prepare<[], readonly unknown[]>('SELECT role, rights FROM role_right').raw().all();
  const addPerson = to.prepare('INSERT INTO staff(id, code, name, role, active, salt, hash, parameters) VALUES(?, ?, ?, ?, ?, ?, ?, ?)');
  const addRights = to.prepare('INSERT INTO role_right(role, rights) VALUES(?, ?)');
  to.transaction(() => {
    to.exec('DELETE FROM staff; DELETE FROM role_right');
    for (const person of people) addPerson.run(...person);
    for (const row of rights) addRights.run(...row);
  }).immediate();
}
