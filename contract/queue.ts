import { z } from 'zod';
import { BoardSettings } from './board.ts';
import { PrintState } from './sale.ts';
import { DeviceProblem } from './device.ts';
import { MemberLevel } from './member.ts';
import { Here, PairedDeviceId } from './pairing.ts';
import { Operator } from './staff.ts';

export const MAX_SERVICES = 26;
export const MAX_COUNTERS = 50;
/** Tickets that wait at once, over all services; more are refused. */
export const MAX_OPEN_TICKETS = 2_000;
/** Rows of a desk's list; `waiting` of a service counts all. */
export const MAX_DESK_TICKETS = 300;
export const MAX_RECENT_CALLS = 20;
export const MAX_NEXT_NUMBERS = 4;
export const MAX_MISSED = 20;
/** Of what a customer is called by. */
export const MAX_CUSTOMER_CHARACTERS = 40;

/** Who is called sooner: each class has a head start, see `headStartMinutes`. An appointment counts from its booked time. */
export const TicketClass = z.enum(['normal', 'assisted', 'vip', 'appointment']);
export type TicketClass = z.infer<typeof TicketClass>;

/**
 * waiting → called → serving → served; held: set aside, keeps its place; missed: called and not there (no-show), may come back the same day;
 * cancelled: left; expired: the day ended before its turn.
 */
export const TicketState = z.enum(['waiting', 'called', 'serving', 'held', 'served', 'missed', 'cancelled', 'expired']);
export type TicketState = z.infer<typeof TicketState>;

/** How a ticket came: at the kiosk, by staff, by phone, from a booking, for a pick-up order. */
export const TicketVia = z.enum(['kiosk', 'staff', 'phone', 'booking', 'pickup']);
export type TicketVia = z.infer<typeof TicketVia>;

/** The number a person sees and hears: prefix and padded number, A032. */
export const TicketNumber = z.string().regex(/^[A-Z]{1,2}[0-9]{2,5}$/);

/** Position in the journal of the entry that issued it. */
export const TicketId = z.int().min(1);
export const ServiceId = z.int().min(1).max(999);
export const CounterId = z.int().min(1).max(999);
/** Names a ticket to whoever holds it: 128 random bits. */
export const FollowToken = z.string().regex(/^[A-Za-z0-9_-]{22}$/);
/** The number a booking is checked in with. */
export const BookingCode = z.string().regex(/^[0-9]{8}$/);

const ClockTime = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/);

/** On these days (1 = Monday … 7 = Sunday) from one time to another; past midnight where `to` is not after `from`. */
export const OpeningHours = z.strictObject({ days: z.array(z.int().min(1).max(7)).min(1).max(7), from: ClockTime, to: ClockTime });
export type OpeningHours = z.infer<typeof OpeningHours>;

/** What people queue for. Services are never deleted, they become inactive: their tickets stay readable. */
export const QueueService = z.strictObject({
  id: ServiceId,
  prefix: z.string().regex(/^[A-Z]{1,2}$/),
  name: z.string().trim().min(1).max(40),
  nameEn: z.string().trim().max(60),
  /** A line below the name: what it is for, what to bring. */
  note: z.string().trim().max(60),
  noteEn: z.string().trim().max(80),
  firstNumber: z.int().min(0).max(99_999),
  lastNumber: z.int().min(1).max(99_999),
  /** Numbers begin again with the business day; else they run on and begin again after the last one. */
  resetsDaily: z.boolean(),
  /** None = always. */
  hours: z.array(OpeningHours).max(14),
  /** Tickets a day, 0 = no limit. */
  dailyLimit: z.int().min(0).max(99_999),
  /** One ticket takes about this long, until there is a history to tell. */
  defaultMinutes: z.int().min(1).max(240),
  /** Nobody should wait longer; the supervisor is told. */
  targetMinutes: z.int().min(1).max(240),
  /** The kiosk offers the class of elderly, pregnant and disabled customers. */
  offersAssisted: z.boolean(),
  /** Shown, but no tickets are given for now. */
  paused: z.boolean(),
  active: z.boolean(),
});
export type QueueService = z.infer<typeof QueueService>;

/** What a counter is called: 2 号柜台, 3 号试衣间. */
export const CounterKind = z.enum(['counter', 'window', 'room', 'fitting_room', 'service_desk']);
export type CounterKind = z.infer<typeof CounterKind>;

