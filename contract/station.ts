import { z } from 'zod';
import { TenderWay } from './tender.ts';
import { KeyMap } from './till-command.ts';

/** One wrong setting: where, what it is, what is allowed. */
export const SettingProblem = z.strictObject({ key: z.string().max(200), value: z.string().max(200), allowed: z.string().max(500) });
export type SettingProblem = z.infer<typeof SettingProblem>;

/** Topic `station`: who and where this terminal is. */
export const Station = z.strictObject({
  storeCode: z.string().max(20),
  storeName: z.string().max(60),
  terminal: z.string().max(10),
  currency: z.string().length(3),
  locale: z.string().max(20),
  timeZone: z.string().max(60),
  version: z.string().max(20),
  /** starting: the store thread is opening the ledger · selling · safe: settings or ledger are wrong, see problems. */
  mode: z.enum(['starting', 'selling', 'safe']),
  problems: z.array(SettingProblem).max(50),
  settingsFile: z.string().max(500),
  /** The bench screen is useful: some devices are virtual. */
  virtualDevices: z.boolean(),
  demo: z.boolean(),
  /** The ways to pay besides cash. */
  tenders: z.array(TenderWay).max(16),
  /** The keys the shop has changed. */
  keys: KeyMap.exactOptional(),
  /** Nothing is sold in earnest: another database, no drawer, marked paper. */
  training: z.boolean(),
  /** recovered: a write failed, the ledger was opened again and verified · readonly: it failed again, nothing is written any more. */
  ledger: z.enum(['ok', 'recovered', 'readonly']),
});
export type Station = z.infer<typeof Station>;
