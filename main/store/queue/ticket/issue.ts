import { randomBytes } from 'node:crypto';
import { formatNumber } from './numbering.ts';
import { aheadOf } from './order.ts';
import type { JournaledTicket, Ticket } from './ticket.ts';
import { followUrlOf } from './ticket-paper.ts';
import type { QueueBook } from '../queue-book.ts';
import { countersServing, numberOf, type QueueNow } from '../views.ts';
import { recordEvent } from '../../record-event.ts';
import type { Doer } from '../../staff/act.ts';
import { GuitaiError } from '#contract/error.ts';
import type { RequestId } from '#contract/ids.ts';
import { MAX_OPEN_TICKETS, WaitEstimate, type QueueService, type TakenTicket } from '#contract/queue.ts';
import type { JsonObject } from '#main/ledger/canonical.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';

const TOKEN_BYTES = 16;
const MINUTE_MS = 60_000;

type Told = Pick<Ticket, 'order' | 'memberId' | 'level' | 'customer' | 'phone' | 'note' | 'visitor'>;
const NOTHING_TOLD: Told = { order: '', memberId: null, level: null, customer: '', phone: '', note: '', visitor: '' };

/** What is known of a ticket before it has its number. */
export interface TicketOrder extends Pick<Ticket, 'class' | 'via'>, Partial<Told> {
  readonly service: QueueService;
  readonly placeMs: number;
  readonly requestId: RequestId;
  /** What was asked for. */
  readonly content: JsonObject;
  /** The booking that it uses up. */
  readonly bookingId?: number;
}

/** Gives the next number: saved with everything its paper says, then told, then printed. Throws queue_full, service_exhausted. */
export function issue(book: QueueBook, now: QueueNow, order: TicketOrder, doer: Doer): TakenTicket {
  const { table, rules, shop } = book;
  const { service, requestId, content, bookingId, class: given, via, placeMs, ...told } = order;
  if (now.tickets.length >= MAX_OPEN_TICKETS) throw new GuitaiError('queue_full', { max: MAX_OPEN_TICKETS });
  const number = numberOf(service, table, now.day);
  if (number === undefined) throw new GuitaiError('service_exhausted', { service: service.name });
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const ticket: Omit<Ticket, 'ticketId'> = {
    day: now.day,
    issuedServiceId: service.id,
    number,
    code: formatNumber(service, number),
    serviceId: service.id,
    class: given,
    via,
    placeMs,
    headStartMs: rules.setup.headStartMinutes[given] * MINUTE_MS,
    issuedMs: now.nowMs,
    state: 'waiting',
    counterId: null,
    forCounterId: null,
    calledMs: null,
    recalls: 0,
    startedMs: null,
    endedMs: null,
    operatorId: doer.operator.id,
    coming: false,
    heldReason: '',
    token,
    ...NOTHING_TOLD,
    ...told,
  };
  const { customer: _customer, phone: _phone, note: _note, visitor: _visitor, ...journaled } = ticket;
  const coming = { ...ticket, ticketId: Number.MAX_SAFE_INTEGER };
  const ahead = aheadOf(coming, now.tickets);
  // A ticket on a phone needs no paper.
  const paper = shop.printsTickets === true && via !== 'phone';
  const { entry } = recordEvent(
    book,
    {
      kind: 'ticket.issued',
      requestId,
      content,
      facts: {
        ticket: { ...journaled },
        ...(bookingId === undefined ? {} : { bookingId }),
        service: { name: service.name, nameEn: service.nameEn },
        ahead,
        estimate: book.forecast.ofTicket(now, coming),
        counters: countersServing(now, service.id).map(({ number: counterNumber, kind }) => ({ number: counterNumber, kind })),
        followUrl: followUrlOf(token, shop),
        missedRule: rules.setup.missedRule,
      },
      printJobs: paper ? [{ role: 'ticketPrinter', kind: 'ticket', copy: 0 }] : [],
      inTransaction({ seq }) {
        if (now.lastDay !== now.day) table.forgetCustomers(now.day, now.nowMs);
        table.insert({ ...ticket, ticketId: seq });
        if (bookingId !== undefined) table.endBooking(bookingId, 'checked_in', seq);
      },
    },
    doer,
  );
  book.changed();
  if (paper) book.print();
  return takenOf(entry);
}

/** The ticket that this customer has already, as it stands now. */
export function takenAgain(book: QueueBook, now: QueueNow, ticket: Ticket): TakenTicket {
  const entry = book.ledger.read(ticket.ticketId);
  if (!entry) throw new GuitaiError('ticket_unknown');
  return {
    ...takenOf(entry),
    ahead: aheadOf(ticket, now.tickets),
    estimate: book.forecast.ofTicket(now, ticket),
    followUrl: followUrlOf(ticket.token, book.shop),
    again: true,
  };
}

/** What a `ticket.issued` entry gave: the answer to a request that is repeated. */
export function takenOf({ seq, body, printJobs }: JournalEntry): TakenTicket {
  const { code, serviceId, class: given, token } = body['ticket'] as unknown as JournaledTicket;
  const { followUrl } = body;
  return {
    ticketId: seq,
    number: code,
    serviceId,
    class: given,
    token,
    ahead: Number(body['ahead']),
    estimate: WaitEstimate.nullable().parse(body['estimate']),
    followUrl: typeof followUrl === 'string' ? followUrl : '',
    printed: printJobs.length > 0,
    again: false,
  };
}
