import { atTodaysPrices, contentOf } from './handing-over.ts';
import type { Orders } from './orders.ts';
import { createPlacing, type PlacingOptions } from './placing.ts';
import type { BasketState } from '../checkout/checkout-sql.ts';
import type { BasketChange } from '../checkout/open-basket.ts';
import { editable, selling } from '../checkout/outcome.ts';
import type { StoreHandlers } from '../handlers.ts';
import type { Members } from '../member/members.ts';
import { readOrderCode } from '#contract/customer-order.ts';
import { GuitaiError } from '#contract/error.ts';

/** Orders in the basket of one till: placed from it, and handed over through it. */
export interface OrderDesk {
  /** What scanning the slip of an order does; undefined for any other code. Throws order_elsewhere and what `order.collect` throws. */
  scan(text: string, requestId: string): { readonly code: string } | undefined;
  readonly handlers: Pick<StoreHandlers, 'order.begin' | 'order.place' | 'order.release' | 'order.collect' | 'order.reprice'>;
}

export interface OrderDeskOptions extends Omit<PlacingOptions, 'table' | 'tidy'> {
  readonly orders: Orders;
  readonly members: Pick<Members, 'get'>;
}

export function createOrderDesk(options: OrderDeskOptions): OrderDesk {
  const { shop, basket, members, orders } = options;
  const { table, findOpen, placed, needFree, tidy } = orders;

  /** The goods of an order come into the empty basket. They stay ordered until they are paid. */
  function collecting(state: BasketState, seq: number): BasketChange<Record<string, never>> {
    const open = editable(state);
    if (open.lines.length > 0) throw new GuitaiError('order_basket_open');
    const order = findOpen(seq);
    needFree(order);
    const { code, memberId } = order;
    const { ordered, totalMinor: depositMinor } = placed(seq);
    const member = memberId === null ? undefined : members.get(memberId);
    return {
      answer: {},
      next: selling(contentOf(ordered, { seq, code, depositMinor }, member?.id ?? null, open.nextLineId)),
      final: true,
    };
  }

  return {
    scan(text, requestId) {
      const read = readOrderCode(text);
      if (!read) return undefined;
      const { code, terminal } = read;
      const order = table.byCode(code);
      if (!order) throw terminal === shop.terminal ? new GuitaiError('order_unknown') : new GuitaiError('order_elsewhere', { terminal });
      const input = { requestId, seq: order.seq };
      basket.command('order.scan', input, (state) => collecting(state, order.seq));
      return { code };
    },
    handlers: {
      ...createPlacing({ ...options, table, tidy }),
      'order.collect': (input) => basket.command('order.collect', input, (state) => collecting(state, input.seq)),
      'order.reprice': (input) =>
        basket.command('order.reprice', input, (state) => ({
          answer: {},
          next: selling(atTodaysPrices(editable(state))),
          final: true,
        })),
    },
  };
}
