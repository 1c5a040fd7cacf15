import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { ImportRow } from '#main/store/catalog/import-row.ts';
import { openCatalog } from '#main/store/catalog/catalog-sql.ts';
import { catalogMigrations } from '#main/store/catalog/schema.ts';
import { queryWords } from '#main/store/catalog/search/fold.ts';
import { matchesWord } from '#main/store/catalog/search/matching.ts';
import { createReader, type Reader } from '#main/store/catalog/search/readings.ts';
import { prepareSearch } from '#main/store/catalog/search/search-sql.ts';
import { type Db, openDatabase } from '#main/ledger/open.ts';
import { type Bench, type BenchRow, interleave, median, nowMs, percentile } from './bench.ts';
import { generateKeystrokes, generateProducts } from './catalog-generator.ts';

const PRODUCTS = 1_000_000;
const QUICK_PRODUCTS = 100_000;
const BATCH = 2_000;
/** Rises when the stored catalogue is no longer the one this program makes. */
const CACHE_VERSION = 2;
const LIMIT = 20;
const GOAL_P50_RATIO = 5;
const GOAL_P99_MS = 5;
const GOAL_RSS_MB = 30;
const GOAL_READY_MS = 100;
const GOAL_BARCODE_RATIO = 1.4;
const ROUNDS = 9;
const CALLS_PER_ROUND = 80;
/** Queries of each class compared with looking at every product. */
const COMPARED = 4;
const CHILD_ROUNDS = 3;

/** Search as you type against the floor of any answer of 20 rows: reading 20 neighbours by key. */
export const searchBench: Bench = {
  name: 'search',
  async run({ quick, log }) {
    const products = quick ? QUICK_PRODUCTS : PRODUCTS;
    const reader = createReader();
    const file = await cachedCatalog(products, reader, log);
    const classes = Object.entries(generateKeystrokes((text) => reader.read({ name: text, spec: '' }).trim().split(' ').map(firstReading)));
    const db = openDatabase(file, { readonly: true, migrations: catalogMigrations });
    try {
      const wrong = compareWithEveryProduct(db, classes, log);
      const rows = [...(await latencyRows(db, classes, wrong, products)), await barcodeRow(db, products)];
      const child = await childRows(
        file,
        classes.flatMap(([, queries]) => queries),
        products,
      );
      return [...rows, ...child];
    } finally {
      db.close();
    }
  },
};

type QueryClass = readonly [name: string, queries: readonly string[]];

function firstReading(unit: string): string {
  return unit.split('/')[0] ?? unit;
}

/** The catalogue of the benchmark, made once and kept in the temporary directory. */
async function cachedCatalog(products: number, reader: Reader, log: (line: string) => void): Promise<string> {
  const directory = join(tmpdir(), 'guitai-bench');
  mkdirSync(directory, { recursive: true });
  const file = join(directory, `catalog-v${CACHE_VERSION}-${products}.db`);
  if (existsSync(file)) return file;
  const unfinished = `${file}.unfinished`;
  for (const suffix of ['', '-wal', '-shm']) rmSync(unfinished + suffix, { force: true });
  const startMs = nowMs();
  log(`making a catalogue of ${products} products, kept in ${directory}`);
  const catalog = openCatalog(unfinished, { bulk: true, reader });
  const importId = catalog.nextImportId();
  let batch: ImportRow[] = [];
  for (const product of generateProducts(products)) {
    batch.push(product);
    if (batch.length === BATCH) catalog.importProducts(batch.splice(0), importId, 'later');
  }
  batch = (catalog.importProducts(batch, importId, 'later'), []);
  await catalog.indexWaiting(() => {});
  catalog.close();
  renameSync(unfinished, file);
  log(`made in ${((nowMs() - startMs) / 1000).toFixed(0)} s, ${Math.round(products / ((nowMs() - startMs) / 1000))} products/s`);
  return file;
}

