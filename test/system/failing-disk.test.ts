import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startStationProcess, type StationProcess } from './station-process.ts';
import { connectTill, type TillClient } from './till-client.ts';
import type { GuitaiError } from '#contract/error.ts';
import type { ProductSummary } from '#contract/product.ts';
import { verifyLedger } from '#main/ledger/verify.ts';

/** More scans than the WAL takes before its writer wants the file to grow. */
const MAX_SCANS = 500;
/** The operating system can refuse a running process larger files (RLIMIT_FSIZE, prlimit(1) of util-linux). */
const canLimitFiles = process.platform === 'linux' && hasPrlimit();

const dataDir = mkdtempSync(join(tmpdir(), 'guitai-failing-disk-'));
const ledgerFile = join(dataDir, 'ledger.db');
let station: StationProcess;
let till: TillClient;
let customer: TillClient;
let product: ProductSummary;

beforeAll(async () => {
  if (!canLimitFiles) return;
  execFileSync(process.execPath, [fileURLToPath(new URL('../../out/guitai.js', import.meta.url)), 'demo', '--data', dataDir]);
  station = await startStationProcess(dataDir);
  [till, customer] = await Promise.all([connectTill(station.url), connectTill(station.url, 'customer')]);
  const { products } = await till.ask('catalog.search', { query: '购物袋 中号', limit: 1 });
  if (!products[0]) throw new Error('the demo shop has no bag');
  product = products[0];
});
afterAll(async () => {
  if (canLimitFiles) {
    till.close();
    customer.close();
    await station.stop();
  }
  rmSync(dataDir, { recursive: true, force: true });
});

test.runIf(canLimitFiles)(
  'a disk that refuses a write in the middle of selling: the cashier is told, the ledger is opened again, both screens go on',
  async () => {
    expect(await sellOne()).toMatchObject({ receiptNumber: expect.stringMatching(/-000001$/) });
    limitFiles(statSync(`${ledgerFile}-wal`).size);
    const restarting = till.until('station', ({ mode }) => mode === 'starting');
    // Whatever wrote first was refused: this request, or the receipt's job, and then the thread was gone.
    expect(['ledger_failed', 'disconnected']).toContain((await addUntilRefused()).code);
    limitFiles('unlimited');
    await restarting;
    await till.until('station', ({ mode }) => mode === 'selling');
    const { itemCount } = till.topic('basket') ?? { itemCount: 0 };
    expect(await till.ask('basket.add', { productId: product.id })).toMatchObject({ kind: 'added' });
    await Promise.all([
      till.until('basket', (basket) => basket.itemCount > itemCount),
      customer.until('customer', (view) => view.itemCount > itemCount),
    ]);
    expect(await pay()).toMatchObject({ receiptNumber: expect.stringMatching(/-000002$/) });
    expect(verifyLedger(ledgerFile)).toMatchObject({ ok: true });
    expect(till.topic('station')?.ledger).toBe('recovered');
    expect(readdirSync(join(dataDir, 'evidence'))).toEqual([expect.stringMatching(/^\d{8}T\d{6}Z-failed$/)]);
  },
);

test.runIf(canLimitFiles)(
  'a disk that fails a second time is not written to any more: what was sold can be looked at, nothing is sold',
  async () => {
    limitFiles(statSync(`${ledgerFile}-wal`).size);
    const restarting = till.until('station', ({ mode }) => mode === 'starting');
    await addUntilRefused();
    limitFiles('unlimited');
    await restarting;
    await till.until('station', ({ mode, ledger }) => mode === 'selling' && ledger === 'readonly');
    expect((await till.ask('sale.list', { limit: 10 })).sales.map(({ receiptNumber }) => receiptNumber.slice(-6))).toEqual([
      '000002',
      '000001',
    ]);
    await expect(till.ask('basket.add', { productId: product.id })).rejects.toMatchObject({ code: 'ledger_readonly' });
    expect(verifyLedger(ledgerFile)).toMatchObject({ ok: true });
  },
);

function hasPrlimit(): boolean {
  try {
    execFileSync('prlimit', ['--version']);
    return true;
  } catch {
    return false;
  }
}

/** No file of the station may grow beyond this. The soft limit only, so that it can be lifted again. */
function limitFiles(bytes: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(station.child.pid), `--fsize=${bytes}:unlimited`]);
}

async function addUntilRefused(): Promise<GuitaiError> {
  for (let count = 0; count < MAX_SCANS; count += 1) {
    try {
      await till.ask('basket.add', { productId: product.id });
    } catch (error) {
      return error as GuitaiError;
    }
  }
  throw new Error('the disk took everything');
}

async function sellOne(): Promise<unknown> {
  await till.ask('basket.add', { productId: product.id });
  return pay();
}

async function pay(): Promise<unknown> {
  const basket = await till.until('basket', ({ phase, lines }) => phase === 'selling' && lines.length > 0);
  return till.ask('sale.complete', {
    basketId: basket.basketId,
    basketRevision: basket.revision,
    tenders: [{ kind: 'cash', amountMinor: basket.totalMinor }],
  });
}
