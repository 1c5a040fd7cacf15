import { createPayments, type PaymentOptions } from './payment.ts';
import { saleBody, saleMovements, saleOf, salePostings } from './sale.ts';
import type { StoreHandlers } from '../handlers.ts';

/** Takes the money: the basket the cashier saw becomes a sale. */
export function createCompletion(options: PaymentOptions): Pick<StoreHandlers, 'sale.complete'> {
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
          const body = saleBody(state, [...state.content.terms.tenders, ...tenders]);
          return {
            sold: body.lines,
            returned: [],
            tenders: body.tenders,
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
