import { saleOf } from '../checkout/sale.ts';
import { buildKeysPaper } from '../keys/keys-paper.ts';
import { buildHoldSlip } from '../hold/hold-slip.ts';
import { buildGiftReceipt } from '../receipt/gift-receipt.ts';
import { buildCancelSlip, buildOrderSlip } from '../order/order-slip.ts';
import { buildPickList } from '../hold/pick-paper.ts';
import { buildReceipt, buildReceiptWithReasons, WITH_REASONS } from '../receipt/receipt.ts';
import { buildTicket } from '../queue/ticket/ticket-paper.ts';
import { refundOf } from '../refund/refund-body.ts';
import { buildRefundSlip } from '../refund/refund-slip.ts';
import { buildXReport, buildZReport } from '../report/report-paper.ts';
import { buildCashSlip } from '../shift/slip-paper.ts';
import type { Shop } from '../shop.ts';
import type { PrintDocument } from '#contract/document.ts';
import { GuitaiError } from '#contract/error.ts';
import type { EntryKind, JournalEntry } from '#main/ledger/entry.ts';

/** Builds the paper of an entry; `copy` 0 is the original, 1 and above are marked as copies. `kind` is that of its print job. The same words every time. */
type Build = (entry: JournalEntry, shop: Shop, copy: number, kind?: string) => PrintDocument;

/** What each kind of entry prints. A new document is one row here. */
const BUILDERS: Partial<Record<EntryKind, Build>> = {
  'sale.completed': (entry, shop, copy, kind) =>
    (kind === WITH_REASONS ? buildReceiptWithReasons : buildReceipt)(saleOf(entry), shop, copy),
  'refund.completed': (entry, shop, copy) => buildRefundSlip(refundOf(entry), shop, copy),
  'order.placed': buildOrderSlip,
  'order.cancelled': buildCancelSlip,
  'gift.printed': buildGiftReceipt,
  'cash.moved': buildCashSlip,
  'ticket.issued': buildTicket,
  'hold.printed': buildHoldSlip,
  'pick_list.printed': buildPickList,
  'keys.printed': buildKeysPaper,
  'report.printed': buildXReport,
  'period.closed': buildZReport,
};

/** The document of an entry. Throws `print_job_unknown` for an entry that has none. */
export function buildDocument(entry: JournalEntry, shop: Shop, copy: number, kind?: string): PrintDocument {
  const build = BUILDERS[entry.kind];
  if (!build) throw new GuitaiError('print_job_unknown');
  return build(entry, shop, copy, kind);
}

/** What people call the paper of an entry: the number on it, its headline where it has none, and the kind of one that cannot be built. */
export function documentName(entry: JournalEntry, shop: Shop): string {
  if (entry.receiptNumber !== null) return entry.receiptNumber;
  try {
    return buildDocument(entry, shop, 0).title;
  } catch {
    return entry.kind;
  }
}
