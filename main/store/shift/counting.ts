import { storedEntry, transfer } from './booking.ts';
import { bookMinor, expectedMinor, MAX_COUNTS, type Drawer } from './count.ts';
import { recordEvent, type Book } from '../record-event.ts';
import type { Shop } from '../shop.ts';
import type { Act } from '../staff/act.ts';
import { GuitaiError } from '#contract/error.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import { countedMinor, type CountOutcome } from '#contract/shift.ts';
import type { JsonObject } from '#main/ledger/canonical.ts';
import type { JournalEntry } from '#main/ledger/entry.ts';

/**
 * Commits a blind count: from then on the book says what is in the drawer, the rest is over or short. Only the answer tells what should have
 * been there. Throws shift_needed, count_final.
 */
export function countDrawer(
  book: Book & { readonly drawer: () => Drawer },
  { requestId, count }: ProcedureInput<'shift.count'>,
  act: Act,
): CountOutcome {
  const known = storedEntry(book, 'shift.counted', requestId) !== undefined;
  const drawer = known ? undefined : book.drawer();
  if (drawer && drawer.counts >= MAX_COUNTS) throw new GuitaiError('count_final');
  const counted = countedMinor(count);
  const { entry } = recordEvent(
    book,
    {
      kind: 'shift.counted',
      requestId,
      content: { count },
      facts: drawer ? { count, ...countFacts(drawer, counted) } : {},
      postings: drawer ? transfer('expense:over-short', 'asset:cash', counted - bookMinor(drawer)) : [],
    },
    act,
  );
  return outcomeOf(entry, book.shop);
}

/** What a `shift.counted` entry came to. */
export function outcomeOf({ body }: JournalEntry, { shift }: Shop): CountOutcome {
  return {
    countedMinor: Number(body['countedMinor']),
    expectedMinor: Number(body['expectedMinor']),
    differenceMinor: Number(body['differenceMinor']),
    maxDifferenceMinor: shift.maxDifferenceMinor,
    mayRecount: Number(body['counts']) < MAX_COUNTS,
  };
}

function countFacts(drawer: Drawer, counted: number): JsonObject {
  const expected = expectedMinor(drawer);
  return { countedMinor: counted, expectedMinor: expected, differenceMinor: counted - expected, counts: drawer.counts + 1 };
}