/** How many of the compared answers differ from those found by looking at every product in rank order; by class. */
function compareWithEveryProduct(db: Db, classes: readonly QueryClass[], log: (line: string) => void): ReadonlyMap<string, number> {
  const search = prepareSearch(db);
  const open = classes.flatMap(([name, queries]) => {
    const step = Math.max(1, Math.floor(queries.length / COMPARED));
    return queries
      .filter((_, index) => index % step === 0)
      .slice(0, COMPARED)
      .map((query) => ({ name, query, words: queryWords(query), skus: [] as string[] }));
  });
  const all = db.prepare<[], { sku: string; name: string; spec: string; barcodes: string; readings: string }>(
    'SELECT sku, name, spec, barcodes, readings FROM product WHERE active = 1 ORDER BY rank',
  );
  for (const row of all.iterate()) {
    const product = { ...row, barcodes: JSON.parse(row.barcodes) as string[] };
    for (const { words, skus } of open) {
      if (skus.length < LIMIT && words.every((word) => matchesWord(product, word))) skus.push(row.sku);
    }
  }
  const wrong = new Map<string, number>(classes.map(([name]) => [name, 0]));
  for (const { name, query, skus } of open) {
    const answer = search(query, LIMIT).map(({ sku }) => sku);
    const exactFirst = [...answer.filter((sku) => sku.toLowerCase() === query.toLowerCase()), ...skus].slice(0, LIMIT);
    const expected = [...new Set(exactFirst)];
    if (JSON.stringify(answer) !== JSON.stringify(expected)) {
      wrong.set(name, (wrong.get(name) ?? 0) + 1);
      log(`${query}: ${answer.join(' ')} instead of ${expected.join(' ')}`);
    }
  }
  return wrong;
}

async function latencyRows(
  db: Db,
  classes: readonly QueryClass[],
  wrong: ReadonlyMap<string, number>,
  products: number,
): Promise<readonly BenchRow[]> {
  const search = prepareSearch(db);
  const neighbours = db.prepare<[number]>(
    `SELECT id, sku, name, spec, category, unit, price_minor AS priceMinor, weighed, barcodes FROM product WHERE rank >= ? LIMIT ${LIMIT}`,
  );
  const ranks = db.prepare<[], number>('SELECT rank FROM product WHERE id % 97 = 1').pluck().all();
  const candidates: Record<string, () => unknown> = { floor: inTurn(ranks, (rank) => neighbours.all(rank)) };
  for (const [name, queries] of classes) candidates[name] = inTurn(queries, (query) => search(query, LIMIT));
  const samples = await interleave(candidates, { rounds: ROUNDS, callsPerRound: CALLS_PER_ROUND, warmupCalls: CALLS_PER_ROUND });
  const floorMs = median(samples['floor'] ?? []);
  const rows = classes.map(([name]): BenchRow => {
    const own = samples[name] ?? [];
    const ratio = median(own) / floorMs;
    return {
      metric: `${name}, ${products} products, p50`,
      ours: `${micro(median(own))} (p99 ${micro(percentile(own, 0.99))})`,
      floor: `${micro(floorMs)} 20 neighbour rows`,
      ratio,
      goal: `≤ ${GOAL_P50_RATIO}`,
      reached: ratio <= GOAL_P50_RATIO,
      correct: wrong.get(name) === 0,
    };
  });
  const pooled = classes.flatMap(([name]) => samples[name] ?? []);
  const p99Ms = percentile(pooled, 0.99);
  const floorP99Ms = percentile(samples['floor'] ?? [], 0.99);
  const correct = [...wrong.values()].every((count) => count === 0);
  return [
    ...rows,
    {
      metric: `all classes alike, ${products} products, p50`,
      ours: micro(median(pooled)),
      floor: micro(floorMs),
      ratio: median(pooled) / floorMs,
      goal: `≤ ${GOAL_P50_RATIO}`,
      reached: median(pooled) / floorMs <= GOAL_P50_RATIO,
      correct,
    },
    {
      metric: `all classes alike, ${products} products, p99`,
      ours: micro(p99Ms),
      floor: `${micro(floorP99Ms)} p99 of 20 neighbour rows`,
      ratio: p99Ms / floorP99Ms,
      goal: `≤ ${GOAL_P99_MS} ms`,
      reached: p99Ms <= GOAL_P99_MS,
      correct,
    },
  ];
}

