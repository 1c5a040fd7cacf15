import {
  closeSync,
  copyFileSync,
  cpSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CanonicalWriter } from '#main/ledger/canonical.ts';
import { chainHash, GENESIS } from '#main/ledger/chain.ts';
import type { EntryDraft } from '#main/ledger/entry.ts';
import { toEnvelope } from '#main/ledger/envelope.ts';
import { keyFolder, openKeyStore } from '#main/ledger/key-store.ts';
import { openLedger, type Ledger } from '#main/ledger/ledger.ts';
import { verifyLedger } from '#main/ledger/verify.ts';
import { witnessFile } from '#main/ledger/witness.ts';
import { saleDraft, START_MS } from '../main/ledger/fixtures.ts';
import { type Bench, type BenchRow, interleave, median, nowMs, percentile } from './bench.ts';

const CACHE_DIRECTORY = fileURLToPath(new URL('../../.cache', import.meta.url));
const SALE_INTERVAL_MS = 20_000;
const GOAL_COMMIT = 3;
const GOAL_GROWTH = 1.1;
const GOAL_RECOVERY = 2;
const GOAL_CHAIN = 0.03;
const GOAL_PACED = 2;
const PACE_MS = 25;
const PACED_SAMPLES = 200;
const RECOVERY_SALES = 2_000;
/** A new ledger begins with the entry of its key. */
const KEY_ENTRIES = 1;
/** Sales that leave about 170 pages in the WAL, short of the 200 at which a commit checkpoints. */
const WAL_SALES = 20;

