import { closingOf } from './closing.ts';
import { bookMinor, expectedMinor, MAX_COUNTS, type Drawer } from './count.ts';
import type { ReportsReader } from './reports-reader.ts';
import type { StoreHandlers } from '../handlers.ts';
import { documentName } from '../outbox/documents.ts';
import type { Publish } from '../publish.ts';
import { recordEvent, type Book } from '../record-event.ts';
import { actFacts, type Act } from '../staff/act.ts';
import { GuitaiError } from '#contract/error.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import { countedMinor, type Closing, type CountOutcome, type UnsettledJob } from '#contract/shift.ts';
import type { Operator } from '#contract/staff.ts';
import type { ClosingFacts } from '#main/ledger/closing.ts';
import type { EntryKind, JournalEntry, Posting } from '#main/ledger/entry.ts';

const MAX_UNSETTLED = 50;

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
  const { ledger, shop, clock, publish, reports, hasOperators, onClosed } = options;
  let opened = openedShift(options);

  const announce = (): void =>
    publish('shift', {
      required: shop.shift.required,
      openDate: ledger.openDate() ?? null,
      shift: opened
        ? {
            openedAtMs: opened.tsMs,
            floatMinor: Number(opened.body['floatMinor']),
            operator: (opened.body['operator'] as Operator | undefined) ?? null,
          }
        : null,
    });
  const needed = (): Drawer => reports.since('shift').drawer ?? missing();

  /** Names what nobody settled; a closing goes on only when the person at the till has seen it all. */
  const unsettledJobs = (seen: readonly number[]): UnsettledJob[] => {
    const jobs = ledger.printJobs.list(['failed', 'unknown', 'blocked'], MAX_UNSETTLED).map(({ jobId, kind, state, documentSeq }) => {
      const entry = ledger.read(documentSeq);
      return { jobId, title: entry ? documentName(entry, shop) : kind, state };
    });
    if (jobs.every(({ jobId }) => seen.includes(jobId))) return jobs;
    throw new GuitaiError('close_unsettled', { count: jobs.length, jobs: jobs.map(({ title }) => title).join(', ') });
  };

  function close(period: 'shift' | 'day', input: ProcedureInput<'shift.close'>, act: Act): Closing {
    const unsettled = unsettledJobs(input.seenJobs);
    const { report } = reports.since(period);
    const tsMs = clock();
    const { entry } = ledger.closePeriod({
      period,
      requestId: input.requestId,
      businessDate: ledger.dateOf(tsMs),
      tsMs,
      facts: { ...actFacts(act), report, unsettled },
      printJobs: shop.printsReceipts ? [{ role: 'receiptPrinter', kind: 'closing', copy: 0 }] : [],
    });
    if (period === 'shift') opened = undefined;
    announce();
    onClosed();
    return closingOf(entry);
  }

  /** The closing this request made before. Throws request_conflict when it made something else. */
  const repeatedClosing = (period: Closing['period'], requestId: string): Closing | undefined => {
    const entry = stored(options, 'period.closed', requestId);
    if (!entry) return undefined;
    if (entry.body['period'] !== period) throw new GuitaiError('request_conflict');
    return closingOf(entry);
  };

  function open({ requestId, count: pieces }: ProcedureInput<'shift.open'>, act: Act): void {
    const floatMinor = countedMinor(pieces);
    const before = stored(options, 'shift.opened', requestId);
    if (opened && !before) throw new GuitaiError('shift_already_open');
    // What the book has in the drawer and nobody left there went to the safe; what is there beyond it came from the safe.
    const broughtMinor = before ? 0 : floatMinor - ledger.balanceMinor('asset:cash');
    const { entry, repeated } = recordEvent(
      options,
      {
        kind: 'shift.opened',
        requestId,
        content: { count: pieces },
        facts: { count: pieces, floatMinor, opensDay: ledger.openDate() === undefined },
        postings: transfer('asset:safe', 'asset:cash', broughtMinor),
      },
      act,
    );
    if (repeated) return;
    opened = entry;
    announce();
  }

  function count({ requestId, count: pieces }: ProcedureInput<'shift.count'>, act: Act): CountOutcome {
    const before = stored(options, 'shift.counted', requestId);
    const drawer = before ? undefined : needed();
    if (drawer && drawer.counts >= MAX_COUNTS) throw new GuitaiError('count_final');
    const counted = countedMinor(pieces);
    const facts = drawer && {
      count: pieces,
      countedMinor: counted,
      expectedMinor: expectedMinor(drawer),
      differenceMinor: counted - expectedMinor(drawer),
      counts: drawer.counts + 1,
    };
    const { entry } = recordEvent(
      options,
      {
        kind: 'shift.counted',
        requestId,
        content: { count: pieces },
        facts: facts ?? {},
        postings: drawer ? transfer('expense:over-short', 'asset:cash', counted - bookMinor(drawer)) : [],
      },
      act,
    );
    return outcomeOf(entry);
  }

  const outcomeOf = ({ body }: JournalEntry): CountOutcome => ({
    countedMinor: Number(body['countedMinor']),
    expectedMinor: Number(body['expectedMinor']),
    differenceMinor: Number(body['differenceMinor']),
    maxDifferenceMinor: shop.shift.maxDifferenceMinor,
    mayRecount: Number(body['counts']) < MAX_COUNTS,
  });

  return {
    announce,
    drawer: needed,
    needForSale() {
      if (!opened && (shop.shift.required || hasOperators())) missing();
    },
    handlers: {
      'shift.open'(input, act) {
        open(input, act);
        return {};
      },
      'shift.count': count,
      'shift.lastCount'() {
        const [counted] = ledger.shiftEntries('shift.counted', 1);
        return { count: counted && needed().countedMinor !== null ? outcomeOf(counted) : null };
      },
      'shift.close'(input, act) {
        const repeated = repeatedClosing('shift', input.requestId);
        if (repeated) return repeated;
        const drawer = needed();
        if (drawer.countedMinor === null) throw new GuitaiError('count_needed');
        const differs = Math.abs(drawer.countedMinor - expectedMinor(drawer)) > shop.shift.maxDifferenceMinor;
        return close('shift', input, differs ? act.demand('shift.difference') : act);
      },
      'day.close'(input, act) {
        const repeated = repeatedClosing('day', input.requestId);
        if (repeated) return repeated;
        if (opened) throw new GuitaiError('shift_still_open');
        if (ledger.openDate() === undefined) throw new GuitaiError('day_not_open');
        return close('day', input, act);
      },
    },
  };
}

/** The entry a request made before. Throws request_conflict when it is of another kind. */
function stored({ ledger }: Book, kind: EntryKind, requestId: string): JournalEntry | undefined {
  const entry = ledger.findByRequest(requestId);
  if (entry && entry.kind !== kind) throw new GuitaiError('request_conflict');
  return entry;
}

/** The entry that opened the shift of this till, if none has closed it. */
function openedShift({ ledger }: Book): JournalEntry | undefined {
  const [opened] = ledger.shiftEntries('shift.opened', 1);
  const [closing] = ledger.shiftEntries('period.closed', 1);
  return opened && opened.seq > ((closing?.body as ClosingFacts | undefined)?.closed.shift ?? 0) ? opened : undefined;
}

/** Moves an amount from one account to another; none where nothing moves. */
export function transfer(from: string, to: string, amountMinor: number): readonly Posting[] {
  if (amountMinor === 0) return [];
  return [
    { account: to, amountMinor },
    { account: from, amountMinor: -amountMinor },
  ];
}

function missing(): never {
  throw new GuitaiError('shift_needed');
}
