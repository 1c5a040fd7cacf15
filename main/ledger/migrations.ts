import type { Migration } from './open.ts';
import { orderTables } from './order-tables.ts';
import { counterDevices, queueTables, queueVisits } from './queue-tables.ts';

/** Lines an entry may have, as the power of two its number is packed with: posting_id = seq × 2048 + line. */
export const LINES_PER_ENTRY = 2048;
/** Print jobs an entry may have: job_id = seq × 16 + its place. */
export const PRINT_JOBS_PER_ENTRY = 16;

const journal = `
CREATE TABLE journal(
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  number INTEGER,
  business_date TEXT NOT NULL,
  ts_ms INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL,
  request_id TEXT NOT NULL UNIQUE,
  hash BLOB NOT NULL CHECK(length(hash) = 32),
  key_id TEXT,
  sig BLOB,
  body TEXT NOT NULL
) STRICT;
CREATE TABLE posting(
  posting_id INTEGER PRIMARY KEY,
  account TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  seq INTEGER NOT NULL GENERATED ALWAYS AS (posting_id >> 11) VIRTUAL
) STRICT;
CREATE TABLE movement(
  movement_id INTEGER PRIMARY KEY,
  product_id INTEGER NOT NULL,
  sku TEXT NOT NULL,
  quantity_milli INTEGER NOT NULL,
  reason TEXT NOT NULL,
  seq INTEGER NOT NULL GENERATED ALWAYS AS (movement_id >> 11) VIRTUAL
) STRICT;
CREATE TABLE outbox(seq INTEGER PRIMARY KEY) STRICT;
CREATE TABLE print_job(
  job_id INTEGER PRIMARY KEY,
  document_seq INTEGER NOT NULL,
  role TEXT NOT NULL,
  kind TEXT NOT NULL,
  copy INTEGER NOT NULL,
  state TEXT NOT NULL CHECK(state = 'queued' OR state = 'sending' OR state = 'failed' OR state = 'unknown'),
  attempts INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE print_job_settled(
  job_id INTEGER PRIMARY KEY,
  document_seq INTEGER NOT NULL,
  role TEXT NOT NULL,
  kind TEXT NOT NULL,
  copy INTEGER NOT NULL,
  state TEXT NOT NULL CHECK(state = 'printed' OR state = 'sent' OR state = 'discarded'),
  attempts INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX print_job_copy ON print_job(document_seq) WHERE copy > 0;
CREATE INDEX print_job_settled_copy ON print_job_settled(document_seq) WHERE copy > 0;
CREATE TABLE epoch(
  epoch INTEGER PRIMARY KEY,
  store_code TEXT NOT NULL,
  terminal TEXT NOT NULL,
  first_seq INTEGER NOT NULL,
  started_at_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE counter(kind TEXT PRIMARY KEY, number INTEGER NOT NULL, through_seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE date_run(first_seq INTEGER PRIMARY KEY, business_date TEXT NOT NULL) STRICT;
${['journal', 'posting', 'movement', 'epoch', 'date_run'].map(appendOnly).join('')}`;

const openBasket = `
CREATE TABLE basket(
  slot INTEGER PRIMARY KEY CHECK(slot = 1),
  basket_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  phase TEXT NOT NULL,
  next_line_id INTEGER NOT NULL,
  last_line_id INTEGER,
  paid TEXT
) STRICT;
CREATE TABLE basket_line(line_id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE recent_request(position INTEGER PRIMARY KEY, request_id TEXT NOT NULL, command TEXT NOT NULL, answer TEXT NOT NULL) STRICT;
`;

