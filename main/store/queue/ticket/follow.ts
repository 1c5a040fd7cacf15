import { aheadOf } from './order.ts';
import { cancel, coming, type Ticket } from './ticket.ts';
import { contentOf, entryOf, recordTickets, type QueueBook } from '../queue-book.ts';
import type { StoreHandlers } from '../../handlers.ts';
import type { Doer } from '../../staff/act.ts';
import { GuitaiError } from '#contract/error.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { FollowedTicket } from '#contract/queue.ts';
import type { Role } from '#contract/role.ts';

type Input = ProcedureInput<'queue.leave'>;

/** What whoever holds a ticket's token may know and do, on a phone or at the kiosk that gave it. */
export function createFollowing(book: QueueBook): Pick<StoreHandlers, 'queue.follow' | 'queue.coming' | 'queue.leave' | 'queue.giveBack'> {
  const { table } = book;

  const held = (token: string): Ticket => {
    const ticket = table.byToken(token);
    if (!ticket) throw new GuitaiError('ticket_unknown');
    return ticket;
  };
  const leave = (input: Input, doer: Doer, by: Role): Ticket => {
    if (!entryOf(book, ['ticket.cancelled'], input)) {
      const now = book.now();
      const ticket = held(input.token);
      const changes = [cancel(ticket, now.nowMs)];
      const { requestId } = input;
      recordTickets(
        book,
        {
          kind: 'ticket.cancelled',
          requestId,
          content: contentOf(input),
          facts: { ticketId: ticket.ticketId, ticket: ticket.code, by },
          changes,
        },
        doer,
      );
    }
    return held(input.token);
  };

  return {
    'queue.follow': ({ token }) => followed(book, held(token)),
    'queue.coming'(input, act, { role: by }) {
      if (!entryOf(book, ['ticket.coming'], input)) {
        book.now();
        const ticket = held(input.token);
        const { requestId } = input;
        const facts = { ticketId: ticket.ticketId, ticket: ticket.code, by };
        const changes = [coming(ticket)];
        // Said once: whoever says so again and again fills no journal.
        if (!ticket.coming) recordTickets(book, { kind: 'ticket.coming', requestId, content: contentOf(input), facts, changes }, act);
      }
      return followed(book, held(input.token));
    },
    'queue.leave': (input, act, { role: by }) => followed(book, leave(input, act, by)),
    'queue.giveBack'(input, act, { role: by }) {
      leave(input, act, by);
      return {};
    },
  };
}

function followed(book: QueueBook, ticket: Ticket): FollowedTicket {
  const now = book.now();
  const service = now.setup.services.find(({ id }) => id === ticket.serviceId);
  const counter = now.setup.counters.find(({ id }) => id === (ticket.counterId ?? ticket.forCounterId));
  const waits = ticket.state === 'waiting';
  return {
    number: ticket.code,
    service: service?.name ?? '',
    serviceEn: service?.nameEn ?? '',
    state: ticket.state,
    ahead: waits ? aheadOf(ticket, now.tickets) : 0,
    estimate: waits ? book.forecast.ofTicket(now, ticket) : null,
    counter: counter ? { number: counter.number, kind: counter.kind } : null,
    coming: ticket.coming,
    missedRule: now.setup.missedRule,
  };
}
