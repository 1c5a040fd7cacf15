import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { journalOf } from '../journal-of.ts';
import { openShop, type ShopAtWork } from '../shop-fixture.ts';
import { GuitaiError } from '#contract/error.ts';
import type { Caller } from '#contract/role.ts';
import { sumOfTenders, type Tender } from '#contract/tender.ts';

const STATION: Caller = { role: 'till' };
const TABLET: Caller = { role: 'till', deviceId: 'tablet' };

let work: ShopAtWork;

beforeEach(async () => {
  work = await openShop({ tills: [{ tillId: 'tablet', name: '平板 2' }] });
});
afterEach(() => work.close());

const sumOfAll = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);
/** What one of two tills does next. */
const deed = fc.record({
  till: fc.constantFrom(STATION, TABLET),
  name: fc.constantFrom('scan', 'tender', 'withdraw', 'pay', 'order', 'collect', 'release', 'hold', 'resume', 'merge', 'giveUp'),
  n: fc.nat(9),
});

test('whatever two tills do with goods, orders and baskets put aside, money that was taken is in a basket or an entry, and what is owed is what open orders say', async () => {
  const details = { name: '李雪', phone: '13800006027', wantedOn: '2026-11-28', delivery: null, note: '' };
  const sumOf = (tenders: unknown): number => sumOfTenders((tenders as Tender[]).filter(({ kind }) => kind === 'card'));
  const act = async (at: Caller, name: string, n: number): Promise<unknown> => {
    const { basketId, revision, totalMinor, terms } = work.topic('basket', at.deviceId);
    const { number = 0 } = work.topic('holds').held[n] ?? work.topic('holds').held[0] ?? {};
    const { seq = 0 } = work.topic('orders').open[n] ?? work.topic('orders').open[0] ?? {};
    const press = { basketId, basketRevision: revision, tenders: [{ kind: 'cash' as const, amountMinor: totalMinor }] };
    if (name !== 'withdraw' && name !== 'pay') await work.ask('tender.cancel', {}, at);
    if (name === 'tender') await work.ask('tender.begin', {}, at);
    if (name === 'scan') return work.ask('basket.scan', { text: n > 4 ? 'ND-XL-44' : 'SJ-80', source: 'wedge' }, at);
    if (name === 'tender') return work.ask('tender.add', { tender: { kind: 'card', amountMinor: 100 + n } }, at);
    if (name === 'withdraw') return work.ask('tender.remove', { index: n % 3 }, at);
    if (name === 'pay') return work.ask(terms.order?.kind === 'placing' ? 'order.place' : 'sale.complete', press, at);
    if (name === 'order') return work.ask('order.begin', { ...details, depositMinor: n * 300 }, at);
    if (name === 'collect') return work.ask('order.collect', { seq }, at);
    if (name === 'release') return work.ask('order.release', {}, at);
    if (name === 'hold') return work.ask('hold.put', { name: '' }, at);
    if (name === 'giveUp') return work.ask('order.cancel', { seq, keepMinor: n * 10, reason: '不要了' }, at);
    return work.ask(name === 'merge' ? 'hold.merge' : 'hold.resume', { number }, at);
  };
  const check = (): void => {
    const entries = journalOf(work, 'tender.taken', 'tender.withdrawn', 'sale.completed', 'order.placed', 'order.cancelled');
    const cards = entries.map(({ kind, body }) => {
      if (kind === 'tender.taken') return sumOf([body['tender']]);
      return kind === 'tender.withdrawn' ? -sumOf([body['tender']]) : kind === 'order.cancelled' ? 0 : -sumOf(body['tenders']);
    });
    const open = [STATION, TABLET].map(({ deviceId }) => sumOf(work.topic('basket', deviceId).terms.tenders));
    const held = work.topic('holds').held.map(({ takenMinor = 0 }) => takenMinor);
    expect(sumOfAll([...open, ...held])).toBe(sumOfAll(cards));
    const owed = entries.flatMap(({ postings }) => postings.filter(({ account }) => account === 'liability:customer-deposits'));
    const deposits = work.topic('orders').open.map(({ depositMinor }) => depositMinor);
    expect(sumOfAll(owed.map(({ amountMinor }) => -amountMinor))).toBe(sumOfAll(deposits));
  };
  const run = async (deeds: readonly { readonly till: Caller; readonly name: string; readonly n: number }[]): Promise<void> => {
    for (const { till, name, n } of deeds) {
      const refused = await act(till, name, n).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (refused !== undefined) expect(refused).toBeInstanceOf(GuitaiError);
    }
    check();
  };
  await fc.assert(fc.asyncProperty(fc.array(deed, { minLength: 20, maxLength: 40 }), run), { numRuns: 30, endOnFailure: true });
});
