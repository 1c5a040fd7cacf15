import type { QueueBook } from '../queue-book.ts';
import type { CounterRow } from '../queue-sql.ts';
import { atDevice, type Act, type Doer } from '../../staff/act.ts';
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
 * counter_unknown, counter_elsewhere, counter_closed.
 */
export function personAt({ table, rules, people }: QueueBook, counterId: number, act: Act, from: Caller): AtCounter {
  const counter = rules.counter(counterId);
  const row = table.counter(counterId);
  if (isElsewhere(counter, row, from) && !mayActAnywhere(from)) throw new GuitaiError('counter_elsewhere', placeOf(counter));
  if (from.role === 'till' || !people.hasOperators()) return { counter, row, doer: atDevice(act, from) };
  if (!row || row.state === 'closed' || !people.isActive(row.operator.id)) throw new GuitaiError('counter_closed', placeOf(counter));
  return { counter, row, doer: atDevice({ operator: row.operator }, from) };
}

/** The same where customers are called to. Throws counter_paused as well. */
export function personCalling(book: QueueBook, counterId: number, act: Act, from: Caller): AtCounter {
  const at = personAt(book, counterId, act, from);
  if (!at.row || at.row.state === 'closed') throw new GuitaiError('counter_closed', placeOf(at.counter));
  if (at.row.state === 'paused') throw new GuitaiError('counter_paused', placeOf(at.counter));
  return at;
}

/** Somebody works there at another device than the one that asks, and by the setup it is not at this one either. */
export function isElsewhere(counter: QueueCounter, row: CounterRow | undefined, { deviceId = '' }: Caller): boolean {
  return row !== undefined && row.state !== 'closed' && row.deviceId !== deviceId && counter.deviceId !== deviceId;
}

/** The station's own till stands for the shop, and a keypad is at its counter by the settings. */
function mayActAnywhere({ role, deviceId }: Caller): boolean {
  return role === 'device' || (role === 'till' && deviceId === undefined);
}

/** The counter's number, for an error's words. */
export function placeOf({ number }: QueueCounter): { readonly counter: number } {
  return { counter: number };
}
