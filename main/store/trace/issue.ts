import type { TraceTable } from './trace-sql.ts';
import type { IssuedSerials } from '../label/labels.ts';
import { recordEvent, type Book } from '../record-event.ts';
import type { Act } from '../staff/act.ts';

/** Writes down which serial numbers the shop gave out, so that a piece that bears one is known. Labels are no money: trouble is only told. */
export function createIssue(
  book: Book,
  table: TraceTable,
  onUnexpected: (error: unknown, event: string) => void,
): (requestId: string, issued: readonly IssuedSerials[], act: Act) => void {
  return (requestId, issued, act) => {
    const items = issued.map(({ sku, serials }) => ({ sku, serials: [...serials] }));
    const inTransaction = ({ seq }: { readonly seq: number }): void => {
      for (const { sku, serials } of issued) table.issue(seq, sku, serials);
    };
    try {
      recordEvent(book, { kind: 'serials.issued', requestId, content: { items }, facts: { items }, inTransaction }, act);
    } catch (error) {
      onUnexpected(error, 'serials.issued');
    }
  };
}
