import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMemoryLog } from '../../fakes/memory-log.ts';
import { openShop, type ShopAtWork } from '../../main/store/shop-fixture.ts';
import { newRequestId } from '#contract/ids.ts';
import { procedures, type ProcedureName } from '#contract/procedures.ts';
import { createRouter, type Router } from '#main/router.ts';
import { verifyLedger } from '#main/ledger/verify.ts';

const RUNS = 400;
const names = (Object.keys(procedures) as ProcedureName[]).filter(
  (name) => procedures[name].at === 'store' && (procedures[name].roles as readonly string[]).includes('till') && !name.startsWith('staff.'),
);

/** Values that fit, nearly fit, and do not fit at all. */
const value = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '6973012450313',
      'BAG-M',
      'wedge',
      'typed',
      'receiptPrinter',
      'cash',
      '退货',
      '2026-11-22',
      1,
      2,
      1000,
      12_900,
    ),
  },
  fc.constantFrom(
    0,
    -1,
    2 ** 53,
    1e308,
    Number.MIN_VALUE,
    null,
    true,
    '',
    '\u0000',
    '\ud800',
    '\u001bp\u0000',
    `'; DROP TABLE journal; --`,
    '%',
    '*" OR "',
  ),
  fc.string({ maxLength: 300, unit: 'binary' }),
  fc.array(fc.record({ kind: fc.constantFrom('cash', 'gold'), amountMinor: fc.integer(), lineId: fc.integer({ max: 3 }) }), {
    maxLength: 9,
  }),
  fc.json({ maxDepth: 2 }).map((text): unknown => JSON.parse(text)),
);

let work: ShopAtWork;
let router: Router;
beforeEach(async () => {
  work = await openShop();
  router = createRouter({
    hostHandlers: {},
    callStore: (name, input) => work.ask(name as 'basket.clear', input as never),
    log: createMemoryLog(),
  });
});
afterEach(() => work.close());

/** A call of any procedure with its own fields, some left out, any of them with any value; now and then one with a field it does not know. */
const call = fc.constantFrom(...names).chain((name) =>
  fc.record({
    name: fc.constant(name),
    fields: fc.record(Object.fromEntries(Object.keys(procedures[name].input.shape).map((key) => [key, value])), { requiredKeys: [] }),
    surplus: fc.constantFrom({}, {}, {}, { role: 'owner' }),
  }),
);

/** What a page of ours would put into these fields. */
function pageFields(name: ProcedureName): Readonly<Record<string, unknown>> {
  const { basketId, revision } = work.topic('basket');
  const known = { requestId: newRequestId(), basketId, basketRevision: revision };
  return Object.fromEntries(Object.entries(known).filter(([key]) => key in procedures[name].input.shape));
}

test(
  'whatever a screen sends, it gets one answer in words, the shop goes on, and the book proves itself',
  { timeout: 180_000 },
  async () => {
    let done = 0;
    await fc.assert(
      fc.asyncProperty(call, async ({ name, fields, surplus }) => {
        const input = { ...fields, ...pageFields(name), ...surplus };
        const reply = JSON.parse(await router.receive(JSON.stringify({ type: 'request', id: 7, name, input }), { role: 'till' })) as object;
        expect(reply).toMatchObject({ type: 'reply', id: 7 });
        expect(reply).not.toMatchObject({ error: { code: 'internal' } });
        if ('ok' in reply && reply.ok === true) done += 1;
      }),
      { numRuns: RUNS, seed: 20_261_122 },
    );
    expect(done).toBeGreaterThan(RUNS / 20);
    expect(work.unexpected).toEqual([]);
    await work.reopen();
    expect(await work.ask('basket.scan', { text: 'BAG-M', source: 'wedge' })).toMatchObject({
      kind: expect.stringMatching(/added|refused/),
    });
    expect(verifyLedger(work.ledgerFile)).toMatchObject({ ok: true });
  },
);
