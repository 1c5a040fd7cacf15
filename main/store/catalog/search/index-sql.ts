import type { Db } from '#main/ledger/open.ts';
import { BLOCK_SIZE, changePosting, decodePosting, EMPTY_POSTING, encodePosting, isEmptyPosting } from './posting.ts';

/** Collects what products gain and lose in the search index and writes it at once, each posting read and written once. */
export interface IndexWriter {
  /** The product at this rank is to be found under these tokens. */
  add(rank: number, tokens: Iterable<string>): void;
  /** The product at this rank is no longer to be found under these tokens. */
  remove(rank: number, tokens: Iterable<string>): void;
  /** Writes the collected changes; call it inside the transaction that writes the products. */
  write(): void;
  /** Forgets the collected changes. */
  clear(): void;
}

interface Change {
  readonly added: number[];
  readonly removed: number[];
}

export function prepareIndexWriter(db: Db): IndexWriter {
  const read = db.prepare<[number, string], Uint8Array>('SELECT positions FROM posting WHERE block = ? AND token = ?').pluck();
  const upsert = db.prepare(
    'INSERT INTO posting (block, token, positions) VALUES (?, ?, ?) ON CONFLICT (block, token) DO UPDATE SET positions = excluded.positions',
  );
  const erase = db.prepare('DELETE FROM posting WHERE block = ? AND token = ?');
  const changes = new Map<number, Map<string, Change>>();

  function collect(rank: number, tokens: Iterable<string>, kind: keyof Change): void {
    const block = Math.floor(rank / BLOCK_SIZE);
    const ofBlock = changes.get(block) ?? new Map<string, Change>();
    changes.set(block, ofBlock);
    for (const token of tokens) {
      let change = ofBlock.get(token);
      if (!change) ofBlock.set(token, (change = { added: [], removed: [] }));
      change[kind].push(rank % BLOCK_SIZE);
    }
  }

  return {
    add: (rank, tokens) => collect(rank, tokens, 'added'),
    remove: (rank, tokens) => collect(rank, tokens, 'removed'),
    write() {
      for (const [block, ofBlock] of changes) {
        for (const [token, { added, removed }] of ofBlock) {
          const before = read.get(block, token);
          const posting = changePosting(before ? decodePosting(before) : EMPTY_POSTING, added, removed);
          if (isEmptyPosting(posting)) erase.run(block, token);
          else upsert.run(block, token, encodePosting(posting));
        }
      }
    },
    clear: () => changes.clear(),
  };
}
