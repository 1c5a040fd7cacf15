import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GuitaiError } from '#contract/error.ts';
import { chainHash, GENESIS } from '../chain.ts';
import type { Posting } from '../entry.ts';
import { decodeEnvelope, type Envelope } from '../envelope.ts';
import type { Head } from '../journal.ts';
import type { KeyFacts } from '../key-entry.ts';
import { ledgerMigrations } from '../migrations.ts';
import { openDatabase, type Db } from '../open.ts';
import { DATE_RUNS } from '../reader.ts';
import { openFileSink, type ArchivedFile, type FileSink } from './file-sink.ts';
import { openTables } from './tables.ts';
// oxlint-disable-next-line import/default -- the bundler turns the text of the file into a module
import verifier from './verify.mjs?raw';

/** Version of the archive's layout. */
export const ARCHIVE_VERSION = 2;

/** Count and sum of one kind of entry, and its numbers. */
interface ArchivedKind {
  readonly kind: string;
  readonly count: number;
  readonly amountMinor: number;
  readonly firstNumber: number | null;
  readonly lastNumber: number | null;
}

/** What goes beside an archived journal: enough to prove that it is whole and unchanged. */
export interface ArchiveManifest {
  readonly v: typeof ARCHIVE_VERSION;
  /** The version of the program that wrote the archive. */
  readonly program: string;
  readonly createdAt: string;
  /** Business dates, both included. */
  readonly from: string;
  readonly to: string;
  /** journal.jsonl first, then the tables. */
  readonly files: readonly ArchivedFile[];
  readonly entries: number;
  /** The first and last archived entry, null when there is none. */
  readonly first: Head | null;
  readonly last: Head | null;
  /** Where the whole journal ended at the time. */
  readonly head: Head;
  /** Unbroken runs of entries; more than one when the business date went back and forth. */
  readonly stretches: readonly { readonly firstSeq: number; readonly lastSeq: number }[];
  /** Every key of the journal up to the last archived entry, each from its `key.created` on. */
  readonly keys: readonly { readonly keyId: string; readonly publicKey: string; readonly fromSeq: number }[];
  readonly kinds: readonly ArchivedKind[];
  readonly accounts: readonly Posting[];
}

export interface ExportOptions {
  readonly file: string;
  /** Business dates YYYY-MM-DD, both included. */
  readonly from: string;
  readonly to: string;
  /** Made when missing. */
  readonly directory: string;
  readonly program: string;
  readonly clock: () => number;
  /** The shop's own date and time, for the tables. */
  readonly timeOf: (tsMs: number) => string;
}

interface Row {
  readonly seq: number;
  readonly hash: Buffer;
  readonly previous: Buffer | null;
  readonly keyId: string | null;
  readonly signature: Buffer | null;
  readonly body: Buffer;
}

/**
 * Writes the entries of some business dates into `<directory>/ledger-<from>-<to>/`: journal.jsonl with the exact bytes that were hashed and
 * signed, manifest.json, verify.mjs that proves both anywhere, and tables for the accountant. Every hash is recomputed on the way; throws
 * GuitaiError `ledger_failed` at the first that does not match. The folder appears under its name only when complete, in the place of an older
 * one. Reads only; may run beside the station.
 */
