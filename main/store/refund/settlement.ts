import { refundBody, refundMovements, refundOf, refundPostings, type RefundTerms } from './refund-body.ts';
import { createPayments, type PaymentOptions } from '../checkout/payment.ts';
import { attributed } from '../salesperson/credit.ts';
import { editable } from '../checkout/outcome.ts';
import { checkAlone } from '../hold/split-merge.ts';
import type { Act } from '../staff/act.ts';
import type { WeighingDesk } from '../weighing/weighing.ts';
import type { BasketLine } from '#contract/basket.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { Refund } from '#contract/refund.ts';
import type { JsonObject } from '#main/ledger/canonical.ts';

export interface SettlementOptions extends PaymentOptions {
  readonly weighing: WeighingDesk;
}

type Command = JsonObject & Pick<ProcedureInput<'refund.void'>, 'requestId' | 'basketId' | 'basketRevision' | 'reason'>;

/** Settles what a command asks for. */
type Settle = (name: string, input: Command, act: Act, terms: (goods: readonly BasketLine[]) => RefundTerms) => Refund;

/**
 * Acts once per requestId: `terms` is asked only for a request that is new, about a basket that is still the one the cashier saw. What can still
 * come back is read from the journal and written in one go by the only writer there is, so no two refunds ever share a piece.
 */
export function createSettlement(options: SettlementOptions): Settle {
  const { weighing } = options;
  const pay = createPayments(options);
  return (name, input, act, terms) => {
    const { requestId: _, ...content } = input;
    const entry = pay({
      kind: 'refund.completed',
      paper: 'refund',
      input,
      content: { name, ...content },
      act,
      settle(state) {
        weighing.needDone();
        const goods = editable(state);
        checkAlone(goods);
        const asked = terms(attributed(goods.lines, goods.terms.soldBy));
        const { memberId, tenders } = goods.terms;
        const taker = memberId === null || asked.sold.length === 0 ? {} : { memberId };
        const body = refundBody({ ...asked, ...taker, tenders: [...tenders, ...asked.tenders] });
        return {
          sold: body.sold,
          returned: body.lines,
          tenders: body.tenders,
          body,
          postings: refundPostings(body),
          movements: refundMovements(body),
        };
      },
    });
    return refundOf(entry);
  };
}