/** Where customers are called to. */
export const QueueCounter = z.strictObject({
  id: CounterId,
  number: z.int().min(1).max(999),
  kind: CounterKind,
  /** Boards and speakers may show one area only; '' = everywhere. */
  area: z.string().trim().max(20),
  serviceIds: z.array(ServiceId).max(MAX_SERVICES),
  /** The till this counter is at, '' = none: its Alt N and completed sales belong to it. */
  terminal: z.string().regex(/^([0-9]{2})?$/),
  /** The same where that till is a paired one; then `terminal` is ''. */
  deviceId: PairedDeviceId.exactOptional(),
  active: z.boolean(),
});
export type QueueCounter = z.infer<typeof QueueCounter>;

const minutes = z.int().min(0).max(120);

/** Services, counters and the rules of the queue, as one value with one revision. */
export const QueueSetup = z.strictObject({
  services: z.array(QueueService).max(MAX_SERVICES),
  counters: z.array(QueueCounter).max(MAX_COUNTERS),
  /** A ticket is passed only by those who came (or were booked) at most so much later. */
  headStartMinutes: z.strictObject({ normal: minutes, assisted: minutes, vip: minutes, appointment: minutes }),
  /** Members of these levels are of class `vip`; members with one of these tags are `assisted`. */
  vipLevels: z.array(MemberLevel).max(4),
  assistedTags: z.array(z.string().trim().min(1).max(20)).max(10),
  /** So often a ticket is called again, then it has missed its turn. */
  recallLimit: z.int().min(0).max(10),
  /** The same phone or member gets its open ticket again within this time. */
  sameTicketMinutes: z.int().min(0).max(60),
  /** A booking is checked in from so long before its window to so long after it. */
  bookingEarlyMinutes: minutes,
  bookingLateMinutes: minutes,
  /** A completed sale finishes the ticket at the counter of its till, and calls the next. */
  saleFinishesTicket: z.boolean(),
  saleCallsNext: z.boolean(),
  /** Printed on the ticket: what to do when one missed its number. */
  missedRule: z.string().trim().max(60),
  /** Voice and messages of the boards; left out, as DEFAULT_BOARD. */
  board: BoardSettings.exactOptional(),
});
export type QueueSetup = z.infer<typeof QueueSetup>;

/** About how long: between the two. */
export const WaitEstimate = z.strictObject({ lowMs: z.int().min(0), highMs: z.int().min(0) });
export type WaitEstimate = z.infer<typeof WaitEstimate>;

/** Why no ticket is given: outside its hours, stopped by staff, the day's limit or the numbers are used up. */
export const ServiceClosed = z.strictObject({
  why: z.enum(['hours', 'paused', 'limit', 'exhausted']),
  /** The next time it opens by its hours, in UTC milliseconds. */
  opensAtMs: z.int().nullable(),
});
export type ServiceClosed = z.infer<typeof ServiceClosed>;

const PublicService = QueueService.pick({
  id: true,
  prefix: true,
  name: true,
  nameEn: true,
  note: true,
  noteEn: true,
  offersAssisted: true,
  targetMinutes: true,
}).extend({
  waiting: z.int().min(0),
  /** The next numbers in their order. */
  next: z.array(TicketNumber).max(MAX_NEXT_NUMBERS),
  /** For somebody who takes a ticket now; null while no counter serves it. */
  estimate: WaitEstimate.nullable(),
  /** Open counters that serve it. */
  counterIds: z.array(CounterId).max(MAX_COUNTERS),
  closed: ServiceClosed.nullable(),
});

const PublicCounter = QueueCounter.pick({ id: true, number: true, kind: true, area: true }).extend({
  state: z.enum(['closed', 'open', 'paused']),
  pauseReason: z.string().max(100),
  /** The number that is called or served here. */
  serving: TicketNumber.nullable(),
});

/** One call: a board shows and speaks each callId once; they rise. */
export const QueueCall = z.strictObject({
  callId: z.int().min(1),
  ticketId: TicketId,
  number: TicketNumber,
  serviceId: ServiceId,
  counterId: CounterId,
  calledAtMs: z.int(),
  /** 0 = the first call. */
  recall: z.int().min(0),
  state: TicketState,
});
export type QueueCall = z.infer<typeof QueueCall>;

/** Topic `queue`: what everybody in the room may know. Numbers, no names. */
export const QueueView = z.strictObject({
  /** The day the numbers belong to. */
  day: z.iso.date(),
  services: z.array(PublicService).max(MAX_SERVICES),
  counters: z.array(PublicCounter).max(MAX_COUNTERS),
  /** Newest first. */
  calls: z.array(QueueCall).max(MAX_RECENT_CALLS),
  /** Called and not there, newest first. */
  missed: z.array(TicketNumber).max(MAX_MISSED),
  recallLimit: z.int().min(0),
  missedRule: z.string().max(60),
  board: BoardSettings.exactOptional(),
});
export type QueueView = z.infer<typeof QueueView>;

