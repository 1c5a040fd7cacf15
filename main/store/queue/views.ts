import { isOpenAt, opensNextMs } from './hours.ts';
import type { QueueBook } from './queue-book.ts';
import type { CounterRow, QueueTable } from './queue-sql.ts';
import { nextNumber, queueDay } from './ticket/numbering.ts';
import { compareTurns, nextFor } from './ticket/order.ts';
import { AT_COUNTER, type Ticket } from './ticket/ticket.ts';
import { maskPhone } from '#contract/member.ts';
import type { LocalTime } from '../local-time.ts';
import {
  MAX_DESK_TICKETS,
  MAX_MISSED,
  MAX_NEXT_NUMBERS,
  type DeskCounter,
  type DeskTicket,
  type QueueCounter,
  type QueueDesk,
  type QueueService,
  type QueueSetup,
  type QueueView,
  type ServiceClosed,
} from '#contract/queue.ts';

/** The queue at one moment: what views and answers are made of. */
export interface QueueNow {
  readonly nowMs: number;
  readonly day: string;
  /** Of the newest ticket; undefined when there is none. */
  readonly lastDay: string | undefined;
  readonly setup: QueueSetup;
  /** Tickets that are not over, in their order. */
  readonly tickets: readonly Ticket[];
  readonly rows: ReadonlyMap<number, CounterRow>;
}

/** Reads the queue as it stands. */
export function queueNow(table: QueueTable, setup: QueueSetup, businessDate: string, nowMs: number): QueueNow {
  const lastDay = table.lastDay();
  return {
    nowMs,
    day: queueDay(lastDay, businessDate),
    lastDay,
    setup,
    tickets: table.open().toSorted(compareTurns),
    rows: new Map(table.counters().map((row) => [row.counterId, row])),
  };
}

const CLOSED = { state: 'closed', pauseReason: '', operator: null, sinceMs: null, deviceId: null } as const;

/** Open counters that serve a service; a paused one is not counted. */
export function countersServing({ setup, rows }: QueueNow, serviceId: number): readonly QueueCounter[] {
  return setup.counters.filter(({ id, active, serviceIds }) => active && serviceIds.includes(serviceId) && rows.get(id)?.state === 'open');
}

/** Why a service gives no ticket now; null when it does. */
export function closedNow(
  { nowMs, day }: Pick<QueueNow, 'nowMs' | 'day'>,
  service: QueueService,
  table: QueueTable,
  localTime: (instantMs: number) => LocalTime,
): ServiceClosed | null {
  if (service.paused) return { why: 'paused', opensAtMs: null };
  if (!isOpenAt(service.hours, localTime(nowMs))) return { why: 'hours', opensAtMs: opensNextMs(service.hours, nowMs, localTime) };
  if (service.dailyLimit > 0 && table.issuedCount(service.id, day) >= service.dailyLimit) return { why: 'limit', opensAtMs: null };
  return numberOf(service, table, day) === undefined ? { why: 'exhausted', opensAtMs: null } : null;
}

/** The number the next ticket of a service gets; undefined when its range is used up. */
export function numberOf(service: QueueService, table: QueueTable, day: string): number | undefined {
  const { id, resetsDaily } = service;
  return nextNumber(service, table.lastNumber(id, resetsDaily ? day : undefined), (number) =>
    table.isNumberTaken(id, number, day, !resetsDaily),
  );
}

/** What the topic for everybody is read from. */
type ViewSources = Pick<QueueBook, 'table' | 'localTime' | 'forecast'>;

