import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { GuitaiError } from '#contract/error.ts';
import { newRequestId } from '#contract/ids.ts';
import { writeFileAtomic } from '../atomic-file.ts';
import { checkFiles, SnapshotFile, type Snapshot } from './manifest.ts';
import { stampOf } from './snapshot.ts';
import { isSound } from '#main/ledger/backup.ts';
import { bringToDisk } from '#main/ledger/bring-to-disk.ts';
import { contentHash, type JsonObject } from '#main/ledger/canonical.ts';
import { NOTHING_MOVED } from '#main/ledger/entry.ts';
import { translateFailure } from '#main/ledger/failure.ts';
import type { Head } from '#main/ledger/journal.ts';
import { keyFolder, openKeyStore, type KeyStore } from '#main/ledger/key-store.ts';
import { openLedger } from '#main/ledger/ledger.ts';
import { acquireLock } from '#main/ledger/lock.ts';
import { readLostLedger, settleCopy } from '#main/ledger/restore.ts';
import { verifyLedger, type VerifyReport } from '#main/ledger/verify.ts';

export interface RestoreOptions {
  readonly dataDir: string;
  /** The ledger's witness on another medium: it saw the ledger that is replaced, and begins anew. */
  readonly secondWitness?: string | undefined;
  readonly snapshot: Snapshot;
  /** Every snapshot within reach: none of their epochs may be used again. */
  readonly known: readonly Snapshot[];
  readonly clock: () => number;
  /** YYYY-MM-DD. */
  readonly dateOf: (tsMs: number) => string;
  /** Who ordered it, for the journal. */
  readonly by: JsonObject;
}

/** `restore.json`: the preparation is whole, what stands beside it may take its place. Kept with the evidence afterwards. */
const Plan = z.strictObject({
  v: z.literal(1),
  atMs: z.int(),
  snapshot: z.string(),
  epoch: z.int().min(1),
  /** Under `evidence/`: what was replaced. */
  evidence: z.string().regex(/^[0-9TZ]{16}(-\d{1,4})?$/),
  lostHead: z.strictObject({ seq: z.int(), hash: z.string() }).nullable(),
  staffForgotten: z.boolean(),
  secondWitness: z.string().nullable().default(null),
});
export type RestorePlan = z.infer<typeof Plan>;

const LEDGER = 'ledger.db';
const WITNESS = 'ledger.db.witness';
const SECOND_WITNESS = 'second.witness';
const PLAN_FILE = 'restore.json';
/** What SQLite and the station keep beside a database; it goes where the database goes. */
const COMPANIONS = ['', '-wal', '-shm'];

/**
 * Puts a snapshot in the place of the station's files. The ledger goes on in a new epoch, so that no number given away since the snapshot comes again;
 * its first entry `ledger.restored` names both heads. What is replaced is kept under `evidence/`. Catalogue, labels and settings are taken from the
 * snapshot only where the station's own are missing or damaged. A power cut leaves the old or the new state, or one that the next start finishes.
 * Throws GuitaiError `ledger_busy` while a station runs, `backup_damaged`, `ledger_failed`, `ledger_full`.
 */
export function restoreSnapshot(options: RestoreOptions): RestorePlan {
  const { dataDir } = options;
  const lock = acquireLock(join(dataDir, LEDGER));
  try {
    const plan = prepare(options);
    finish(dataDir, plan);
    return plan;
  } finally {
    lock.release();
  }
}

/** Ends a restore that a power cut interrupted, or throws its unfinished preparation away. Call before the ledger is opened; does nothing while a station runs. */
export function finishRestore(dataDir: string): RestorePlan | undefined {
  if (!existsSync(workFolder(dataDir))) return undefined;
  let lock;
  try {
    lock = acquireLock(join(dataDir, LEDGER));
  } catch {
    return undefined;
  }
  try {
    const plan = readPlan(workFolder(dataDir));
    if (plan) finish(dataDir, plan);
    else rmSync(workFolder(dataDir), { recursive: true, force: true });
    return plan;
  } finally {
    lock.release();
  }
}

