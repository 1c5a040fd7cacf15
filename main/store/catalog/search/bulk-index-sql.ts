import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { Db } from '#main/ledger/open.ts';
import { type CollectedTokens, createCollectedTokens } from './collected-tokens.ts';
import { preparePostings, prepareTokenNumbers } from './index-sql.ts';
import { BLOCK_SIZE } from './posting.ts';
import { tokensOf } from './tokens.ts';

/** Products read, postings written and products marked in one turn: each some ten milliseconds. */
const PRODUCTS_AT_ONCE = 500;
const TOKENS_AT_ONCE = 500;
const MARKS_AT_ONCE = 2_000;
/** After so much writing others get a turn: a till that waits for the lock looks for it every 25 ms at first. */
const WRITE_MS = 75;
const PAUSE_MS = 30;

interface WaitingRow {
  readonly rank: number;
  readonly name: string;
  readonly spec: string;
  readonly sku: string;
  readonly barcodes: string;
  readonly readings: string;
  readonly active: number;
}

/**
 * Indexes the products that were imported without their index (`indexed = 0`), a block at a time, so that every posting is written once a
 * block instead of once a batch. Short transactions; may be killed at any point and is then done again, which changes nothing: positions
 * are put into sets. A product that is changed while it waits gets a new rank, so what was written for the old one finds no row.
 */
export async function indexWaiting(db: Db, progress: (indexed: number) => void): Promise<void> {
  const waiting = db.prepare<[number, number, number], WaitingRow>(
    `SELECT rank, name, spec, sku, barcodes, readings, active FROM product
     WHERE indexed = 0 AND rank >= ? AND rank < ? ORDER BY rank LIMIT ?`,
  );
  const firstWaiting = db.prepare<[], number>('SELECT rank FROM product WHERE indexed = 0 ORDER BY rank LIMIT 1').pluck();
  const mark = db.prepare("UPDATE product SET indexed = iif(readings = '', 1, 2) WHERE indexed = 0 AND rank >= ? AND rank <= ?");
  const postings = preparePostings(db);
  const tokenNumbers = prepareTokenNumbers(db);
  const inTransaction = db.transaction((work: () => void) => work());
  const collected = createCollectedTokens();
  let writtenMs = 0;
  const write = async (steps: number, step: number, work: (index: number) => void): Promise<void> => {
    for (let start = 0; start < steps && db.open; start += step) {
      const startMs = performance.now();
      inTransaction.immediate(() => {
        for (let index = start; index < Math.min(steps, start + step); index += 1) work(index);
      });
      writtenMs += performance.now() - startMs;
      await (writtenMs < WRITE_MS ? nextTurn() : pause(PAUSE_MS));
      if (writtenMs >= WRITE_MS) writtenMs = 0;
    }
  };

  let indexed = 0;
  for (let first = firstWaiting.get(); first !== undefined && db.open; first = db.open ? firstWaiting.get() : undefined) {
    const block = Math.floor(first / BLOCK_SIZE);
    collected.clear();
    const ranks: number[] = [];
    for (let next = first; db.open; next = (ranks.at(-1) ?? 0) + 1) {
      const rows = waiting.all(next, (block + 1) * BLOCK_SIZE, PRODUCTS_AT_ONCE);
      if (rows.length === 0) break;
      for (const row of rows) collect(collected, row);
      for (const { rank } of rows) ranks.push(rank);
      progress(indexed + ranks.length);
      await nextTurn();
    }
    const numbered: (readonly [number: number, token: string])[] = [];
    const tokens = collected.finish();
    tokenNumbers.forget();
    await write(tokens.length, TOKENS_AT_ONCE, (index) => {
      const token = tokens[index] ?? '';
      numbered.push([tokenNumbers.of(token), token]);
    });
    numbered.sort(([left], [right]) => left - right);
    await write(numbered.length, TOKENS_AT_ONCE, (index) => {
      const [number, token] = numbered[index] as (typeof numbered)[number];
      postings.change(block, number, collected.positionsOf(token), []);
    });
    await write(Math.ceil(ranks.length / MARKS_AT_ONCE), 1, (part) => {
      const start = part * MARKS_AT_ONCE;
      mark.run(ranks[start] ?? 0, ranks[Math.min(ranks.length, start + MARKS_AT_ONCE) - 1] ?? 0);
    });
    indexed += ranks.length;
  }
}

function collect(collected: CollectedTokens, row: WaitingRow): void {
  if (row.active === 1) collected.add(row.rank % BLOCK_SIZE, tokensOf({ ...row, barcodes: JSON.parse(row.barcodes) as string[] }));
}