/** A ticket as the people behind the counter see it. */
export const DeskTicket = z.strictObject({
  ticketId: TicketId,
  number: TicketNumber,
  /** What it waits for now; after a transfer not the service of its number. */
  serviceId: ServiceId,
  class: TicketClass,
  via: TicketVia,
  state: TicketState,
  /** "林女士", '' when nobody told. */
  customer: z.string().max(MAX_CUSTOMER_CHARACTERS),
  level: MemberLevel.nullable(),
  /** 138****5678 */
  phone: z.string().max(20),
  note: z.string().max(100),
  /** Where it stands in line: when it was taken, or its booked time. */
  placeMs: z.int(),
  issuedAtMs: z.int(),
  calledAtMs: z.int().nullable(),
  startedAtMs: z.int().nullable(),
  endedAtMs: z.int().nullable(),
  /** Where it is called or served, or the one counter it waits for. */
  counterId: CounterId.nullable(),
  recalls: z.int().min(0),
  /** Said so on the phone page. */
  coming: z.boolean(),
  heldReason: z.string().max(100),
});
export type DeskTicket = z.infer<typeof DeskTicket>;

export const DeskCounter = PublicCounter.omit({ serving: true }).extend({
  serviceIds: QueueCounter.shape.serviceIds,
  terminal: QueueCounter.shape.terminal,
  deviceId: QueueCounter.shape.deviceId,
  /** Where it was opened: a paired device, '' for the station's own machine; null while it is closed. */
  openedAt: Here.shape.deviceId.nullable(),
  /** Who works here; null while it is closed. */
  operator: Operator.nullable(),
  sinceMs: z.int().nullable(),
  ticketId: TicketId.nullable(),
  /** Whom "next" would call. */
  nextTicketId: TicketId.nullable(),
});
export type DeskCounter = z.infer<typeof DeskCounter>;

/** Topic `queueDesk`: tickets of today that are not over, in their order, with their customers; and the counters with their people. */
export const QueueDesk = z.strictObject({
  /** The shop has operators: opening a counter at a caller takes number and PIN. */
  signIn: z.boolean(),
  /** Called and serving, waiting in their order, held, missed. */
  tickets: z.array(DeskTicket).max(MAX_DESK_TICKETS),
  counters: z.array(DeskCounter).max(MAX_COUNTERS),
  /** Of today. */
  served: z.int().min(0),
  missed: z.int().min(0),
  waiting: z.int().min(0),
});
export type QueueDesk = z.infer<typeof QueueDesk>;

/** Topic `ticketPaper`: how the newest tickets come out of the printer. */
export const TicketPaper = z.strictObject({
  ticketId: TicketId,
  number: TicketNumber,
  /** 0 = the original. */
  copy: z.int().min(0),
  state: PrintState,
  problem: DeviceProblem,
});
export type TicketPaper = z.infer<typeof TicketPaper>;
export const TicketPapers = z.array(TicketPaper).max(20);

/** A ticket as the customer gets it. */
export const TakenTicket = z.strictObject({
  ticketId: TicketId,
  number: TicketNumber,
  serviceId: ServiceId,
  class: TicketClass,
  /** Tickets called before it, as things stand. */
  ahead: z.int().min(0),
  estimate: WaitEstimate.nullable(),
  token: FollowToken,
  /** The phone page of this ticket; '' when the station is not on the LAN. */
  followUrl: z.string().max(200),
  /** A ticket printer is set up: its paper is on the way, see topic `ticketPaper`. */
  printed: z.boolean(),
  /** The same phone, member or booking had this ticket already. */
  again: z.boolean(),
});
export type TakenTicket = z.infer<typeof TakenTicket>;

/** A ticket on its holder's phone. */
export const FollowedTicket = z.strictObject({
  number: TicketNumber,
  service: z.string().max(40),
  serviceEn: z.string().max(60),
  state: TicketState,
  ahead: z.int().min(0),
  estimate: WaitEstimate.nullable(),
  counter: QueueCounter.pick({ number: true, kind: true }).nullable(),
  coming: z.boolean(),
  missedRule: z.string().max(60),
});
export type FollowedTicket = z.infer<typeof FollowedTicket>;

/** A place in line for a window of time. */
export const QueueBooking = z.strictObject({
  bookingId: z.int().min(1),
  code: BookingCode,
  serviceId: ServiceId,
  fromMs: z.int(),
  toMs: z.int(),
  customer: z.string().max(MAX_CUSTOMER_CHARACTERS),
  phone: z.string().max(20),
  state: z.enum(['booked', 'checked_in', 'cancelled']),
  ticketId: TicketId.nullable(),
});
export type QueueBooking = z.infer<typeof QueueBooking>;
