import { personAt, personCalling, placeOf, type AtCounter } from './place.ts';
import { contentOf, entryOf, recordTickets, type QueueBook } from '../queue-book.ts';
import { nextFor } from '../ticket/order.ts';
import * as rule from '../ticket/ticket.ts';
import type { Place, Ticket, TicketChange } from '../ticket/ticket.ts';
import { currentAt, deskTicket, type QueueNow } from '../views.ts';
import type { StoreHandlers } from '../../handlers.ts';
import { atDevice, OWNER_ACT, type Act, type Doer } from '../../staff/act.ts';
import { GuitaiError } from '#contract/error.ts';
import { newRequestId, type RequestId } from '#contract/ids.ts';
import type { ProcedureInput, ProcedureOutput } from '#contract/procedures.ts';
import type { DeskTicket, QueueCounter } from '#contract/queue.ts';
import type { Caller } from '#contract/role.ts';
import type { JsonObject } from '#main/ledger/canonical.ts';
import type { EntryKind, JournalEntry } from '#main/ledger/entry.ts';

type DeskHandlers = Pick<
  StoreHandlers,
  | 'queue.next'
  | 'queue.pick'
  | 'queue.recall'
  | 'queue.start'
  | 'queue.finish'
  | 'queue.miss'
  | 'queue.hold'
  | 'queue.resume'
  | 'queue.transfer'
  | 'queue.cancel'
  | 'queue.saleDone'
>;
type Called = ProcedureOutput<'queue.next'>;
type OneTicket = JsonObject & Pick<ProcedureInput<'queue.start'>, 'requestId' | 'counterId' | 'ticketId'>;

/** Calling and serving at the counters. */
export interface Desk {
  readonly handlers: DeskHandlers;
  /** A sale was completed at the till of a counter: finishes its ticket, and calls the next where the shop wants it. */
  saleCompleted(doer: AtCounter['doer'], till: Caller): void;
}

export function createDesk(book: QueueBook): Desk {
  const one = (
    kind: EntryKind,
    input: OneTicket,
    act: Act,
    from: Caller,
    change: (ticket: Ticket, place: Place) => TicketChange,
  ): DeskTicket => actOnTicket(book, kind, input, act, from, change);

  return {
    handlers: {
      'queue.next'(input, act, from) {
        const known = entryOf(book, ['ticket.called', 'ticket.served'], input);
        if (known) return calledBefore(book, known);
        const at = personCalling(book, input.counterId, act, from);
        const now = book.now();
        return bring(book, now, at, nextFor(at.counter, now.tickets), input);
      },
      'queue.pick'(input, act, from) {
        const known = entryOf(book, ['ticket.called'], input);
        if (known) return calledBefore(book, known);
        const at = personCalling(book, input.counterId, act, from);
        const now = book.now();
        return bring(book, now, at, todays(now, ticketOf(book, input.ticketId)), input);
      },
      'queue.recall': (input, act, from) => recallTicket(book, input, act, from),
      'queue.start': (input, act, from) => one('ticket.started', input, act, from, rule.start),
      'queue.finish': (input, act, from) => one('ticket.served', input, act, from, rule.finish),
      'queue.miss': (input, act, from) => one('ticket.missed', input, act, from, rule.miss),
      'queue.hold': (input, act, from) =>
        one('ticket.held', input, act, from, (ticket, { counterId }) => rule.hold(ticket, counterId, input.reason ?? '')),
      'queue.resume': (input, act, from) =>
        one('ticket.resumed', input, act, from, (ticket, place) => {
          if (input.to === 'line') return rule.resumeInLine(ticket);
          const { counter } = personCalling(book, place.counterId, act, from);
          const current = currentAt(book.now(), place.counterId);
          if (current) throw new GuitaiError('counter_busy', { ...placeOf(counter), number: current.code });
          return rule.resumeAtCounter(ticket, place);
        }),
      'queue.transfer': (input, act, from) =>
        one('ticket.transferred', input, act, from, (ticket, { counterId }) =>
          rule.transfer(ticket, counterId, destination(book, input.to), input.note),
        ),
      'queue.cancel': (input, act, from) =>
        one('ticket.cancelled', input, act, from, (ticket, { nowMs, counterId }) => rule.cancel(ticket, nowMs, counterId)),
      'queue.saleDone'({ requestId }, _act, from) {
        afterSale(book, undefined, from, requestId);
        return {};
      },
    },
    saleCompleted: (doer, till) => afterSale(book, doer, till, newRequestId(book.clock())),
  };
}

/** Finishes the ticket at the counter beside a till, and calls the next where the shop wants it. Without a doer it is whoever opened the counter. */
function afterSale(book: QueueBook, doer: Doer | undefined, till: Caller, requestId: RequestId): void {
  const { saleFinishesTicket, saleCallsNext, counters } = book.rules.setup;
  const counter = counters.find((each) => each.active && isAtTill(each, book.shop.terminal, till));
  if (
    !saleFinishesTicket ||
    !counter ||
    entryOf(book, ['ticket.called', 'ticket.served'], { requestId, counterId: counter.id, bySale: true })
  )
    return;
  const now = book.now();
  if (!currentAt(now, counter.id)) return;
  const row = book.table.counter(counter.id);
  const next = saleCallsNext && row?.state === 'open' ? nextFor(counter, now.tickets) : undefined;
  const by = doer ?? (row ? { operator: row.operator } : OWNER_ACT);
  bring(book, now, { counter, row, doer: atDevice(by, till) }, next, { requestId, counterId: counter.id, bySale: true });
}