/** Topic `queue`. */
export function publicView({ table, localTime, forecast }: ViewSources, now: QueueNow): QueueView {
  const { setup, tickets, rows, day } = now;
  const estimates = forecast.ofNewcomers(now);
  return {
    day,
    services: setup.services
      .filter(({ active }) => active)
      .map((service) => {
        const { id, prefix, name, nameEn, note, noteEn, offersAssisted, targetMinutes } = service;
        const waiting = tickets.filter(({ state, serviceId }) => state === 'waiting' && serviceId === id);
        return {
          id,
          prefix,
          name,
          nameEn,
          note,
          noteEn,
          offersAssisted,
          targetMinutes,
          waiting: waiting.length,
          next: waiting.slice(0, MAX_NEXT_NUMBERS).map(({ code }) => code),
          estimate: estimates.get(id) ?? null,
          counterIds: countersServing(now, id).map((counter) => counter.id),
          closed: closedNow(now, service, table, localTime),
        };
      }),
    counters: setup.counters
      .filter(({ active }) => active)
      .map(({ id, number, kind, area }) => {
        const { state, pauseReason } = rows.get(id) ?? CLOSED;
        return { id, number, kind, area, state, pauseReason, serving: currentAt(now, id)?.code ?? null };
      }),
    calls: [...table.recentCalls()],
    missed: table.ended(day, 'missed', MAX_MISSED).map(({ code }) => code),
    recallLimit: setup.recallLimit,
    missedRule: setup.missedRule,
    ...(setup.board ? { board: setup.board } : {}),
  };
}

/** Topic `queueDesk`. */
export function deskView(now: QueueNow, table: QueueTable, signIn: boolean): QueueDesk {
  const { setup, tickets, day } = now;
  const waiting = tickets.filter(({ state }) => state === 'waiting');
  const others = [
    ...tickets.filter(({ state }) => AT_COUNTER.includes(state)),
    ...tickets.filter(({ state }) => state === 'held'),
    ...table.ended(day, 'missed', MAX_MISSED),
  ].slice(0, MAX_DESK_TICKETS / 2);
  return {
    signIn,
    tickets: [...others, ...waiting.slice(0, MAX_DESK_TICKETS - others.length)].map(deskTicket),
    counters: setup.counters.filter(({ active }) => active).map((counter) => deskCounter(now, counter)),
    served: table.endedCount(day, 'served'),
    missed: table.endedCount(day, 'missed'),
    waiting: waiting.length,
  };
}

/** A counter with its person, its ticket and whom it would call. */
export function deskCounter(now: QueueNow, counter: QueueCounter): DeskCounter {
  const { id, number, kind, area, serviceIds, terminal, deviceId } = counter;
  const row = now.rows.get(id);
  const { state, pauseReason, operator, sinceMs, deviceId: openedAt } = row && row.state !== 'closed' ? row : CLOSED;
  return {
    id,
    number,
    kind,
    area,
    serviceIds,
    terminal,
    ...(deviceId === undefined ? {} : { deviceId }),
    openedAt,
    state,
    pauseReason,
    operator,
    sinceMs,
    ticketId: currentAt(now, id)?.ticketId ?? null,
    nextTicketId: nextFor(counter, now.tickets)?.ticketId ?? null,
  };
}

/** The ticket that is called or served at a counter. */
export function currentAt({ tickets }: Pick<QueueNow, 'tickets'>, id: number): Ticket | undefined {
  return tickets.find(({ state, counterId }) => AT_COUNTER.includes(state) && counterId === id);
}

/** A ticket as desks see it: no more of a phone number than it takes to tell one from another. */
export function deskTicket(ticket: Ticket): DeskTicket {
  return {
    ticketId: ticket.ticketId,
    number: ticket.code,
    serviceId: ticket.serviceId,
    class: ticket.class,
    via: ticket.via,
    state: ticket.state,
    customer: ticket.customer,
    level: ticket.level,
    phone: maskPhone(ticket.phone),
    note: ticket.note,
    placeMs: ticket.placeMs,
    issuedAtMs: ticket.issuedMs,
    calledAtMs: ticket.calledMs,
    startedAtMs: ticket.startedMs,
    endedAtMs: ticket.endedMs,
    counterId: ticket.counterId ?? ticket.forCounterId,
    recalls: ticket.recalls,
    coming: ticket.coming,
    heldReason: ticket.heldReason,
  };
}
