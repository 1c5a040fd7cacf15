import { chainHash } from '../chain.ts';
import { decodeEnvelope, type Envelope } from '../envelope.ts';
import { LINES_PER_ENTRY } from '../migrations.ts';
import type { Db } from '../open.ts';
import { Found } from './finding.ts';
import type { Row } from './walk.ts';

/** How far behind its place the rightful entry is looked for. */
const SEARCH_ENTRIES = 10_000;

/** Where the chain breaks. */
export interface Break {
  /** The place that is wrong, and the row that stands there or next. */
  readonly seq: number;
  readonly row: Row;
  /** The hash of the last good entry. */
  readonly previous: Buffer;
  /** The last good number of each kind. */
  readonly numbers: ReadonlyMap<string, number>;
}

/**
 * What was done at a break of the chain: removed, reordered, inserted or changed. It compares what the rows say of themselves, so a careful
 * forger can mislead the word; not the place.
 */
export function diagnose(db: Db, broken: Break): Found {
  const { seq, row } = broken;
  if (row.seq > seq) return new Found(seq, 'missing', removedDetail(db, broken, row.seq - 1));
  const body = readBody(row.body);
  const moved = findRightful(db, broken);
  if (moved !== undefined) {
    if (body && body.seq > seq) return new Found(seq, 'reordered', `entry ${body.seq} stands here, this one at ${moved}`);
    return new Found(seq, 'inserted', `the entry that belongs here stands at ${moved}`);
  }
  if (body && body.seq > seq) return new Found(seq, 'missing', removedDetail(db, broken, body.seq - 1));
  return new Found(seq, 'changed', [...differences(db, row, body), hashes(broken)].join('; '));
}

/** The later place of the one entry that follows on the last good one. */
function findRightful(db: Db, { seq, previous }: Break): number | undefined {
  const later = db.prepare<[number, number], Pick<Row, 'seq' | 'hash' | 'body'>>(
    'SELECT seq, hash, CAST(body AS BLOB) AS body FROM journal WHERE seq > ? ORDER BY seq LIMIT ?',
  );
  for (const row of later.iterate(seq, SEARCH_ENTRIES)) {
    if (chainHash(Buffer.concat([previous, row.body])).equals(row.hash)) return row.seq;
  }
  return undefined;
}

/** Which entries are gone, and which numbers went with them. */
function removedDetail(db: Db, { seq, numbers }: Break, lastSeq: number): string {
  const next = db
    .prepare<[number], { kind: string; number: number }>(
      'SELECT kind, number FROM journal WHERE seq >= ? AND number IS NOT NULL ORDER BY seq LIMIT 1',
    )
    .get(seq);
  const gone = lastSeq > seq ? `entries ${seq} to ${lastSeq}` : `entry ${seq}`;
  if (!next) return gone;
  const first = (numbers.get(next.kind) ?? 0) + 1;
  return next.number > first ? `${gone}, ${next.kind} numbers ${first} to ${next.number - 1}` : gone;
}

/** Columns and postings that say something else than the body does. */
function differences(db: Db, row: Row, body: Envelope | undefined): string[] {
  if (!body) return ['the body cannot be read'];
  const columns = (['kind', 'number', 'businessDate', 'tsMs', 'amountMinor', 'requestId'] as const)
    .filter((name) => row[name] !== body[name])
    .map((name) => `${name} was ${row[name]}, is ${body[name]}`);
  const booked = db
    .prepare<[number, number], [string, number]>('SELECT account, amount_minor FROM posting WHERE posting_id >= ? AND posting_id < ?')
    .raw()
    .all(row.seq * LINES_PER_ENTRY, (row.seq + 1) * LINES_PER_ENTRY);
  const now = Array.isArray(body.postings) ? body.postings.map(String) : [];
  const postings = booked
    .map((posting, line) => [posting.join(','), now[line] ?? 'nothing'] as const)
    .filter(([was, is]) => was !== is)
    .map(([was, is]) => `posting was ${was}, is ${is}`);
  return [...columns, ...postings];
}

function hashes({ row, previous }: Break): string {
  const computed = chainHash(Buffer.concat([previous, row.body]));
  return `hash ${short(row.hash)}, recomputed ${short(computed)}`;
}

function short(hash: Buffer): string {
  return hash.toString('hex').slice(0, 8);
}

function readBody(body: Buffer): Envelope | undefined {
  try {
    return decodeEnvelope(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
