import { createCounters } from './counter/counters.ts';
import { createDesk } from './counter/desk.ts';
import { createForecast } from './forecast.ts';
import { createKeypadDesk } from './counter/keypad.ts';
import { recordTickets, type QueueBook, type QueuePeople } from './queue-book.ts';
import { prepareQueueTable } from './queue-sql.ts';
import { createQueueRules } from './setup.ts';
import { createBookings } from './ticket/booking.ts';
import { createFollowing } from './ticket/follow.ts';
import { expire } from './ticket/ticket.ts';
import { createTaking } from './ticket/take.ts';
import { MAX_AGE_MS } from './service-times.ts';
import { prepareVisitTable } from './visit-sql.ts';
import { deskView, publicView, queueNow, type QueueNow } from './views.ts';
import type { StoreHandlers } from '../handlers.ts';
import { createLocalTime } from '../local-time.ts';
import type { Members } from '../member/members.ts';
import type { Publish } from '../publish.ts';
import type { Book } from '../record-event.ts';
import { OWNER_ACT, type Doer } from '../staff/act.ts';
import { newRequestId } from '#contract/ids.ts';
import type { QueueSetup } from '#contract/queue.ts';
import type { Caller } from '#contract/role.ts';
import type { queueProcedures } from '#contract/procedures/queue.ts';
import type { TopicName, TopicValue } from '#contract/topics.ts';
import type { Operator } from '#contract/staff.ts';

/** Opening hours and days end without anybody pressing a button. */
const TICK_MS = 15_000;
/** Estimates begin with what so many visits took, then learn as they go. */
const LEARNS_FROM_VISITS = 20_000;

export interface QueueOptions extends Book {
  readonly publish: Publish;
  readonly people: QueuePeople;
  readonly members: Pick<Members, 'find'>;
  /** A ticket waits for its printer. */
  readonly onPrint: () => void;
  readonly onUnexpected: (error: unknown, event: string) => void;
  /** Nothing may be written any more. */
  readonly readOnly: boolean;
}

/** The queue-calling station: services, tickets, counters. */
export interface Queue {
  readonly handlers: Pick<StoreHandlers, keyof typeof queueProcedures>;
  /** Services and counters as they are now. */
  setup(): QueueSetup;
  /** Publishes the queue and begins to look at the clock. */
  start(): void;
  stop(): void;
  /** Call once a sale of this till is on disk. Never throws: what is paid stays paid. */
  saleCompleted(seq: number, till: Caller): void;
  /** Call when print jobs moved along: how the newest tickets come out of the printer. */
  announcePaper(): void;
}

export function createQueue(options: QueueOptions): Queue {
  const { ledger, shop, clock, publish, people, members, onPrint, onUnexpected, readOnly } = options;
  const table = prepareQueueTable(ledger.db);
  const visits = prepareVisitTable(ledger.db);
  const localTime = createLocalTime(shop.timeZone);
  const { date: learnsFrom } = localTime(clock() - MAX_AGE_MS);
  const forecast = createForecast(visits.recent(learnsFrom, LEARNS_FROM_VISITS), localTime);
  const told = new Map<TopicName, string>();
  let tick: NodeJS.Timeout | undefined;

  const tell = <Name extends 'queue' | 'queueDesk' | 'ticketPaper'>(name: Name, value: TopicValue<Name>): void => {
    const text = JSON.stringify(value);
    if (told.get(name) === text) return;
    told.set(name, text);
    publish(name, value);
  };
  const read = (): QueueNow => {
    const nowMs = clock();
    return queueNow(table, rules.setup, ledger.dateOf(nowMs), nowMs);
  };
  const changed = (): void => {
    const now = read();
    tell('queue', publicView({ table, localTime, forecast }, now));
    tell('queueDesk', deskView(now, table, people.hasOperators()));
  };
  const rules = createQueueRules(options, table, changed);

  /** Tickets of a past day are over, where the numbers of their service begin again. */
  const endPastDays = (now: QueueNow): boolean => {
    const daily = new Set(rules.setup.services.filter(({ resetsDaily }) => resetsDaily).map(({ id }) => id));
    const past = now.tickets.filter(
      ({ day, state, issuedServiceId }) => day !== now.day && (state === 'waiting' || state === 'held') && daily.has(issuedServiceId),
    );
    if (past.length === 0 || readOnly) return false;
    const changes = past.map((ticket) => expire(ticket, now.nowMs));
    const facts = { day: now.day };
    recordTickets(book, { kind: 'ticket.expired', requestId: newRequestId(now.nowMs), content: facts, facts, changes }, OWNER_ACT);
    return true;
  };
  const book: QueueBook = {
    ledger,
    shop,
    clock,
    table,
    visits,
    forecast,
    rules,
    people,
    members,
    localTime,
    changed,
    print: onPrint,
    now() {
      const now = read();
      return endPastDays(now) ? read() : now;
    },
  };
  const desk = createDesk(book);

  const look = (): void => {
    try {
      book.now();
      changed();
    } catch (error) {
      onUnexpected(error, 'queue.tick');
    }
  };
  const announcePaper = (): void => {
    const papers = table.newest(clock() - PAPER_MS, PAPERS).flatMap(({ ticketId, code }) => {
      const job = ledger.printJobs.ofDocument(ticketId).at(-1);
      return job ? [{ ticketId, number: code, copy: job.copy, state: job.state, problem: job.problem }] : [];
    });
    tell('ticketPaper', papers);
  };

  return {
    handlers: {
      ...rules.handlers,
      ...createTaking(book),
      ...createBookings(book),
      ...createFollowing(book),
      ...createCounters(book),
      ...desk.handlers,
      ...createKeypadDesk(book, desk),
    },
    setup: () => rules.setup,
    start() {
      look();
      announcePaper();
      tick = setInterval(look, TICK_MS).unref();
    },
    stop: () => clearInterval(tick),
    announcePaper,
    saleCompleted(seq, till) {
      try {
        desk.saleCompleted(doerOf(ledger.read(seq)?.body['operator']), till);
      } catch (error) {
        onUnexpected(error, 'queue.sale');
      }
    },
  };
}

/** Rows of topic `ticketPaper`: of tickets somebody may still stand and wait for. */
const PAPERS = 20;
const PAPER_MS = 10 * 60_000;

function doerOf(operator: unknown): Doer {
  return operator ? { operator: operator as Operator } : OWNER_ACT;
}
