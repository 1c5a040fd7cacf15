import type { JsonObject } from './canonical.ts';
import type { EntryDraft, EntryKind, Given, JournalEntry, PrintOrder } from './entry.ts';

/** Version of the stored body's layout. A new layout is a new number; old ones stay readable for ever. */
export const BODY_VERSION = 1;

/** Who numbers: changes only with a new epoch. */
export interface Identity {
  readonly epoch: number;
  readonly storeCode: string;
  readonly terminal: string;
}

/** What stands in `journal.body`: everything an entry's rows say, so that the hash covers them all. Lists are kept short as tuples. */
export interface Envelope extends JsonObject {
  readonly v: number;
  readonly seq: number;
  readonly kind: EntryKind;
  readonly number: number | null;
  readonly receiptNumber: string | null;
  readonly store: string;
  readonly terminal: string;
  readonly epoch: number;
  readonly requestId: string;
  readonly requestHash: string;
  readonly businessDate: string;
  readonly tsMs: number;
  readonly amountMinor: number;
  readonly postings: readonly (readonly [account: string, amountMinor: number])[];
  readonly movements: readonly (readonly [productId: number, sku: string, quantityMilli: number, reason: string])[];
  readonly printJobs: readonly (readonly [role: PrintOrder['role'], kind: string, copy: number, documentSeq: number])[];
  readonly data: JsonObject;
}

/** The letter before the number of a kind, so that no two documents of a terminal have one name. Sales were first and have none. */
const NUMBER_LETTERS: Readonly<Partial<Record<EntryKind, string>>> = {
  'refund.completed': 'R',
  'order.placed': 'D',
  'order.cancelled': 'C',
};

/** `store-terminal-epoch-number`, six digits and more when needed: S001-01-1-000042 for a sale, S001-01-1-R000042 for a refund, D for an order of a customer, C for its end. */
export function formatReceiptNumber(identity: Identity, kind: EntryKind, number: number): string {
  return `${identity.storeCode}-${identity.terminal}-${identity.epoch}-${NUMBER_LETTERS[kind] ?? ''}${String(number).padStart(6, '0')}`;
}

/** What a receipt number says, as far as it is written; undefined when it is none. The last digits alone are a number of the newest epoch. */
export function parseReceiptNumber(
  text: string,
): { readonly epoch: number | undefined; readonly kind: 'sale.completed' | 'refund.completed'; readonly number: number } | undefined {
  const match = /^(?:[A-Z0-9]{1,10}-\d{2}-(\d{1,6})-)?(R?)(\d{1,10})$/.exec(text);
  if (!match) return undefined;
  const [, epoch, letter, digits] = match;
  return {
    epoch: epoch === undefined ? undefined : Number(epoch),
    kind: letter === 'R' ? 'refund.completed' : 'sale.completed',
    number: Number(digits),
  };
}

/** What is stored and hashed for an entry. */
export function toEnvelope(draft: EntryDraft, given: Given, identity: Identity, body: JsonObject): Envelope {
  return {
    amountMinor: draft.amountMinor ?? 0,
    businessDate: draft.businessDate,
    data: body,
    epoch: identity.epoch,
    kind: draft.kind,
    movements: draft.movements.map((movement) => [movement.productId, movement.sku, movement.quantityMilli, movement.reason]),
    number: given.number,
    postings: draft.postings.map((posting) => [posting.account, posting.amountMinor]),
    printJobs: draft.printJobs.map((job) => [job.role, job.kind, job.copy, job.documentSeq ?? given.seq]),
    receiptNumber: given.receiptNumber,
    requestHash: draft.requestHash,
    requestId: draft.requestId,
    seq: given.seq,
    store: identity.storeCode,
    terminal: identity.terminal,
    tsMs: draft.tsMs,
    v: BODY_VERSION,
  };
}

/** Reads a stored body; throws when it is not JSON or of an unknown version. The hash vouches for the rest. */
export function decodeEnvelope(body: string): Envelope {
  const envelope = JSON.parse(body) as Envelope;
  if (envelope.v !== BODY_VERSION) throw new RangeError(`journal body of unknown version ${String(envelope.v)}`);
  return envelope;
}

/** The entry a stored body and its hash stand for. */
export function toEntry(body: string, hash: Buffer): JournalEntry {
  const envelope = decodeEnvelope(body);
  return {
    seq: envelope.seq,
    number: envelope.number,
    receiptNumber: envelope.receiptNumber,
    kind: envelope.kind,
    requestId: envelope.requestId,
    requestHash: envelope.requestHash,
    businessDate: envelope.businessDate,
    tsMs: envelope.tsMs,
    amountMinor: envelope.amountMinor,
    body: envelope.data,
    postings: envelope.postings.map(([account, amountMinor]) => ({ account, amountMinor })),
    movements: envelope.movements.map(([productId, sku, quantityMilli, reason]) => ({ productId, sku, quantityMilli, reason })),
    printJobs: envelope.printJobs.map(([role, kind, copy, documentSeq]) => ({ role, kind, copy, documentSeq })),
    hash: hash.toString('hex'),
  };
}
