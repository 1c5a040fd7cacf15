import { storedEntry, transfer } from './booking.ts';
import { close, repeatedClosing } from './close.ts';
import { expectedMinor, type Drawer } from './count.ts';
import { countDrawer, outcomeOf } from './counting.ts';
import type { StoreHandlers } from '../handlers.ts';
import type { Publish } from '../publish.ts';
import { recordEvent, type Book } from '../record-event.ts';
import type { ReportsReader } from '../report/reports-reader.ts';
import type { Act } from '../staff/act.ts';
import { GuitaiError } from '#contract/error.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import { countedMinor, type ShiftView } from '#contract/shift.ts';
import type { Operator } from '#contract/staff.ts';
import type { ClosingFacts } from '#main/ledger/closing.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';

export interface ShiftOptions extends Book {
  readonly publish: Publish;
  readonly reports: ReportsReader;
  /** The shop has operators: its till is not open to everybody. */
  readonly hasOperators: () => boolean;
  /** A closing is on disk. */
  readonly onClosed: () => void;
}

/** The shift of this till and the business day it belongs to: opened by a count, closed by a blind one. */
export interface Shift {
  readonly handlers: Pick<StoreHandlers, 'shift.open' | 'shift.count' | 'shift.lastCount' | 'shift.close' | 'day.close'>;
  /** Throws shift_needed where the shop takes money only in an open shift. */
  needForSale(): void;
  /** The drawer of the open shift. Throws shift_needed. */
  drawer(): Drawer;
  announce(): void;
}

export function createShift(options: ShiftOptions): Shift {
  const { ledger, shop, publish, reports, hasOperators, onClosed } = options;
  let opened = openedShift(options);

  const announce = (): void =>
    publish('shift', { required: shop.shift.required, openDate: ledger.openDate() ?? null, shift: opened ? viewOf(opened) : null });
  const drawer = (): Drawer => reports.since('shift').drawer ?? missing();
  const closed = (): void => {
    announce();
    onClosed();
  };

  return {
    announce,
    drawer,
    needForSale() {
      if (!opened && (shop.shift.required || hasOperators())) missing();
    },
    handlers: {
      'shift.open'(input, act) {
        const before = storedEntry(options, 'shift.opened', input.requestId);
        if (opened && !before) throw new GuitaiError('shift_already_open');
        const { entry, repeated } = open(options, input, act, before !== undefined);
        if (repeated) return {};
        opened = entry;
        announce();
        return {};
      },
      'shift.count': (input, act) => countDrawer({ ...options, drawer }, input, act),
      'shift.lastCount'() {
        const [counted] = ledger.shiftEntries('shift.counted', 1);
        return { count: counted && drawer().countedMinor !== null ? outcomeOf(counted, shop) : null };
      },
      'shift.close'(input, act) {
        const repeated = repeatedClosing(options, 'shift', input.requestId);
        if (repeated) return repeated;
        const closing = close(options, 'shift', input, actForCount(drawer(), shop.shift.maxDifferenceMinor, act));
        opened = undefined;
        closed();
        return closing;
      },
      'day.close'(input, act) {
        const repeated = repeatedClosing(options, 'day', input.requestId);
        if (repeated) return repeated;
        if (opened) throw new GuitaiError('shift_still_open');
        if (ledger.openDate() === undefined) throw new GuitaiError('day_not_open');
        const closing = close(options, 'day', input, act);
        closed();
        return closing;
      },
    },
  };
}

/** Journals the float. What the book has in the drawer and nobody left there went to the safe; what is there beyond it came from the safe. */
function open(book: Book, { requestId, count }: ProcedureInput<'shift.open'>, act: Act, known: boolean): ReturnType<typeof recordEvent> {
  const { ledger } = book;
  const floatMinor = countedMinor(count);
  const broughtMinor = known ? 0 : floatMinor - ledger.balanceMinor('asset:cash');
  return recordEvent(
    book,
    {
      kind: 'shift.opened',
      requestId,
      content: { count },
      facts: { count, floatMinor, opensDay: ledger.openDate() === undefined },
      postings: transfer('asset:safe', 'asset:cash', broughtMinor),
    },
    act,
  );
}

/** Who closes on this count: a large difference takes somebody who may accept it. Throws count_needed, right_missing. */
function actForCount(drawer: Drawer, maxDifferenceMinor: number, act: Act): Act {
  if (drawer.countedMinor === null) throw new GuitaiError('count_needed');
  const large = Math.abs(drawer.countedMinor - expectedMinor(drawer)) > maxDifferenceMinor;
  return large ? act.demand('shift.difference') : act;
}

/** The entry that opened the shift of this till, if none has closed it. */
function openedShift({ ledger }: Book): JournalEntry | undefined {
  const [opened] = ledger.shiftEntries('shift.opened', 1);
  const [closing] = ledger.shiftEntries('period.closed', 1);
  return opened && opened.seq > ((closing?.body as ClosingFacts | undefined)?.closed.shift ?? 0) ? opened : undefined;
}

function viewOf({ tsMs, body }: JournalEntry): ShiftView['shift'] {
  return { openedAtMs: tsMs, floatMinor: Number(body['floatMinor']), operator: (body['operator'] as Operator | undefined) ?? null };
}

function missing(): never {
  throw new GuitaiError('shift_needed');
}
