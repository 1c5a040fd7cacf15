import { MANY, type UnusualAct, type UnusualCount, type UnusualKind } from '#contract/audit.ts';
import { Operator } from '#contract/staff.ts';
import type { JsonObject } from '#main/ledger/canonical.ts';
import type { EntryKind, JournalEntry } from '#main/ledger/entry.ts';

const MAX_DETAIL_CHARACTERS = 100;
const NOBODY: Operator = { id: 0, name: '' };

interface Told {
  readonly kind: UnusualKind;
  readonly amountMinor?: number;
  readonly detail: unknown;
}

const drawerOf = ({ reason }: JsonObject): Told => ({ kind: 'drawer', detail: reason });
const voidOf =
  (kind: 'line_void' | 'sale_void') =>
  ({ tendered, totalMinor, lines }: JsonObject): Told => ({
    kind: tendered === true ? 'void_tendered' : kind,
    amountMinor: Math.abs(Number(totalMinor)),
    detail: namesOf(lines),
  });

const adjustmentOf =
  (kind: 'price_change' | 'discount') =>
  ({ line, discount, amountMinor }: JsonObject): Told => ({
    kind: objectOf(discount)['kind'] === 'gift' ? 'gift' : kind,
    amountMinor: Math.abs(Number(amountMinor)),
    detail: objectOf(line)['name'],
  });

/** What each kind of entry tells; a kind that is not here is nothing unusual. */
const TELLS = {
  'drawer.ordered': drawerOf,
  'drawer.opened': drawerOf,
  'line.voided': voidOf('line_void'),
  'sale.voided': voidOf('sale_void'),
  'price.changed': adjustmentOf('price_change'),
  'discount.given': adjustmentOf('discount'),
  'refund.completed': ({ reason }: JsonObject): Told => ({ kind: 'refund', detail: reason }),
  'order.cancelled': ({ reason }: JsonObject): Told => ({ kind: 'refund', detail: reason }),
  'receipt.copied': ({ receiptNumber }: JsonObject): Told => ({ kind: 'reprint', detail: receiptNumber }),
  'staff.override': ({ reason }: JsonObject): Told => ({ kind: 'override', detail: reason }),
  'staff.locked_out': ({ code }: JsonObject): Told => ({ kind: 'pin_locked', detail: code }),
  'staff.pin_reset': ({ code }: JsonObject): Told => ({ kind: 'pin_reset', detail: code }),
  'staff.rights_changed': ({ role }: JsonObject): Told => ({ kind: 'rights_changed', detail: role }),
  'clock.stepped': ({ direction }: JsonObject): Told => ({ kind: 'clock_step', detail: direction }),
} as const satisfies Partial<Record<EntryKind, (body: JsonObject) => Told>>;
type UnusualEntry = keyof typeof TELLS;

/** The kinds of entry that may tell of an unusual act. */
export const UNUSUAL_ENTRIES: readonly UnusualEntry[] = Object.keys(TELLS) as UnusualEntry[];

/** What an entry of the journal tells an owner; undefined for entries that are no unusual act. */
export function unusualActOf({ seq, tsMs, kind, body, amountMinor }: JournalEntry): UnusualAct | undefined {
  if (!isUnusual(kind)) return undefined;
  const told = TELLS[kind](body);
  const by = kind === 'staff.override' ? body['by'] : objectOf(body['override'])['by'];
  return {
    seq,
    tsMs,
    kind: told.kind,
    operator: Operator.safeParse(body['operator']).data ?? NOBODY,
    amountMinor: told.amountMinor ?? Math.abs(amountMinor),
    detail: textOf(told.detail).slice(0, MAX_DETAIL_CHARACTERS),
    by: textOf(objectOf(by)['name']),
  };
}

const isUnusual = (kind: EntryKind): kind is UnusualEntry => Object.hasOwn(TELLS, kind);

/** How often each person did each thing, the most noticeable first. */
export function countActs(acts: readonly UnusualAct[]): readonly UnusualCount[] {
  const counts = new Map<string, UnusualCount>();
  for (const { operator, kind, amountMinor } of acts) {
    const key = `${operator.id} ${kind}`;
    const before = counts.get(key);
    const count = (before?.count ?? 0) + 1;
    counts.set(key, { operator, kind, count, amountMinor: (before?.amountMinor ?? 0) + amountMinor, many: count >= MANY[kind] });
  }
  return [...counts.values()].toSorted((one, other) => Number(other.many) - Number(one.many) || other.count - one.count);
}

function namesOf(lines: unknown): string {
  return Array.isArray(lines) ? lines.map((line) => textOf(objectOf(line)['name'])).join(', ') : '';
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
