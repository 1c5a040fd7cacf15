import type { Db } from '#main/ledger/open.ts';
import { BITMAP_BYTES, BLOCK_SIZE, changePosting, decodePosting, EMPTY_POSTING, encodePosting, isEmptyPosting } from './posting.ts';

/** Collects what products gain and lose in the search index and writes it at once, each posting once. */
export interface IndexWriter {
  /** A product new at this rank, higher than every rank of its block so far, is to be found under these tokens. */
  append(rank: number, tokens: Iterable<string>): void;
  /** The product at this rank gains and loses tokens. */
  change(rank: number, gained: Iterable<string>, lost: Iterable<string>): void;
  /** Writes the collected changes; call it inside the transaction that writes the products. */
  write(): void;
  /** Forgets the collected changes. */
  clear(): void;
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
      forEachInOrder(appended, (block, token, positions) => postings.append(block, token, positions));
      forEachInOrder(changed, (block, token, { gained, lost }) => postings.change(block, token, gained, lost));
    },
    clear() {
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

/** In the order of the table, so that its pages are visited once. */
function forEachInOrder<Value>(collected: Collected<Value>, visit: (block: number, token: string, value: Value) => void): void {
  for (const [block, ofBlock] of collected) {
    for (const [token, value] of [...ofBlock].toSorted(([left], [right]) => (left < right ? -1 : 1))) visit(block, token, value);
  }
}

interface Postings {
  append(block: number, token: string, positions: readonly number[]): void;
  change(block: number, token: string, gained: readonly number[], lost: readonly number[]): void;
}

function preparePostings(db: Db): Postings {
  const read = db.prepare<[number, string], Uint8Array>('SELECT positions FROM posting WHERE block = ? AND token = ?').pluck();
  const put = db.prepare(
    'INSERT INTO posting (block, token, positions) VALUES (?, ?, ?) ON CONFLICT (block, token) DO UPDATE SET positions = excluded.positions',
  );
  const appendList = db.prepare(
    `INSERT INTO posting (block, token, positions) VALUES (?, ?, ?)
     ON CONFLICT (block, token) DO UPDATE SET positions = CAST(positions || excluded.positions AS BLOB)
     WHERE length(positions) + length(excluded.positions) < ${BITMAP_BYTES}`,
  );
  const erase = db.prepare('DELETE FROM posting WHERE block = ? AND token = ?');
  const change: Postings['change'] = (block, token, gained, lost) => {
    const before = read.get(block, token);
    const posting = changePosting(before ? decodePosting(before) : EMPTY_POSTING, gained, lost);
    if (isEmptyPosting(posting)) erase.run(block, token);
    else put.run(block, token, encodePosting(posting));
  };
  return {
    append(block, token, positions) {
      const list = encodePosting(Uint16Array.from(positions));
      if (list.byteLength < BITMAP_BYTES && appendList.run(block, token, list).changes === 1) return;
      change(block, token, positions, []);
    },
    change,
  };
}
