import { z } from 'zod';
import { MemberLevel } from '../member.ts';
import {
  BookingCode,
  CounterId,
  DeskCounter,
  DeskTicket,
  FollowedTicket,
  FollowToken,
  MAX_CUSTOMER_CHARACTERS,
  QueueBooking,
  QueueSetup,
  ServiceId,
  TakenTicket,
  TicketClass,
  TicketId,
} from '../queue.ts';
import { KeypadPress } from '../keypad.ts';
import { Pin, StaffCode } from '../staff.ts';
import { none, reason, requestId, type ProcedureRow } from './row.ts';

const DESK = ['till', 'caller'] as const;
const TAKING = ['kiosk', 'till', 'caller'] as const;

const phone = z.string().regex(/^[0-9]{5,15}$/);
const customer = z.string().trim().max(MAX_CUSTOMER_CHARACTERS);
/** The counter at which somebody does it: at a caller its person is the one who signed in there. */
const atCounter = { requestId, counterId: CounterId };
const oneTicket = z.strictObject({ ...atCounter, ticketId: TicketId });
const called = z.strictObject({
  called: DeskTicket.nullable(),
  /** What was at the counter until then. */ finished: DeskTicket.nullable(),
});
const serviceAndClass = {
  requestId,
  serviceId: ServiceId,
  /** An appointment comes by `queue.checkIn`; `vip` only by staff or a member's level. */
  class: TicketClass.exclude(['appointment']).exactOptional(),
};

