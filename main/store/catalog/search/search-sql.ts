import type { ProductSummary } from '#contract/product.ts';
import type { Db } from '#main/ledger/open.ts';
import { barcodeKey } from '../gtin.ts';
import { type Condition, createConditions, type IndexView } from './conditions.ts';
import { MAX_QUERY_LENGTH, queryWords, squeeze } from './fold.ts';
import { matchesWord } from './matching.ts';
import {
  BLOCK_NUMBERS,
  BLOCK_SIZE,
  decodePosting,
  EMPTY_POSTING,
  intersect,
  isEmptyPosting,
  type Posting,
  positionsFrom,
  postingKey,
} from './posting.ts';

/** Rows read with one statement. */
const ROWS_PER_READ = 20;
/** Postings of a token read at once: few at first, most words find their twenty products in them; then more, then all. */
const POSTINGS_PER_READ = [4, 12, -1] as const;
/** More candidates than wanted are read when they have yet to be compared. */
const SPARE_CANDIDATES = 4;
/** Longest list of products taken from the barcode table for one prefix; a more common prefix is compared in rank order. */
const BARCODE_RANKS_LIMIT = 2000;

/** What an answer shows and what the words are compared with. */
interface Row extends Omit<ProductSummary, 'weighed' | 'barcode'> {
  readonly skuKey: string;
  readonly weighed: number;
  readonly barcodes: string;
  readonly readings: string;
}

/** The products that match every word of a query: exact codes first, then by rank. */
export type Search = (query: string, limit: number) => ProductSummary[];

/** Prepares the search of an open catalogue: exactly the products `matchesWord` accepts, found through the postings. */
export function prepareSearch(db: Db): Search {
  const begin = db.prepare('BEGIN');
  const commit = db.prepare('COMMIT');
  const openIndex = prepareIndex(db);
  const readRows = prepareRows(db);
  const exactRanks = db
    .prepare<[string, string], number>('SELECT rank FROM barcode WHERE code = ? UNION SELECT rank FROM product WHERE sku_key = ?')
    .pluck();
  const find = (query: string, limit: number): ProductSummary[] => {
    const words = queryWords(query);
    if (words.length === 0) return [];
    const index = openIndex();
    const conditions = words.map(createConditions(index));
    const unsure = words.filter((_, at) => conditions[at]?.exact !== true);
    const code = query.slice(0, MAX_QUERY_LENGTH).trim();
    const exact = exactRanks.all(barcodeKey(code), squeeze(code));
    const found = exact.length === 0 ? [] : readRows(exact);
    const nextRanks = candidates(index, conditions);
    while (found.length < limit) {
      const ranks = nextRanks(limit - found.length + exact.length + (unsure.length === 0 ? 0 : SPARE_CANDIDATES));
      if (ranks.length === 0) break;
      found.push(...readRows(ranks.filter((rank) => !exact.includes(rank))).filter((row) => matchesAll(row, unsure)));
    }
    return found.slice(0, limit).map(toSummary);
  };
  return (query, limit) => {
    begin.run();
    try {
      return find(query, limit);
    } finally {
      commit.run();
    }
  };
}

/** Gives the next candidates in rank order, at most as many as asked for; none when all were given. */
function candidates(index: IndexView, conditions: readonly Condition[]): (count: number) => number[] {
  let blockIndex = conditions.some((condition) => condition.none) ? index.blocks.length : 0;
  let position = 0;
  let block: Posting | undefined;
  return (count) => {
    const ranks: number[] = [];
    while (blockIndex < index.blocks.length && ranks.length < count) {
      block ??= inAll(conditions, blockIndex);
      const positions = positionsFrom(block, position, count - ranks.length);
      const firstRank = (index.blocks[blockIndex] ?? 0) * BLOCK_SIZE;
      for (const each of positions) ranks.push(firstRank + each);
      position = (positions.at(-1) ?? 0) + 1;
      if (ranks.length < count) {
        blockIndex += 1;
        position = 0;
        block = undefined;
      }
    }
    return ranks;
  };
}

