import type { TillClient } from '../till-client.ts';
import type { Tally } from './tally.ts';
import { GuitaiError } from '#contract/error.ts';
import { newRequestId } from '#contract/ids.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { Sale, SaleSummary } from '#contract/sale.ts';

type Payment = ProcedureInput<'sale.complete'>;

/** Barcodes of the demo shop to sell, from its own search. */
const WORDS = ['奶粉', '拉拉裤', '湿巾', '哈衣', '奶瓶'];
const SURPLUS_MINOR = 500;

/** Sells over the wire whatever happens to the station, and remembers what it was told. */
export interface Cashier {
  /** Sells so many baskets as fast as answers come; resolves early with the error that ended it. */
  sell(till: TillClient, sales: number): Promise<GuitaiError | undefined>;
  /** Repeats the payment whose answer never came: it must be the stored sale, or be made now, never twice. */
  settleDoubt(till: TillClient): Promise<void>;
  /** Compares every sale told of with the list of its day, both ways. */
  compare(till: TillClient): Promise<void>;
  /** Sales that were on disk though their answer never arrived. */
  readonly committedUnanswered: number;
}

/** What is found out goes into the tally. */
export function createCashier(random: () => number, tally: Tally): Cashier {
  const acknowledged = new Map<string, Sale>();
  let doubtful: Payment | undefined;
  let committedUnanswered = 0;
  const keep = (payment: Payment, sale: Sale): void => {
    acknowledged.set(payment.requestId, sale);
    tally.acknowledged = acknowledged.size;
    doubtful = undefined;
  };

  async function sellOne(till: TillClient): Promise<void> {
    const { products } = await till.ask('catalog.search', { query: WORDS[Math.floor(random() * WORDS.length)] ?? '奶粉', limit: 20 });
    for (let line = 0; line <= random() * 4; line += 1) {
      await till.ask('basket.scan', { text: products[Math.floor(random() * products.length)]?.barcode ?? '', source: 'wedge' });
    }
    const basket = till.topic('basket');
    if (!basket || basket.lines.length === 0) return;
    doubtful = {
      requestId: newRequestId(),
      basketId: basket.basketId,
      basketRevision: basket.revision,
      tenders: [{ kind: 'cash', amountMinor: basket.totalMinor + SURPLUS_MINOR }],
    };
    keep(doubtful, await till.ask('sale.complete', doubtful));
  }

  return {
    get committedUnanswered() {
      return committedUnanswered;
    },
    async sell(till, sales) {
      try {
        for (let count = 0; count < sales; count += 1) await sellOne(till);
        return undefined;
      } catch (error) {
        if (error instanceof GuitaiError) return error;
        throw error;
      }
    },
    async settleDoubt(till) {
      if (!doubtful) return;
      const before = await till.ask('sale.list', { limit: 1 });
      const sale = await till.ask('sale.complete', doubtful);
      const after = await till.ask('sale.list', { limit: 1 });
      keep(doubtful, sale);
      tally.duplicated += Math.max(0, after.count - before.count - 1);
      if (after.count === before.count) committedUnanswered += 1;
    },
    async compare(till) {
      const byDate = Map.groupBy(acknowledged.values(), (sale) => sale.businessDate);
      for (const [businessDate, sales] of byDate) {
        const stored = await listDay(till, businessDate);
        const byNumber = new Map(stored.map((sale) => [sale.receiptNumber, sale]));
        for (const { receiptNumber, seq, totalMinor } of sales) {
          const found = byNumber.get(receiptNumber);
          if (found?.seq !== seq || found.totalMinor !== totalMinor) tally.lost += 1;
        }
        tally.duplicated += sales.length - new Set(sales.map((sale) => sale.receiptNumber)).size;
        if (stored.length !== sales.length)
          tally.broken.push(`${businessDate}: ${stored.length} sales in the ledger, ${sales.length} told of`);
      }
    },
  };
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
