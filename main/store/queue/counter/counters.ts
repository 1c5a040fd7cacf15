import { isElsewhere, personAt, placeOf } from './place.ts';
import { contentOf, entryOf, type QueueBook } from '../queue-book.ts';
import type { CounterRow } from '../queue-sql.ts';
import type { TicketChange } from '../ticket/ticket.ts';
import { currentAt, deskCounter } from '../views.ts';
import type { StoreHandlers } from '../../handlers.ts';
import { recordEvent } from '../../record-event.ts';
import { atDevice, OWNER_ACT, type Act, type Doer } from '../../staff/act.ts';
import { GuitaiError } from '#contract/error.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { DeskCounter } from '#contract/queue.ts';
import type { Caller } from '#contract/role.ts';
import type { JsonObject } from '#main/ledger/canonical.ts';
import type { EntryKind } from '#main/ledger/entry.ts';

type CounterHandlers = Pick<StoreHandlers, 'counter.open' | 'counter.pause' | 'counter.resume' | 'counter.close'>;

/** People begin to work at a counter, pause, and go. */
export function createCounters(book: QueueBook): CounterHandlers {
  const { table, rules, people } = book;

  const answer = (counterId: number): DeskCounter => deskCounter(book.now(), rules.counter(counterId));

  const record = (
    kind: EntryKind,
    input: { readonly requestId: string; readonly counterId: number } & JsonObject,
    row: Omit<CounterRow, 'counterId' | 'sinceMs'>,
    doer: Doer,
    changes: readonly TicketChange[] = [],
  ): DeskCounter => {
    const { requestId, counterId } = input;
    const counter = rules.counter(counterId);
    recordEvent(
      book,
      {
        kind,
        requestId,
        content: contentOf(input),
        facts: { counterId, counter: counter.number, reason: row.pauseReason, changes: changes.map((change) => ({ ...change })) },
        inTransaction() {
          table.saveCounter({ ...row, counterId, sinceMs: book.clock() });
          table.apply(changes);
        },
      },
      doer,
    );
    book.changed();
    return answer(counterId);
  };

  /** At a till its person; at a caller of a shop with operators whoever has the number and the PIN. */
  const whoOpens = async ({ code, pin }: ProcedureInput<'counter.open'>, act: Act, from: Caller): Promise<Doer> => {
    if (from.role !== 'caller') return atDevice(act, from);
    if (!people.hasOperators()) return atDevice(OWNER_ACT, from);
    if (code === undefined || pin === undefined) throw new GuitaiError('counter_sign_in');
    const { id, name } = await people.check(code, pin);
    return atDevice({ operator: { id, name } }, from);
  };

  return {
    async 'counter.open'(input, act, from) {
      const { requestId, counterId, takeOver } = input;
      const counter = rules.counter(counterId);
      const said = { requestId, counterId };
      if (entryOf(book, ['counter.opened'], said)) return answer(counterId);
      if (!takeOver && isElsewhere(counter, table.counter(counterId), from)) throw new GuitaiError('counter_elsewhere', placeOf(counter));
      const doer = await whoOpens(input, act, from);
      const { operator, deviceId = '' } = doer;
      return record('counter.opened', said, { state: 'open', pauseReason: '', operator, deviceId }, doer);
    },
    'counter.pause'(input, act, from) {
      if (entryOf(book, ['counter.paused'], input)) return answer(input.counterId);
      const { counter, row, doer } = personAt(book, input.counterId, act, from);
      if (!row || row.state === 'closed') throw new GuitaiError('counter_closed', placeOf(counter));
      return record('counter.paused', input, { ...row, state: 'paused', pauseReason: input.reason }, doer);
    },
    'counter.resume'(input, act, from) {
      if (entryOf(book, ['counter.resumed'], input)) return answer(input.counterId);
      const { counter, row, doer } = personAt(book, input.counterId, act, from);
      if (!row || row.state === 'closed') throw new GuitaiError('counter_closed', placeOf(counter));
      return record('counter.resumed', input, { ...row, state: 'open', pauseReason: '' }, doer);
    },
    'counter.close'(input, act, from) {
      if (entryOf(book, ['counter.closed'], input)) return answer(input.counterId);
      const { counter, row, doer } = personAt(book, input.counterId, act, from);
      const now = book.now();
      const current = currentAt(now, counter.id);
      if (current) throw new GuitaiError('counter_busy', { ...placeOf(counter), number: current.code });
      // Whoever waits for this counter alone, or will again once no longer held, is its service's again.
      const released = now.tickets.filter(({ forCounterId }) => forCounterId === counter.id);
      const changes = released.map(({ ticketId }) => ({ ticketId, forCounterId: null }));
      const operator = row?.operator ?? doer.operator;
      return record('counter.closed', input, { state: 'closed', pauseReason: '', operator, deviceId: '' }, doer, changes);
    },
  };
}
