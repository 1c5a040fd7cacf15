import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { newRequestId } from '#contract/ids.ts';
import { contentHash } from '#main/ledger/canonical.ts';
import { NOTHING_MOVED, type EntryDraft, type EntryKind } from '#main/ledger/entry.ts';
import type { Ledger } from '#main/ledger/ledger.ts';
import { copyBack } from '../../system/torture/migration-kill.ts';
import { openTestLedger, saleDraft, START_MS, temporaryDirectory } from './fixtures.ts';

const directory = temporaryDirectory();
afterAll(() => directory.remove());
let files = 0;
let file = '';
let ledger: Ledger;
/** The date of the shop's clock. */
let clockDate = '';
beforeEach(() => {
  clockDate = '2026-11-22';
  file = join(directory.path, `day-${(files += 1)}.db`);
  ledger = reopened();
});

function reopened(): Ledger {
  return openTestLedger(file, { dateOf: () => clockDate });
}

function draft(kind: EntryKind): EntryDraft {
  const requestHash = contentHash({ kind });
  const businessDate = ledger.dateOf(START_MS);
  return { kind, requestId: newRequestId(START_MS), requestHash, businessDate, tsMs: START_MS, ...NOTHING_MOVED, body: () => ({ v: 1 }) };
}

const close = (period: 'shift' | 'day'): unknown =>
  ledger.closePeriod({ period, requestId: newRequestId(START_MS), businessDate: ledger.dateOf(START_MS), tsMs: START_MS });

test('without an open day an entry is of the date of the clock', () => {
  expect([ledger.openDate(), ledger.dateOf(START_MS)]).toEqual([undefined, '2026-11-22']);
  clockDate = '2026-11-23';
  expect(ledger.dateOf(START_MS)).toBe('2026-11-23');
});

test('the first shift opens the day, and its date stays over shifts, midnight and restarts until the day is closed', () => {
  ledger.commit(draft('shift.opened'));
  clockDate = '2026-11-23';
  close('shift');
  ledger.commit(draft('shift.opened'));
  expect([ledger.openDate(), ledger.dateOf(START_MS)]).toEqual(['2026-11-22', '2026-11-22']);
  ledger.close();
  ledger = reopened();
  expect(ledger.openDate()).toBe('2026-11-22');
  close('shift');
  close('day');
  expect([ledger.openDate(), ledger.dateOf(START_MS)]).toEqual([undefined, '2026-11-23']);
  ledger.close();
  ledger = reopened();
  expect(ledger.openDate()).toBeUndefined();
});

test('entries of shifts are found newest first, page by page, and a stretch is read in order', () => {
  ledger.commit(draft('shift.opened')); // 1
  ledger.commit(saleDraft()); // 2
  ledger.commit(draft('shift.counted')); // 3
  close('shift'); // 4
  ledger.commit(draft('shift.opened')); // 5
  expect(ledger.shiftEntries('shift.opened', 5).map(({ seq }) => seq)).toEqual([5, 1]);
  expect(ledger.shiftEntries('shift.opened', 1, 5).map(({ seq }) => seq)).toEqual([1]);
  expect(ledger.shiftEntries('shift.counted', 1).map(({ seq }) => seq)).toEqual([3]);
  expect([...ledger.between(2, 4)].map(({ kind }) => kind)).toEqual(['sale.completed', 'shift.counted', 'period.closed']);
});

test('they are found through their index, however many sales lie between', () => {
  const plan = ledger.db
    .prepare<[], { detail: string }>(
      `EXPLAIN QUERY PLAN SELECT body, hash FROM journal
       WHERE kind IN ('shift.opened', 'shift.counted', 'period.closed') AND kind = 'shift.opened' AND seq < 9 ORDER BY seq DESC LIMIT 1`,
    )
    .all();
  expect(plan.map(({ detail }) => detail)).toEqual(['SEARCH journal USING INDEX journal_shift (kind=? AND seq<?)']);
});

test('a ledger from before there were shifts gets the index, and its closings are found through it', () => {
  close('day');
  ledger.close();
  const old = join(directory.path, `day-${(files += 1)}.db`);
  copyBack(file, old, 5);
  file = old;
  ledger = reopened();
  expect(ledger.shiftEntries('period.closed', 9).map(({ seq }) => seq)).toEqual([1]);
  expect(ledger.db.prepare(`SELECT name FROM sqlite_master WHERE name = 'journal_shift'`).pluck().all()).toEqual(['journal_shift']);
});

test('the balance of an account goes on over closings', () => {
  expect(ledger.balanceMinor('asset:cash')).toBe(0);
  ledger.commit(saleDraft({ lines: 1, priceMinor: 11_300 }));
  close('shift');
  ledger.commit(saleDraft({ lines: 1, priceMinor: 500 }));
  expect(ledger.balanceMinor('asset:cash')).toBe(11_800);
});
