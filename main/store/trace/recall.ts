import type { TracedRow, TraceTable } from './trace-sql.ts';
import { saleOf } from '../checkout/sale.ts';
import { exportTable } from '../export-table.ts';
import type { StoreHandlers } from '../handlers.ts';
import { createLocalTime } from '../local-time.ts';
import type { Members } from '../member/members.ts';
import type { Book } from '../record-event.ts';
import { refundOf } from '../refund/refund-body.ts';
import { TRACE_PAGE, type TracedGoods, type TraceQuery } from '#contract/trace.ts';
import type { Cell } from '#main/ledger/archive/cell.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';

const HEADER = [
  '去向 way',
  '单号 receipt',
  '营业日 date',
  '时间 time',
  '货号 SKU',
  '品名 name',
  '批号 batch',
  '有效期 use by',
  '序列号 serial',
  '数量 quantity',
  '会员 member',
  '电话 phone',
] as const;

export interface RecallOptions extends Book {
  readonly table: TraceTable;
  readonly members: Members;
  readonly ledgerFile: string;
}

/** Tells where goods of a batch went, from this till's own journal: no connection is needed. */
export function createRecall(options: RecallOptions): Pick<StoreHandlers, 'trace.find' | 'trace.export'> {
  const { table, ledger, shop, ledgerFile } = options;
  const localTime = createLocalTime(shop.timeZone);

  function page(query: TraceQuery, beforeSeq: number | undefined): { readonly goods: TracedGoods[]; readonly more: boolean } {
    const rows = table.find({ ...query, beforeSeq, entries: TRACE_PAGE + 1 });
    const seqs = [...new Set(rows.map(({ seq }) => seq))];
    const shown = new Set(seqs.slice(0, TRACE_PAGE));
    const entries = new Map([...shown].map((seq) => [seq, ledger.read(seq)]));
    const goods = rows.flatMap((row) => {
      const entry = entries.get(row.seq);
      return entry ? [tracedGoods(row, entry, options.members)] : [];
    });
    return { goods, more: seqs.length > TRACE_PAGE };
  }

  /** Every page, a row of the table for each. */
  function* tableRows(query: TraceQuery): Generator<readonly Cell[]> {
    let beforeSeq: number | undefined;
    for (;;) {
      const { goods, more } = page(query, beforeSeq);
      for (const traced of goods) yield tableRow(traced, localTime);
      if (!more) return;
      beforeSeq = goods.at(-1)?.seq;
    }
  }

  return {
    'trace.find': ({ beforeSeq, ...query }) => page(query, beforeSeq),
    'trace.export'(query) {
      const name = `recall-${query.by}-${query.value.replaceAll(/[^A-Za-z0-9._-]/g, '_')}`;
      return { file: exportTable(ledgerFile, name, HEADER, tableRows(query)) };
    },
  };
}

function tableRow(goods: TracedGoods, localTime: ReturnType<typeof createLocalTime>): readonly Cell[] {
  const { batch = '', expiry = '', serial = '', member, quantityMilli } = goods;
  const { date, time } = localTime(goods.completedAtMs);
  const when = [goods.businessDate, `${date} ${time}`];
  const what = [goods.sku, goods.name, batch, expiry, serial, { milli: quantityMilli }];
  return [goods.way, goods.receiptNumber, ...when, ...what, member?.name ?? '', member?.phone ?? ''];
}

function tracedGoods(row: TracedRow, entry: JournalEntry, members: Members): TracedGoods {
  const { seq, sku, batch, expiry, serial, quantityMilli } = row;
  const { name, memberId } = goodsOf(entry, sku);
  const member = memberId === undefined ? undefined : members.get(memberId);
  return {
    seq,
    way: quantityMilli < 0 ? 'sold' : 'returned',
    receiptNumber: entry.receiptNumber ?? '',
    businessDate: entry.businessDate,
    completedAtMs: entry.tsMs,
    sku,
    name,
    ...(batch === null ? {} : { batch }),
    ...(expiry === null ? {} : { expiry }),
    ...(serial === null ? {} : { serial }),
    quantityMilli: Math.abs(quantityMilli),
    member: member ? { name: member.name, phone: member.phone } : null,
  };
}

/** What the goods were called then, and for whom they were. */
function goodsOf(entry: JournalEntry, sku: string): { readonly name: string; readonly memberId: number | undefined } {
  const isSale = entry.kind === 'sale.completed';
  const sale = isSale ? saleOf(entry) : undefined;
  const refund = isSale ? undefined : refundOf(entry);
  const lines = sale?.lines ?? [...(refund?.lines ?? []), ...(refund?.sold ?? [])];
  return { name: lines.find((line) => line.sku === sku)?.name ?? sku, memberId: (sale ?? refund)?.memberId };
}
