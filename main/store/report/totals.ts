import { createForeignCash } from './foreign-cash.ts';
import { cashMoved, describeDrawer, drawerCounted, openDrawer, type Drawer } from '../shift/count.ts';
import type { BasketLine } from '#contract/basket.ts';
import type { Discount } from '#contract/pricing.ts';
import type { PersonSales } from '#contract/salesperson.ts';
import type { CashMoveKind, Report, ShiftRow } from '#contract/shift.ts';
import type { Operator } from '#contract/staff.ts';
import type { JsonObject } from '#main/ledger/canonical.ts';
import type { JournalEntry, Posting } from '#main/ledger/entry.ts';
import { addEntry } from '../salesperson/day-sales.ts';
import { soldLines } from '#main/ledger/totals.ts';

type Counted = { count: number; amountMinor: number };
type Sums<Key, Row> = Map<Key, Row>;

/** What a report says but for where it begins and ends. */
export type Figures = Omit<Report, 'fromSeq' | 'toSeq'>;

/** Adds up entries one by one for X and Z reports. Knows the drawer of the open shift as well. */
export interface ReportTally {
  add(entry: JournalEntry): void;
  figures(): Figures;
  /** The drawer of the shift that is open after the last entry. */
  readonly drawer: Drawer | undefined;
}

/** Starts from nothing, with the drawer of no shift. */
export function createReportTally(): ReportTally {
  const turnover = createTurnover();
  const foreignCash = createForeignCash();
  const moves: Sums<string, Report['moves'][number]> = new Map();
  const shifts: ShiftRow[] = [];
  let drawer: Drawer | undefined;
  let drawerOpenings = 0;
  let copies = 0;

  const moveCash = (by: 'sale' | 'refund' | 'deposit' | 'move', { postings }: JournalEntry): void => {
    drawer = drawer && cashMoved(drawer, by, cashOf(postings));
  };
  const note = ({ kind, body, amountMinor }: JournalEntry): void => {
    if (kind === 'drawer.ordered' || kind === 'drawer.opened') drawerOpenings += 1;
    else if (kind === 'receipt.copied') copies += 1;
    if (kind !== 'cash.moved') return;
    const moved = body['kind'] as CashMoveKind;
    count(
      put(moves, moved, () => ({ kind: moved, count: 0, amountMinor: 0 })),
      amountMinor,
    );
  };

  return {
    get drawer() {
      return drawer;
    },
    add(entry) {
      const { kind, body } = entry;
      if (kind === 'shift.opened') drawer = openDrawer(Number(body['floatMinor']));
      else if (kind === 'shift.counted') drawer = drawer && drawerCounted(drawer, Number(body['countedMinor']));
      else if (kind === 'period.closed') {
        if (body['period'] !== 'shift') return;
        drawer = undefined;
        shifts.push(shiftRowOf(entry));
      } else if (kind === 'sale.completed' || kind === 'refund.completed') {
        turnover.add(entry);
        foreignCash.add(body);
        moveCash(kind === 'sale.completed' ? 'sale' : 'refund', entry);
      } else if (kind === 'order.placed' || kind === 'order.cancelled') {
        turnover.addDeposit(entry);
        if (kind === 'order.placed') foreignCash.add(body);
        moveCash('deposit', entry);
      } else {
        note(entry);
        moveCash('move', entry);
      }
    },
    figures: () => ({
      ...turnover.figures(),
      ...foreignCash.figures(),
      moves: inOrder(moves),
      drawerOpenings,
      copies,
      cash: drawer ? describeDrawer(drawer) : null,
      shifts: [...shifts],
    }),
  };
}

type Turnover = Pick<
  Figures,
  'sales' | 'refunds' | 'voids' | 'tenders' | 'taxes' | 'categories' | 'discounts' | 'operators' | 'salespeople' | 'deposits'
>;