/** Restores a snapshot beside the station, with a key nobody else knows, proves the result and removes it again. Throws as `restoreSnapshot`. */
export function rehearseRestore(options: Pick<RestoreOptions, 'dataDir' | 'snapshot' | 'clock' | 'dateOf'>): VerifyReport {
  const folder = join(options.dataDir, 'rehearsal');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  try {
    const keys = openKeyStore(join(folder, 'keys'));
    const { epoch } = options.snapshot.manifest;
    checkFiles(options.snapshot);
    for (const { name } of options.snapshot.manifest.files) copyFileSync(join(options.snapshot.folder, name), join(folder, name));
    for (const name of ['catalog.db', 'labels.db']) {
      if (existsSync(join(folder, name)) && !isSound(join(folder, name))) throw new GuitaiError('backup_damaged', { file: name });
    }
    return openAnew(join(folder, LEDGER), { ...options, keys, epoch: epoch + 1, forgetStaff: false, facts: { v: 1, rehearsal: true } });
  } catch (error) {
    throw translateFailure(error, options.snapshot.folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function prepare(options: RestoreOptions): RestorePlan {
  const { dataDir, snapshot, clock } = options;
  const folder = workFolder(dataDir);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  try {
    checkFiles(snapshot);
    for (const name of filesToTake(dataDir, snapshot)) copyFileSync(join(snapshot.folder, name), join(folder, name));
    const lost = readLostLedger(join(dataDir, LEDGER), options.secondWitness);
    const epoch = 1 + Math.max(lost.epoch?.epoch ?? 0, ...options.known.map(({ manifest }) => manifest.epoch), ...restoredEpochs(dataDir));
    const plan: RestorePlan = {
      v: 1,
      atMs: clock(),
      snapshot: snapshot.name,
      epoch,
      evidence: freshEvidence(dataDir, clock()),
      lostHead: lost.head ?? null,
      staffForgotten: !existsSync(join(dataDir, 'pepper.key')),
      secondWitness: options.secondWitness ?? null,
    };
    openAnew(join(folder, LEDGER), {
      ...options,
      // The old key stays until the restored ledger is opened in its place: this preparation may yet be thrown away.
      keys: { ...openKeyStore(keyFolder(join(dataDir, LEDGER))), keepOnly: () => undefined },
      epoch,
      forgetStaff: plan.staffForgotten,
      facts: restoredFacts(plan, snapshot.manifest.head, options.by),
    });
    for (const name of readdirSync(folder)) bringToDisk(join(folder, name));
    writeFileAtomic(join(folder, PLAN_FILE), `${JSON.stringify(plan, null, 2)}\n`);
    return plan;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw translateFailure(error, join(dataDir, LEDGER));
  }
}

/** Moves file by file; a move already made is not made again, so it may be interrupted anywhere and begun anew. */
function finish(dataDir: string, plan: RestorePlan): void {
  const folder = workFolder(dataDir);
  const evidence = join(evidenceFolder(dataDir), plan.evidence);
  mkdirSync(evidence, { recursive: true, mode: 0o700 });
  for (const name of [...SnapshotFile.options, WITNESS]) {
    if (!existsSync(join(folder, name))) continue;
    for (const companion of COMPANIONS) {
      const live = join(dataDir, name + companion);
      if (existsSync(live)) renameSync(live, join(evidence, name + companion));
    }
    renameSync(join(folder, name), join(dataDir, name));
  }
  if (plan.secondWitness !== null) setAside(plan.secondWitness, join(evidence, SECOND_WITNESS));
  for (const path of [evidence, evidenceFolder(dataDir), dataDir]) bringToDisk(path);
  writeFileAtomic(join(evidence, PLAN_FILE), `${JSON.stringify(plan, null, 2)}\n`);
  rmSync(folder, { recursive: true, force: true });
}

/** From another medium, where nothing can be renamed to here. One that fails, or is not plugged in, keeps no till from being restored. */
function setAside(file: string, kept: string): void {
  try {
    copyFileSync(file, kept);
    rmSync(file);
  } catch {
    // A ring that is found again is ahead of the ledger, which then says so (docs/operations.md).
  }
}

/** Begins the new epoch in a copied ledger, journals what happened, closes it and proves the whole. */
function openAnew(
  file: string,
  options: Pick<RestoreOptions, 'clock' | 'dateOf' | 'snapshot'> & {
    readonly keys: KeyStore;
    readonly epoch: number;
    readonly forgetStaff: boolean;
    readonly facts: JsonObject;
  },
): VerifyReport {
  const { clock, dateOf, keys, facts } = options;
  const { storeCode, terminal } = options.snapshot.manifest;
  settleCopy(file, options);
  const ledger = openLedger({ file, storeCode, terminal, clock, dateOf, keys, epochAtLeast: options.epoch });
  try {
    const tsMs = clock();
    const requestId = newRequestId(tsMs);
    ledger.commit({
      kind: 'ledger.restored',
      requestId,
      requestHash: contentHash(facts),
      businessDate: dateOf(tsMs),
      tsMs,
      ...NOTHING_MOVED,
      body: () => facts,
    });
  } finally {
    ledger.close();
  }
  rmSync(`${file}.lock`, { force: true });
  const report = verifyLedger(file, { signatures: 'last' });
  if (!report.finding) return report;
  const { seq, problem } = report.finding;
  throw new GuitaiError('ledger_failed', { file, cause: `entry ${seq} of the backup does not verify: ${problem}` });
}

function restoredFacts(plan: RestorePlan, head: Head, by: JsonObject): JsonObject {
  const { v, snapshot, epoch, evidence, staffForgotten } = plan;
  const lostHead = plan.lostHead && { ...plan.lostHead };
  return { v, snapshot, head: { ...head }, lostHead, epoch, evidence, staffForgotten, ...by };
}

/** The ledger always; the rest only where the station's own is missing or damaged, for it may be newer. */
function filesToTake(dataDir: string, { manifest }: Snapshot): readonly SnapshotFile[] {
  return manifest.files.map(({ name }) => name).filter((name) => name === LEDGER || !isUsable(join(dataDir, name)));
}

function isUsable(file: string): boolean {
  return existsSync(file) && (!file.endsWith('.db') || isSound(file));
}

/** Epochs that earlier restores began. */
function restoredEpochs(dataDir: string): readonly number[] {
  const directory = evidenceFolder(dataDir);
  if (!existsSync(directory)) return [];
  return readdirSync(directory).flatMap((name) => readPlan(join(directory, name))?.epoch ?? []);
}

function freshEvidence(dataDir: string, nowMs: number): string {
  const stamp = stampOf(nowMs);
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? stamp : `${stamp}-${count}`;
    if (!existsSync(join(evidenceFolder(dataDir), name))) return name;
  }
}

function readPlan(folder: string): RestorePlan | undefined {
  try {
    return Plan.parse(JSON.parse(readFileSync(join(folder, PLAN_FILE), 'utf8')));
  } catch {
    return undefined;
  }
}

/** What was replaced, and copies of files that failed: for a person to look at. */
export function evidenceFolder(dataDir: string): string {
  return join(dataDir, 'evidence');
}

function workFolder(dataDir: string): string {
  return join(dataDir, 'restore');
}
