import type { Visit } from './visit.ts';
import type { Ledger } from '#main/ledger/ledger.ts';

/** Visits in ledger.db, written inside the transaction of the entry that ended them: all of it follows from the journal. */
export interface VisitTable {
  insert(visit: Visit): void;
  /** The newest ones of tickets since a day, oldest first. */
  recent(sinceDay: string, limit: number): readonly Visit[];
}

const COLUMNS = {
  ticketId: 'ticket_id',
  day: 'day',
  serviceId: 'service_id',
  counterId: 'counter_id',
  operatorId: 'operator_id',
  fromMs: 'from_ms',
  issuedMs: 'issued_ms',
  calledMs: 'called_ms',
  startedMs: 'started_ms',
  endedMs: 'ended_ms',
  outcome: 'outcome',
  recalls: 'recalls',
} as const satisfies Record<keyof Visit, string>;

/** The fields of a visit, for a SELECT. */
export const VISIT_FIELDS = Object.entries(COLUMNS)
  .map(([field, column]) => `${column} AS "${field}"`)
  .join(', ');

export function prepareVisitTable(db: Ledger['db']): VisitTable {
  const insert = db.prepare<[Visit]>(
    `INSERT INTO queue_visit(${Object.values(COLUMNS).join(', ')}) VALUES(${Object.keys(COLUMNS)
      .map((field) => `@${field}`)
      .join(', ')})`,
  );
  const recent = db.prepare<[string, number], Visit>(
    `SELECT ${VISIT_FIELDS} FROM queue_visit WHERE day >= ? ORDER BY visit_id DESC LIMIT ?`,
  );
  return {
    insert: (visit) => void insert.run(visit),
    recent: (sinceDay, limit) => recent.all(sinceDay, limit).toReversed(),
  };
}
