import { hash } from 'node:crypto';
import { MAX_BASKET_LINES, BasketLine } from '#contract/basket.ts';
import { Operator } from '#contract/staff.ts';
import type { Ledger } from '#main/ledger/ledger.ts';
import type { BasketContent } from '../checkout/basket.ts';
import { SaleTerms } from '../checkout/terms.ts';
import { z } from 'zod';

/** A basket put aside, whole. */
export interface Held {
  readonly number: number;
  readonly basketId: string;
  readonly name: string;
  readonly heldAtMs: number;
  readonly by: Operator;
  /** The paired till that held it; left out for the station. */
  readonly till?: string;
  readonly content: BasketContent;
  /** Taking payment had begun for it. */
  readonly tendered: boolean;
}

const Content = z.strictObject({
  lines: z.array(BasketLine).max(MAX_BASKET_LINES),
  nextLineId: z.int().min(1),
  lastLineId: z.int().min(1).nullable(),
  terms: SaleTerms,
  tendered: z.literal(true).exactOptional(),
  till: z.string().max(40).exactOptional(),
});

type Row = { number: number; basketId: string; name: string; heldAtMs: number; operator: string; content: string };

/** The baskets put aside, in ledger.db. Call what changes inside a ledger transaction. */
export interface HoldTable {
  /** The newest first. */
  names(): readonly Pick<Held, 'number' | 'name'>[];
  get(number: number): Held | undefined;
  count(): number;
  /** What `add` will answer: a command keeps its answer in the transaction that adds. */
  nextNumber(): number;
  /** Takes the next number; no number comes twice, also after its basket is gone. */
  add(held: Omit<Held, 'number'>): number;
  rename(number: number, name: string): void;
  remove(number: number): void;
}

export function prepareHoldTable(db: Ledger['db']): HoldTable {
  const columns = 'number, basket_id AS basketId, name, held_at_ms AS heldAtMs, operator, content';
  const names = db.prepare<[], Pick<Held, 'number' | 'name'>>('SELECT number, name FROM held_basket ORDER BY number DESC');
  const one = db.prepare<[number], Row>(`SELECT ${columns} FROM held_basket WHERE number = ?`);
  const count = db.prepare<[], number>('SELECT count(*) FROM held_basket').pluck();
  const lastNumber = db.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'held_basket'").pluck();
  const insert = db.prepare<[string, string, number, string, string]>(
    'INSERT INTO held_basket(basket_id, name, held_at_ms, operator, content) VALUES(?, ?, ?, ?, ?)',
  );
  const rename = db.prepare<[string, number]>('UPDATE held_basket SET name = ? WHERE number = ?');
  const remove = db.prepare<[number]>('DELETE FROM held_basket WHERE number = ?');
  return {
    names: () => names.all(),
    get(number) {
      const row = one.get(number);
      return row && heldOf(row);
    },
    count: () => count.get() ?? 0,
    nextNumber: () => (lastNumber.get() ?? 0) + 1,
    add(held) {
      const { basketId, name, heldAtMs, by } = held;
      return Number(insert.run(basketId, name, heldAtMs, JSON.stringify(by), heldBody(held)).lastInsertRowid);
    },
    rename: (number, name) => void rename.run(name, number),
    remove: (number) => void remove.run(number),
  };
}

/** What the row of a held basket holds besides who put it aside. */
export type HeldGoods = Pick<Held, 'content' | 'tendered' | 'till'>;

/** A basket as its row holds it, and the journal the hash of it. */
function heldBody({ content, tendered, till }: HeldGoods): string {
  return JSON.stringify({ ...content, ...(tendered ? { tendered } : {}), ...(till === undefined ? {} : { till }) });
}

/** What the journal says of the goods of a basket that is put aside: enough to tell any other from it. */
export function heldHash(held: HeldGoods): string {
  return hashOfBody(heldBody(held));
}

export function hashOfBody(body: string): string {
  return hash('sha256', body);
}

function heldOf({ operator, content, ...row }: Row): Held {
  const { tendered = false, till, ...kept } = Content.parse(JSON.parse(content));
  return { ...row, by: Operator.parse(JSON.parse(operator)), ...(till === undefined ? {} : { till }), content: kept, tendered };
}
