/**
 * Orders of customers. What they are and what became of them is in the journal too; what people said of them (`details`) is not, and goes when it is
 * needed no more. `reserved`: the pieces that open orders wait for.
 */
export const orderTables = `
CREATE TABLE customer_order(
  seq INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK(state = 'open' OR state = 'collected' OR state = 'cancelled'),
  wanted_on TEXT NOT NULL,
  member_id INTEGER,
  placed_at_ms INTEGER NOT NULL,
  closed_at_ms INTEGER,
  summary TEXT NOT NULL,
  details TEXT
) STRICT;
CREATE INDEX customer_order_open ON customer_order(wanted_on, seq) WHERE state = 'open';
CREATE TABLE reserved(
  sku TEXT NOT NULL,
  order_seq INTEGER NOT NULL,
  quantity_milli INTEGER NOT NULL,
  PRIMARY KEY(sku, order_seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX reserved_by ON reserved(order_seq);
`;
