import { statSync } from 'node:fs';
import { GuitaiError } from '#contract/error.ts';
import { chainHash, GENESIS } from './chain.ts';
import type { Db } from './open.ts';

/** Structure is looked at in files up to this size: about 0.4 s. Larger ones are checked whole by every backup. */
const MAX_STRUCTURE_BYTES = 128 * 1024 * 1024;
/** The newest entries, which no backup has verified yet: an hour of selling has fewer. */
const MAX_ENTRIES = 2000;
const MAX_CHAIN_MS = 500;

interface Link {
  readonly seq: number;
  readonly hash: Buffer;
  readonly body: Buffer;
}

/**
 * What can be looked at in about a second before the first sale: the structure of the file, and the chain of the newest entries. Throws GuitaiError
 * `ledger_damaged`, and what SQLite throws over a damaged page.
 */
export function checkOpening(db: Db, file: string): void {
  if (statSync(file).size <= MAX_STRUCTURE_BYTES) {
    const state = db.pragma('quick_check(1)', { simple: true });
    if (state !== 'ok') throw new GuitaiError('ledger_damaged', { entry: 1, problem: String(state).slice(0, 200) });
  }
  const newestFirst = db.prepare<[number], Link>('SELECT seq, hash, CAST(body AS BLOB) AS body FROM journal ORDER BY seq DESC LIMIT ?');
  const startMs = performance.now();
  let later: Link | undefined;
  for (const link of newestFirst.iterate(MAX_ENTRIES + 1)) {
    if (later) checkLink(link.hash, later);
    later = link;
    if (performance.now() - startMs > MAX_CHAIN_MS) return;
  }
  if (later?.seq === 1) checkLink(GENESIS, later);
}

function checkLink(previous: Buffer, { seq, hash, body }: Link): void {
  if (!chainHash(Buffer.concat([previous, body])).equals(hash)) throw new GuitaiError('ledger_damaged', { entry: seq, problem: 'changed' });
}
