import { cancelled, cancelledPostings, EndedBody } from './order-body.ts';
import type { Order } from './order-sql.ts';
import type { Orders, OrdersOptions } from './orders.ts';
import type { StoreHandlers } from '../handlers.ts';
import { recordEvent, type Book } from '../record-event.ts';
import { storedEntry } from '../shift/booking.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';

interface EndingOptions extends Book, Pick<OrdersOptions, 'beforePayment'>, Pick<Orders, 'findOpen' | 'placed' | 'needFree'> {
  /** Throws order_unknown. */
  readonly find: (seq: number) => Order;
  /** Its goods are reserved no more; called in the entry's own transaction. */
  readonly close: (seq: number) => void;
  /** Called once it is on disk, never for a repeated request. */
  readonly onEnded: (entry: JournalEntry) => void;
}

/** Gives an order up: its deposit goes back, but for what is kept. */
export function createEnding(options: EndingOptions): Pick<StoreHandlers, 'order.cancel'> {
  const { ledger, shop, find, findOpen, placed, needFree, close, beforePayment, onEnded } = options;
  return {
    'order.cancel'({ requestId, seq, keepMinor, reason }, act) {
      const { code } = find(seq);
      if (!storedEntry({ ledger }, 'order.cancelled', requestId)) {
        needFree(findOpen(seq));
        beforePayment();
      }
      const end = cancelled(placed(seq), keepMinor);
      const { entry, repeated } = recordEvent(
        options,
        {
          kind: 'order.cancelled',
          requestId,
          content: { seq, keepMinor, reason },
          facts: { orderSeq: seq, code, reason, ...end },
          numbered: true,
          amountMinor: -end.returnedMinor,
          postings: cancelledPostings(end),
          printJobs: shop.printsReceipts ? [{ role: 'receiptPrinter', kind: 'order-end', copy: 0 }] : [],
          inTransaction: () => close(seq),
        },
        keepMinor > 0 ? act.demand('order.forfeit') : act,
      );
      if (!repeated) onEnded(entry);
      const { returnedMinor, back } = EndedBody.parse(entry.body);
      return { receiptNumber: entry.receiptNumber ?? '', returnedMinor, back };
    },
  };
}
