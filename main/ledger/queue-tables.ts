/**
 * The tables of the queue-calling station: all of it but who the customers are follows from the journal. A ticket is numbered by the entry that issued
 * it, a call by the entry that made it.
 */
export const queueTables = `
CREATE TABLE queue_setup(slot INTEGER PRIMARY KEY CHECK(slot = 1), revision INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE queue_ticket(
  ticket_id INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  issued_service_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  code TEXT NOT NULL,
  service_id INTEGER NOT NULL,
  class TEXT NOT NULL,
  via TEXT NOT NULL,
  place_ms INTEGER NOT NULL,
  head_start_ms INTEGER NOT NULL,
  issued_ms INTEGER NOT NULL,
  state TEXT NOT NULL,
  counter_id INTEGER,
  for_counter_id INTEGER,
  called_ms INTEGER,
  recalls INTEGER NOT NULL,
  started_ms INTEGER,
  ended_ms INTEGER,
  operator_id INTEGER NOT NULL,
  coming INTEGER NOT NULL,
  held_reason TEXT NOT NULL,
  order_number TEXT NOT NULL,
  token TEXT NOT NULL UNIQUE,
  member_id INTEGER,
  level TEXT,
  customer TEXT NOT NULL,
  phone TEXT NOT NULL,
  note TEXT NOT NULL,
  visitor TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX queue_number ON queue_ticket(issued_service_id, day, number);
CREATE INDEX queue_issued ON queue_ticket(issued_service_id, ticket_id);
CREATE INDEX queue_open ON queue_ticket(ticket_id) WHERE state IN ('waiting', 'called', 'serving', 'held');
CREATE INDEX queue_personal ON queue_ticket(day) WHERE customer <> '' OR phone <> '' OR visitor <> '' OR note <> '';
CREATE INDEX queue_ended ON queue_ticket(day, state, ended_ms);
CREATE INDEX queue_order ON queue_ticket(order_number, day) WHERE order_number <> '';
CREATE TABLE queue_call(
  call_id INTEGER PRIMARY KEY,
  ticket_id INTEGER NOT NULL,
  counter_id INTEGER NOT NULL,
  called_ms INTEGER NOT NULL,
  recall INTEGER NOT NULL
) STRICT;
CREATE TABLE queue_counter(
  counter_id INTEGER PRIMARY KEY,
  state TEXT NOT NULL,
  pause_reason TEXT NOT NULL,
  operator_id INTEGER NOT NULL,
  operator_name TEXT NOT NULL,
  since_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE queue_booking(
  booking_id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  service_id INTEGER NOT NULL,
  from_ms INTEGER NOT NULL,
  to_ms INTEGER NOT NULL,
  customer TEXT NOT NULL,
  phone TEXT NOT NULL,
  state TEXT NOT NULL,
  ticket_id INTEGER
) STRICT;
CREATE INDEX queue_booked ON queue_booking(from_ms);
`;

/** A ticket's stays at counters, for estimates and figures. */
export const queueVisits = `
CREATE TABLE queue_visit(
  visit_id INTEGER PRIMARY KEY,
  ticket_id INTEGER NOT NULL,
  day TEXT NOT NULL,
  service_id INTEGER NOT NULL,
  counter_id INTEGER NOT NULL,
  operator_id INTEGER NOT NULL,
  from_ms INTEGER NOT NULL,
  issued_ms INTEGER NOT NULL,
  called_ms INTEGER NOT NULL,
  started_ms INTEGER,
  ended_ms INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  recalls INTEGER NOT NULL
) STRICT;
CREATE INDEX queue_visit_day ON queue_visit(day, ticket_id);
`;

/** Where a counter was opened; those that were open before this was noted belong to the station's own machine. */
export const counterDevices = `ALTER TABLE queue_counter ADD COLUMN device_id TEXT NOT NULL DEFAULT '';`;
