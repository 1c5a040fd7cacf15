import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newRequestId } from '#contract/ids.ts';
import type { Closing } from '#contract/shift.ts';
import { keyFolder, openKeyStore } from '#main/ledger/key-store.ts';
import { openLedger } from '#main/ledger/ledger.ts';
import { verifyLedger } from '#main/ledger/verify.ts';
import { openStore, type Store } from '#main/store/store.ts';
import { saleDraft, START_MS } from '../main/ledger/fixtures.ts';
import { shop } from '../main/store/shop-fixture.ts';
import { type Bench, type BenchRow, nowMs } from './bench.ts';

const CACHE_DIRECTORY = fileURLToPath(new URL('../../.cache', import.meta.url));
const SALES = 10_000;
const GOAL_MS = 1_000;
/** The price of the one piece of every sale. */
const PRICE_MINOR = 11_300;

/** Counting and closing a shift of ten thousand sales right after a start, when nothing has been added up yet. */
export const shiftBench: Bench = {
  name: 'shift',
  async run({ log }) {
    mkdirSync(CACHE_DIRECTORY, { recursive: true });
    const directory = mkdtempSync(join(CACHE_DIRECTORY, 'bench-shift-'));
    try {
      return [await closeRow(directory, log)];
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

async function closeRow(directory: string, log: (line: string) => void): Promise<BenchRow> {
  const ledgerFile = join(directory, 'ledger.db');
  const before = openBenchStore(directory, ledgerFile);
  await before.call('shift.open', { requestId: newRequestId(), count: [] }, { role: 'till' });
  await before.stop();
  sellInto(ledgerFile);

  const store = openBenchStore(directory, ledgerFile);
  const startMs = nowMs();
  await store.call('shift.count', { requestId: newRequestId(), count: [] }, { role: 'till' });
  const countedMs = nowMs();
  const closing = (await store.call('shift.close', { requestId: newRequestId(), seenJobs: [] }, { role: 'till' })) as Closing;
  const closedMs = nowMs();
  await store.stop();
  log(`count ${Math.round(countedMs - startMs)} ms, close ${Math.round(closedMs - countedMs)} ms`);
  const { sales, cash } = closing.report;
  const tookMs = closedMs - startMs;
  return {
    metric: `count and close a shift of ${SALES} sales, from a cold start`,
    ours: `${Math.round(tookMs)} ms`,
    floor: `${GOAL_MS} ms`,
    ratio: tookMs / GOAL_MS,
    goal: '≤ 1',
    reached: tookMs <= GOAL_MS,
    correct: sales.count === SALES && cash?.expectedMinor === SALES * PRICE_MINOR && verifyLedger(ledgerFile).ok,
  };
}

function sellInto(file: string): void {
  const ledger = openLedger({
    file,
    storeCode: shop.storeCode,
    terminal: shop.terminal,
    clock: () => START_MS,
    dateOf: () => '2026-11-22',
    keys: openKeyStore(keyFolder(file)),
  });
  for (let sale = 0; sale < SALES; sale += 1) ledger.commit({ ...saleDraft({ lines: 1, priceMinor: PRICE_MINOR }), printJobs: [] });
  ledger.close();
}

function openBenchStore(directory: string, ledger: string): Store {
  const fail = (): never => {
    throw new Error('the bench asks nothing of the outside world');
  };
  return openStore({
    files: { ledger, catalog: join(directory, 'catalog.db'), labels: join(directory, 'labels.db'), pepper: join(directory, 'pepper.key') },
    shop: { ...shop, printsReceipts: false },
    ports: { print: fail, printLabel: fail, drawLabel: fail, drawPaper: fail, printSample: fail, readWeight: fail, openDrawer: fail },
    clock: () => START_MS,
    publish() {},
    onUnexpected(error) {
      throw error;
    },
  });
}
