import { openShop, type ShopAtWork } from '../../main/store/shop-fixture.ts';
import { createRandom } from './random.ts';
import { createShopModel, type Command, type ShopModel } from './shop-model.ts';
import { newTally, type Tally } from './tally.ts';
import type { PrintOutcome } from '#contract/device.ts';
import { GuitaiError } from '#contract/error.ts';
import { newRequestId } from '#contract/ids.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import Sqlite from 'better-sqlite3';
import { verifyLedger } from '#main/ledger/verify.ts';
import { rebuilds } from '#main/store/rebuilds.ts';

/** Articles of the test shop and their prices in fen. */
const PRICES = { 'ND-XL-44': 12_900, 'SJ-80': 3_990, 'YD-60': 1_990, 'BAG-M': 50 } as const;
const SKUS = Object.keys(PRICES);
const OUTCOMES: readonly PrintOutcome[] = [
  { result: 'printed', problem: 'none', bytes: 100 },
  { result: 'failed', problem: 'paper_out', bytes: 0 },
  { result: 'unknown', problem: 'unreachable', bytes: 40 },
];

/**
 * Does random things at a whole shop and at a model of it in memory, with printer and drawer failing, answers asked for twice and restarts in between.
 * After every command the basket must be the model's; in the end sales, deposits, cash, stock and the whole book must be, too.
 */
export async function runCommands(options: { readonly seed: number; readonly commands: number }): Promise<Tally> {
  const random = createRandom(options.seed);
  const tally = newTally();
  const model = createShopModel(PRICES);
  const work = await openShop();
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  work.printer = () => {
    tally.faults += 1;
    if (random() < 0.1) throw new GuitaiError('disconnected');
    return pick(OUTCOMES);
  };
  try {
    for (let count = 1; count <= options.commands && tally.broken.length === 0; count += 1) {
      const command = draw(random, pick, model);
      work.drawer = random() < 0.2 ? { pulse: 'failed', position: 'unknown' } : { pulse: 'sent', position: 'unknown' };
      work.clockMs += Math.floor(random() * 60_000);
      const done = await carryOut(work, command, random() < 0.2, tally);
      const expected = model.apply(command);
      const what = `seed ${options.seed}, command ${count} ${JSON.stringify(command)}`;
      if (done !== expected) tally.broken.push(`${what}: ${done ? 'done' : 'refused'} where the model does not`);
      else if (seenOf(work) !== expectedOf(model)) tally.broken.push(`${what}: shows ${seenOf(work)} instead of ${expectedOf(model)}`);
    }
    tally.acknowledged = model.sales.length;
    await work.reopen();
    compareBooks(work, model, tally, `seed ${options.seed}`);
  } finally {
    await work.close();
  }
  return tally;
}

function draw(random: () => number, pick: <Item>(items: readonly Item[]) => Item, model: ShopModel): Command {
  const lineId = random() < 0.9 ? (pick(model.lines)?.lineId ?? 1) : 77;
  const dice = random();
  if (dice < 0.4) return { name: 'scan', sku: pick(SKUS) };
  if (dice < 0.5) return { name: 'setPieces', lineId, pieces: 1 + Math.floor(random() * 9) };
  if (dice < 0.55) return { name: 'note', lineId, note: pick(['', '送人', '破损']) };
  if (dice < 0.6) return { name: 'remove', lineId };
  if (dice < 0.75) return { name: 'pay', shortMinor: random() < 0.2 ? 1 : -Math.floor(random() * 500) };
  if (dice < 0.76) return { name: 'restart' };
  if (dice < 0.82) return { name: 'order', depositMinor: Math.floor(random() * 1.1 * model.totalMinor()) };
  if (dice < 0.84) return { name: 'giveUp' };
  return { name: pick(['clear', 'undo', 'begin', 'begin', 'cancel', 'dismiss'] as const) };
}

/** False when the shop refused. Asked twice, the second answer must be the first. */
async function carryOut(work: ShopAtWork, command: Command, twice: boolean, tally: Tally): Promise<boolean> {
  const requestId = newRequestId();
  const ask = order(work, command, requestId);
  try {
    const answer = await ask();
    if (twice && command.name !== 'restart') {
      tally.faults += 1;
      const again = await ask();
      if (JSON.stringify(again) !== JSON.stringify(answer)) tally.duplicated += 1;
    }
    return !(typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'refused');
  } catch (error) {
    if (error instanceof GuitaiError) return false;
    throw error;
  }
}

