import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ledgerMigrations } from '#main/ledger/migrations.ts';
import { openDatabase } from '#main/ledger/open.ts';
import { createReader } from '#main/ledger/reader.ts';
import { createReportTally } from '#main/store/report/totals.ts';
import { openShop, sell, type ShopAtWork } from '../shop-fixture.ts';

const WIPES = '6973012450771';

/** What a report of the entries of the open shift says when it is added up anew from the journal. */
function recomputed(work: ShopAtWork, fromSeq: number): unknown {
  const db = openDatabase(work.ledgerFile, { migrations: ledgerMigrations, readonly: true });
  try {
    const tally = createReportTally();
    for (const entry of createReader(db).between(fromSeq, 1_000_000)) tally.add(entry);
    return { ...tally.figures(), shifts: [] };
  } finally {
    db.close();
  }
}

test('whatever the till does, an X at any moment is what the journal adds up to, and so is the Z', async () => {
  const step = fc.constantFrom('sell' as const, 'in' as const, 'drop' as const, 'count' as const, 'drawer' as const, 'restart' as const);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const work = await openShop({ printsReceipts: false });
      try {
        await work.ask('shift.open', { count: [{ kind: 'note', faceMinor: 10_000, pieces: 5 }] });
        for (const one of steps) {
          if (one === 'sell') await sell(work, [WIPES], 5_000);
          if (one === 'in') await work.ask('cash.move', { kind: 'paid_in', amountMinor: 1_234, reason: '存' });
          if (one === 'drop') await work.ask('cash.move', { kind: 'safe_drop', amountMinor: 999, reason: '投' });
          if (one === 'count')
            await work
              .ask('shift.count', { count: [{ kind: 'coin', faceMinor: 1, pieces: 77 }] })
              .catch((error: unknown) => expect(error).toMatchObject({ code: 'count_final' }));
          if (one === 'drawer') await work.ask('drawer.open', { reason: '换零钱' });
          if (one === 'restart') await work.reopen();
          const { fromSeq, toSeq: _toSeq, ...x } = await work.ask('report.x', {});
          expect(x).toEqual(recomputed(work, fromSeq));
        }
        // Cash that moves makes a count possible again, whatever went before.
        await work.ask('cash.move', { kind: 'paid_in', amountMinor: 1, reason: '存' });
        await work.ask('shift.count', { count: [] });
        const { fromSeq, toSeq: _toSeq, ...before } = await work.ask('report.x', {});
        const { report } = await work.ask('shift.close', { seenJobs: [] });
        expect(report).toMatchObject({ ...before, fromSeq });
      } finally {
        await work.close();
      }
    }),
    { numRuns: 12 },
  );
});