function inAll(conditions: readonly Condition[], blockIndex: number): Posting {
  let both: Posting | undefined;
  for (const condition of conditions) {
    if (both && isEmptyPosting(both)) return both;
    both = both ? intersect(both, condition.at(blockIndex)) : condition.at(blockIndex);
  }
  return both ?? EMPTY_POSTING;
}

/** Prepares reading postings; the function returned opens the index for one query, inside one read transaction. */
function prepareIndex(db: Db): () => IndexView {
  const allBlocks = db.prepare<[], number>('SELECT block FROM block ORDER BY block').pluck();
  const tokenNumber = db.prepare<[string], number>('SELECT number FROM token WHERE token = ?').pluck();
  const somePostings = db
    .prepare<[number, number, number], [number, Uint8Array]>(
      'SELECT key, positions FROM posting WHERE key >= ? AND key < ? ORDER BY key LIMIT ?',
    )
    .raw();
  const barcodeRanks = db
    .prepare<[string, string, string, string, number], number>(
      `SELECT rank FROM barcode WHERE code >= ? AND code < ? UNION SELECT rank FROM barcode WHERE code >= ? AND code < ? LIMIT ?`,
    )
    .pluck();
  return () => {
    const blocks = allBlocks.all();
    return {
      blocks,
      token: (token) => {
        const number = tokenNumber.get(token);
        const at = number === undefined ? () => EMPTY_POSTING : readPostings(number, blocks);
        return { exact: true, none: number === undefined, at };
      },
      barcodeRanks: (digits) => {
        const ranks = barcodeRanks.all(digits, after(digits), `0${digits}`, after(`0${digits}`), BARCODE_RANKS_LIMIT);
        return ranks.length < BARCODE_RANKS_LIMIT ? ranks : undefined;
      },
    };
  };

  function readPostings(token: number, blocks: readonly number[]): (blockIndex: number) => Posting {
    const postings: (Posting | undefined)[] = [];
    const end = postingKey(token + 1, 0);
    let next = postingKey(token, 0);
    let reads = 0;
    return (blockIndex) => {
      while (next <= postingKey(token, blocks[blockIndex] ?? 0)) {
        const limit = POSTINGS_PER_READ[reads] ?? -1;
        const rows = somePostings.all(next, end, limit);
        for (const [key, positions] of rows) postings[blocks.indexOf(key % BLOCK_NUMBERS)] = decodePosting(positions);
        next = rows.length === limit ? (rows.at(-1)?.[0] ?? 0) + 1 : end;
        reads += 1;
      }
      return postings[blockIndex] ?? EMPTY_POSTING;
    };
  }
}

/** The smallest text above everything that starts with these digits. */
function after(digits: string): string {
  return digits.slice(0, -1) + String.fromCharCode(digits.charCodeAt(digits.length - 1) + 1);
}

/** Reads the active products at some ranks, in rank order. */
function prepareRows(db: Db): (ranks: readonly number[]) => Row[] {
  const rows = db.prepare<number[], Row>(
    `SELECT id, sku, sku_key AS skuKey, name, spec, category, unit, price_minor AS priceMinor, weighed, barcodes, readings FROM product
     WHERE rank IN (${Array(ROWS_PER_READ).fill('?').join(', ')}) AND active = 1 ORDER BY rank`,
  );
  return (ranks) => {
    const found: Row[] = [];
    for (let start = 0; start < ranks.length; start += ROWS_PER_READ) {
      const part = ranks.slice(start, start + ROWS_PER_READ);
      while (part.length < ROWS_PER_READ) part.push(-1);
      found.push(...rows.all(...part));
    }
    return found;
  };
}

function matchesAll(row: Row, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { name, spec, skuKey: sku, readings } = row;
  const product = { name, spec, sku, readings, barcodes: JSON.parse(row.barcodes) as string[] };
  return words.every((word) => matchesWord(product, word));
}

function toSummary(row: Row): ProductSummary {
  const { id, sku, name, spec, category, unit, priceMinor } = row;
  const [barcode = ''] = JSON.parse(row.barcodes) as string[];
  return { id, sku, name, spec, category, unit, priceMinor, weighed: row.weighed === 1, barcode };
}