function inTurn<Item>(items: readonly Item[], use: (item: Item) => unknown): () => unknown {
  let turn = 0;
  return () => {
    const item = items[(turn * 7919) % items.length];
    turn += 1;
    return item === undefined ? undefined : use(item);
  };
}

/** The very statement of a scan beside a get by primary key. */
async function barcodeRow(db: Db, products: number): Promise<BenchRow> {
  const columns = 'rank, id, sku, barcodes, name, price_minor';
  const byRank = db.prepare<[number]>(`SELECT ${columns} FROM product WHERE rank = ?`);
  const byBarcode = db.prepare<[string], { rank: number }>(
    `SELECT ${columns} FROM product WHERE rank = (SELECT rank FROM barcode WHERE code = ?)`,
  );
  const some = db.prepare<[], [number, string]>('SELECT rank, code FROM barcode LIMIT 200000').raw().all();
  const picked = some.filter((_, index) => index % Math.ceil(some.length / 2_000) === 0);
  const samples = await interleave(
    { rank: inTurn(picked, ([rank]) => byRank.get(rank)), barcode: inTurn(picked, ([, code]) => byBarcode.get(code)) },
    { rounds: ROUNDS, callsPerRound: 1_000, warmupCalls: 2_000 },
  );
  const ratio = median(samples.barcode) / median(samples.rank);
  return {
    metric: `barcode to product, ${products} products, p50`,
    ours: micro(median(samples.barcode)),
    floor: `${micro(median(samples.rank))} get by key`,
    ratio,
    goal: `≤ ${GOAL_BARCODE_RATIO}`,
    reached: ratio <= GOAL_BARCODE_RATIO,
    correct: picked.every(([rank, code]) => byBarcode.get(code)?.rank === rank),
  };
}

/** Builds the child as the product is built: reading TypeScript would cost it 18 MB that the product does not pay. */
async function bundleChild(): Promise<string> {
  const outDir = fileURLToPath(new URL('../../.cache/bench-search', import.meta.url));
  const external = ['better-sqlite3'];
  await build({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    build: { ssr: 'test/bench/search-child.ts', outDir, emptyOutDir: true, target: 'node24', rollupOptions: { external } },
    ssr: { noExternal: true, external },
  });
  return join(outDir, 'search-child.js');
}

/** Memory and readiness of a fresh process. */
async function childRows(file: string, queries: readonly string[], products: number): Promise<readonly BenchRow[]> {
  const queriesFile = `${file}.queries.json`;
  writeFileSync(queriesFile, JSON.stringify(queries));
  const program = await bundleChild();
  const measure = (...words: readonly string[]): { rssMb: number; readyMs: number }[] =>
    Array.from({ length: CHILD_ROUNDS }, () => {
      const output = execFileSync(process.execPath, ['--expose-gc', program, ...words], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      return JSON.parse(output) as { rssMb: number; readyMs: number };
    });
  const bare = median(measure().map(({ rssMb }) => rssMb));
  const searching = measure(file, queriesFile);
  const overMb = median(searching.map(({ rssMb }) => rssMb)) - bare;
  const readyMs = median(searching.map((run) => run.readyMs));
  return [
    {
      metric: `memory over bare Node after ${queries.length} searches, ${products} products`,
      ours: `${overMb.toFixed(1)} MB`,
      floor: `${bare.toFixed(1)} MB`,
      ratio: (overMb + bare) / bare,
      goal: `≤ ${GOAL_RSS_MB} MB`,
      reached: overMb <= GOAL_RSS_MB,
      correct: true,
    },
    {
      metric: `open to first answer, ${products} products`,
      ours: `${readyMs.toFixed(1)} ms`,
      floor: '',
      ratio: readyMs / GOAL_READY_MS,
      goal: `≤ ${GOAL_READY_MS} ms`,
      reached: readyMs <= GOAL_READY_MS,
      correct: true,
    },
  ];
}

function micro(milliseconds: number): string {
  return `${(milliseconds * 1000).toFixed(1)} us`;
}
