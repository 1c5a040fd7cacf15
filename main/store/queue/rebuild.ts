import { prepareQueueTable, TICKET_COLUMNS, type CounterRow } from './queue-sql.ts';
import { endedVisit } from './visit.ts';
import { prepareVisitTable } from './visit-sql.ts';
import type { JournaledTicket, TicketChange } from './ticket/ticket.ts';
import type { QueueBooking, QueueSetup } from '#contract/queue.ts';
import type { Operator } from '#contract/staff.ts';
import type { JsonObject } from '#main/ledger/canonical.ts';
import type { EntryKind } from '#main/ledger/entry.ts';
import type { Envelope } from '#main/ledger/envelope.ts';
import type { Db } from '#main/ledger/open.ts';
import type { DerivedTable, Likeness, Rebuild, Replay } from '#main/ledger/verify/derived.ts';

/** What is personal stands in the table only. */
const PERSONAL: ReadonlySet<string> = new Set([TICKET_COLUMNS.customer, TICKET_COLUMNS.phone, TICKET_COLUMNS.note, TICKET_COLUMNS.visitor]);

function alike(columns: readonly string[], ...moments: readonly string[]): Readonly<Record<string, Likeness>> {
  return Object.fromEntries(columns.map((column) => [column, moments.includes(column) ? 'moment' : 'same']));
}

const tables: readonly DerivedTable[] = [
  {
    from: 'queue_setup',
    keys: ['slot'],
    columns: { revision: 'same', body: 'json' },
    name: () => ({ zh: '排队设置', en: 'Setup of the queue' }),
  },
  {
    from: 'queue_ticket',
    keys: ['ticket_id'],
    columns: alike(Object.values(TICKET_COLUMNS).filter((column) => column !== 'ticket_id' && !PERSONAL.has(column))),
    name: ({ code, ticket_id: id }) => ({
      zh: `排队号 ${String(code)}（第 ${String(id)} 条）`,
      en: `Ticket ${String(code)} (entry ${String(id)})`,
    }),
  },
  {
    from: 'queue_call',
    keys: ['call_id'],
    columns: alike(['ticket_id', 'counter_id', 'called_ms', 'recall'], 'called_ms'),
    name: ({ call_id: id }) => ({ zh: `叫号（第 ${String(id)} 条）`, en: `Call (entry ${String(id)})` }),
  },
  {
    from: 'queue_counter',
    keys: ['counter_id'],
    columns: alike(['state', 'pause_reason', 'operator_id', 'operator_name', 'since_ms', 'device_id'], 'since_ms'),
    name: ({ counter_id: id }) => ({ zh: `柜台 ${String(id)}`, en: `Counter ${String(id)}` }),
  },
  {
    from: 'queue_booking',
    keys: ['booking_id'],
    columns: alike(['code', 'service_id', 'from_ms', 'to_ms', 'state', 'ticket_id']),
    name: ({ code, booking_id: id }) => ({
      zh: `预约 ${String(code)}（第 ${String(id)} 条）`,
      en: `Booking ${String(code)} (entry ${String(id)})`,
    }),
  },
  {
    from: 'queue_visit',
    keys: ['visit_id'],
    columns: alike(
      [
        'ticket_id',
        'day',
        'service_id',
        'counter_id',
        'operator_id',
        'from_ms',
        'issued_ms',
        'called_ms',
        'started_ms',
        'ended_ms',
        'outcome',
        'recalls',
      ],
      'ended_ms',
    ),
    name: ({ visit_id: id, ticket_id: ticket }) => ({
      zh: `办理 ${String(id)}（票：第 ${String(ticket)} 条）`,
      en: `Visit ${String(id)} (ticket: entry ${String(ticket)})`,
    }),
  },
];

const COUNTER_STATES: Readonly<Partial<Record<EntryKind, CounterRow['state']>>> = {
  'counter.opened': 'open',
  'counter.paused': 'paused',
  'counter.resumed': 'open',
};

/** The whole queue but who its customers are, act by act as the journal tells it. */
export const queueRebuild: Rebuild = { tables, begin };

function begin(empty: Db, kept: Db): Replay {
  const table = prepareQueueTable(empty);
  const visits = prepareVisitTable(empty);
  const bookingOf = kept.prepare<[number], number>('SELECT booking_id FROM queue_booking WHERE ticket_id = ?').pluck();

  const issue = ({ seq, data }: Envelope): void => {
    const ticket = data['ticket'] as unknown as JournaledTicket;
    table.insert({ ...ticket, ticketId: seq, customer: '', phone: '', note: '', visitor: '' });
    if (ticket.via !== 'booking') return;
    // Entries that do not say yet which booking the customer came for are believed what its table says.
    const bookingId = data['bookingId'] ?? bookingOf.get(seq);
    if (typeof bookingId === 'number') table.endBooking(bookingId, 'checked_in', seq);
  };
  const change = ({ seq, kind, tsMs, data }: Envelope): void => {
    for (const [before, after] of table.apply(changesIn(data))) {
      const visit = endedVisit(before, after, tsMs);
      if (visit) visits.insert(visit);
    }
    const { ticketId, counterId } = data;
    if ((kind !== 'ticket.called' && kind !== 'ticket.recalled') || typeof ticketId !== 'number' || typeof counterId !== 'number') return;
    table.addCall({
      callId: seq,
      ticketId,
      counterId,
      calledAtMs: tsMs,
      recall: kind === 'ticket.called' ? 0 : (table.ticket(ticketId)?.recalls ?? 0),
    });
  };
  const staff = ({ kind, tsMs, data }: Envelope): void => {
    const { counterId, reason, deviceId } = data as { readonly counterId: number; readonly reason: string; readonly deviceId?: string };
    const doer = (data['operator'] as Operator | undefined) ?? { id: 0, name: '' };
    const before = table.counter(counterId);
    const operator = kind === 'counter.opened' ? doer : (before?.operator ?? doer);
    const state = COUNTER_STATES[kind] ?? 'closed';
    const openedAt = kind === 'counter.opened' ? deviceId : state === 'closed' ? '' : before?.deviceId;
    table.saveCounter({ counterId, state, pauseReason: reason, operator, sinceMs: tsMs, deviceId: openedAt ?? '' });
    table.apply(changesIn(data));
  };

  return {
    take(entry) {
      const { seq, kind, data } = entry;
      if (kind === 'ticket.issued') issue(entry);
      else if (kind === 'queue.configured') table.saveSetup(Number(data['revision']), data['setup'] as unknown as QueueSetup);
      else if (kind === 'booking.made') {
        const { code, serviceId, fromMs, toMs } = data as unknown as QueueBooking;
        table.insertBooking({ code, serviceId, fromMs, toMs, bookingId: seq, customer: '', phone: '', state: 'booked', ticketId: null });
      } else if (kind === 'booking.cancelled') table.endBooking(Number(data['bookingId']), 'cancelled', null);
      else if (kind.startsWith('counter.')) staff(entry);
      else if (kind.startsWith('ticket.')) change(entry);
    },
  };
}

function changesIn({ changes }: JsonObject): readonly TicketChange[] {
  return Array.isArray(changes) ? (changes as TicketChange[]) : [];
}