/** The queue-calling station: tickets, calls, counters. */
export const queueProcedures = {
  'queue.setup': {
    at: 'store',
    roles: ['till'],
    input: none,
    output: z.strictObject({ revision: z.int().min(0), setup: QueueSetup }),
  },
  /** Changes services, counters and rules, all at once, from the revision that was seen. Nothing is left out: what is not used any more is inactive. */
  'queue.configure': {
    at: 'store',
    roles: ['till'],
    right: 'settings',
    input: z.strictObject({ requestId, revision: z.int().min(0), setup: QueueSetup }),
    output: z.strictObject({ revision: z.int().min(0) }),
  },
  /**
   * Whom a scanned card belongs to, and what that is worth here. Somebody who only typed a phone number is not told whose it is: then `customer` is ''.
   * Null where nobody has it.
   */
  'queue.greet': {
    at: 'store',
    roles: TAKING,
    input: z.strictObject({ text: z.string().min(1).max(64) }),
    output: z.strictObject({
      member: z.strictObject({ customer: z.string().max(MAX_CUSTOMER_CHARACTERS), level: MemberLevel, class: TicketClass }).nullable(),
    }),
  },
  /** Takes a ticket: saved, then answered, then printed. */
  'queue.take': {
    at: 'store',
    roles: TAKING,
    input: z.strictObject({
      ...serviceAndClass,
      /** A member's code, or the whole phone number of one. */
      member: z.string().min(1).max(64).exactOptional(),
      phone: phone.exactOptional(),
      customer: customer.exactOptional(),
      note: z.string().trim().max(100).exactOptional(),
    }),
    output: TakenTicket,
  },
  /** The same from a phone; `visitor` tells one phone from another. */
  'queue.takeByPhone': {
    at: 'store',
    roles: ['phone'],
    input: z.strictObject({ ...serviceAndClass, visitor: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/) }),
    output: TakenTicket,
  },
  /** A ticket for an order that waits to be picked up; the same order has one. */
  'queue.pickup': {
    at: 'store',
    roles: ['till', 'device'],
    input: z.strictObject({ requestId, serviceId: ServiceId, order: z.string().trim().min(1).max(40), customer: customer.exactOptional() }),
    output: TakenTicket,
  },
  /** Prints a ticket again, marked as a copy and journaled. A kiosk only what was taken at it a moment ago. */
  'queue.reprint': {
    at: 'store',
    roles: TAKING,
    input: z.strictObject({ requestId, ticketId: TicketId }),
    output: z.strictObject({ copy: z.int().min(1) }),
  },
  'queue.book': {
    at: 'store',
    roles: DESK,
    input: z.strictObject({
      requestId,
      serviceId: ServiceId,
      fromMs: z.int().min(0),
      toMs: z.int().min(0),
      customer,
      phone: phone.exactOptional(),
    }),
    output: QueueBooking,
  },
  'queue.unbook': { at: 'store', roles: DESK, input: z.strictObject({ requestId, bookingId: z.int().min(1) }), output: none },
  /** Bookings whose window begins on this date (today when left out), in the order of their windows. */
  'queue.bookings': {
    at: 'store',
    roles: DESK,
    input: z.strictObject({ date: z.iso.date().exactOptional() }),
    output: z.strictObject({ bookings: z.array(QueueBooking).max(500) }),
  },
  /** The customer of a booking is here: a ticket of class `appointment`. */
  'queue.checkIn': { at: 'store', roles: TAKING, input: z.strictObject({ requestId, code: BookingCode }), output: TakenTicket },

  /** Calls whoever is next for this counter, and finishes what is there. Nobody waits: `called` is null. */
  'queue.next': { at: 'store', roles: DESK, input: z.strictObject(atCounter), output: called },
  /** Calls a particular ticket that waits, is held or missed its turn. */
  'queue.pick': { at: 'store', roles: DESK, input: z.strictObject({ ...atCounter, ticketId: TicketId, reason }), output: called },
  'queue.recall': { at: 'store', roles: DESK, input: oneTicket, output: DeskTicket },
  /** The customer is here. */
  'queue.start': { at: 'store', roles: DESK, input: oneTicket, output: DeskTicket },
  'queue.finish': { at: 'store', roles: DESK, input: oneTicket, output: DeskTicket },
  /** Called and not there. */
  'queue.miss': { at: 'store', roles: DESK, input: oneTicket, output: DeskTicket },
  /** Sets a ticket aside; it keeps its place. */
  'queue.hold': {
    at: 'store',
    roles: DESK,
    input: z.strictObject({ ...atCounter, ticketId: TicketId, reason: reason.exactOptional() }),
    output: DeskTicket,
  },
  /** A held or missed ticket goes on: served here at once, or back in line at its old place. */
  'queue.resume': {
    at: 'store',
    roles: DESK,
    input: z.strictObject({ ...atCounter, ticketId: TicketId, to: z.enum(['counter', 'line']) }),
    output: DeskTicket,
  },
  /** Sends a ticket to another service or to one counter; it waits there at its old place. */
  'queue.transfer': {
    at: 'store',
    roles: DESK,
    input: z.strictObject({
      ...atCounter,
      ticketId: TicketId,
      to: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('service'), serviceId: ServiceId }),
        z.strictObject({ kind: z.literal('counter'), counterId: CounterId }),
      ]),
      note: z.string().trim().max(100).exactOptional(),
    }),
    output: DeskTicket,
  },
  /** The customer left. */
  'queue.cancel': {
    at: 'store',
    roles: DESK,
    input: z.strictObject({ ...atCounter, ticketId: TicketId, reason: reason.exactOptional() }),
    output: DeskTicket,
  },
  /** Takes a ticket back at the kiosk that gave it, by the token it was told. */
  'queue.giveBack': { at: 'store', roles: ['kiosk'], input: z.strictObject({ requestId, token: FollowToken }), output: none },

  /** A key of a counter's call keypad: acts as whoever opened the counter. */
  'queue.press': {
    at: 'store',
    roles: ['device'],
    input: z.strictObject({ ...atCounter, press: KeypadPress }),
    output: none,
  },

  /** A sale is on disk at a till with a station of its own that shares this queue, at the counter beside it: as a sale here, once for each requestId. */
  'queue.saleDone': { at: 'store', roles: ['caller'], input: z.strictObject({ requestId }), output: none },

  /**
   * Begins to work at a counter, which then belongs to this device. At a till it is the person signed in there; at a caller of a shop with operators,
   * number and PIN. One that is open at another device is only taken over where that is meant.
   */
  'counter.open': {
    at: 'store',
    roles: DESK,
    input: z.strictObject({
      ...atCounter,
      code: StaffCode.exactOptional(),
      pin: Pin.exactOptional(),
      takeOver: z.literal(true).exactOptional(),
    }),
    output: DeskCounter,
  },
  /** Calls nobody until it is resumed. */
  'counter.pause': { at: 'store', roles: DESK, input: z.strictObject({ ...atCounter, reason }), output: DeskCounter },
  'counter.resume': { at: 'store', roles: DESK, input: z.strictObject(atCounter), output: DeskCounter },
  'counter.close': { at: 'store', roles: DESK, input: z.strictObject(atCounter), output: DeskCounter },

  /** The phone page of a ticket: whoever holds the token. */
  'queue.follow': { at: 'store', roles: ['phone'], input: z.strictObject({ token: FollowToken }), output: FollowedTicket },
  'queue.coming': { at: 'store', roles: ['phone'], input: z.strictObject({ requestId, token: FollowToken }), output: FollowedTicket },
  'queue.leave': { at: 'store', roles: ['phone'], input: z.strictObject({ requestId, token: FollowToken }), output: FollowedTicket },
} as const satisfies Record<string, ProcedureRow>;
