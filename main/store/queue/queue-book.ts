import type { QueueTable } from './queue-sql.ts';
import type { QueueRules } from './setup.ts';
import type { Forecast } from './forecast.ts';
import type { TicketChange } from './ticket/ticket.ts';
import { endedVisit, type Visit } from './visit.ts';
import type { VisitTable } from './visit-sql.ts';
import type { QueueNow } from './views.ts';
import type { Members } from '../member/members.ts';
import type { LocalTime } from '../local-time.ts';
import { recordEvent, type Book, type ShopEvent } from '../record-event.ts';
import type { Doer } from '../staff/act.ts';
import { GuitaiError } from '#contract/error.ts';
import type { StaffMember } from '#contract/staff.ts';
import { contentHash, type JsonObject } from '#main/ledger/canonical.ts';
import type { EntryKind, JournalEntry } from '#main/ledger/entry.ts';

/** The people of the shop as the queue asks for them. */
export interface QueuePeople {
  /** The shop has operators: acts at a counter are a person's. */
  hasOperators(): boolean;
  /** The person with this number and PIN. Throws pin_wrong, pin_locked. */
  check(code: string, pin: string): Promise<StaffMember>;
  isActive(staffId: number): boolean;
}

/** What every part of the queue works with. */
export interface QueueBook extends Book {
  readonly table: QueueTable;
  readonly visits: VisitTable;
  readonly forecast: Forecast;
  readonly rules: QueueRules;
  readonly people: QueuePeople;
  readonly members: Pick<Members, 'find'>;
  readonly localTime: (instantMs: number) => LocalTime;
  /** The queue as it stands, once tickets of a past day were set aside. */
  now(): QueueNow;
  /** Something changed and is on disk. */
  changed(): void;
  /** A print job waits. */
  print(): void;
}

/** What was asked, without the number of the request. */
export function contentOf({ requestId: _requestId, ...content }: JsonObject & { readonly requestId: string }): JsonObject {
  return content;
}

/** The entry a request made before; undefined for a new one. Throws request_conflict when it made something else. */
export function entryOf(
  { ledger }: Pick<Book, 'ledger'>,
  kinds: readonly EntryKind[],
  input: JsonObject & { readonly requestId: string },
): JournalEntry | undefined {
  const entry = ledger.findByRequest(input.requestId);
  if (entry && (!kinds.includes(entry.kind) || entry.requestHash !== contentHash(contentOf(input))))
    throw new GuitaiError('request_conflict');
  return entry;
}

/** An act on tickets: the journal names their changes, and the table takes them in the same transaction. */
export interface TicketAct extends Pick<ShopEvent, 'kind' | 'requestId' | 'content' | 'inTransaction'> {
  readonly facts: JsonObject;
  readonly changes: readonly TicketChange[];
}

/** Journals an act on tickets and who did it, then tells everybody. */
export function recordTickets(book: QueueBook, act: TicketAct, doer: Doer): JournalEntry {
  const { facts, changes, inTransaction, ...event } = act;
  const nowMs = book.clock();
  let ended: readonly Visit[] = [];
  const { entry } = recordEvent(
    book,
    {
      ...event,
      facts: { ...facts, changes: changes.map(({ note: _note, ...change }) => change) },
      inTransaction(given) {
        ended = book.table.apply(changes).flatMap(([before, after]) => endedVisit(before, after, nowMs) ?? []);
        for (const visit of ended) book.visits.insert(visit);
        inTransaction?.(given);
      },
    },
    doer,
  );
  for (const visit of ended) book.forecast.learn(visit);
  book.changed();
  return entry;
}
