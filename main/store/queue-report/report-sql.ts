import { VISIT_FIELDS } from '../queue/visit-sql.ts';
import type { Visit } from '../queue/visit.ts';
import type { TicketClass, TicketState, TicketVia } from '#contract/queue.ts';
import type { Ledger } from '#main/ledger/ledger.ts';

/** A ticket without its customer. */
export interface TicketRow {
  readonly code: string;
  /** The service that gave the number. */
  readonly serviceId: number;
  readonly class: TicketClass;
  readonly via: TicketVia;
  readonly issuedMs: number;
  readonly state: TicketState;
}

/** A visit, also one that lasts: then its outcome is `called` or `serving`. */
export interface VisitRow extends Omit<Visit, 'endedMs'> {
  readonly code: string;
  readonly endedMs: number | null;
}

/** Tickets and visits, a day at a time. */
export interface ReportTable {
  /** In the order in which they were given. */
  tickets(day: string): readonly TicketRow[];
  /** The visits of a ticket follow each other, the first one first. */
  visits(day: string): readonly VisitRow[];
}

export function prepareReportTable(db: Ledger['db']): ReportTable {
  const tickets = db.prepare<[string], TicketRow>(
    `SELECT code, issued_service_id AS serviceId, class, via, issued_ms AS issuedMs, state FROM queue_ticket WHERE day = ? ORDER BY ticket_id`,
  );
  const visits = db.prepare<{ readonly day: string }, VisitRow>(
    `SELECT ${VISIT_FIELDS}, (SELECT code FROM queue_ticket WHERE queue_ticket.ticket_id = queue_visit.ticket_id) AS code
     FROM queue_visit WHERE day = @day
     UNION ALL
     SELECT ticket_id, day, service_id, counter_id, operator_id, max(place_ms, issued_ms), issued_ms, called_ms, started_ms, NULL, state, recalls, code
     FROM queue_ticket WHERE day = @day AND state IN ('called', 'serving')
     ORDER BY ticketId, calledMs`,
  );
  return { tickets: (day) => tickets.all(day), visits: (day) => visits.all({ day }) };
}
