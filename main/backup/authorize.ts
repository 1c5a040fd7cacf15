import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { GuitaiError } from '#contract/error.ts';
import { DEFAULT_RIGHTS, Right } from '#contract/rights.ts';
import type { Operator } from '#contract/staff.ts';
import type { Snapshot } from './manifest.ts';
import { ledgerMigrations } from '#main/ledger/migrations.ts';
import { openDatabase } from '#main/ledger/open.ts';
import { openPepper } from '#main/store/staff/pepper.ts';
import { verifyPin } from '#main/store/staff/pin-hash.ts';
import { prepareStaffTable } from '#main/store/staff/staff-sql.ts';

/** Number and PIN, as typed. */
export interface Credentials {
  readonly code: string;
  readonly pin: string;
}

/**
 * Who may restore a backup while the ledger cannot be opened: one of its own people who has the right. A shop without people, or a machine without the
 * key of their PINs, lets anybody at the till. Throws GuitaiError `pin_wrong`, `right_missing`.
 */
export async function authorize(dataDir: string, snapshot: Snapshot, credentials: Credentials | undefined): Promise<Operator> {
  const db = openDatabase(join(snapshot.folder, 'ledger.db'), { readonly: true, migrations: ledgerMigrations });
  try {
    const table = prepareStaffTable(db);
    const pepperFile = join(dataDir, 'pepper.key');
    if (!existsSync(pepperFile) || !table.list().some(({ active }) => active)) return { id: 0, name: '' };
    const found = credentials && table.byCode(credentials.code);
    if (!credentials || !found?.member.active || !(await verifyPin(credentials.pin, openPepper(pepperFile), found.pin)))
      throw new GuitaiError('pin_wrong', { left: 0 });
    const { id, name, role } = found.member;
    const rights = role === 'owner' ? Right.options : (table.rights(role) ?? DEFAULT_RIGHTS[role]);
    if (!rights.includes('backup')) throw new GuitaiError('right_missing', { right: 'backup' });
    return { id, name };
  } finally {
    db.close();
  }
}
