import { createPayments, type PaymentOptions } from './payment.ts';
import { depositIn } from './tenders.ts';
import { saleBody, saleMovements, saleOf, salePostings } from './sale.ts';
import type { StoreHandlers } from '../handlers.ts';
import type { Orders } from '../order/orders.ts';
import { GuitaiError } from '#contract/error.ts';

export interface CompletionOptions extends PaymentOptions {
  readonly orders: Pick<Orders, 'handOver'>;
}

/** Takes the money: the basket the cashier saw becomes a sale. Throws order_placing for one that is to become an order. */
export function createCompletion(options: CompletionOptions): Pick<StoreHandlers, 'sale.complete'> {
  const pay = createPayments(options);
  return {
    'sale.complete'(input, act) {
      const { basketId, basketRevision, tenders } = input;
      const entry = pay({
        kind: 'sale.completed',
        paper: 'receipt',
        input,
        content: { basketId, basketRevision, tenders },
        act,
        settle(state) {
          const { order, tenders: taken } = state.content.terms;
          if (order?.kind === 'placing') throw new GuitaiError('order_placing');
          const handed = order ? options.orders.handOver(order.seq) : undefined;
          const body = saleBody(state, [...taken, ...tenders], handed);
          return {
            sold: body.lines,
            returned: [],
            tenders: body.tenders,
            back: body.back ?? [],
            ...(handed ? { alongside: handed.close } : {}),
            ...(depositIn(taken) > body.totalMinor ? { needs: 'order.cancel' } : {}),
            body,
            postings: salePostings(body),
            movements: saleMovements(body.lines),
          };
        },
      });
      return saleOf(entry);
    },
  };
}
