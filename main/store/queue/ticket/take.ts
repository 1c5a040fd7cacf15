import { addressOf, classFor, customerOf } from './customer.ts';
import { issue, takenAgain, takenOf, type TicketOrder } from './issue.ts';
import type { Ticket } from './ticket.ts';
import { contentOf, entryOf, type QueueBook } from '../queue-book.ts';
import { closedNow, type QueueNow } from '../views.ts';
import type { StoreHandlers } from '../../handlers.ts';
import { orderCopy } from '../../receipt/copy.ts';
import { atDevice, type Act, type Doer } from '../../staff/act.ts';
import { GuitaiError, type ErrorCode } from '#contract/error.ts';
import { MemberPhone, type Member } from '#contract/member.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { QueueService, ServiceClosed, TakenTicket } from '#contract/queue.ts';
import type { Caller } from '#contract/role.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';

const MINUTE_MS = 60_000;
/** So long whoever took a ticket at a kiosk may stand there without its paper. */
const KIOSK_COPY_MS = 10 * MINUTE_MS;

type TakingHandlers = Pick<StoreHandlers, 'queue.greet' | 'queue.take' | 'queue.takeByPhone' | 'queue.pickup' | 'queue.reprint'>;

/** Tickets come into being: at the kiosk, by staff, by phone, for a pick-up order. */
export function createTaking(book: QueueBook): TakingHandlers {
  const { table, rules, members } = book;
  return {
    'queue.greet'({ text }) {
      const member = members.find(text);
      if (!member) return { member: null };
      const typed = MemberPhone.safeParse(text.trim()).success;
      const { level } = member;
      return { member: { customer: typed ? '' : addressOf(member), level, class: classFor(member, 'normal', rules.setup) } };
    },
    'queue.take': (input, act, from) => take(book, input, act, from),
    'queue.takeByPhone'(input, act) {
      const known = entryOf(book, ['ticket.issued'], input);
      if (known) return takenOf(known);
      const { serviceId, class: wanted = 'normal', requestId, visitor } = input;
      const service = rules.service(serviceId);
      checkOwnChoice(wanted, service);
      const now = book.now();
      const order: TicketOrder = {
        service,
        class: wanted,
        via: 'phone',
        placeMs: now.nowMs,
        visitor,
        requestId,
        content: contentOf(input),
      };
      return takeOnce(book, now, (ticket) => ticket.visitor === visitor, order, act);
    },
    'queue.pickup': (input, act) => issueForPickup(book, input, act),
    'queue.reprint'(input, act, from) {
      const ticket = table.ticket(input.ticketId);
      const entry = ticket && book.ledger.read(ticket.ticketId);
      if (!entry) throw new GuitaiError('ticket_unknown');
      if (from.role === 'kiosk' && !(isTakenAt(entry, ticket, from) && book.clock() - ticket.issuedMs < KIOSK_COPY_MS))
        throw new GuitaiError('ticket_other_kiosk', { number: ticket.code });
      const { copy } = orderCopy(book, entry, input.requestId, atDevice(act, from));
      book.print();
      return { copy };
    },
  };
}

/** Whether its customer took it at this kiosk. */
function isTakenAt({ body }: JournalEntry, { via }: Ticket, kiosk: Caller): boolean {
  return (via === 'kiosk' || via === 'booking') && body['deviceId'] === kiosk.deviceId;
}

/** A ticket at the kiosk or by staff; the same phone or member gets the one it has just taken again. */
function take(book: QueueBook, input: ProcedureInput<'queue.take'>, act: Act, from: Caller): TakenTicket {
  const known = entryOf(book, ['ticket.issued'], input);
  if (known) return takenOf(known);
  const { rules } = book;
  const { serviceId, class: wanted = 'normal', requestId, phone = '', customer = '', note = '' } = input;
  const service = rules.service(serviceId);
  if (from.role === 'kiosk') checkOwnChoice(wanted, service);
  const member = memberOf(book, input);
  const now = book.now();
  const sinceMs = now.nowMs - rules.setup.sameTicketMinutes * MINUTE_MS;
  const isSame = (ticket: Ticket): boolean =>
    ticket.issuedMs > sinceMs && ((phone !== '' && ticket.phone === phone) || (member !== undefined && ticket.memberId === member.id));
  const order: TicketOrder = {
    service,
    class: classFor(member, wanted, rules.setup),
    via: from.role === 'kiosk' ? 'kiosk' : 'staff',
    placeMs: now.nowMs,
    customer,
    phone,
    note,
    ...(member ? customerOf(member) : {}),
    requestId,
    content: contentOf(input),
  };
  return takeOnce(book, now, isSame, order, atDevice(act, from));
}

/** Throws member_unknown for a code nobody has; a phone number may be anybody's. */
function memberOf({ members }: QueueBook, { member: code, phone }: ProcedureInput<'queue.take'>): Member | undefined {
  const member = members.find(code ?? phone ?? '');
  if (code !== undefined && !member) throw new GuitaiError('member_unknown');
  return member;
}

/** A ticket for an order that waits to be picked up, once for each order and day. Nobody asks whether the service is open: the goods are here. */
function issueForPickup(book: QueueBook, input: ProcedureInput<'queue.pickup'>, doer: Doer): TakenTicket {
  const known = entryOf(book, ['ticket.issued'], input);
  if (known) return takenOf(known);
  const { requestId, serviceId, order, customer = '' } = input;
  const service = book.rules.service(serviceId);
  const now = book.now();
  const same = book.table.byOrder(order, now.day);
  if (same) return takenAgain(book, now, same);
  const content = contentOf(input);
  return issue(book, now, { service, class: 'normal', via: 'pickup', placeMs: now.nowMs, order, customer, requestId, content }, doer);
}

/** A ticket for somebody who has none for this service yet. Throws why the service gives none. */
function takeOnce(book: QueueBook, now: QueueNow, isSame: (ticket: Ticket) => boolean, order: TicketOrder, doer: Doer): TakenTicket {
  const { service } = order;
  const same = now.tickets.find((ticket) => ticket.issuedServiceId === service.id && isSame(ticket));
  if (same) return takenAgain(book, now, same);
  const closed = closedNow(now, service, book.table, book.localTime);
  if (closed) throw closedError(book, service, closed);
  return issue(book, now, order, doer);
}

/** A customer may say "assisted" where the service offers it; a level comes from the shop. */
function checkOwnChoice(wanted: Ticket['class'], { offersAssisted }: QueueService): void {
  if (wanted === 'vip' || (wanted === 'assisted' && !offersAssisted)) throw new GuitaiError('forbidden');
}

const CLOSED_CODES = {
  hours: 'service_closed',
  paused: 'service_paused',
  limit: 'service_limit',
  exhausted: 'service_exhausted',
} as const satisfies Record<ServiceClosed['why'], ErrorCode>;

function closedError({ localTime }: QueueBook, { name, dailyLimit }: QueueService, { why, opensAtMs }: ServiceClosed): GuitaiError {
  const opens = opensAtMs === null ? undefined : localTime(opensAtMs);
  const at = opens ? `${opens.date.slice(5)} ${opens.time.slice(0, 5)}` : '';
  return new GuitaiError(CLOSED_CODES[why], { service: name, opens: at, max: dailyLimit });
}
