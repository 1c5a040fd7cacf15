import { createFiguresTally, type FiguresTally, type VisitFact } from './figures.ts';
import type { ReportTable, TicketRow, VisitRow } from './report-sql.ts';
import type { LocalTime } from '../local-time.ts';
import { GuitaiError } from '#contract/error.ts';
import { MAX_REPORT_DAYS, type QueueReport } from '#contract/queue-report.ts';
import type { QueueSetup } from '#contract/queue.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Every time zone keeps its hours on a quarter of an hour. */
const QUARTER_MS = 15 * MINUTE_MS;

/** What a report is read from. */
export interface ReportSources {
  readonly table: ReportTable;
  readonly setup: () => QueueSetup;
  readonly localTime: (instantMs: number) => LocalTime;
  /** '' for somebody nobody knows: the shop had no operators. */
  readonly nameOf: (staffId: number) => string;
}

/** The dates from one to the other, both included. Throws bad_input when they are none, or more than a year. */
export function datesBetween(from: string, to: string): readonly string[] {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days < 1) throw new GuitaiError('bad_input', { reason: '截止日期早于起始日期 / the last date is before the first' });
  if (days > MAX_REPORT_DAYS) throw new GuitaiError('bad_input', { reason: '一次最多统计一年 / at most a year at once' });
  return Array.from({ length: days }, (_, day) => new Date(Date.parse(from) + day * DAY_MS).toISOString().slice(0, 10));
}

/** Adds up a stretch of business dates. Between two days the shop goes on: a year takes its time, and nobody waits for it. */
export async function readReport(sources: ReportSources, from: string, to: string): Promise<QueueReport> {
  const sums = createSums(sources);
  for (const day of datesBetween(from, to)) {
    for (const ticket of sources.table.tickets(day)) sums.addTicket(day, ticket);
    let ticketId = 0;
    for (const visit of sources.table.visits(day)) {
      sums.addVisit(day, visit, visit.ticketId !== ticketId);
      ticketId = visit.ticketId;
    }
    await shopsTurn();
  }
  return { from, to, ...sums.report() };
}

/** Lets the shop answer whoever asked meanwhile. */
export function shopsTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

interface Sums {
  addTicket(day: string, ticket: TicketRow): void;
  addVisit(day: string, visit: VisitRow, isFirst: boolean): void;
  report(): Omit<QueueReport, 'from' | 'to'>;
}

function createSums({ setup, localTime, nameOf }: ReportSources): Sums {
  const { services, counters } = setup();
  const targets = new Map(services.map(({ id, targetMinutes }) => [id, targetMinutes * MINUTE_MS]));
  const total = createFiguresTally('tickets');
  const byService = createGroups<number>('tickets');
  const byCounter = createGroups<number>('visits');
  const byPerson = createGroups<number>('visits');
  const byHour = createGroups<number>('tickets');
  const byDay = createGroups<string>('tickets');
  const hours = new Map<number, number>();
  const hourOf = (instantMs: number): number => {
    const quarter = Math.floor(instantMs / QUARTER_MS);
    const hour = hours.get(quarter) ?? Number.parseInt(localTime(instantMs).time, 10);
    hours.set(quarter, hour);
    return hour;
  };
  return {
    addTicket(day, ticket) {
      const { serviceId, issuedMs } = ticket;
      for (const tally of [total, byService.of(serviceId), byHour.of(hourOf(issuedMs)), byDay.of(day)]) tally.addTicket(ticket);
    },
    addVisit(day, visit, isFirst) {
      const { serviceId, counterId, operatorId, issuedMs } = visit;
      const fact = factOf(visit, isFirst, targets.get(serviceId) ?? 0);
      const tallies = [total, byService.of(serviceId), byHour.of(hourOf(issuedMs)), byDay.of(day)];
      for (const tally of [...tallies, byCounter.of(counterId), byPerson.of(operatorId)]) tally.addVisit(fact);
    },
    report: () => ({
      total: total.figures(),
      services: services.flatMap(({ id, prefix, name, nameEn }) => byService.rows(id, { serviceId: id, prefix, name, nameEn })),
      counters: counters.flatMap(({ id, number, kind }) => byCounter.rows(id, { counterId: id, number, kind })),
      people: byPerson.keys().flatMap((id) => byPerson.rows(id, { operator: { id, name: nameOf(id) } })),
      hours: byHour.keys().flatMap((hour) => byHour.rows(hour, { hour })),
      days: byDay.keys().flatMap((day) => byDay.rows(day, { day })),
    }),
  };
}

function factOf(visit: VisitRow, isFirst: boolean, targetMs: number): VisitFact {
  const { fromMs, calledMs, startedMs, endedMs, outcome, recalls } = visit;
  return {
    outcome,
    waitedMs: isFirst ? Math.max(0, calledMs - fromMs) : null,
    // Who came back without being called walked to the counter before.
    arrivalMs: startedMs !== null && startedMs > calledMs ? startedMs - calledMs : null,
    serviceMs: endedMs === null ? 0 : Math.max(0, endedMs - (startedMs ?? calledMs)),
    recalls,
    targetMs,
  };
}

interface Groups<Key> {
  of(key: Key): FiguresTally;
  /** In their order. */
  keys(): readonly Key[];
  /** The row of a key with what names it; none where nothing happened. */
  rows<Named>(key: Key, named: Named): readonly (Named & ReturnType<FiguresTally['figures']>)[];
}

function createGroups<Key extends number | string>(counts: 'tickets' | 'visits'): Groups<Key> {
  const tallies = new Map<Key, FiguresTally>();
  return {
    of(key) {
      const tally = tallies.get(key) ?? createFiguresTally(counts);
      tallies.set(key, tally);
      return tally;
    },
    keys: () => [...tallies.keys()].toSorted((one, other) => (one < other ? -1 : 1)),
    rows(key, named) {
      const tally = tallies.get(key);
      return tally ? [{ ...named, ...tally.figures() }] : [];
    },
  };
}
