import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { GuitaiError } from '#contract/error.ts';
import { chainHash, GENESIS } from './chain.ts';
import type { Posting } from './entry.ts';
import { decodeEnvelope } from './envelope.ts';
import type { Head } from './journal.ts';
import { ledgerMigrations } from './migrations.ts';
import { openDatabase, type Db } from './open.ts';
import { DATE_RUNS } from './reader.ts';

/** Version of the export's layout. */
export const EXPORT_VERSION = 1;
const CHUNK_BYTES = 256 * 1024;

/** What goes beside an exported journal: enough to prove that it is whole and unchanged. */
export interface ExportManifest {
  readonly v: number;
  /** Business dates, both included. */
  readonly from: string;
  readonly to: string;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly entries: number;
  /** The first and last exported entry, null when there is none. */
  readonly first: Head | null;
  readonly last: Head | null;
  /** Where the whole journal ended at the time. */
  readonly head: Head;
  readonly kinds: readonly {
    readonly kind: string;
    readonly count: number;
    readonly amountMinor: number;
    readonly firstNumber: number | null;
    readonly lastNumber: number | null;
  }[];
  readonly accounts: readonly Posting[];
  readonly createdAt: string;
}

export interface ExportOptions {
  readonly file: string;
  /** Business dates YYYY-MM-DD, both included. */
  readonly from: string;
  readonly to: string;
  /** Made when missing. */
  readonly directory: string;
  readonly clock: () => number;
}

interface Row {
  readonly seq: number;
  readonly hash: Buffer;
  readonly previous: Buffer | null;
  readonly body: Buffer;
}

/**
 * Writes the entries of some business dates as JSONL, one `{"seq":…,"previous":"…","hash":"…","body":{…}}` a line with the stored bytes
 * as body (they reach to the last brace), and a manifest. Every line's hash is recomputed on the way; throws GuitaiError `ledger_failed` at
 * the first that does not match. The files appear under their names only when complete. Reads only; may run beside the station.
 */
export function exportLedger(options: ExportOptions): {
  readonly journal: string;
  readonly manifest: string;
  readonly summary: ExportManifest;
} {
  const db = openDatabase(options.file, { readonly: true, migrations: ledgerMigrations });
  try {
    mkdirSync(options.directory, { recursive: true });
    const journal = join(options.directory, `journal-${options.from}-${options.to}.jsonl`);
    const manifest = join(options.directory, `journal-${options.from}-${options.to}.manifest.json`);
    db.exec('BEGIN');
    const sink = openSink(`${journal}.part`);
    try {
      const summary = copyEntries(db, options, basename(journal), sink);
      sink.close();
      writeFileSync(`${manifest}.part`, `${JSON.stringify(summary, null, 2)}\n`, { flush: true });
      renameSync(`${journal}.part`, journal);
      renameSync(`${manifest}.part`, manifest);
      return { journal, manifest, summary };
    } catch (error) {
      sink.close();
      rmSync(`${journal}.part`, { force: true });
      throw error;
    }
  } finally {
    db.close();
  }
}

function copyEntries(db: Db, options: ExportOptions, file: string, sink: Sink): ExportManifest {
  const kinds = new Map<string, ExportManifest['kinds'][number]>();
  const accounts = new Map<string, number>();
  let entries = 0;
  let first: Head | null = null;
  let last: Head | null = null;
  for (const row of rowsBetween(db, options.from, options.to)) {
    const previous = row.previous ?? GENESIS;
    if (!chainHash(Buffer.concat([previous, row.body])).equals(row.hash)) {
      throw new GuitaiError('ledger_failed', { file: options.file, cause: `entry ${row.seq} does not match its hash` });
    }
    const hash = row.hash.toString('hex');
    sink.write(`{"seq":${row.seq},"previous":"${previous.toString('hex')}","hash":"${hash}","body":${row.body.toString('utf8')}}\n`);
    const { kind, number, amountMinor, postings } = decodeEnvelope(row.body.toString('utf8'));
    const total = kinds.get(kind) ?? { kind, count: 0, amountMinor: 0, firstNumber: number, lastNumber: number };
    kinds.set(kind, { ...total, count: total.count + 1, amountMinor: total.amountMinor + amountMinor, lastNumber: number });
    for (const [account, minor] of postings) accounts.set(account, (accounts.get(account) ?? 0) + minor);
    last = { seq: row.seq, hash };
    first ??= last;
    entries += 1;
  }
  const head = db.prepare<[], Row>('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1').get();
  return {
    v: EXPORT_VERSION,
    from: options.from,
    to: options.to,
    file,
    ...sink.digest(),
    entries,
    first,
    last,
    head: { seq: head?.seq ?? 0, hash: (head?.hash ?? GENESIS).toString('hex') },
    kinds: [...kinds.values()],
    accounts: [...accounts].map(([account, amountMinor]) => ({ account, amountMinor })),
    createdAt: new Date(options.clock()).toISOString(),
  };
}

/** The entries of the business dates, in journal order, through the index of dates. */
function* rowsBetween(db: Db, from: string, to: string): Generator<Row> {
  const runs = db
    .prepare<[string, string], { firstSeq: number; lastSeq: number }>(
      `SELECT firstSeq, lastSeq FROM (${DATE_RUNS}) WHERE businessDate BETWEEN ? AND ? ORDER BY firstSeq`,
    )
    .all(from, to);
  const rows = db.prepare<[number, number], Row>(
    `SELECT seq, hash, (SELECT hash FROM journal AS before WHERE before.seq = journal.seq - 1) AS previous, CAST(body AS BLOB) AS body
     FROM journal WHERE seq BETWEEN ? AND ? ORDER BY seq`,
  );
  for (const run of runs) yield* rows.iterate(run.firstSeq, run.lastSeq);
}

interface Sink {
  write(line: string): void;
  /** Of everything written. */
  digest(): { readonly bytes: number; readonly sha256: string };
  /** Brings the file to the disk; may be called twice. */
  close(): void;
}

function openSink(file: string): Sink {
  const fd = openSync(file, 'w');
  const sum = createHash('sha256');
  let waiting: string[] = [];
  let waitingLength = 0;
  let bytes = 0;
  let open = true;
  const flush = (): void => {
    const chunk = Buffer.from(waiting.join(''));
    writeSync(fd, chunk);
    sum.update(chunk);
    bytes += chunk.length;
    waiting = [];
    waitingLength = 0;
  };
  return {
    write(line) {
      waiting.push(line);
      waitingLength += line.length;
      if (waitingLength >= CHUNK_BYTES) flush();
    },
    digest() {
      flush();
      return { bytes, sha256: sum.copy().digest('hex') };
    },
    close() {
      if (!open) return;
      open = false;
      fsyncSync(fd);
      closeSync(fd);
    },
  };
}
