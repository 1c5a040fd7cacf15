import type { QueueBook } from '../queue-book.ts';
import type { CounterRow } from '../queue-sql.ts';
import type { Act, Doer } from '../../staff/act.ts';
import { GuitaiError } from '#contract/error.ts';
import type { QueueCounter } from '#contract/queue.ts';
import type { Caller } from '#contract/role.ts';

/** Somebody at a counter. */
export interface AtCounter {
  readonly counter: QueueCounter;
  readonly row: CounterRow | undefined;
  readonly doer: Doer;
}

/**
 * Who does something at a counter: at a till the person signed in there; at a caller, where the shop has operators, the one who opened the counter. Throws
 * counter_unknown, counter_closed.
 */
export function personAt({ table, rules, people }: QueueBook, counterId: number, act: Act, from: Caller): AtCounter {
  const counter = rules.counter(counterId);
  const row = table.counter(counterId);
  if (from.role !== 'caller' || !people.hasOperators()) return { counter, row, doer: act };
  if (!row || row.state === 'closed' || !people.isActive(row.operator.id)) throw new GuitaiError('counter_closed', placeOf(counter));
  return { counter, row, doer: { operator: row.operator } };
}

/** The same where customers are called to. Throws counter_paused as well. */
export function personCalling(book: QueueBook, counterId: number, act: Act, from: Caller): AtCounter {
  const at = personAt(book, counterId, act, from);
  if (!at.row || at.row.state === 'closed') throw new GuitaiError('counter_closed', placeOf(at.counter));
  if (at.row.state === 'paused') throw new GuitaiError('counter_paused', placeOf(at.counter));
  return at;
}

/** The counter's number, for an error's words. */
export function placeOf({ number }: QueueCounter): { readonly counter: number } {
  return { counter: number };
}
