import type { Desk } from './desk.ts';
import { placeOf } from './place.ts';
import type { QueueBook } from '../queue-book.ts';
import { isFor } from '../ticket/order.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { currentAt } from '../views.ts';
import type { StoreHandlers } from '../../handlers.ts';
import { GuitaiError } from '#contract/error.ts';
import type { KeypadPress } from '#contract/keypad.ts';
import type { Caller } from '#contract/role.ts';
import { MAX_MISSED, type QueueCounter } from '#contract/queue.ts';
import type { Act } from '../../staff/act.ts';

/** Why a ticket was called out of turn, where a keypad cannot say it. */
const PICK_REASON = '呼叫器按号 / by keypad';

/** A keypad is a caller without a screen, at its counter by the settings. */
const AT_KEYPAD: Caller = { role: 'device' };

/** The call keypad of a counter: what its keys do is what the caller's buttons do, in the name of whoever opened the counter. */
export function createKeypadDesk(book: QueueBook, { handlers: desk }: Desk): Pick<StoreHandlers, 'queue.press'> {
  async function press(requestId: string, counter: QueueCounter, { action, number }: KeypadPress, act: Act): Promise<void> {
    const counterId = counter.id;
    if (action === 'next' && number === '') return void (await desk['queue.next']({ requestId, counterId }, act, AT_KEYPAD));
    if (action === 'next') {
      const { ticketId } = ticketNumbered(book, counter, Number(number));
      return void (await desk['queue.pick']({ requestId, counterId, ticketId, reason: PICK_REASON }, act, AT_KEYPAD));
    }
    const current = currentAt(book.now(), counterId);
    if (!current) throw new GuitaiError('counter_free', placeOf(counter));
    const one = { requestId, counterId, ticketId: current.ticketId };
    switch (action) {
      case 'recall':
        return void (await desk['queue.recall'](one, act, AT_KEYPAD));
      case 'skip':
        return void (await desk['queue.miss'](one, act, AT_KEYPAD));
      case 'hold':
        return void (await desk['queue.hold'](one, act, AT_KEYPAD));
      case 'finish':
        return void (await desk['queue.finish'](one, act, AT_KEYPAD));
      case 'transfer': {
        const to = { kind: 'counter', counterId: counterNumbered(book, counter, Number(number)).id } as const;
        return void (await desk['queue.transfer']({ ...one, to }, act, AT_KEYPAD));
      }
    }
  }

  return {
    async 'queue.press'({ requestId, counterId, press: pressed }, act) {
      await press(requestId, book.rules.counter(counterId), pressed, act);
      return {};
    },
  };
}

/** The ticket meant by the digits of its number: one that waits for this counter, in its order, else one on hold, else one that missed its turn today. */
function ticketNumbered(book: QueueBook, counter: QueueCounter, digits: number): Ticket {
  const { tickets, day } = book.now();
  const isMeant = ({ code }: Ticket): boolean => Number(code.replace(/^[A-Z]+/, '')) === digits;
  const ticket =
    tickets.find((each) => isMeant(each) && isFor(each, counter)) ??
    tickets.find((each) => isMeant(each) && each.state === 'held') ??
    book.table.ended(day, 'missed', MAX_MISSED).find(isMeant);
  if (!ticket) throw new GuitaiError('ticket_unknown');
  return ticket;
}

/** The counter with this number on its sign. */
function counterNumbered({ rules }: QueueBook, from: QueueCounter, number: number): QueueCounter {
  const counter = rules.setup.counters.find((each) => each.active && each.number === number && each.id !== from.id);
  if (!counter) throw new GuitaiError('counter_unknown');
  return counter;
}
