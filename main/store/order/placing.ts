import { checkDeposit, orderOf, placedBody, placedPostings } from './order-body.ts';
import type { OrderTable } from './order-sql.ts';
import { withoutOrder } from './handing-over.ts';
import { withTerms } from '../checkout/adjust.ts';
import type { BasketContent } from '../checkout/basket.ts';
import { editable, selling } from '../checkout/outcome.ts';
import { createPayments, type PaymentOptions } from '../checkout/payment.ts';
import { checkNothingTaken } from '../checkout/tendering.ts';
import { settleTenders } from '../checkout/tenders.ts';
import type { StoreHandlers } from '../handlers.ts';
import type { Book } from '../record-event.ts';
import { piecesOf } from '../stock/pieces.ts';
import { MAX_OPEN_ORDERS, type OrderDetails } from '#contract/customer-order.ts';
import { GuitaiError } from '#contract/error.ts';
import { sumOfTenders } from '#contract/tender.ts';

export interface PlacingOptions extends PaymentOptions {
  readonly table: OrderTable;
  /** Throws while goods lie on the scale. */
  readonly beforeOrder: () => void;
  /** What was over long ago is forgotten whenever something is written. */
  readonly tidy: () => void;
}

/** From a basket to an order: what it is for, then its deposit, which is money moved like any other. */
export function createPlacing(options: PlacingOptions): Pick<StoreHandlers, 'order.begin' | 'order.place' | 'order.release'> {
  const { basket, table, limits, beforePayment, beforeOrder, tidy, clock } = options;
  const pay = createPayments(options);
  const checkRoom = (): void => {
    if (table.countOpen() >= MAX_OPEN_ORDERS) throw new GuitaiError('order_full', { max: MAX_OPEN_ORDERS });
  };
  return {
    'order.begin': (input, act) =>
      basket.command('order.begin', input, (state) => {
        const { requestId: _, depositMinor, ...details } = input;
        const content = editable(state);
        const { order, memberId, tenders } = content.terms;
        if (order?.kind === 'collecting') throw new GuitaiError('order_alone');
        beforePayment();
        beforeOrder();
        checkDetails(options, details, memberId);
        checkDeposit(content, depositMinor);
        checkRoom();
        // More was taken than the deposit is: the cashier takes it back, or the deposit is that much.
        settleTenders(depositMinor, [...tenders, { kind: 'cash', amountMinor: Math.max(0, depositMinor - sumOfTenders(tenders)) }]);
        return {
          answer: {},
          next: { phase: 'tendering', content: withTerms(content, { order: { kind: 'placing', details, depositMinor } }), paid: null },
          admit: (priced) => limits(priced, act),
          final: true,
        };
      }),
    'order.place'(input, act) {
      const { basketId, basketRevision, tenders } = input;
      const entry = pay({
        kind: 'order.placed',
        paper: 'order',
        input,
        content: { basketId, basketRevision, tenders },
        act,
        settle(state) {
          const body = placedBody(state, [...state.content.terms.tenders, ...tenders]);
          const details = detailsIn(state.content);
          // Since it was begun the member may have been taken off, and others may have ordered.
          checkCustomer(details, state.content.terms.memberId);
          checkRoom();
          return {
            sold: [],
            returned: [],
            tenders: body.tenders,
            body,
            postings: placedPostings(body),
            movements: [],
            alongside({ seq, receiptNumber }) {
              const code = receiptNumber ?? '';
              table.add({ ...orderOf(body, act.operator), seq, code, placedAtMs: clock(), details }, body.ordered.map(piecesOf));
              tidy();
            },
          };
        },
      });
      return { seq: entry.seq, code: entry.receiptNumber ?? '' };
    },
    'order.release': (input) =>
      basket.command('order.release', input, (state) => {
        const content = editable(state);
        const { order } = content.terms;
        if (!order) return { answer: {} };
        const next = order.kind === 'placing' ? withTerms(content, { order: null }) : withoutOrder(content);
        checkNothingTaken(next);
        return { answer: {}, next: selling(next), final: true };
      }),
  };
}

/** Somebody can be told when the goods are there, and the day is to come. Throws order_customer, order_past. */
export function checkDetails({ ledger, clock }: Pick<Book, 'ledger' | 'clock'>, details: OrderDetails, memberId: number | null): void {
  checkCustomer(details, memberId);
  if (details.wantedOn < ledger.dateOf(clock())) throw new GuitaiError('order_past');
}

/** Throws order_customer. */
function checkCustomer({ name, phone }: OrderDetails, memberId: number | null): void {
  if (memberId === null && (name === '' || phone === '')) throw new GuitaiError('order_customer');
}

function detailsIn({ terms: { order } }: BasketContent): OrderDetails {
  if (order?.kind !== 'placing') throw new GuitaiError('basket_changed');
  return order.details;
}
