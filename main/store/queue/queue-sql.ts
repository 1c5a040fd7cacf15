import { OPEN_STATES, type Ticket, type TicketChange } from './ticket/ticket.ts';
import { MAX_RECENT_CALLS, QueueSetup, type QueueBooking, type QueueCall, type TicketState } from '#contract/queue.ts';
import type { Operator } from '#contract/staff.ts';
import type { Ledger } from '#main/ledger/ledger.ts';

/** A counter somebody works at, or did. */
export interface CounterRow {
  readonly counterId: number;
  readonly state: 'closed' | 'open' | 'paused';
  readonly pauseReason: string;
  readonly operator: Operator;
  readonly sinceMs: number;
  /** Where it was opened; '' for the station's own machine. */
  readonly deviceId: string;
}

type NewCall = Pick<QueueCall, 'callId' | 'ticketId' | 'counterId' | 'calledAtMs' | 'recall'>;

/** The queue in ledger.db. What writes is called inside the transaction of the entry that says so: everything here follows from the journal. */
export interface QueueTable {
  setup(): { readonly revision: number; readonly setup: QueueSetup } | undefined;
  saveSetup(revision: number, setup: QueueSetup): void;
  insert(ticket: Ticket): void;
  /** Returns each ticket as it was and as it is now. */
  apply(changes: readonly TicketChange[]): readonly (readonly [before: Ticket, after: Ticket])[];
  /** Forgets who the customers of tickets and bookings before a day were. */
  forgetCustomers(day: string, beforeMs: number): void;
  ticket(ticketId: number): Ticket | undefined;
  byToken(token: string): Ticket | undefined;
  /** The newest of a day that was not given back. */
  byOrder(order: string, day: string): Ticket | undefined;
  /** Waiting, called, serving and held ones of any day. */
  open(): readonly Ticket[];
  /** The day of the newest ticket. */
  lastDay(): string | undefined;
  /** The number given last; with a day the largest of that day. */
  lastNumber(serviceId: number, day: string | undefined): number | undefined;
  /** Given on this day, or, with `orOpen`, to a ticket that is not over. */
  isNumberTaken(serviceId: number, number: number, day: string, orOpen: boolean): boolean;
  issuedCount(serviceId: number, day: string): number;
  /** Tickets of a day that ended in a state, newest first. */
  ended(day: string, state: TicketState, limit: number): readonly Ticket[];
  endedCount(day: string, state: TicketState): number;
  /** The newest tickets issued since then, newest first. */
  newest(sinceMs: number, limit: number): readonly Pick<Ticket, 'ticketId' | 'code'>[];
  addCall(call: NewCall): void;
  recentCalls(): readonly QueueCall[];
  counters(): readonly CounterRow[];
  counter(counterId: number): CounterRow | undefined;
  saveCounter(row: CounterRow): void;
  insertBooking(booking: QueueBooking): void;
  endBooking(bookingId: number, state: 'checked_in' | 'cancelled', ticketId: number | null): void;
  booking(bookingId: number): QueueBooking | undefined;
  bookingByCode(code: string): QueueBooking | undefined;
  /** Bookings whose window begins in a stretch of time. */
  bookings(fromMs: number, beforeMs: number, limit: number): readonly QueueBooking[];
}

/** Columns of `queue_ticket` by the field they hold. */
export const TICKET_COLUMNS = {
  ticketId: 'ticket_id',
  day: 'day',
  issuedServiceId: 'issued_service_id',
  number: 'number',
  code: 'code',
  serviceId: 'service_id',
  class: 'class',
  via: 'via',
  placeMs: 'place_ms',
  headStartMs: 'head_start_ms',
  issuedMs: 'issued_ms',
  state: 'state',
  counterId: 'counter_id',
  forCounterId: 'for_counter_id',
  calledMs: 'called_ms',
  recalls: 'recalls',
  startedMs: 'started_ms',
  endedMs: 'ended_ms',
  operatorId: 'operator_id',
  coming: 'coming',
  heldReason: 'held_reason',
  order: 'order_number',
  token: 'token',
  memberId: 'member_id',
  level: 'level',
  customer: 'customer',
  phone: 'phone',
  note: 'note',
  visitor: 'visitor',
} as const satisfies Record<keyof Ticket, string>;

type Row = Omit<Ticket, 'coming'> & { readonly coming: 0 | 1 };

const SELECT = `SELECT ${Object.entries(TICKET_COLUMNS)
  .map(([field, column]) => `${column} AS "${field}"`)
  .join(', ')} FROM queue_ticket`;
const INSERT = `INSERT INTO queue_ticket(${Object.values(TICKET_COLUMNS).join(', ')}) VALUES(${Object.keys(TICKET_COLUMNS)
  .map((field) => `@${field}`)
  .join(', ')})`;
const UPDATE = `UPDATE queue_ticket SET ${Object.entries(TICKET_COLUMNS)
  .map(([field, column]) => `${column} = @${field}`)
  .join(', ')} WHERE ticket_id = @ticketId`;
