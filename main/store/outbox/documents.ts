import { saleOf } from '../checkout/sale.ts';
import { buildReceipt } from '../receipt/receipt.ts';
import { refundOf } from '../refund/refund-body.ts';
import { buildRefundSlip } from '../refund/refund-slip.ts';
import type { Shop } from '../shop.ts';
import type { PrintDocument } from '#contract/document.ts';
import { GuitaiError } from '#contract/error.ts';
import type { EntryKind, JournalEntry } from '#main/ledger/entry.ts';

/** Builds the paper of an entry; `copy` 0 is the original, 1 and above are marked as copies. The same words every time. */
type Build = (entry: JournalEntry, shop: Shop, copy: number) => PrintDocument;

/** What each kind of entry prints. A new document is one row here. */
const BUILDERS: Partial<Record<EntryKind, Build>> = {
  'sale.completed': (entry, shop, copy) => buildReceipt(saleOf(entry), shop, copy),
  'refund.completed': (entry, shop, copy) => buildRefundSlip(refundOf(entry), shop, copy),
};

/** The document of an entry. Throws `print_job_unknown` for an entry that has none. */
export function buildDocument(entry: JournalEntry, shop: Shop, copy: number): PrintDocument {
  const build = BUILDERS[entry.kind];
  if (!build) throw new GuitaiError('print_job_unknown');
  return build(entry, shop, copy);
}
