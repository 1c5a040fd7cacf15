import { transfer } from './booking.ts';
import { bookMinor } from './count.ts';
import type { Shift } from './shift.ts';
import type { StoreHandlers } from '../handlers.ts';
import { recordEvent, type Book } from '../record-event.ts';
import { CashMoveKind, type CashMove } from '#contract/shift.ts';
import { Operator } from '#contract/staff.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';
import { z } from 'zod';

/** The facts of `cash.moved`. */
const MoveBody = z.object({ kind: CashMoveKind, reason: z.string(), operator: Operator.optional() });

/** Where the cash goes when it leaves the drawer, or comes from when it is brought in. */
const OTHER_SIDE: Readonly<Record<CashMoveKind, string>> = {
  paid_in: 'income:paid-in',
  paid_out: 'expense:paid-out',
  safe_drop: 'asset:safe',
  petty_cash: 'expense:petty-cash',
};

/** Cash that moves without a sale: on disk with its slip, then the drawer opens. `onMoved` is never called for a repeated request. */
export function createCashMoves(
  options: Book & { readonly shift: Pick<Shift, 'drawer'>; readonly onMoved: (entry: JournalEntry) => void },
): Pick<StoreHandlers, 'cash.move'> {
  const { ledger, shop, shift, onMoved } = options;
  return {
    'cash.move'({ requestId, kind, amountMinor, reason }, act) {
      const content = { kind, amountMinor, reason };
      const intoMinor = kind === 'paid_in' ? amountMinor : -amountMinor;
      const isNew = ledger.findByRequest(requestId) === undefined;
      // The book would say that less than nothing is left: somebody who may accept differences has to say so.
      const overdraws = isNew && bookMinor(shift.drawer()) + intoMinor < 0;
      const { entry, repeated } = recordEvent(
        options,
        {
          kind: 'cash.moved',
          requestId,
          content,
          facts: { kind, reason },
          amountMinor,
          postings: transfer(OTHER_SIDE[kind], 'asset:cash', intoMinor),
          printJobs: shop.printsReceipts
            ? Array.from({ length: shop.shift.slipCopies }, () => ({ role: 'receiptPrinter', kind: 'cash-slip', copy: 0 }) as const)
            : [],
        },
        overdraws ? act.demand('shift.difference') : act,
      );
      if (!repeated) onMoved(entry);
      return cashMoveOf(entry);
    },
  };
}

/** The movement of a `cash.moved` entry. */
export function cashMoveOf(entry: JournalEntry): CashMove {
  const { kind, reason, operator } = MoveBody.parse(entry.body);
  const { seq, amountMinor, tsMs } = entry;
  return { seq, kind, amountMinor, reason, movedAtMs: tsMs, ...(operator ? { operator } : {}) };
}