/** As the partial index of open tickets says it. */
const OPEN = `state IN (${OPEN_STATES.map((state) => `'${state}'`).join(', ')})`;
/** As the partial index of tickets that still name somebody says it. */
const PERSONAL = `customer <> '' OR phone <> '' OR visitor <> '' OR note <> ''`;
const BOOKING = `SELECT booking_id AS bookingId, code, service_id AS serviceId, from_ms AS fromMs, to_ms AS toMs, customer, phone, state,
  ticket_id AS ticketId FROM queue_booking`;
const COUNTER = `SELECT counter_id AS counterId, state, pause_reason AS pauseReason, operator_id AS operatorId, operator_name AS operatorName,
  since_ms AS sinceMs, device_id AS deviceId FROM queue_counter`;

type CounterColumns = Omit<CounterRow, 'operator'> & { readonly operatorId: number; readonly operatorName: string };

export function prepareQueueTable(db: Ledger['db']): QueueTable {
  return { ...setupStatements(db), ...ticketStatements(db), ...callStatements(db), ...counterStatements(db), ...bookingStatements(db) };
}

function setupStatements(db: Ledger['db']): Pick<QueueTable, 'setup' | 'saveSetup'> {
  const read = db.prepare<[], { revision: number; body: string }>('SELECT revision, body FROM queue_setup');
  const save = db.prepare<[number, string]>('INSERT OR REPLACE INTO queue_setup VALUES(1, ?, ?)');
  return {
    setup() {
      const row = read.get();
      return row && { revision: row.revision, setup: QueueSetup.parse(JSON.parse(row.body)) };
    },
    saveSetup: (revision, setup) => void save.run(revision, JSON.stringify(setup)),
  };
}

type TicketStatements =
  | 'insert'
  | 'apply'
  | 'forgetCustomers'
  | 'ticket'
  | 'byToken'
  | 'byOrder'
  | 'open'
  | 'lastDay'
  | 'lastNumber'
  | 'isNumberTaken'
  | 'issuedCount'
  | 'ended'
  | 'endedCount'
  | 'newest';

function ticketStatements(db: Ledger['db']): Pick<QueueTable, TicketStatements> {
  const insert = db.prepare<[Row]>(INSERT);
  const update = db.prepare<[Row]>(UPDATE);
  const byId = db.prepare<[number], Row>(`${SELECT} WHERE ticket_id = ?`);
  const byToken = db.prepare<[string], Row>(`${SELECT} WHERE token = ?`);
  const byOrder = db.prepare<[string, string], Row>(
    `${SELECT} WHERE order_number = ? AND order_number <> '' AND day = ? AND state <> 'cancelled' ORDER BY ticket_id DESC LIMIT 1`,
  );
  const open = db.prepare<[], Row>(`${SELECT} WHERE ${OPEN} ORDER BY ticket_id`);
  const lastDay = db.prepare<[], string>('SELECT day FROM queue_ticket ORDER BY ticket_id DESC LIMIT 1').pluck();
  const lastOfDay = db
    .prepare<[number, string], number | null>('SELECT max(number) FROM queue_ticket WHERE issued_service_id = ? AND day = ?')
    .pluck();
  const lastEver = db
    .prepare<[number], number>('SELECT number FROM queue_ticket WHERE issued_service_id = ? ORDER BY ticket_id DESC LIMIT 1')
    .pluck();
  const given = db
    .prepare<[number, string, number], number>('SELECT count(*) FROM queue_ticket WHERE issued_service_id = ? AND day = ? AND number = ?')
    .pluck();
  const issued = db.prepare<[number, string], number>('SELECT count(*) FROM queue_ticket WHERE issued_service_id = ? AND day = ?').pluck();
  const ended = db.prepare<[string, string, number], Row>(`${SELECT} WHERE day = ? AND state = ? ORDER BY ended_ms DESC LIMIT ?`);
  const endedCount = db.prepare<[string, string], number>('SELECT count(*) FROM queue_ticket WHERE day = ? AND state = ?').pluck();
  const newest = db.prepare<[number, number], { ticketId: number; code: string }>(
    'SELECT ticketId, code FROM (SELECT ticket_id AS ticketId, code, issued_ms FROM queue_ticket ORDER BY ticket_id DESC LIMIT ?) WHERE issued_ms > ?',
  );
  const forget = db.prepare<[string]>(
    `UPDATE queue_ticket SET customer = '', phone = '', visitor = '', note = '' WHERE day < ? AND (${PERSONAL}) AND NOT (${OPEN})`,
  );
  const forgetBooked = db.prepare<[number]>(
    "UPDATE queue_booking SET customer = '', phone = '' WHERE to_ms < ? AND (customer <> '' OR phone <> '')",
  );
  /** Until something is written. */
  let openTickets: readonly Ticket[] | undefined;
  const known = (row: Row | undefined): Ticket | undefined => row && toTicket(row);
  const openNow = (): readonly Ticket[] => (openTickets ??= open.all().map(toTicket));
  return {
    insert(ticket) {
      openTickets = undefined;
      insert.run(toRow(ticket));
    },
    apply(changes) {
      openTickets = undefined;
      return changes.map((change) => {
        const before = known(byId.get(change.ticketId));
        if (!before) throw new RangeError(`no ticket ${change.ticketId}`);
        const after = { ...before, ...change };
        update.run(toRow(after));
        return [before, after];
      });
    },
    forgetCustomers(day, beforeMs) {
      forget.run(day);
      forgetBooked.run(beforeMs);
    },
    ticket: (ticketId) => known(byId.get(ticketId)),
    byToken: (token) => known(byToken.get(token)),
    byOrder: (order, day) => known(byOrder.get(order, day)),
    open: openNow,
    lastDay: () => lastDay.get(),
    lastNumber: (serviceId, day) => (day === undefined ? lastEver.get(serviceId) : (lastOfDay.get(serviceId, day) ?? undefined)),
    isNumberTaken: (serviceId, number, day, orOpen) =>
      (given.get(serviceId, day, number) ?? 0) > 0 ||
      (orOpen && openNow().some((ticket) => ticket.issuedServiceId === serviceId && ticket.number === number)),
    issuedCount: (serviceId, day) => issued.get(serviceId, day) ?? 0,
    ended: (day, state, limit) => ended.all(day, state, limit).map(toTicket),
    endedCount: (day, state) => endedCount.get(day, state) ?? 0,
    newest: (sinceMs, limit) => newest.all(limit, sinceMs),
  };
}

