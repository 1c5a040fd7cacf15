import { EndedBody, orderOf, PlacedBody } from './order-body.ts';
import { prepareOrderTable } from './order-sql.ts';
import { piecesOf } from '../stock/pieces.ts';
import type { Rebuild } from '#main/ledger/verify/derived.ts';
import { z } from 'zod';

const Changed = z.object({ orderSeq: z.int(), wantedOn: z.iso.date() });
const NOBODY = { id: 0, name: '' };

/** The orders that were placed and what became of them, and what they reserve. What people said of them stands in their table only. */
export const orderRebuild: Rebuild = {
  tables: [
    {
      from: 'customer_order',
      keys: ['seq'],
      columns: {
        code: 'same',
        state: 'same',
        wanted_on: 'same',
        member_id: 'same',
        placed_at_ms: 'moment',
        closed_at_ms: 'moment',
        summary: 'json',
      },
      name: ({ code }) => ({ zh: `预订单 ${String(code)}`, en: `Order ${String(code)}` }),
    },
    {
      from: 'reserved',
      keys: ['sku', 'order_seq'],
      columns: { quantity_milli: 'same' },
      name: ({ sku, order_seq: seq }) => ({
        zh: `${String(sku)} 的预订（第 ${String(seq)} 条）`,
        en: `${String(sku)} reserved by entry ${String(seq)}`,
      }),
    },
  ],
  begin(empty) {
    const table = prepareOrderTable(empty);
    const change = (seq: number, wantedOn: string): void => {
      const order = table.get(seq);
      if (order) table.change(seq, { ...order.details, wantedOn });
    };
    return {
      take({ kind, seq, tsMs, receiptNumber, data }) {
        if (kind === 'order.placed') {
          const body = PlacedBody.parse(data);
          const details = { name: '', phone: '', wantedOn: body.wantedOn, delivery: null, note: '' };
          const order = { ...orderOf(body, body.operator ?? NOBODY), seq, code: receiptNumber ?? '', placedAtMs: tsMs, details };
          table.add(order, body.ordered.map(piecesOf));
        } else if (kind === 'order.changed') {
          const { orderSeq, wantedOn } = Changed.parse(data);
          change(orderSeq, wantedOn);
        } else if (kind === 'order.cancelled') table.close(EndedBody.parse(data).orderSeq, 'cancelled', tsMs);
        else if (kind === 'sale.completed' && typeof data['orderSeq'] === 'number') table.close(data['orderSeq'], 'collected', tsMs);
      },
    };
  },
};