export function exportLedger(options: ExportOptions): { readonly folder: string; readonly manifest: ArchiveManifest } {
  const db = openDatabase(options.file, { readonly: true, migrations: ledgerMigrations });
  const folder = join(options.directory, `ledger-${options.from}-${options.to}`);
  const part = `${folder}.part`;
  try {
    rmSync(part, { recursive: true, force: true });
    mkdirSync(part, { recursive: true });
    db.exec('BEGIN');
    const manifest = writeArchive(db, options, part);
    writeFileSync(join(part, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
    writeFileSync(join(part, 'verify.mjs'), verifier, { flush: true });
    rmSync(folder, { recursive: true, force: true });
    renameSync(part, folder);
    return { folder, manifest };
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    throw error;
  } finally {
    db.close();
  }
}

function writeArchive(db: Db, options: ExportOptions, part: string): ArchiveManifest {
  const journal = openFileSink(join(part, 'journal.jsonl'));
  const tables = openTables(part, options.timeOf);
  try {
    const sums = createSums();
    for (const row of rowsBetween(db, options.from, options.to)) {
      const hash = row.hash.toString('hex');
      writeEntry(journal, row, options.file);
      const envelope = decodeEnvelope(row.body.toString('utf8'));
      sums.add(envelope, hash);
      tables.add(envelope, hash);
    }
    const head = db.prepare<[], Row>('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1').get();
    const summed = sums.result();
    return {
      v: ARCHIVE_VERSION,
      program: options.program,
      createdAt: new Date(options.clock()).toISOString(),
      from: options.from,
      to: options.to,
      files: [journal.finish(), ...tables.finish()],
      head: { seq: head?.seq ?? 0, hash: (head?.hash ?? GENESIS).toString('hex') },
      keys: keysUpTo(db, summed.last?.seq ?? 0),
      ...summed,
    };
  } finally {
    journal.close();
    tables.close();
  }
}

/** One line: the stored bytes as they are, reaching to the last brace but one. */
function writeEntry(journal: FileSink, row: Row, file: string): void {
  const previous = row.previous ?? GENESIS;
  if (!chainHash(Buffer.concat([previous, row.body])).equals(row.hash)) {
    throw new GuitaiError('ledger_failed', { file, cause: `entry ${row.seq} does not match its hash` });
  }
  const { keyId, signature } = row;
  const proof = {
    seq: row.seq,
    previous: previous.toString('hex'),
    hash: row.hash.toString('hex'),
    keyId,
    sig: signature?.toString('hex') ?? null,
  };
  journal.write(`${JSON.stringify(proof).slice(0, -1)},"body":${row.body.toString('utf8')}}\n`);
}

/** Adds up what the manifest says of the entries. */
function createSums(): {
  add(entry: Envelope, hash: string): void;
  result(): Pick<ArchiveManifest, 'entries' | 'first' | 'last' | 'stretches' | 'kinds' | 'accounts'>;
} {
  const kinds = new Map<string, ArchivedKind>();
  const accounts = new Map<string, number>();
  const stretches: { firstSeq: number; lastSeq: number }[] = [];
  let entries = 0;
  let first: Head | null = null;
  let last: Head | null = null;
  return {
    add({ seq, kind, number, amountMinor, postings }, hash) {
      const total = kinds.get(kind) ?? { kind, count: 0, amountMinor: 0, firstNumber: number, lastNumber: number };
      kinds.set(kind, { ...total, count: total.count + 1, amountMinor: total.amountMinor + amountMinor, lastNumber: number });
      for (const [account, minor] of postings) accounts.set(account, (accounts.get(account) ?? 0) + minor);
      const stretch = stretches.at(-1);
      if (stretch?.lastSeq === seq - 1) stretch.lastSeq = seq;
      else stretches.push({ firstSeq: seq, lastSeq: seq });
      last = { seq, hash };
      first ??= last;
      entries += 1;
    },
    result: () => ({
      entries,
      first,
      last,
      stretches,
      kinds: [...kinds.values()],
      accounts: [...accounts].map(([account, amountMinor]) => ({ account, amountMinor })),
    }),
  };
}

function keysUpTo(db: Db, seq: number): ArchiveManifest['keys'] {
  return db
    .prepare<[number], { seq: number; body: string }>(`SELECT seq, body FROM journal WHERE kind = 'key.created' AND seq <= ? ORDER BY seq`)
    .all(seq)
    .map((row) => {
      const { keyId, publicKey } = decodeEnvelope(row.body).data as KeyFacts;
      return { keyId, publicKey, fromSeq: row.seq };
    });
}

/** The entries of the business dates, in journal order, through the index of dates. */
function* rowsBetween(db: Db, from: string, to: string): Generator<Row> {
  const runs = db
    .prepare<[string, string], { firstSeq: number; lastSeq: number }>(
      `SELECT firstSeq, lastSeq FROM (${DATE_RUNS}) WHERE businessDate BETWEEN ? AND ? ORDER BY firstSeq`,
    )
    .all(from, to);
  const rows = db.prepare<[number, number], Row>(
    `SELECT seq, hash, (SELECT hash FROM journal AS before WHERE before.seq = journal.seq - 1) AS previous, key_id AS keyId, sig AS signature,
       CAST(body AS BLOB) AS body
     FROM journal WHERE seq BETWEEN ? AND ? ORDER BY seq`,
  );
  for (const run of runs) yield* rows.iterate(run.firstSeq, run.lastSeq);
}
