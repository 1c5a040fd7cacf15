import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { newRequestId } from '#contract/ids.ts';
import { contentHash } from '#main/ledger/canonical.ts';
import { NOTHING_MOVED, type EntryDraft } from '#main/ledger/entry.ts';
import { parseReceiptNumber } from '#main/ledger/envelope.ts';
import { openTestLedger, saleDraft, START_MS, temporaryDirectory } from './fixtures.ts';

const directory = temporaryDirectory();
afterAll(() => directory.remove());

function event(changes: Partial<EntryDraft>): EntryDraft {
  const requestId = newRequestId();
  const requestHash = contentHash({ requestId });
  return {
    kind: 'drawer.ordered',
    requestId,
    requestHash,
    businessDate: '2026-11-22',
    tsMs: START_MS,
    ...NOTHING_MOVED,
    body: () => ({ v: 1 }),
    ...changes,
  };
}
const refundDraft = (saleSeq: number, businessDate = '2026-11-22'): EntryDraft =>
  event({ kind: 'refund.completed', numbered: true, businessDate, body: () => ({ v: 1, saleSeq, lines: [], sold: [] }) });

describe('a receipt number', () => {
  test.each([
    ['S001-01-1-000042', { epoch: 1, kind: 'sale.completed', number: 42 }],
    ['S001-01-12-R1000042', { epoch: 12, kind: 'refund.completed', number: 1_000_042 }],
    ['42', { epoch: undefined, kind: 'sale.completed', number: 42 }],
    ['R7', { epoch: undefined, kind: 'refund.completed', number: 7 }],
  ])('%s says where to look', (text, expected) => {
    expect(parseReceiptNumber(text)).toEqual(expected);
  });

  test.each(['', '棉绒', 'S001-01-1-', 'S001-1-1-000042', '6973012450313'.repeat(2), 'x'.repeat(40)])('%j says nothing', (text) => {
    expect(parseReceiptNumber(text)).toBeUndefined();
  });
});

test('every sale and refund is found by its number, whatever lies between them and in whichever epoch', () => {
  const file = join(directory.path, 'numbers.db');
  const expected = new Map<string, number>();
  for (const storeCode of ['S001', 'S002']) {
    const ledger = openTestLedger(file, { storeCode });
    for (let round = 0; round < 40; round += 1) {
      for (let count = 0; count < round % 7; count += 1) ledger.commit(event({}));
      const sale = ledger.commit(saleDraft({ lines: 1 })).entry;
      expected.set(sale.receiptNumber ?? '', sale.seq);
      if (round % 5 !== 0) continue;
      const { entry } = ledger.commit(refundDraft(sale.seq));
      expected.set(entry.receiptNumber ?? '', entry.seq);
    }
    ledger.close();
  }
  const ledger = openTestLedger(file, { storeCode: 'S002' });
  for (const [receiptNumber, seq] of expected) expect(ledger.findByNumber(receiptNumber)?.seq).toBe(seq);
  expect(expected.size).toBe(96);
  expect(ledger.findByNumber('7')?.receiptNumber).toBe('S002-01-2-000007');
  expect(ledger.findByNumber('R8')?.receiptNumber).toBe('S002-01-2-R000008');
  for (const missing of ['0', '41', 'R0', 'R9', 'S001-01-1-000041', 'S001-01-3-000001', 'S009-01-1-000001', 'S001-02-1-000001']) {
    expect(ledger.findByNumber(missing)).toBeUndefined();
  }
  ledger.close();
});

test('refunds are found by their sale, oldest first, and by their day, newest first, through indexes that hold nothing else', () => {
  const ledger = openTestLedger(join(directory.path, 'refunds.db'));
  const [first, second] = [ledger.commit(saleDraft()).entry.seq, ledger.commit(saleDraft()).entry.seq];
  const made = [first, second, first].map((saleSeq) => ledger.commit(refundDraft(saleSeq)).entry.seq);
  made.push(ledger.commit(refundDraft(first, '2026-11-23')).entry.seq);
  expect(ledger.refundsOf(first).map(({ seq }) => seq)).toEqual([made[0], made[2], made[3]]);
  expect(ledger.refundsOf(99)).toEqual([]);
  expect(ledger.refundsOn('2026-11-22').map(({ seq }) => seq)).toEqual([made[2], made[1], made[0]]);
  const plan = (sql: string): string => ledger.db.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).get()?.detail ?? '';
  expect(plan(`SELECT body FROM journal WHERE kind = 'refund.completed' AND json_extract(body, '$.data.saleSeq') = 1`)).toContain(
    'refund_of',
  );
  expect(plan(`SELECT body FROM journal WHERE kind = 'refund.completed' AND business_date = '2026-11-22'`)).toContain('refund_on');
  expect(plan(`SELECT seq FROM journal WHERE kind = 'refund.completed' AND number = 1 AND +seq BETWEEN 1 AND 9`)).toContain('refund_on');
  ledger.close();
});
