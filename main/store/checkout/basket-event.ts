import { recordEvent, type Book } from '../record-event.ts';
import type { Act } from '../staff/act.ts';
import type { JsonObject } from '#main/ledger/canonical.ts';

/** What somebody did to the open basket that the journal tells: goods that left it unpaid or were put aside, and prices that a person changed. */
export interface BasketEvent {
  readonly kind:
    | 'line.voided'
    | 'sale.voided'
    | 'void.undone'
    | 'price.changed'
    | 'discount.given'
    | 'discount.withdrawn'
    | 'basket.held'
    | 'basket.resumed'
    | 'tender.taken'
    | 'tender.withdrawn';
  readonly facts: JsonObject;
}

/** Writes in the journal what was done to the basket, and saves the basket in the same transaction; false when this request was journaled before. */
export type JournalBasketEvent = (requestId: string, command: string, event: BasketEvent, act: Act, save: () => void) => boolean;

/** Every shop journals it and by whom, those without operators too. The same request from another till is another one. */
export function journalBasketEvents(book: Book): JournalBasketEvent {
  return (requestId, command, { kind, facts }, act, save) =>
    !recordEvent(book, { kind, requestId, content: contentOf(command, act), facts, inTransaction: save }, act).repeated;
}

function contentOf(command: string, { till }: Act): JsonObject {
  return till === undefined ? { command } : { command, till };
}
