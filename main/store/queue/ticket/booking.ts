import { randomInt } from 'node:crypto';
import { bookedPlaceMs } from './order.ts';
import { issue, takenAgain, takenOf } from './issue.ts';
import { contentOf, entryOf, type QueueBook } from '../queue-book.ts';
import type { StoreHandlers } from '../../handlers.ts';
import { recordEvent } from '../../record-event.ts';
import { atDevice } from '../../staff/act.ts';
import { GuitaiError } from '#contract/error.ts';
import { maskPhone } from '#contract/member.ts';
import type { QueueBooking } from '#contract/queue.ts';

const CODE_DIGITS = 8;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const MAX_WINDOW_MS = DAY_MS;
const MAX_AHEAD_MS = 366 * DAY_MS;
const MAX_ROWS = 500;
/** The shop's date is found by trying: zones reach so far from UTC. */
const ZONE_MS = 14 * 60 * MINUTE_MS;

type BookingHandlers = Pick<StoreHandlers, 'queue.book' | 'queue.unbook' | 'queue.bookings' | 'queue.checkIn'>;

/** Places in line for a window of time, and the customers who come for them. */
export function createBookings(book: QueueBook): BookingHandlers {
  const { table, rules, clock, localTime } = book;
  const timeOf = (atMs: number): string => localTime(atMs).time.slice(0, 5);
  return {
    'queue.book'(input, act) {
      const known = entryOf(book, ['booking.made'], input);
      if (known) return shown(bookingOf(book, known.seq));
      const { requestId, serviceId, fromMs, toMs, customer, phone = '' } = input;
      rules.service(serviceId);
      checkWindow(fromMs, toMs, clock());
      const facts = { code: freeCode(book), serviceId, fromMs, toMs };
      const { entry } = recordEvent(
        book,
        {
          kind: 'booking.made',
          requestId,
          content: contentOf(input),
          facts,
          inTransaction: ({ seq }) => table.insertBooking({ ...facts, customer, phone, bookingId: seq, state: 'booked', ticketId: null }),
        },
        act,
      );
      return shown(bookingOf(book, entry.seq));
    },
    'queue.unbook'(input, act) {
      if (entryOf(book, ['booking.cancelled'], input)) return {};
      const { requestId, bookingId } = input;
      if (bookingOf(book, bookingId).state !== 'booked') throw new GuitaiError('booking_used');
      recordEvent(
        book,
        {
          kind: 'booking.cancelled',
          requestId,
          content: contentOf(input),
          facts: { bookingId },
          inTransaction: () => table.endBooking(bookingId, 'cancelled', null),
        },
        act,
      );
      return {};
    },
    'queue.bookings'({ date = localTime(clock()).date }) {
      const noonMs = Date.parse(`${date}T12:00:00Z`);
      const near = table.bookings(noonMs - ZONE_MS - DAY_MS / 2, noonMs + ZONE_MS + DAY_MS / 2, MAX_ROWS * 3);
      return {
        bookings: near
          .filter(({ fromMs }) => localTime(fromMs).date === date)
          .slice(0, MAX_ROWS)
          .map(shown),
      };
    },
    'queue.checkIn'(input, act, from) {
      const known = entryOf(book, ['ticket.issued'], input);
      if (known) return takenOf(known);
      const now = book.now();
      const booking = table.bookingByCode(input.code);
      if (!booking || booking.state === 'cancelled') throw new GuitaiError('booking_unknown');
      if (booking.ticketId !== null) {
        const ticket = now.tickets.find(({ ticketId }) => ticketId === booking.ticketId);
        if (!ticket) throw new GuitaiError('booking_used');
        return takenAgain(book, now, ticket);
      }
      const { bookingId, serviceId, fromMs, toMs, customer, phone } = booking;
      const opensMs = fromMs - rules.setup.bookingEarlyMinutes * MINUTE_MS;
      if (now.nowMs < opensMs) throw new GuitaiError('booking_early', { from: timeOf(fromMs), opens: timeOf(opensMs) });
      if (now.nowMs > toMs + rules.setup.bookingLateMinutes * MINUTE_MS) throw new GuitaiError('booking_late', { to: timeOf(toMs) });
      return issue(
        book,
        now,
        {
          service: rules.service(serviceId),
          class: 'appointment',
          via: 'booking',
          placeMs: bookedPlaceMs(fromMs, now.nowMs),
          customer,
          phone,
          requestId: input.requestId,
          content: contentOf(input),
          bookingId,
        },
        atDevice(act, from),
      );
    },
  };
}

function bookingOf({ table }: QueueBook, bookingId: number): QueueBooking {
  const booking = table.booking(bookingId);
  if (!booking) throw new GuitaiError('booking_unknown');
  return booking;
}

function shown(booking: QueueBooking): QueueBooking {
  return { ...booking, phone: maskPhone(booking.phone) };
}

function checkWindow(fromMs: number, toMs: number, nowMs: number): void {
  const isSound = fromMs < toMs && toMs - fromMs <= MAX_WINDOW_MS && toMs > nowMs && fromMs < nowMs + MAX_AHEAD_MS;
  if (!isSound) throw new GuitaiError('booking_window');
}

/** Eight digits no other booking has. */
function freeCode({ table }: QueueBook): string {
  let code: string;
  do
    code = randomInt(10 ** CODE_DIGITS)
      .toString()
      .padStart(CODE_DIGITS, '0');
  while (table.bookingByCode(code));
  return code;
}
