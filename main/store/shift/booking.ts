import type { Book } from '../record-event.ts';
import { GuitaiError } from '#contract/error.ts';
import { contentHash, type JsonObject } from '#main/ledger/canonical.ts';
import type { EntryKind, JournalEntry, Posting } from '#main/ledger/entry.ts';

/** Moves an amount from one account to another; none where nothing moves. */
export function transfer(from: string, to: string, amountMinor: number): readonly Posting[] {
  if (amountMinor === 0) return [];
  return [
    { account: to, amountMinor },
    { account: from, amountMinor: -amountMinor },
  ];
}

/** The entry a request made before. Throws request_conflict when it is of another kind, or where it is said, of other content. */
export function storedEntry(
  { ledger }: Pick<Book, 'ledger'>,
  kind: EntryKind,
  requestId: string,
  content?: JsonObject,
): JournalEntry | undefined {
  const entry = ledger.findByRequest(requestId);
  if (entry && (entry.kind !== kind || (content && entry.requestHash !== contentHash(content)))) throw new GuitaiError('request_conflict');
  return entry;
}