/** The counter beside a till: by its number for the station's own, by the device for a paired one. */
function isAtTill(counter: QueueCounter, terminal: string, { deviceId }: Caller): boolean {
  return deviceId === undefined ? counter.terminal === terminal : counter.deviceId === deviceId;
}

/** Finishes what is at a counter and calls a ticket to it, in one entry; without a ticket it only finishes. */
function bring(
  book: QueueBook,
  now: QueueNow,
  { counter, doer }: AtCounter,
  ticket: Ticket | undefined,
  input: JsonObject & { readonly requestId: string },
): Called {
  const { table } = book;
  const place = { counterId: counter.id, operatorId: doer.operator.id, nowMs: now.nowMs };
  const current = currentAt(now, counter.id);
  if (!ticket && !current) return { called: null, finished: null };
  const changes = [...(current ? [rule.finish(current, place)] : []), ...(ticket ? [rule.call(ticket, place)] : [])];
  const { requestId, ...content } = input;
  const entry = recordTickets(
    book,
    {
      kind: ticket ? 'ticket.called' : 'ticket.served',
      requestId,
      content,
      facts: {
        counterId: counter.id,
        ticketId: ticket?.ticketId ?? null,
        ticket: (ticket ?? current)?.code ?? '',
        finishedId: current?.ticketId ?? null,
        ...('reason' in content ? { reason: content['reason'] } : {}),
      },
      changes,
      inTransaction({ seq }) {
        if (!ticket) return;
        table.addCall({ callId: seq, ticketId: ticket.ticketId, counterId: counter.id, calledAtMs: now.nowMs, recall: 0 });
      },
    },
    doer,
  );
  return calledBefore(book, entry);
}

/** What an entry called and finished; also for a request that is repeated. */
function calledBefore(book: QueueBook, { body }: JournalEntry): Called {
  const { ticketId, finishedId } = body;
  return {
    called: typeof ticketId === 'number' ? deskTicket(ticketOf(book, ticketId)) : null,
    finished: typeof finishedId === 'number' ? deskTicket(ticketOf(book, finishedId)) : null,
  };
}

function recallTicket(book: QueueBook, input: ProcedureInput<'queue.recall'>, act: Act, from: Caller): DeskTicket {
  const { counterId, ticketId } = input;
  const callAgain = (seq: number): void => {
    const { recalls: recall } = ticketOf(book, ticketId);
    book.table.addCall({ callId: seq, ticketId, counterId, calledAtMs: book.clock(), recall });
  };
  return actOnTicket(
    book,
    'ticket.recalled',
    input,
    act,
    from,
    (ticket) => rule.recall(ticket, counterId, book.rules.setup.recallLimit),
    callAgain,
  );
}

/** One act on one ticket, once per request. */
function actOnTicket(
  book: QueueBook,
  kind: EntryKind,
  input: OneTicket,
  act: Act,
  from: Caller,
  change: (ticket: Ticket, place: Place) => TicketChange,
  alongside: (seq: number) => void = () => {},
): DeskTicket {
  const { requestId, counterId, ticketId } = input;
  if (entryOf(book, [kind], input)) return deskTicket(ticketOf(book, ticketId));
  const { doer } = personAt(book, counterId, act, from);
  const now = book.now();
  const { nowMs } = now;
  const ticket = todays(now, ticketOf(book, ticketId));
  const content = contentOf(input);
  // What is said of the customer stays out of the journal.
  const { counterId: _counter, ticketId: _ticket, note: _note, ...more } = content;
  const changes = [change(ticket, { counterId, operatorId: doer.operator.id, nowMs })];
  const facts = { counterId, ticketId, ticket: ticket.code, ...more };
  recordTickets(book, { kind, requestId, content, facts, changes, inTransaction: ({ seq }) => alongside(seq) }, doer);
  return deskTicket(ticketOf(book, ticketId));
}

function destination(book: QueueBook, to: ProcedureInput<'queue.transfer'>['to']): Parameters<typeof rule.transfer>[2] {
  if (to.kind === 'service') return { serviceId: book.rules.service(to.serviceId).id };
  const counter = book.rules.counter(to.counterId);
  const row = book.table.counter(counter.id);
  if (!row || row.state === 'closed') throw new GuitaiError('counter_closed', placeOf(counter));
  return { forCounterId: counter.id };
}

/** A ticket that missed its turn may come back the same day only. */
function todays(now: QueueNow, ticket: Ticket): Ticket {
  if (ticket.state === 'missed' && ticket.day !== now.day) throw new GuitaiError('ticket_over', { number: ticket.code });
  return ticket;
}

function ticketOf({ table }: QueueBook, ticketId: number): Ticket {
  const ticket = table.ticket(ticketId);
  if (!ticket) throw new GuitaiError('ticket_unknown');
  return ticket;
}
