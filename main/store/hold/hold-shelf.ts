import { createHeldList } from './held-list.ts';
import { prepareHoldTable, type Held, type HoldTable } from './hold-sql.ts';
import { countItems, totals } from '../checkout/basket.ts';
import { checkNothingTaken } from '../checkout/tendering.ts';
import { voidedAmounts } from '../checkout/voided.ts';
import type { StoreHandlers } from '../handlers.ts';
import type { Publish } from '../publish.ts';
import { recordEvent, type Book } from '../record-event.ts';
import { storedEntry } from '../shift/booking.ts';
import { GuitaiError } from '#contract/error.ts';
import { holdCode, MAX_HELD_BASKETS } from '#contract/hold.ts';
import type { Member } from '#contract/member.ts';

/** The baskets put aside: one shelf for all tills, so that a basket held at one is resumed at any. */
export interface HoldShelf {
  readonly table: HoldTable;
  /** Throws hold_unknown. */
  find(number: number): Held;
  /** Throws hold_full. */
  checkRoom(): void;
  announce(): void;
  readonly handlers: Pick<StoreHandlers, 'hold.rename' | 'hold.print' | 'hold.discard'>;
}

export interface HoldShelfOptions extends Book {
  readonly publish: Publish;
  readonly memberById: (id: number) => Member | undefined;
  readonly onPrint: () => void;
}

export function createHoldShelf(options: HoldShelfOptions): HoldShelf {
  const { ledger, shop, publish, memberById, onPrint } = options;
  const table = prepareHoldTable(ledger.db);
  const list = createHeldList(table, shop.terminal, memberById);

  const announce = (): void => publish('holds', { held: list() });
  const find = (number: number): Held => {
    const held = table.get(number);
    if (!held) throw new GuitaiError('hold_unknown', { number });
    return held;
  };

  return {
    table,
    find,
    announce,
    checkRoom() {
      if (table.count() >= MAX_HELD_BASKETS) throw new GuitaiError('hold_full', { max: MAX_HELD_BASKETS });
    },
    handlers: {
      'hold.rename'({ number, name }) {
        find(number);
        ledger.write(() => table.rename(number, name));
        announce();
        return {};
      },
      'hold.print'({ requestId, number }, act) {
        const { name, heldAtMs, content } = find(number);
        const { totalMinor } = totals(content.lines);
        const facts = { number, code: holdCode(shop.terminal, number), name, heldAtMs, itemCount: countItems(content.lines), totalMinor };
        recordEvent(
          options,
          {
            kind: 'hold.printed',
            requestId,
            content: { number },
            facts,
            printJobs: [{ role: 'receiptPrinter', kind: 'hold', copy: 0 }],
          },
          act,
        );
        onPrint();
        return {};
      },
      'hold.discard'({ requestId, number, reason }, act) {
        if (storedEntry(options, 'sale.voided', requestId, { number, reason })) return {};
        const { content, tendered } = find(number);
        checkNothingTaken({ lines: [], terms: content.terms });
        const facts = { number, reason, by: 'discard', tendered, ...voidedAmounts(content.lines) };
        recordEvent(
          options,
          { kind: 'sale.voided', requestId, content: { number, reason }, facts, inTransaction: () => table.remove(number) },
          act,
        );
        announce();
        return {};
      },
    },
  };
}
