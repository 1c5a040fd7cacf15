import Sqlite from 'better-sqlite3';
import { COUNTER_SERVICES } from './shop.ts';
import type { TicketState } from '#contract/queue.ts';

/** What the day's rules ask of a ticket. */
export interface Known {
  readonly ticketId: number;
  readonly code: string;
  readonly number: number;
  readonly issuedServiceId: number;
  readonly serviceId: number;
  readonly placeMs: number;
  readonly headStartMs: number;
  readonly state: TicketState;
  readonly counterId: number | null;
  readonly forCounterId: number | null;
}

/** An entry of the journal as far as the queue goes. */
export interface QueueEntry {
  readonly seq: number;
  readonly kind: string;
  readonly data: {
    readonly ticket?: unknown;
    readonly ticketId?: number | null;
    readonly counterId?: number;
    readonly reason?: string;
    readonly changes?: readonly ({ readonly ticketId: number } & Partial<Known>)[];
  };
}

/** From which states a ticket gets into a state, written down a second time. */
const WAYS: Readonly<Record<TicketState, readonly TicketState[]>> = {
  waiting: ['waiting', 'called', 'serving', 'held', 'missed'],
  called: ['waiting', 'held', 'missed'],
  serving: ['called', 'held', 'missed'],
  held: ['waiting', 'called', 'serving'],
  served: ['called', 'serving'],
  missed: ['called'],
  cancelled: ['waiting', 'called', 'held', 'missed'],
  expired: ['waiting', 'held'],
};

const AT_COUNTER: readonly TicketState[] = ['called', 'serving'];

/** Lives the queue again from its journal alone, and says where it was not as the written rules have it. */
export function replayQueue(entries: readonly QueueEntry[]): {
  readonly tickets: ReadonlyMap<number, Known>;
  /** Entries that called somebody, again or for the first time. */
  readonly calls: readonly number[];
  /** How often a ticket left a counter. */
  readonly visits: number;
  readonly problems: readonly string[];
} {
  const tickets = new Map<number, Known>();
  const lastNumber = new Map<number, number>();
  const calls: number[] = [];
  const problems: string[] = [];
  let visits = 0;
  for (const { seq, kind, data } of entries) {
    if (kind === 'ticket.issued') {
      const ticket = { ...(data.ticket as Known), ticketId: seq };
      const expected = (lastNumber.get(ticket.issuedServiceId) ?? 0) + 1;
      if (ticket.number !== expected) problems.push(`entry ${seq}: number ${ticket.code} where ${expected} was next`);
      lastNumber.set(ticket.issuedServiceId, ticket.number);
      tickets.set(seq, ticket);
    }
    if (kind === 'ticket.called' || kind === 'ticket.recalled') calls.push(seq);
    if (kind === 'ticket.called' && data.reason === undefined) problems.push(...passedOver(seq, data, tickets));
    for (const change of data.changes ?? []) {
      const before = tickets.get(change.ticketId);
      if (!before) problems.push(`entry ${seq}: changes a ticket nobody has`);
      else {
        const after = { ...before, ...change };
        if (after.state !== before.state && !WAYS[after.state].includes(before.state)) {
          problems.push(`entry ${seq}: ${before.code} went from ${before.state} to ${after.state}`);
        }
        if (AT_COUNTER.includes(before.state) && !AT_COUNTER.includes(after.state)) visits += 1;
        tickets.set(change.ticketId, after);
      }
    }
    problems.push(...crowdedCounters(seq, tickets));
  }
  return { tickets, calls, visits, problems };
}

/** Whoever should have been called instead: the smallest place less head start, then the first one issued. */
function passedOver(seq: number, { ticketId, counterId = 0 }: QueueEntry['data'], tickets: ReadonlyMap<number, Known>): string[] {
  const called = tickets.get(ticketId ?? 0);
  if (!called) return [`entry ${seq}: calls nobody`];
  const turn = (ticket: Known): number => ticket.placeMs - ticket.headStartMs;
  const first = [...tickets.values()]
    .filter((ticket) => ticket.state === 'waiting' && isFor(ticket, counterId))
    .toSorted((one, other) => turn(one) - turn(other) || one.ticketId - other.ticketId)[0];
  return first?.ticketId === called.ticketId ? [] : [`entry ${seq}: ${called.code} was called where ${first?.code ?? 'nobody'} was next`];
}

function isFor({ serviceId, forCounterId }: Known, counterId: number): boolean {
  return forCounterId === null ? COUNTER_SERVICES[counterId]?.includes(serviceId) === true : forCounterId === counterId;
}

function crowdedCounters(seq: number, tickets: ReadonlyMap<number, Known>): string[] {
  const there = [...tickets.values()].filter(({ state }) => AT_COUNTER.includes(state));
  const crowded = there.find(({ ticketId, counterId }) =>
    there.some((other) => other.ticketId !== ticketId && other.counterId === counterId),
  );
  return crowded ? [`entry ${seq}: two tickets at counter ${crowded.counterId}`] : [];
}

/** Reads what the queue wrote, and how its tables stand, from the file as another program would. */
export function readQueueFile(file: string): {
  readonly entries: readonly QueueEntry[];
  readonly rows: readonly Known[];
  readonly visits: number;
  /** States of the print jobs that are not done. */
  readonly jobs: readonly string[];
} {
  const db = new Sqlite(file, { readonly: true });
  const entries = db
    .prepare<[], string>('SELECT body FROM journal ORDER BY seq')
    .pluck()
    .all()
    .map((body) => JSON.parse(body) as QueueEntry)
    .filter(({ kind }) => kind.startsWith('ticket.') || kind.startsWith('counter.'));
  const rows = db
    .prepare<[], Known>(
      `SELECT ticket_id AS ticketId, code, number, issued_service_id AS issuedServiceId, service_id AS serviceId, place_ms AS placeMs,
         head_start_ms AS headStartMs, state, counter_id AS counterId, for_counter_id AS forCounterId FROM queue_ticket ORDER BY ticket_id`,
    )
    .all();
  const jobs = db.prepare<[], string>('SELECT state FROM print_job').pluck().all();
  const visits = db.prepare<[], number>('SELECT count(*) FROM queue_visit').pluck().get() ?? 0;
  db.close();
  return { entries, rows, visits, jobs };
}

/** Whether a ticket is in the table as the journal left it. */
export function isSame(row: Known, replayed: Known | undefined): boolean {
  return replayed !== undefined && (Object.keys(row) as (keyof Known)[]).every((field) => row[field] === replayed[field]);
}