const staff = `
CREATE TABLE staff(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  active INTEGER NOT NULL CHECK(active = 0 OR active = 1),
  salt BLOB NOT NULL,
  hash BLOB NOT NULL,
  parameters TEXT NOT NULL
) STRICT;
CREATE TABLE pin_attempt(code TEXT PRIMARY KEY, failures INTEGER NOT NULL, locked_until_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE role_right(role TEXT PRIMARY KEY, rights TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** More states on a job's way, and the problem each waits for. */
const printJobStates = `
CREATE TABLE print_job_next(
  job_id INTEGER PRIMARY KEY,
  document_seq INTEGER NOT NULL,
  role TEXT NOT NULL,
  kind TEXT NOT NULL,
  copy INTEGER NOT NULL,
  state TEXT NOT NULL CHECK(
    state = 'queued' OR state = 'preflight' OR state = 'sending' OR state = 'confirming'
    OR state = 'blocked' OR state = 'failed' OR state = 'unknown'
  ),
  attempts INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  problem TEXT NOT NULL
) STRICT;
INSERT INTO print_job_next SELECT job_id, document_seq, role, kind, copy, state, attempts, created_at_ms, 'none' FROM print_job;
DROP TABLE print_job;
ALTER TABLE print_job_next RENAME TO print_job;
CREATE INDEX print_job_copy ON print_job(document_seq) WHERE copy > 0;
`;

/** A refund is found by the sale it gives back, by its day and by its number. Refunds are rare, so the indexes cost a sale nothing. */
const refundIndexes = `
CREATE INDEX refund_of ON journal(json_extract(body, '$.data.saleSeq')) WHERE kind = 'refund.completed';
CREATE INDEX refund_on ON journal(business_date, number) WHERE kind = 'refund.completed';
`;

/** Entries that open, count or close a shift: few among the sales, and asked for at every start. */
export const SHIFT_ENTRY = `kind IN ('shift.opened', 'shift.counted', 'period.closed')`;

const shiftEntries = `CREATE INDEX journal_shift ON journal(kind, seq) WHERE ${SHIFT_ENTRY};`;

/** Members are personal data: they stand beside the journal, not in it. */
const members = `
CREATE TABLE member(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,
  phone TEXT NOT NULL,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  level TEXT NOT NULL,
  tags TEXT NOT NULL,
  joined_on TEXT NOT NULL,
  active INTEGER NOT NULL CHECK(active = 0 OR active = 1),
  forgotten INTEGER NOT NULL DEFAULT 0 CHECK(forgotten = 0 OR forgotten = 1)
) STRICT;
CREATE UNIQUE INDEX member_phone ON member(phone) WHERE phone <> '';
`;

/** For whom the open basket is, and what a person decided about its price. */
const basketTerms = `ALTER TABLE basket ADD COLUMN terms TEXT;`;
/**
 * What is on hand of every article, added up with each movement. `counted`: somebody counted it once, so the figure means something. To be made
 * anew from `movement` at any time.
 */
const stock = `
CREATE TABLE stock(sku TEXT PRIMARY KEY, on_hand_milli INTEGER NOT NULL, counted INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO stock SELECT sku, sum(quantity_milli), 0 FROM movement GROUP BY sku;
CREATE TRIGGER movement_stock AFTER INSERT ON movement BEGIN
  INSERT INTO stock VALUES(new.sku, new.quantity_milli, new.reason = 'count')
  ON CONFLICT(sku) DO UPDATE SET on_hand_milli = on_hand_milli + excluded.on_hand_milli, counted = max(counted, excluded.counted);
END;`;

/** Lines of a list in a body whose code told more than the article. */
const tracedIn = (list: string, sign: 1 | -1): string => `
INSERT INTO traced_line SELECT
  j.seq, ${list === 'sold' ? 1000 : 0} + l.key, l.value ->> '$.sku', l.value ->> '$.gs1.batch', l.value ->> '$.gs1.expiry', l.value ->> '$.gs1.serial',
  ${sign} * (l.value ->> '$.quantityMilli')
FROM journal j, json_each(j.body, '$.data.${list}') l`;

/**
 * Goods whose code told batch, expiry or serial number, where they went and came back; and where each piece with a serial number stands. Both are
 * in the journal too.
 */
const traces = `
CREATE TABLE traced_line(
  seq INTEGER NOT NULL,
  part INTEGER NOT NULL,
  sku TEXT NOT NULL,
  batch TEXT,
  expiry TEXT,
  serial TEXT,
  quantity_milli INTEGER NOT NULL,
  PRIMARY KEY(seq, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX traced_batch ON traced_line(batch, seq) WHERE batch IS NOT NULL;
CREATE INDEX traced_serial ON traced_line(serial, seq) WHERE serial IS NOT NULL;
${tracedIn('lines', -1)} WHERE j.kind = 'sale.completed' AND l.value -> '$.gs1' IS NOT NULL;
${tracedIn('lines', 1)} WHERE j.kind = 'refund.completed' AND l.value -> '$.gs1' IS NOT NULL;
${tracedIn('sold', -1)} WHERE j.kind = 'refund.completed' AND l.value -> '$.gs1' IS NOT NULL;
CREATE TABLE serial(
  sku TEXT NOT NULL,
  serial TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN ('issued', 'sold', 'returned', 'void')),
  seq INTEGER NOT NULL,
  PRIMARY KEY(sku, serial)
) STRICT, WITHOUT ROWID;
INSERT INTO serial
SELECT sku, serial, CASE WHEN quantity_milli < 0 THEN 'sold' ELSE 'returned' END, seq FROM traced_line WHERE serial IS NOT NULL ORDER BY seq, part
ON CONFLICT DO UPDATE SET state = excluded.state, seq = excluded.seq;`;

/** Baskets put aside; a number never comes twice. */
const heldBaskets = `
CREATE TABLE held_basket(
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  basket_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  held_at_ms INTEGER NOT NULL,
  operator TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT;
`;

/** Paper vouchers that were taken, and by which entry. */
const vouchers = `CREATE TABLE voucher(number TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;`;

/** The shop's price lists and promotions, and how often limited ones were used: of all days under the date '', of everybody under member 0. */
const offers = `
CREATE TABLE offer(
  kind TEXT NOT NULL CHECK(kind = 'promotion' OR kind = 'priceList'),
  id TEXT NOT NULL,
  body TEXT NOT NULL,
  ended INTEGER NOT NULL CHECK(ended = 0 OR ended = 1),
  PRIMARY KEY(kind, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE offer_use(
  offer_id TEXT NOT NULL,
  business_date TEXT NOT NULL,
  member_id INTEGER NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY(offer_id, business_date, member_id)
) STRICT, WITHOUT ROWID;
`;

/** How receipts look, where the shop changed it. */
const receiptLayout = `CREATE TABLE receipt_layout(id INTEGER PRIMARY KEY CHECK(id = 1), body TEXT NOT NULL) STRICT;`;

/** The prices of price lists, one row each, as they were published; and what a draft changes about them, null = not on the list any more. */
const listPrices = `
CREATE TABLE list_price(list_id TEXT NOT NULL, sku TEXT NOT NULL, price_minor INTEGER NOT NULL, PRIMARY KEY(list_id, sku)) STRICT, WITHOUT ROWID;
CREATE TABLE list_price_draft(list_id TEXT NOT NULL, sku TEXT NOT NULL, price_minor INTEGER, PRIMARY KEY(list_id, sku)) STRICT, WITHOUT ROWID;
INSERT OR REPLACE INTO list_price
SELECT o.id, p.value ->> '$.sku', p.value ->> '$.priceMinor' FROM offer o, json_each(o.body, '$.prices') p WHERE o.kind = 'priceList';
UPDATE offer SET body = json_remove(body, '$.prices') WHERE kind = 'priceList';
`;

/** An open basket for each till; the one there was is the station's own. */
const basketsByTill = `
CREATE TABLE till_basket(
  till TEXT PRIMARY KEY,
  basket_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  phase TEXT NOT NULL,
  next_line_id INTEGER NOT NULL,
  last_line_id INTEGER,
  paid TEXT,
  terms TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO till_basket SELECT 'station', basket_id, revision, phase, next_line_id, last_line_id, paid, terms FROM basket;
CREATE TABLE till_line(till TEXT NOT NULL, line_id INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY(till, line_id)) STRICT, WITHOUT ROWID;
INSERT INTO till_line SELECT 'station', line_id, body FROM basket_line;
CREATE TABLE till_request(
  till TEXT NOT NULL,
  position INTEGER NOT NULL,
  request_id TEXT NOT NULL,
  command TEXT NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY(till, position)
) STRICT, WITHOUT ROWID;
INSERT INTO till_request SELECT 'station', position, request_id, command, answer FROM recent_request;
DROP TABLE basket;
DROP TABLE basket_line;
DROP TABLE recent_request;
ALTER TABLE till_basket RENAME TO basket;
ALTER TABLE till_line RENAME TO basket_line;
ALTER TABLE till_request RENAME TO recent_request;
`;

function appendOnly(table: string): string {
  return `
CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;`;
}

/** The shape of ledger.db, step by step. A released step never changes; a new shape is a new step with its test. */
export const ledgerMigrations: readonly Migration[] = [
  [1, 'journal, postings, movements, outboxes, numbering', journal],
  [2, 'open basket', openBasket],
  [3, 'people, their rights and wrong PINs', staff],
  [4, 'print job states', printJobStates],
  [5, 'refunds by sale, day and number', refundIndexes],
  [6, 'entries of a shift are found at once', shiftEntries],
  [7, 'members', members],
  [8, 'terms of the open basket', basketTerms],
  [9, 'stock on hand', stock],
  [10, 'goods by batch and serial number', traces],
  [11, 'queue-calling station', queueTables],
  [12, 'baskets put aside', heldBaskets],
  [13, 'visits of tickets to counters', queueVisits],
  [14, 'vouchers that were taken', vouchers],
  [15, 'offers of the shop', offers],
  [16, 'how receipts look', receiptLayout],
  [17, 'prices of price lists', listPrices],
  [18, 'orders of customers', orderTables],
  [19, 'where counters were opened', counterDevices],
  [20, 'an open basket for each till', basketsByTill],
  // A command of before that comes again is refused rather than done twice.
  [21, 'what was typed into commands is not kept', `UPDATE recent_request SET command = ''`],
];
