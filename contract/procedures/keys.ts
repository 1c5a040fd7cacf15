import { z } from 'zod';
import { KeyMap } from '../till-command.ts';
import { none, requestId, type ProcedureRow } from './row.ts';

/** The keys of the till. */
export const keysProcedures = {
  /** Which keys the shop has changed, all of them; tills take them up at once. Throws settings_changed. */
  'keys.save': { at: 'host', roles: ['till'], right: 'settings', input: z.strictObject({ requestId, keys: KeyMap }), output: none },
  /** Prints the key card with these keys, or the sheet of function barcodes, on the receipt printer. */
  'keys.print': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ requestId, sheet: z.enum(['keys', 'codes']), keys: KeyMap }),
    output: none,
  },
} as const satisfies Record<string, ProcedureRow>;
