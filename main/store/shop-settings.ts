import type { StoreHandlers } from './handlers.ts';
import type { Shop } from './shop.ts';
import { recordEvent, type Book } from './record-event.ts';

/** What the shop has to do with its settings: who changed them is journaled, and what holds at once is taken up. */
export function createShopSettings(
  book: Book & { readonly shop: Pick<Shop, 'printsTickets' | 'ticketPage' | 'diskFull' | 'tills'> },
  onTills: () => void,
): Pick<StoreHandlers, 'settings.change' | 'shop.configure'> {
  return {
    'settings.change'({ requestId, change, deviceId }, act) {
      const facts = { change, device: deviceId };
      recordEvent(book, { kind: 'settings.changed', requestId, content: facts, facts }, act);
      return {};
    },
    'shop.configure'(changes) {
      Object.assign(book.shop, changes);
      if (changes.tills) onTills();
      return {};
    },
  };
}
