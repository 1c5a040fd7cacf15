import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { startStationProcess } from './station-process.ts';
import { connectTill, type TillClient } from './till-client.ts';
import { GuitaiError } from '#contract/error.ts';
import { newRequestId } from '#contract/ids.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { Sale, SaleSummary } from '#contract/sale.ts';
import { verifyLedger } from '#main/ledger/verify.ts';

type Payment = ProcedureInput<'sale.complete'>;

/** What a run under fire found. */
export interface KillReport {
  readonly kills: number;
  readonly acknowledged: number;
  /** Sales that were on disk though their answer never arrived: found by repeating the request. */
  readonly committedUnanswered: number;
  /** Everything that must not happen, in words; empty when all is well. */
  readonly broken: readonly string[];
}

/** Barcodes of the demo shop to sell, from its own search. */
const WORDS = ['奶粉', '拉拉裤', '湿巾', '哈衣', '奶瓶'];
const MAX_SALES_PER_ROUND = 40;

/**
 * Sells over the wire and kills the station with SIGKILL at random moments, again and again on the same files. Afterwards every acknowledged
 * sale must be there exactly once, numbers must have no gap, and the ledger must verify. The same seed draws the same moments.
 */
export async function killStation(options: {
  readonly rounds: number;
  readonly seed: number;
  readonly log: (line: string) => void;
}): Promise<KillReport> {
  const dataDir = mkdtempSync(join(tmpdir(), 'guitai-kill-'));
  const random = createRandom(options.seed);
  const acknowledged = new Map<string, Sale>();
  const broken: string[] = [];
  let doubtful: Payment | undefined;
  let committedUnanswered = 0;
  try {
    for (let round = 1; round <= options.rounds; round += 1) {
      const station = await startStationProcess(dataDir);
      const till = await connectTill(station.url);
      if (doubtful) committedUnanswered += await settleDoubt(till, doubtful, acknowledged, broken);
      const killAfterMs = 20 + random() * 600;
      const timer = setTimeout(() => station.child.kill('SIGKILL'), killAfterMs);
      doubtful = await sellUntilKilled(till, random, acknowledged);
      clearTimeout(timer);
      await station.kill();
      options.log(`${round}/${options.rounds}: ${acknowledged.size} sales acknowledged`);
    }
    const station = await startStationProcess(dataDir);
    const till = await connectTill(station.url);
    if (doubtful) committedUnanswered += await settleDoubt(till, doubtful, acknowledged, broken);
    broken.push(...(await findMissing(till, acknowledged)));
    till.close();
    await station.stop();
    const report = verifyLedger(join(dataDir, 'ledger.db'));
    if (!report.ok) broken.push(`ledger verify: ${JSON.stringify(report)}`);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
  return { kills: options.rounds, acknowledged: acknowledged.size, committedUnanswered, broken };
}

/** Sells as fast as answers come; returns the payment that was under way when the station died. */
async function sellUntilKilled(till: TillClient, random: () => number, acknowledged: Map<string, Sale>): Promise<Payment | undefined> {
  let payment: Payment | undefined;
  try {
    const { products } = await till.ask('catalog.search', { query: WORDS[Math.floor(random() * WORDS.length)] ?? '奶粉', limit: 20 });
    for (let count = 0; count < MAX_SALES_PER_ROUND; count += 1) {
      for (let line = 0; line <= random() * 4; line += 1) {
        await till.ask('basket.scan', { text: products[Math.floor(random() * products.length)]?.barcode ?? '', source: 'wedge' });
      }
      const basket = till.topic('basket');
      if (!basket || basket.lines.length === 0) continue;
      payment = {
        requestId: newRequestId(),
        basketId: basket.basketId,
        basketRevision: basket.revision,
        tenders: [{ kind: 'cash', amountMinor: basket.totalMinor + 500 }],
      };
      const sale = await till.ask('sale.complete', payment);
      acknowledged.set(payment.requestId, sale);
      payment = undefined;
    }
    await till.until('station', () => false);
  } catch (error) {
    if (!(error instanceof GuitaiError) || error.code !== 'disconnected') throw error;
  }
  return payment;
}

/** Repeats a payment whose answer never came: it must be the stored sale, or be refused or made now, never twice. */
async function settleDoubt(till: TillClient, payment: Payment, acknowledged: Map<string, Sale>, broken: string[]): Promise<number> {
  const before = await till.ask('sale.list', { limit: 1 });
  const sale = await till.ask('sale.complete', payment);
  const after = await till.ask('sale.list', { limit: 1 });
  acknowledged.set(payment.requestId, sale);
  if (after.count > before.count + 1) broken.push(`${sale.receiptNumber}: one request made ${after.count - before.count} sales`);
  return after.count === before.count ? 1 : 0;
}

/** Compares every acknowledged sale with the list of the day it belongs to, both ways. */
async function findMissing(till: TillClient, acknowledged: Map<string, Sale>): Promise<string[]> {
  const broken: string[] = [];
  const byDate = Map.groupBy(acknowledged.values(), (sale) => sale.businessDate);
  for (const [businessDate, sales] of byDate) {
    const stored = new Map((await listDay(till, businessDate)).map((sale) => [sale.receiptNumber, sale]));
    for (const sale of sales) {
      const found = stored.get(sale.receiptNumber);
      if (found?.seq !== sale.seq || found.totalMinor !== sale.totalMinor)
        broken.push(`${sale.receiptNumber} is not what was acknowledged`);
    }
    if (new Set(sales.map((sale) => sale.receiptNumber)).size !== sales.length) broken.push(`${businessDate}: a number was given twice`);
    if (stored.size !== sales.length) broken.push(`${businessDate}: ${stored.size} sales in the ledger, ${sales.length} acknowledged`);
  }
  return broken;
}

async function listDay(till: TillClient, businessDate: string): Promise<SaleSummary[]> {
  const all: SaleSummary[] = [];
  for (;;) {
    const beforeSeq = all.at(-1)?.seq;
    const { sales, more } = await till.ask('sale.list', { businessDate, limit: 100, ...(beforeSeq === undefined ? {} : { beforeSeq }) });
    all.push(...sales);
    if (!more) return all;
  }
}

/** Mulberry32: small, seeded, good enough to draw moments. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } } });
  const report = await killStation({ rounds: Number(values.rounds), seed: Number(values.seed), log: console.log });
  console.log(report);
  process.exitCode = report.broken.length === 0 ? 0 : 1;
}
