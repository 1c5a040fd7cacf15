import type { Db } from '#main/ledger/open.ts';
import {
  BITMAP_BYTES,
  BLOCK_SIZE,
  changePosting,
  decodePosting,
  EMPTY_POSTING,
  encodePosting,
  isEmptyPosting,
  postingKey,
} from './posting.ts';

/** Tokens whose number is remembered: some 10 MB. */
const REMEMBERED_TOKENS = 100_000;

/** Collects what products gain and lose in the search index and writes it at once, each posting once. */
export interface IndexWriter {
  /** A product new at this rank, higher than every rank of its block so far, is to be found under these tokens. */
  append(rank: number, tokens: Iterable<string>): void;
  /** The product at this rank gains and loses tokens. */
  change(rank: number, gained: Iterable<string>, lost: Iterable<string>): void;
  /** Writes the collected changes; call it inside the transaction that writes the products. */
  write(): void;
  /** Forgets the collected changes, and when they were not written or rolled back also what was learnt on the way. */
  clear(written: boolean): void;
}

interface Change {
  readonly gained: number[];
  readonly lost: number[];
}

/** Block → token → what is collected for it. */
type Collected<Value> = Map<number, Map<string, Value>>;

export function prepareIndexWriter(db: Db): IndexWriter {
  const appended: Collected<number[]> = new Map();
  const changed: Collected<Change> = new Map();
  const postings = preparePostings(db);
  const tokenNumbers = prepareTokenNumbers(db);
  /** In the order of the table, so that its pages are visited once. */
  const numbered = <Value>(ofBlock: ReadonlyMap<string, Value>): (readonly [number, Value])[] =>
    Array.from(ofBlock, ([token, value]) => [tokenNumbers.of(token), value] as const).toSorted(([left], [right]) => left - right);
  const collectChange = (rank: number, tokens: Iterable<string>, kind: keyof Change): void => {
    const ofBlock = ofBlockIn(changed, rank);
    for (const token of tokens) {
      let change = ofBlock.get(token);
      if (!change) ofBlock.set(token, (change = { gained: [], lost: [] }));
      change[kind].push(rank % BLOCK_SIZE);
    }
  };
  return {
    append(rank, tokens) {
      const position = rank % BLOCK_SIZE;
      const ofBlock = ofBlockIn(appended, rank);
      for (const token of tokens) {
        const positions = ofBlock.get(token);
        if (positions) positions.push(position);
        else ofBlock.set(token, [position]);
      }
    },
    change(rank, gained, lost) {
      collectChange(rank, gained, 'gained');
      collectChange(rank, lost, 'lost');
    },
    write() {
      for (const [block, ofBlock] of appended) {
        for (const [token, positions] of numbered(ofBlock)) postings.append(block, token, positions);
      }
      for (const [block, ofBlock] of changed) {
        for (const [token, { gained, lost }] of numbered(ofBlock)) postings.change(block, token, gained, lost);
      }
    },
    clear(written) {
      if (!written) tokenNumbers.forget();
      appended.clear();
      changed.clear();
    },
  };
}

function ofBlockIn<Value>(collected: Collected<Value>, rank: number): Map<string, Value> {
  const block = Math.floor(rank / BLOCK_SIZE);
  let ofBlock = collected.get(block);
  if (!ofBlock) collected.set(block, (ofBlock = new Map<string, Value>()));
  return ofBlock;
}

/** Reads and writes single postings. */
export interface Postings {
  append(block: number, token: number, positions: readonly number[]): void;
  change(block: number, token: number, gained: ArrayLike<number>, lost: readonly number[]): void;
}

export function preparePostings(db: Db): Postings {
  const read = db.prepare<[number], Uint8Array>('SELECT positions FROM posting WHERE key = ?').pluck();
  const put = db.prepare(
    'INSERT INTO posting (key, positions) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET positions = excluded.positions',
  );
  const appendList = db.prepare(
    `INSERT INTO posting (key, positions) VALUES (?, ?)
     ON CONFLICT (key) DO UPDATE SET positions = CAST(positions || excluded.positions AS BLOB)
     WHERE length(positions) + length(excluded.positions) < ${BITMAP_BYTES}`,
  );
  const erase = db.prepare('DELETE FROM posting WHERE key = ?');
  const change: Postings['change'] = (block, token, gained, lost) => {
    const key = postingKey(token, block);
    const before = read.get(key);
    const posting = changePosting(before ? decodePosting(before) : EMPTY_POSTING, gained, lost);
    if (isEmptyPosting(posting)) erase.run(key);
    else put.run(key, encodePosting(posting));
  };
  return {
    append(block, token, positions) {
      const list = encodePosting(Uint16Array.from(positions));
      if (list.byteLength < BITMAP_BYTES && appendList.run(postingKey(token, block), list).changes === 1) return;
      change(block, token, positions, []);
    },
    change,
  };
}

/** Numbers the tokens; the most used ones are remembered while importing. */
export function prepareTokenNumbers(db: Db): { of(token: string): number; forget(): void } {
  const find = db.prepare<[string], number>('SELECT number FROM token WHERE token = ?').pluck();
  const next = db.prepare<[], number>('UPDATE counter SET tokens = tokens + 1 RETURNING tokens').pluck();
  const insert = db.prepare('INSERT INTO token (token, number) VALUES (?, ?)');
  const known = new Map<string, number>();
  return {
    of(token) {
      let number = known.get(token) ?? find.get(token);
      if (number === undefined) {
        number = next.get() ?? 0;
        insert.run(token, number);
      }
      if (known.size < REMEMBERED_TOKENS) known.set(token, number);
      return number;
    },
    forget: () => known.clear(),
  };
}