/** The durable commit of one sale (5 lines, tender, chain, signature, stock, print job, outbox, request id; FULL) against the disk itself, and how it ages. */
export const ledgerBench: Bench = {
  name: 'ledger',
  async run({ quick, log }) {
    mkdirSync(CACHE_DIRECTORY, { recursive: true });
    const directory = mkdtempSync(join(CACHE_DIRECTORY, 'bench-ledger-'));
    try {
      return [...(await commitRows(directory, quick, log)), await growthRow(directory, quick, log), await recoveryRow(directory, quick)];
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

async function commitRows(directory: string, quick: boolean, log: (line: string) => void): Promise<readonly BenchRow[]> {
  const rounds = quick ? 8 : 20;
  const options = { rounds, callsPerRound: 200, warmupCalls: 400 };
  const file = join(directory, 'empty.db');
  const ledger = openBenchLedger(file);
  const disk = openDisk(join(directory, 'disk'));
  const sales = prepareSales(options.warmupCalls + rounds * options.callsPerRound + PACED_SAMPLES, START_MS);
  const chain = prepareChain();
  const commit = (): unknown => ledger.commit(sales.next());
  const samples = await interleave({ sale: commit, bare: disk.overwrite, chain }, options);
  const paced = await runPaced({ sale: commit, bare: disk.overwrite }, quick ? 40 : PACED_SAMPLES);
  disk.close();
  ledger.close();
  const correct = verifyLedger(file).ok;
  const [saleMs, bareMs, chainMs] = [median(samples.sale), median(samples.bare), median(samples.chain)];
  for (const [name, list] of Object.entries({ sale: samples.sale, bare: samples.bare })) {
    log(`${name} p50 ${micros(median(list))}, p99 ${micros(percentile(list, 0.99))}, p999 ${micros(percentile(list, 0.999))}`);
  }
  const pacedRatio = median(paced.sale) / median(paced.bare);
  return [
    {
      metric: 'durable sale commit p50 ÷ bare 4K overwrite + fdatasync',
      ours: micros(saleMs),
      floor: `${micros(bareMs)} (one page on the disk)`,
      ratio: saleMs / bareMs,
      goal: `≤ ${GOAL_COMMIT}`,
      reached: saleMs / bareMs <= GOAL_COMMIT,
      correct,
    },
    {
      metric: `the same with a pause of ${PACE_MS} ms before each`,
      ours: micros(median(paced.sale)),
      floor: micros(median(paced.bare)),
      ratio: pacedRatio,
      goal: `≤ ${GOAL_PACED}`,
      reached: pacedRatio <= GOAL_PACED,
      correct,
    },
    {
      metric: 'hash chain: SHA-256 of a sale ÷ its commit',
      ours: micros(chainMs),
      floor: micros(saleMs),
      ratio: chainMs / saleMs,
      goal: `≤ ${GOAL_CHAIN}`,
      reached: chainMs / saleMs <= GOAL_CHAIN,
      correct,
    },
  ];
}

async function growthRow(directory: string, quick: boolean, log: (line: string) => void): Promise<BenchRow> {
  const grownSales = quick ? 50_000 : 1_000_000;
  const options = { rounds: quick ? 8 : 16, callsPerRound: 150, warmupCalls: 300 };
  const calls = options.warmupCalls + options.rounds * options.callsPerRound;
  const files = { empty: join(directory, 'small.db'), grown: join(directory, 'grown.db') };
  const startMs = nowMs();
  growTo(files.grown, grownSales);
  log(`${grownSales} sales written in ${Math.round((nowMs() - startMs) / 1000)} s with synchronous OFF`);
  const ledgers = { empty: openBenchLedger(files.empty), grown: openBenchLedger(files.grown) };
  const sales = {
    empty: prepareSales(calls, START_MS),
    grown: prepareSales(calls, START_MS + grownSales * SALE_INTERVAL_MS),
  };
  const samples = await interleave(
    { empty: () => ledgers.empty.commit(sales.empty.next()), grown: () => ledgers.grown.commit(sales.grown.next()) },
    options,
  );
  for (const ledger of Object.values(ledgers)) ledger.close();
  const verifyStartMs = nowMs();
  const report = verifyLedger(files.grown);
  log(`${report.entries} entries verified in ${((nowMs() - verifyStartMs) / 1000).toFixed(1)} s`);
  const ratio = median(samples.grown) / median(samples.empty);
  return {
    metric: `sale commit p50: ${grownSales} sales in the ledger ÷ empty`,
    ours: micros(median(samples.grown)),
    floor: micros(median(samples.empty)),
    ratio,
    goal: `≤ ${GOAL_GROWTH}`,
    reached: ratio <= GOAL_GROWTH,
    correct: report.ok && report.entries === KEY_ENTRIES + grownSales + calls,
  };
}

/** Opens copies of one ledger: closed well, and as a kill leaves it with a WAL just short of its checkpoint. */
async function recoveryRow(directory: string, quick: boolean): Promise<BenchRow> {
  const sales = prepareSales(RECOVERY_SALES, START_MS);
  const source = { killed: join(directory, 'killed.db'), clean: join(directory, 'clean.db') };
  const copy = { killed: join(directory, 'killed-copy.db'), clean: join(directory, 'clean-copy.db') };
  const ledger = openBenchLedger(source.killed);
  for (let index = WAL_SALES; index < RECOVERY_SALES; index += 1) ledger.commit(sales.next());
  ledger.checkpoint();
  for (let index = 0; index < WAL_SALES; index += 1) ledger.commit(sales.next());
  copyLedger(source.killed, source.clean);
  openBenchLedger(source.clean).close();
  const times = { clean: [] as number[], killed: [] as number[] };
  for (let round = 0; round < (quick ? 15 : 41); round += 1) {
    for (const name of round % 2 ? (['killed', 'clean'] as const) : (['clean', 'killed'] as const)) {
      copyLedger(source[name], copy[name]);
      const startMs = nowMs();
      const opened = openBenchLedger(copy[name]);
      times[name].push(nowMs() - startMs);
      opened.close();
    }
  }
  ledger.close();
  const ratio = median(times.killed) / median(times.clean);
  const reports = [verifyLedger(copy.killed), verifyLedger(copy.clean)];
  return {
    metric: 'open after a kill with the WAL left ÷ clean open',
    ours: micros(median(times.killed)),
    floor: micros(median(times.clean)),
    ratio,
    goal: `≤ ${GOAL_RECOVERY}`,
    reached: ratio <= GOAL_RECOVERY,
    correct: reports.every((report) => report.ok && report.entries === KEY_ENTRIES + RECOVERY_SALES),
  };
}

/** One call at a time with idle gaps, as one cashier would. */
async function runPaced<Name extends string>(
  candidates: Record<Name, () => unknown>,
  samplesEach: number,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(candidates) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let index = 0; index < samplesEach; index += 1) {
    for (const name of names) {
      await pause(PACE_MS);
      const startMs = nowMs();
      candidates[name]();
      samples[name].push(nowMs() - startMs);
    }
  }
  return samples;
}

function openBenchLedger(file: string): Ledger {
  return openLedger({
    file,
    storeCode: 'S001',
    terminal: '01',
    clock: () => START_MS,
    dateOf: () => '2026-11-22',
    keys: openKeyStore(keyFolder(file)),
  });
}

/** Writes so many sales through the same path, without waiting for the disk. */
function growTo(file: string, count: number): void {
  const ledger = openBenchLedger(file);
  ledger.db.pragma('synchronous = OFF');
  ledger.db.pragma('wal_autocheckpoint = 2000');
  const sales = prepareSales(count, START_MS);
  for (let index = 0; index < count; index += 1) ledger.commit(sales.next());
  ledger.close();
}

/** Sales made ahead in portions, so that making them is not measured. */
function prepareSales(count: number, firstMs: number): { next(): EntryDraft } {
  const portion = Math.min(count, 5_000);
  let ready: EntryDraft[] = [];
  let made = 0;
  const make = (): void => {
    for (; ready.length < portion; made += 1) {
      ready.push(saleDraft({ tsMs: firstMs + made * SALE_INTERVAL_MS, firstSku: 100 + (made % 900), priceMinor: 500 + (made % 7_000) }));
    }
    ready.reverse();
  };
  make();
  return {
    next() {
      if (ready.length === 0) make();
      return ready.pop() as EntryDraft;
    },
  };
}

/** SHA-256 of one stored sale behind the hash before it. */
function prepareChain(): () => unknown {
  const draft = saleDraft();
  const given = { seq: 1, number: 1, receiptNumber: 'S001-01-1-000001' };
  const writer = new CanonicalWriter();
  writer.start(GENESIS);
  writer.value(toEnvelope(draft, given, { epoch: 1, storeCode: 'S001', terminal: '01' }, draft.body(given)));
  const bytes = writer.bytes();
  return () => chainHash(bytes);
}

/** A preallocated file: one page overwritten and brought to the disk, round and round. */
function openDisk(file: string): { overwrite(): void; close(): void } {
  const pageBytes = 4096;
  const fileBytes = 4 * 1024 * 1024;
  const fd = openSync(file, 'w+');
  writeSync(fd, Buffer.alloc(fileBytes, 1));
  fsyncSync(fd);
  const page = Buffer.alloc(pageBytes, 7);
  let offset = 0;
  return {
    overwrite() {
      writeSync(fd, page, 0, pageBytes, offset);
      fdatasyncSync(fd);
      offset = (offset + pageBytes) % fileBytes;
    },
    close: () => closeSync(fd),
  };
}

function copyLedger(from: string, to: string): void {
  for (const suffix of ['-wal', '-shm']) rmSync(`${to}${suffix}`, { force: true });
  copyFileSync(from, to);
  if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${to}-wal`);
  copyFileSync(witnessFile(from), witnessFile(to));
  cpSync(keyFolder(from), keyFolder(to), { recursive: true });
}

function micros(milliseconds: number): string {
  return `${(milliseconds * 1000).toFixed(0)} µs`;
}