function callStatements(db: Ledger['db']): Pick<QueueTable, 'addCall' | 'recentCalls'> {
  const insert = db.prepare<[NewCall]>('INSERT INTO queue_call VALUES(@callId, @ticketId, @counterId, @calledAtMs, @recall)');
  const recent = db.prepare<[], QueueCall>(
    `SELECT call_id AS callId, ticket_id AS ticketId, code AS number, service_id AS serviceId, queue_call.counter_id AS counterId,
       queue_call.called_ms AS calledAtMs, recall, state
     FROM queue_call JOIN queue_ticket USING(ticket_id) ORDER BY call_id DESC LIMIT ${MAX_RECENT_CALLS}`,
  );
  return { addCall: (call) => void insert.run(call), recentCalls: () => recent.all() };
}

function counterStatements(db: Ledger['db']): Pick<QueueTable, 'counters' | 'counter' | 'saveCounter'> {
  const all = db.prepare<[], CounterColumns>(COUNTER);
  const one = db.prepare<[number], CounterColumns>(`${COUNTER} WHERE counter_id = ?`);
  const save = db.prepare<[number, string, string, number, string, number, string]>(
    'INSERT OR REPLACE INTO queue_counter VALUES(?, ?, ?, ?, ?, ?, ?)',
  );
  const rowOf = ({ operatorId, operatorName, ...row }: CounterColumns): CounterRow => ({
    ...row,
    operator: { id: operatorId, name: operatorName },
  });
  return {
    counters: () => all.all().map(rowOf),
    counter(counterId) {
      const columns = one.get(counterId);
      return columns && rowOf(columns);
    },
    saveCounter: ({ counterId, state, pauseReason, operator, sinceMs, deviceId }) =>
      void save.run(counterId, state, pauseReason, operator.id, operator.name, sinceMs, deviceId),
  };
}

function bookingStatements(db: Ledger['db']): Pick<QueueTable, 'insertBooking' | 'endBooking' | 'booking' | 'bookingByCode' | 'bookings'> {
  const insert = db.prepare<[QueueBooking]>(
    'INSERT INTO queue_booking VALUES(@bookingId, @code, @serviceId, @fromMs, @toMs, @customer, @phone, @state, @ticketId)',
  );
  const end = db.prepare<[string, number | null, number]>('UPDATE queue_booking SET state = ?, ticket_id = ? WHERE booking_id = ?');
  const byId = db.prepare<[number], QueueBooking>(`${BOOKING} WHERE booking_id = ?`);
  const byCode = db.prepare<[string], QueueBooking>(`${BOOKING} WHERE code = ?`);
  const between = db.prepare<[number, number, number], QueueBooking>(
    `${BOOKING} WHERE from_ms >= ? AND from_ms < ? ORDER BY from_ms, booking_id LIMIT ?`,
  );
  return {
    insertBooking: (booking) => void insert.run(booking),
    endBooking: (bookingId, state, ticketId) => void end.run(state, ticketId, bookingId),
    booking: (bookingId) => byId.get(bookingId),
    bookingByCode: (code) => byCode.get(code),
    bookings: (fromMs, beforeMs, limit) => between.all(fromMs, beforeMs, limit),
  };
}

function toRow(ticket: Ticket): Row {
  return { ...ticket, coming: ticket.coming ? 1 : 0 };
}

function toTicket(row: Row): Ticket {
  return { ...row, coming: row.coming === 1 };
}
