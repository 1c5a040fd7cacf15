import { z } from 'zod';
import { WireError } from './error.ts';

/** How a second medium (a stick, a network folder) stood when the last backup was brought to it. */
export const MediumState = z.strictObject({
  path: z.string().max(500),
  state: z.enum(['ok', 'absent', 'failed']),
  atMs: z.int(),
  /** Why it failed. */
  cause: z.string().max(200),
});
export type MediumState = z.infer<typeof MediumState>;

/** A backup's name: time (UTC) and last entry, `20261122T020000Z-42`. Never a path. */
export const BackupName = z.string().regex(/^\d{8}T\d{6}Z-\d{1,16}$/);

/** A backup that can be restored. */
export const BackupRow = z.strictObject({
  name: BackupName,
  createdAtMs: z.int(),
  /** The last entry of its ledger. */
  seq: z.int().min(0),
  bytes: z.int().min(0),
  /** `local` lies in the data directory, else the path of the medium. */
  place: z.string().max(500),
});
export type BackupRow = z.infer<typeof BackupRow>;

/** The newest backup that was restored in a rehearsal, opened and verified. */
export const ProvenRestore = z.strictObject({ name: BackupName, createdAtMs: z.int(), seq: z.int(), provenAtMs: z.int() });
export type ProvenRestore = z.infer<typeof ProvenRestore>;

/** How much room the disk under the ledger has: low = a person should know · critical = logs are no longer written · full = the reserve is in use. */
export const DiskLevel = z.enum(['ok', 'low', 'critical', 'full']);
export type DiskLevel = z.infer<typeof DiskLevel>;

/** Topic `backup`. */
export const BackupView = z.strictObject({
  work: z.enum(['idle', 'backup', 'rehearsal', 'restore']),
  /** The newest first. */
  backups: z.array(BackupRow).max(100),
  media: z.array(MediumState).max(4),
  proven: ProvenRestore.nullable(),
  /** Why the last work did not succeed; null when it did. */
  problem: z.strictObject({ work: z.enum(['backup', 'rehearsal', 'restore']), atMs: z.int(), error: WireError }).nullable(),
  disk: z.strictObject({ level: DiskLevel, freeBytes: z.number().min(0) }),
});
export type BackupView = z.infer<typeof BackupView>;
