import { OrderDetails } from '#contract/customer-order.ts';
import { Operator } from '#contract/staff.ts';
import type { Ledger } from '#main/ledger/ledger.ts';
import { z } from 'zod';

const Summary = z.strictObject({
  by: Operator,
  lineCount: z.int(),
  itemCount: z.int(),
  totalMinor: z.int(),
  depositMinor: z.int(),
  goods: z.array(z.strictObject({ name: z.string(), spec: z.string(), quantityMilli: z.int() })),
});

/** An order as a list tells it; `seq` is the entry that placed it. */
export interface Order {
  readonly seq: number;
  readonly code: string;
  readonly state: 'open' | 'collected' | 'cancelled';
  readonly memberId: number | null;
  readonly placedAtMs: number;
  readonly summary: z.infer<typeof Summary>;
  /** What people said of it is empty once it was forgotten. */
  readonly details: OrderDetails;
}

type Row = {
  seq: number;
  code: string;
  state: string;
  wantedOn: string;
  memberId: number | null;
  placedAtMs: number;
  summary: string;
  details: string | null;
};
const State = z.enum(['open', 'collected', 'cancelled']);
const Said = OrderDetails.omit({ wantedOn: true });
const FORGOTTEN: z.infer<typeof Said> = { name: '', phone: '', delivery: null, note: '' };

/** The orders of customers, in ledger.db. What is personal stands in `details` alone. Call what changes inside a ledger transaction. */
export interface OrderTable {
  /** The earliest wanted first. */
  open(): readonly Order[];
  countOpen(): number;
  get(seq: number): Order | undefined;
  byCode(code: string): Order | undefined;
  add(order: Omit<Order, 'state'>, reserved: readonly { readonly sku: string; readonly quantityMilli: number }[]): void;
  change(seq: number, details: OrderDetails): void;
  /** The goods are reserved no more. */
  close(seq: number, state: 'collected' | 'cancelled', atMs: number): void;
  /** Pieces of an article that open orders wait for. */
  reservedMilli(sku: string): number;
  /** Takes out what was said of orders that were over before this time. */
  forgetOver(beforeMs: number): void;
  /** Takes out what was said of the orders of a member. */
  forgetMember(memberId: number): void;
}

export function prepareOrderTable(db: Ledger['db']): OrderTable {
  const columns = 'seq, code, state, wanted_on AS wantedOn, member_id AS memberId, placed_at_ms AS placedAtMs, summary, details';
  const open = db.prepare<[], Row>(`SELECT ${columns} FROM customer_order WHERE state = 'open' ORDER BY wanted_on, seq`);
  const count = db.prepare<[], number>("SELECT count(*) FROM customer_order WHERE state = 'open'").pluck();
  const one = db.prepare<[number], Row>(`SELECT ${columns} FROM customer_order WHERE seq = ?`);
  const byCode = db.prepare<[string], Row>(`SELECT ${columns} FROM customer_order WHERE code = ?`);
  const insert = db.prepare<[number, string, string, number | null, number, string, string]>(
    "INSERT INTO customer_order(seq, code, state, wanted_on, member_id, placed_at_ms, summary, details) VALUES(?, ?, 'open', ?, ?, ?, ?, ?)",
  );
  const reserve = db.prepare<[string, number, number]>(
    `INSERT INTO reserved(sku, order_seq, quantity_milli) VALUES(?, ?, ?)
      ON CONFLICT(sku, order_seq) DO UPDATE SET quantity_milli = quantity_milli + excluded.quantity_milli`,
  );
  const change = db.prepare<[string, string, number]>('UPDATE customer_order SET wanted_on = ?, details = ? WHERE seq = ?');
  const close = db.prepare<[string, number, number]>('UPDATE customer_order SET state = ?, closed_at_ms = ? WHERE seq = ?');
  const free = db.prepare<[number]>('DELETE FROM reserved WHERE order_seq = ?');
  const reserved = db.prepare<[string], number>('SELECT coalesce(sum(quantity_milli), 0) FROM reserved WHERE sku = ?').pluck();
  const forgetOver = db.prepare<[number]>('UPDATE customer_order SET details = NULL WHERE details IS NOT NULL AND closed_at_ms < ?');
  const forgetMember = db.prepare<[number]>('UPDATE customer_order SET details = NULL WHERE member_id = ?');
  const found = (row: Row | undefined): Order | undefined => row && orderOf(row);
  return {
    open: () => open.all().map(orderOf),
    countOpen: () => count.get() ?? 0,
    get: (seq) => found(one.get(seq)),
    byCode: (code) => found(byCode.get(code)),
    add({ seq, code, memberId, placedAtMs, summary, details: { wantedOn, ...said } }, goods) {
      insert.run(seq, code, wantedOn, memberId, placedAtMs, JSON.stringify(summary), JSON.stringify(said));
      for (const { sku, quantityMilli } of goods) reserve.run(sku, seq, quantityMilli);
    },
    change: (seq, { wantedOn, ...said }) => void change.run(wantedOn, JSON.stringify(said), seq),
    close(seq, state, atMs) {
      close.run(state, atMs, seq);
      free.run(seq);
    },
    reservedMilli: (sku) => reserved.get(sku) ?? 0,
    forgetOver: (beforeMs) => void forgetOver.run(beforeMs),
    forgetMember: (memberId) => void forgetMember.run(memberId),
  };
}

function orderOf({ state, wantedOn, summary, details, ...row }: Row): Order {
  const said = details === null ? FORGOTTEN : Said.parse(JSON.parse(details));
  return { ...row, state: State.parse(state), summary: Summary.parse(JSON.parse(summary)), details: { ...said, wantedOn } };
}