function order(work: ShopAtWork, command: Command, requestId: string): () => Promise<unknown> {
  const { basketId, revision, totalMinor } = work.topic('basket');
  switch (command.name) {
    case 'scan':
      return () => work.ask('basket.scan', { requestId, text: command.sku, source: 'wedge' });
    case 'setPieces':
      return () => work.ask('basket.setQuantity', { requestId, lineId: command.lineId, quantityMilli: command.pieces * 1000 });
    case 'note':
      return () => work.ask('basket.note', { requestId, lineId: command.lineId, note: command.note });
    case 'remove':
      return () => work.ask('basket.remove', { requestId, lineId: command.lineId });
    case 'pay': {
      const tenders = [{ kind: 'cash' as const, amountMinor: Math.max(0, totalMinor - command.shortMinor) }];
      return () => work.ask('sale.complete', { requestId, basketId, basketRevision: revision, tenders });
    }
    case 'order':
      return placing(work, command.depositMinor, requestId);
    case 'giveUp': {
      const seq = work.topic('orders').open.toSorted((a, b) => a.seq - b.seq)[0]?.seq ?? 1;
      return () => work.ask('order.cancel', { requestId, seq, keepMinor: 0, reason: '不要了' });
    }
    case 'restart':
      return () => work.reopen();
    case 'begin':
      return () => work.ask('tender.begin', { requestId });
    case 'cancel':
      return () => work.ask('tender.cancel', { requestId });
    case 'dismiss':
      return () => work.ask('sale.dismiss', { requestId });
    case 'clear':
      return () => work.ask('basket.clear', { requestId });
    case 'undo':
      return () => work.ask('basket.undo', { requestId });
  }
}

/** From the basket to an order, its deposit paid in cash. */
function placing(work: ShopAtWork, depositMinor: number, requestId: string): () => Promise<unknown> {
  const details = { name: '李雪', phone: '13800006027', wantedOn: '2027-01-01', delivery: null, note: '' };
  const tenders = [{ kind: 'cash' as const, amountMinor: depositMinor }];
  let input: ProcedureInput<'order.place'> | undefined;
  return async () => {
    await work.ask('order.begin', { ...details, depositMinor, requestId });
    const { basketId, revision: basketRevision } = work.topic('basket');
    input ??= { requestId: newRequestId(), basketId, basketRevision, tenders };
    return work.ask('order.place', input);
  };
}

function seenOf(work: ShopAtWork): string {
  const { phase, lines, totalMinor } = work.topic('basket');
  return JSON.stringify([
    phase,
    totalMinor,
    lines.map(({ lineId, sku, quantityMilli, note }) => [lineId, sku, quantityMilli / 1000, note]),
  ]);
}

function expectedOf(model: ShopModel): string {
  return JSON.stringify([model.phase, model.totalMinor(), model.lines.map(({ lineId, sku, pieces, note }) => [lineId, sku, pieces, note])]);
}

/** Sales in their order, cash in the drawer and goods on the shelf, read from the file as another program would. */
function compareBooks(work: ShopAtWork, model: ShopModel, tally: Tally, what: string): void {
  const { finding, differences, accounts } = verifyLedger(work.ledgerFile, { rebuilds });
  for (const { en } of differences) tally.broken.push(`${what}: ${en}`);
  if (finding) tally.broken.push(`${what}: ${finding.problem} at ${finding.seq}`);
  const db = new Sqlite(work.ledgerFile, { readonly: true });
  const stored = db.prepare<[], number>(`SELECT amount_minor FROM journal WHERE kind = 'sale.completed' ORDER BY seq`).pluck().all();
  const moved = db.prepare<[], [string, number]>('SELECT sku, sum(quantity_milli) FROM movement GROUP BY sku').raw().all();
  db.close();
  tally.lost += Math.max(0, model.sales.length - stored.length);
  tally.duplicated += Math.max(0, stored.length - model.sales.length);
  if (JSON.stringify(stored) !== JSON.stringify(model.sales.map(({ totalMinor }) => totalMinor))) tally.broken.push(`${what}: other sales`);
  const cash = accounts.find(({ account }) => account === 'asset:cash')?.amountMinor ?? 0;
  const owed = model.deposits.reduce((sum, depositMinor) => sum + depositMinor, 0);
  const taken = model.sales.reduce((sum, { totalMinor }) => sum + totalMinor, owed);
  const deposits = -(accounts.find(({ account }) => account === 'liability:customer-deposits')?.amountMinor ?? 0);
  if (deposits !== owed) tally.broken.push(`${what}: ${deposits} fen of deposits, ${owed} owed`);
  if (cash !== taken) tally.broken.push(`${what}: ${cash} fen of cash, ${taken} taken`);
  for (const sku of SKUS) {
    const pieces = model.sales.flatMap(({ lines }) => lines).reduce((sum, line) => sum + (line.sku === sku ? line.pieces : 0), 0);
    const gone = -(moved.find(([name]) => name === sku)?.[1] ?? 0) / 1000;
    if (gone !== pieces) tally.broken.push(`${what}: ${gone} pieces of ${sku} gone, ${pieces} sold`);
  }
}
