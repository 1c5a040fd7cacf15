import type { RequestId } from '#contract/ids.ts';
import type { JsonObject } from './canonical.ts';

/** What a journal entry can be about, in the past tense. A new kind is one row here. */
export type EntryKind =
  | 'sale.completed'
  /** Goods came back, with or without others taken instead. */
  | 'refund.completed'
  /** Goods were ordered and a deposit taken; the order was changed, or given up. Handing the goods over is a sale. */
  | 'order.placed'
  | 'order.changed'
  | 'order.cancelled'
  | 'receipt.copied'
  /** A receipt without prices was printed for a sale. */
  | 'gift.printed'
  /** Goods left the open basket unpaid: some lines, or all of them; an undo brought them back. */
  | 'line.voided'
  | 'sale.voided'
  | 'void.undone'
  /** A basket was put aside, or came back; the slip of one. */
  | 'basket.held'
  | 'basket.resumed'
  | 'hold.printed'
  /** What somebody is to bring from the back room. */
  | 'pick_list.printed'
  | 'keys.printed'
  /** A part of the money was taken before the rest, or given back again before the sale was done. */
  | 'tender.taken'
  | 'tender.withdrawn'
  /** A person changed the price of a line, or took something off a line or the whole sale, or no longer. */
  | 'price.changed'
  | 'discount.given'
  | 'discount.withdrawn'
  | 'settings.changed'
  /** How receipts look from then on. */
  | 'receipt.designed'
  | 'product.added'
  /** A price list or promotion was saved or ended. */
  | 'promotion.changed'
  /** Somebody counted what is on hand; the difference is its movement. */
  | 'stock.counted'
  /** Serial numbers given out on labels. */
  | 'serials.issued'
  | 'print.settled'
  | 'period.closed'
  | 'shift.opened'
  | 'shift.counted'
  | 'cash.moved'
  | 'report.printed'
  | 'key.created'
  | 'clock.stepped'
  | 'station.started'
  /** A backup took the place of the ledger; the first entry of its epoch but for the key's. */
  | 'ledger.restored'
  /** The till went into training, and came back from it: what it sold meanwhile was not sold. */
  | 'training.begun'
  | 'training.ended'
  | 'staff.signed_in'
  | 'staff.signed_out'
  | 'staff.locked_out'
  | 'staff.changed'
  /** On the command line, with the station stopped. */
  | 'staff.pin_reset'
  | 'staff.rights_changed'
  | 'staff.override'
  /** A member was added or changed, many came in a table, or one was forgotten. Only the number stands here: what is personal must be removable. */
  | 'member.saved'
  | 'members.imported'
  | 'member.forgotten'
  /** A person ordered the drawer opened, and what became of it. */
  | 'drawer.ordered'
  | 'drawer.pulsed'
  /** The drawer did not open for a sale. */
  | 'drawer.missed'
  /** Tickets of the queue-calling station, from taking one to its end; see contract/queue.ts for their states. */
  | 'ticket.issued'
  | 'ticket.copied'
  | 'ticket.called'
  | 'ticket.recalled'
  | 'ticket.started'
  | 'ticket.served'
  | 'ticket.missed'
  | 'ticket.held'
  | 'ticket.resumed'
  | 'ticket.transferred'
  | 'ticket.cancelled'
  | 'ticket.coming'
  /** The day ended before their turn. */
  | 'ticket.expired'
  | 'booking.made'
  | 'booking.cancelled'
  | 'counter.opened'
  | 'counter.paused'
  | 'counter.resumed'
  | 'counter.closed'
  | 'queue.configured'
  /** Orders of earlier versions, which did not look what became of them. */
  | 'drawer.opened';

/** One accounting line in minor units; positive is debit, negative is credit. The lines of an entry sum to zero. */
export interface Posting {
  /** e.g. `asset:cash`, `revenue:1300`, `vat:1300`. */
  readonly account: string;
  readonly amountMinor: number;
}

/** Goods that came (positive) or went (negative), in thousandths of the product's unit. */
export interface Movement {
  readonly productId: number;
  readonly sku: string;
  readonly quantityMilli: number;
  /** `sale`, `refund`, `damage` for what may not be sold any more, or `count`. */
  readonly reason: string;
}

/** An entry that moves neither money nor goods and prints nothing. */
export const NOTHING_MOVED = { numbered: false, postings: [], movements: [], printJobs: [] } as const;

