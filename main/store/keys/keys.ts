import type { StoreHandlers } from '../handlers.ts';
import { recordEvent, type Book } from '../record-event.ts';

/** Prints what lies beside the till: its keys, and its function barcodes. */
export function createKeys(book: Book, onPrint: () => void): Pick<StoreHandlers, 'keys.print'> {
  return {
    'keys.print'({ requestId, sheet, keys }, act) {
      const facts = { sheet, keys };
      recordEvent(
        book,
        { kind: 'keys.printed', requestId, content: facts, facts, printJobs: [{ role: 'receiptPrinter', kind: 'keys', copy: 0 }] },
        act,
      );
      onPrint();
      return {};
    },
  };
}