/** Adds up sales and refunds: what they brought, by tender, VAT rate, category, person at the till and who sold. */
function createTurnover(): { add(entry: JournalEntry): void; addDeposit(entry: JournalEntry): void; figures(): Turnover } {
  const sales = nothing();
  const refunds = nothing();
  const voids = nothing();
  const tenders: Sums<string, { tender: string; amountMinor: number }> = new Map();
  const taxes: Sums<number, { rateBasisPoints: number; netMinor: number; taxMinor: number }> = new Map();
  const categories: Sums<string, { category: string; lines: number; amountMinor: number }> = new Map();
  const discounts: Sums<string, Report['discounts'][number]> = new Map();
  const operators: Sums<number, { operator: Operator; sales: Counted; refunds: Counted }> = new Map();
  const salespeople: Sums<number, PersonSales> = new Map();

  const deposits = { received: nothing(), settled: nothing(), returned: nothing(), keptMinor: 0 };

  /** Returns the amount with its VAT: above zero for goods sold, below for goods back. */
  const addPostings = (postings: readonly Posting[]): number => {
    let turnoverMinor = 0;
    for (const { account, amountMinor } of postings) {
      const [, kind = '', name = ''] = /^(asset|revenue|vat):(.+)$/.exec(account) ?? [];
      if (kind === '') continue;
      if (kind === 'asset') {
        put(tenders, name, () => ({ tender: name, amountMinor: 0 })).amountMinor += amountMinor;
        continue;
      }
      const tax = put(taxes, Number(name), () => ({ rateBasisPoints: Number(name), netMinor: 0, taxMinor: 0 }));
      tax[kind === 'revenue' ? 'netMinor' : 'taxMinor'] -= amountMinor;
      turnoverMinor -= amountMinor;
    }
    return turnoverMinor;
  };
  return {
    add({ kind, body, postings }) {
      const turnoverMinor = addPostings(postings);
      const operator = operatorOf(body) ?? { id: 0, name: '' };
      const person = put(operators, operator.id, () => ({ operator, sales: nothing(), refunds: nothing() }));
      if (kind === 'sale.completed') for (const sums of [sales, person.sales]) count(sums, turnoverMinor);
      else for (const sums of [refunds, person.refunds]) count(sums, -turnoverMinor);
      const settledMinor = owedOf(postings);
      if (settledMinor > 0) count(deposits.settled, settledMinor);
      addEntry(salespeople, { body });
      if (body['basis'] === 'void') count(voids, -turnoverMinor);
      for (const { category = '', amountMinor } of soldLines(kind, body)) {
        const sold = put(categories, category, () => ({ category, lines: 0, amountMinor: 0 }));
        sold.lines += 1;
        sold.amountMinor += amountMinor;
      }
      for (const { source, amountMinor } of discountsOf(kind, body)) {
        put(discounts, source, () => ({ source, amountMinor: 0 })).amountMinor += amountMinor;
      }
    },
    addDeposit({ kind, body, postings }) {
      addPostings(postings.filter(({ account }) => account.startsWith('asset:')));
      const owedMinor = owedOf(postings);
      if (kind === 'order.placed') {
        if (owedMinor < 0) count(deposits.received, -owedMinor);
        return;
      }
      const keptMinor = Number(body['keptMinor']);
      if (owedMinor > keptMinor) count(deposits.returned, owedMinor - keptMinor);
      deposits.keptMinor += keptMinor;
    },
    figures: () => ({
      sales: { ...sales },
      refunds: { ...refunds },
      voids: { ...voids },
      tenders: inOrder(tenders),
      taxes: inOrder(taxes),
      categories: inOrder(categories),
      discounts: inOrder(discounts),
      operators: inOrder(operators).map((row) => ({ ...row, sales: { ...row.sales }, refunds: { ...row.refunds } })),
      salespeople: inOrder(salespeople),
      deposits: {
        received: { ...deposits.received },
        settled: { ...deposits.settled },
        returned: { ...deposits.returned },
        keptMinor: deposits.keptMinor,
      },
    }),
  };
}

/** What a sale or an exchange took off prices, and what of it a refund took back. */
function discountsOf(kind: JournalEntry['kind'], body: JsonObject): readonly Discount[] {
  if (kind === 'sale.completed') return givenOn(body['lines']);
  const back = givenOn(body['lines']).map((discount) => ({ ...discount, amountMinor: -discount.amountMinor }));
  return [...back, ...givenOn(body['sold'])];
}

function givenOn(lines: unknown): readonly Discount[] {
  return (Array.isArray(lines) ? (lines as BasketLine[]) : []).flatMap(({ discounts = [] }) => discounts);
}

/** A closed shift as its closing says it. */
function shiftRowOf({ body, tsMs }: JournalEntry): ShiftRow {
  const { cash } = body['report'] as unknown as Report;
  return {
    number: Number(body['number']),
    operator: operatorOf(body) ?? null,
    closedAtMs: tsMs,
    countedMinor: cash?.countedMinor ?? 0,
    differenceMinor: cash?.differenceMinor ?? 0,
  };
}

function operatorOf(body: JsonObject): Operator | undefined {
  return body['operator'] as Operator | undefined;
}

/** What of the money owed to customers for their orders was settled (positive) or came to it (negative). */
function owedOf(postings: readonly Posting[]): number {
  return sumIn('liability:customer-deposits', postings);
}

function cashOf(postings: readonly Posting[]): number {
  return sumIn('asset:cash', postings);
}

function sumIn(wanted: string, postings: readonly Posting[]): number {
  return postings.reduce((sumMinor, { account, amountMinor }) => sumMinor + (account === wanted ? amountMinor : 0), 0);
}

function nothing(): Counted {
  return { count: 0, amountMinor: 0 };
}

function count(sums: Counted, amountMinor: number): void {
  sums.count += 1;
  sums.amountMinor += amountMinor;
}

function put<Key, Row>(sums: Sums<Key, Row>, key: Key, row: () => Row): Row {
  const known = sums.get(key);
  if (known !== undefined) return known;
  const fresh = row();
  sums.set(key, fresh);
  return fresh;
}

/** Copies of the rows in the order of their keys, whatever came first. */
function inOrder<Key extends string | number, Row extends object>(sums: Sums<Key, Row>): Row[] {
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => ({ ...row }));
}