/** A document to print once the entry is on disk. The document itself is rebuilt from the journal. */
export interface PrintOrder {
  readonly role: 'receiptPrinter' | 'ticketPrinter';
  /** `receipt` or `refund`. */
  readonly kind: string;
  /** 0 = the original, 1 and up = copies. */
  readonly copy: number;
  /** The entry whose document is printed, when it is another one (a copy). */
  readonly documentSeq?: number;
}

/** What the ledger has decided by the time the body is made. */
export interface Given {
  readonly seq: number;
  /** The next number of this kind, null when the entry is not numbered. */
  readonly number: number | null;
  /** `store-terminal-epoch-number`, e.g. S001-01-1-000042; null when the entry is not numbered. */
  readonly receiptNumber: string | null;
}

/** Everything one commit writes. */
export interface EntryDraft {
  readonly kind: EntryKind;
  readonly requestId: RequestId;
  /** `contentHash` of the command, so that the same id with other content is noticed. */
  readonly requestHash: string;
  /** YYYY-MM-DD. */
  readonly businessDate: string;
  readonly tsMs: number;
  /** Takes the next gap-free number of its kind. */
  readonly numbered: boolean;
  /** The amount lists and day totals show: the total of a sale, below zero for a refund. 0 when left out. */
  readonly amountMinor?: number;
  /** The facts of the entry. Must be pure: it may run for an entry that turns out to be a repetition. */
  readonly body: (given: Given) => JsonObject;
  readonly postings: readonly Posting[];
  readonly movements: readonly Movement[];
  readonly printJobs: readonly PrintOrder[];
  /** Further writes on `ledger.db` that commit or roll back with the entry, e.g. emptying the basket. */
  readonly inTransaction?: (given: Given) => void;
}

/** One entry as the journal holds it. */
export interface JournalEntry extends Given {
  readonly kind: EntryKind;
  readonly requestId: RequestId;
  readonly requestHash: string;
  readonly businessDate: string;
  readonly tsMs: number;
  readonly amountMinor: number;
  /** What the draft's `body` returned. */
  readonly body: JsonObject;
  readonly postings: readonly Posting[];
  readonly movements: readonly Movement[];
  readonly printJobs: readonly PrintOrder[];
  /** SHA-256(previous hash ‖ stored body) as 64 hex digits. */
  readonly hash: string;
}

/** The rules of an entry's lines: at most this many postings, movements and print jobs; see migrations.ts for how they are numbered. */
export const MAX_LINES = 2000;
export const MAX_PRINT_JOBS = 15;
const MAX_POSTING_MINOR = 1_000_000_000_000;
const ACCOUNT = /^[a-z]+(:[a-z0-9-]+)+$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const HASH = /^[0-9a-f]{64}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Throws RangeError when a draft breaks the rules of the book; the caller is wrong then, not the cashier. */
export function checkDraft(draft: EntryDraft): void {
  if (!UUID.test(draft.requestId)) throw new RangeError(`request id is not a UUID: ${draft.requestId}`);
  if (!HASH.test(draft.requestHash)) throw new RangeError('request hash is not 64 hex digits');
  if (!DATE.test(draft.businessDate)) throw new RangeError(`business date is not YYYY-MM-DD: ${draft.businessDate}`);
  if (!Number.isSafeInteger(draft.tsMs)) throw new RangeError(`time is not whole milliseconds: ${draft.tsMs}`);
  if (!Number.isSafeInteger(draft.amountMinor ?? 0)) throw new RangeError(`amount is not whole: ${draft.amountMinor}`);
  if (draft.printJobs.length > MAX_PRINT_JOBS) throw new RangeError('too many print jobs');
  checkPostings(draft.postings);
  checkMovements(draft.movements);
}

function checkPostings(postings: readonly Posting[]): void {
  if (postings.length > MAX_LINES) throw new RangeError('too many postings');
  let sumMinor = 0;
  for (const { account, amountMinor } of postings) {
    if (!ACCOUNT.test(account)) throw new RangeError(`not an account: ${account}`);
    if (!Number.isInteger(amountMinor) || Math.abs(amountMinor) > MAX_POSTING_MINOR) throw new RangeError(`not an amount: ${amountMinor}`);
    sumMinor += amountMinor;
  }
  if (sumMinor !== 0) throw new RangeError(`postings do not balance: ${sumMinor}`);
}

function checkMovements(movements: readonly Movement[]): void {
  if (movements.length > MAX_LINES) throw new RangeError('too many movements');
  for (const { productId, quantityMilli } of movements) {
    if (!Number.isSafeInteger(productId)) throw new RangeError(`not a product: ${productId}`);
    if (!Number.isSafeInteger(quantityMilli)) throw new RangeError(`not a quantity: ${quantityMilli}`);
  }
}
