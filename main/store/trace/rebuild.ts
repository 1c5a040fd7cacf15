import { prepareTrace } from './trace-sql.ts';
import type { IssuedSerials } from '../label/labels.ts';
import type { BasketLine } from '#contract/basket.ts';
import type { ReturnedLine } from '#contract/refund.ts';
import type { Rebuild } from '#main/ledger/verify/derived.ts';

/** Goods by batch and serial number, and where each piece stands, noted anew from sales, refunds and labels. */
export const traceRebuild: Rebuild = {
  tables: [
    {
      from: 'traced_line',
      keys: ['seq', 'part'],
      columns: { sku: 'same', batch: 'same', expiry: 'same', serial: 'same', quantity_milli: 'same' },
      name: ({ seq, part, sku }) => ({
        zh: `追溯明细 ${String(sku)}（第 ${String(seq)} 条，第 ${String(part)} 行）`,
        en: `Traced goods ${String(sku)} (entry ${String(seq)}, line ${String(part)})`,
      }),
    },
    {
      from: 'serial',
      keys: ['sku', 'serial'],
      columns: { state: 'same', seq: 'same' },
      name: ({ sku, serial }) => ({ zh: `单件 ${String(sku)} ${String(serial)}`, en: `Piece ${String(serial)} of ${String(sku)}` }),
    },
  ],
  begin(empty) {
    const table = prepareTrace(empty);
    return {
      take({ seq, kind, data }) {
        // Bodies are proven by their hash: reading each whole would cost more than the proof.
        const { lines, sold, items } = data as unknown as Told;
        if (kind === 'sale.completed') table.note(seq, lines, []);
        if (kind === 'refund.completed') table.note(seq, sold, lines as readonly ReturnedLine[]);
        if (kind === 'serials.issued') for (const { sku, serials } of items) table.issue(seq, sku, serials);
      },
    };
  },
};

/** What entries of these kinds say. */
interface Told {
  readonly lines: readonly (BasketLine | ReturnedLine)[];
  readonly sold: readonly BasketLine[];
  readonly items: readonly IssuedSerials[];
}
