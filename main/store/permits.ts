import type { StoreHandlers } from './handlers.ts';
import { recordEvent, type Book } from './record-event.ts';

/** The shop's word on what the host is about to do with its files. The gate has checked the right by the time these are called. */
export function createPermits(book: Book): Pick<StoreHandlers, 'backup.permit' | 'training.permit' | 'training.ended'> {
  const { ledger, clock } = book;
  return {
    'backup.permit': (_input, { operator }) => ({ operator }),
    'training.permit'({ requestId, on }, act) {
      if (on) recordEvent(book, { kind: 'training.begun', requestId, content: { on }, facts: {} }, act);
      const today = ledger.dateOf(clock());
      return { operator: act.operator, sales: ledger.totals('sale.completed', today).count };
    },
    'training.ended'({ requestId, operator, sales }) {
      const facts = { sales };
      recordEvent(book, { kind: 'training.ended', requestId, content: facts, facts }, { operator });
      return {};
    },
  };
}
