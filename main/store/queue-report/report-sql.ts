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

/** Tickets and visits, a day at a time. */
export interface ReportTable {
  /** In the order in which they were given. */
  tickets(day: string): readonly TicketRow[];
  /** The visits of a ticket follow each other. */
  visits(day: string): readonly (Visit & { readonly code: string })[];
}

export function prepareReportTable(db: Ledger['db']): ReportTable {
  const tickets = db.prepare<[string], TicketRow>(
    `SELECT code, issued_service_id AS serviceId, class, via, issued_ms AS issuedMs, state FROM queue_ticket WHERE day = ? ORDER BY ticket_id`,
  );
  const visits = db.prepare<[string], Visit & { code: string }>(
    `SELECT ${VISIT_FIELDS}, (SELECT code FROM queue_ticket WHERE queue_ticket.ticket_id = queue_visit.ticket_id) AS code
     FROM queue_visit WHERE day = ? ORDER BY ticket_id, visit_id`,
  );
  return { tickets: (day) => tickets.all(day), visits: (day) => visits.all(day) };
}
