import { pickedOf } from './pick-paper.ts';
import type { Held } from './hold-sql.ts';
import type { OpenBasket } from '../checkout/open-basket.ts';
import type { StoreHandlers } from '../handlers.ts';
import { recordEvent, type Book } from '../record-event.ts';
import { GuitaiError } from '#contract/error.ts';
import { holdCode } from '#contract/hold.ts';

/** Prints what somebody is to bring from the back room: the open basket, or one that was put aside. */
export function createPickLists(
  options: Book & { readonly basket: OpenBasket; readonly find: (number: number) => Held; readonly onPrint: () => void },
): Pick<StoreHandlers, 'hold.pickList'> {
  const { shop, basket, find, onPrint } = options;
  return {
    'hold.pickList'({ requestId, number }, act) {
      if (!shop.printsReceipts) throw new GuitaiError('device_not_ready', { device: 'receiptPrinter' });
      const held = number === undefined ? undefined : find(number);
      const { lines } = held?.content ?? basket.state.content;
      if (lines.length === 0) throw new GuitaiError('basket_empty');
      const facts = {
        ...(number === undefined ? {} : { code: holdCode(shop.terminal, number) }),
        name: held?.name ?? '',
        goods: pickedOf(lines),
      };
      const printJobs = [{ role: 'receiptPrinter', kind: 'pick-list', copy: 0 }] as const;
      recordEvent(options, { kind: 'pick_list.printed', requestId, content: { number: number ?? null }, facts, printJobs }, act);
      onPrint();
      return {};
    },
  };
}
