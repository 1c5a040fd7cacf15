import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sell } from '../shop-fixture.ts';
import { journalOf } from '../journal-of.ts';
import { counter, openStation, setup, type QueueStation } from './station.ts';
import { newRequestId } from '#contract/ids.ts';
import type { QueueDesk } from '#contract/queue.ts';

let work: QueueStation;
beforeEach(async () => {
  work = await openStation();
});
afterEach(async () => {
  expect(work.unexpected).toEqual([]);
  await work.close();
});

const states = (): Readonly<Record<string, string>> =>
  Object.fromEntries(work.topic('queueDesk').tickets.map(({ number, state }) => [number, state]));
const at = (counterId: number): QueueDesk['counters'][number] | undefined =>
  work.topic('queueDesk').counters.find(({ id }) => id === counterId);

describe('a ticket at a counter', () => {
  test('is recalled three times at most, then missed; missed it is shown, and comes back at its old place', async () => {
    const { ticketId } = await work.take(1);
    await work.take(1);
    await work.next(1);
    const one = { counterId: 1, ticketId };
    for (let times = 1; times <= 3; times += 1) expect(await work.ask('queue.recall', one, 'caller')).toMatchObject({ recalls: times });
    await expect(work.ask('queue.recall', one, 'caller')).rejects.toMatchObject({ code: 'recall_limit' });
    const requestId = newRequestId();
    await work.ask('queue.miss', { ...one, requestId }, 'caller');
    expect(await work.ask('queue.miss', { ...one, requestId }, 'caller')).toMatchObject({ state: 'missed' });
    expect(work.topic('queue').missed).toEqual(['A001']);
    expect(work.topic('queueDesk')).toMatchObject({ missed: 1, waiting: 1 });
    await work.ask('queue.resume', { ...one, to: 'line' }, 'caller');
    expect(work.topic('queue')).toMatchObject({ missed: [], services: [{ next: ['A001', 'A002'] }, {}] });
    expect(await work.next(1)).toBe('A001');
    await work.ask('queue.finish', one, 'caller');
    await expect(work.ask('queue.recall', one, 'caller')).rejects.toMatchObject({ code: 'ticket_over', details: { number: 'A001' } });
  });

  test('is held with a reason and resumed at a free counter', async () => {
    const { ticketId } = await work.take(1);
    await work.next(1);
    expect(await work.ask('queue.hold', { counterId: 1, ticketId, reason: '去拿小票' }, 'caller')).toMatchObject({
      state: 'held',
      heldReason: '去拿小票',
    });
    await work.take(1);
    expect(await work.next(1)).toBe('A002');
    await expect(work.ask('queue.resume', { counterId: 1, ticketId, to: 'counter' }, 'caller')).rejects.toMatchObject({
      code: 'counter_busy',
      details: { counter: 1, number: 'A002' },
    });
    expect(await work.ask('queue.resume', { counterId: 2, ticketId, to: 'counter' }, 'caller')).toMatchObject({
      state: 'serving',
      counterId: 2,
    });
    expect(states()).toEqual({ A001: 'serving', A002: 'called' });
  });

  test('transferred keeps its place: first of the other service, or for one counter alone', async () => {
    const { ticketId } = await work.take(1);
    work.wait(5);
    await work.take(2);
    await work.next(1);
    await work.ask('queue.transfer', { counterId: 1, ticketId, to: { kind: 'service', serviceId: 2 } }, 'caller');
    expect(work.topic('queue').services[1]).toMatchObject({ waiting: 2, next: ['A001', 'B001'] });
    expect(await work.next(3)).toBe('A001');
    await work.ask('queue.transfer', { counterId: 3, ticketId, to: { kind: 'counter', counterId: 1 }, note: '试 42 码' }, 'caller');
    expect(at(1)?.nextTicketId).toBe(ticketId);
    expect(await work.next(2)).toBe('B001');
    expect(await work.ask('queue.next', { counterId: 1 }, 'caller')).toMatchObject({ called: { number: 'A001', note: '试 42 码' } });
  });

  test('waiting for a counter that closes waits for its service again', async () => {
    const { ticketId } = await work.take(2);
    await work.ask('queue.transfer', { counterId: 2, ticketId, to: { kind: 'counter', counterId: 3 } }, 'caller');
    expect(at(2)?.nextTicketId).toBeNull();
    await work.ask('counter.close', { counterId: 3 }, 'caller');
    expect(at(2)?.nextTicketId).toBe(ticketId);
    await expect(
      work.ask('queue.transfer', { counterId: 2, ticketId, to: { kind: 'counter', counterId: 3 } }, 'caller'),
    ).rejects.toMatchObject({ code: 'counter_closed', details: { counter: 3 } });
  });

  test('held while it waits for one counter waits for its service again once that counter has closed', async () => {
    const { ticketId } = await work.take(2);
    await work.ask('queue.transfer', { counterId: 2, ticketId, to: { kind: 'counter', counterId: 3 } }, 'caller');
    await work.ask('queue.hold', { counterId: 3, ticketId }, 'caller');
    await work.ask('counter.close', { counterId: 3 }, 'caller');
    await work.ask('queue.resume', { counterId: 2, ticketId, to: 'line' }, 'caller');
    expect(await work.next(2)).toBe('B001');
  });

  test('called at one counter is not taken away by another that says its customer left', async () => {
    const { ticketId } = await work.take(1);
    await work.next(1);
    await expect(work.ask('queue.cancel', { counterId: 2, ticketId }, 'caller')).rejects.toMatchObject({
      code: 'ticket_elsewhere',
      details: { number: 'A001' },
    });
    expect(states()).toEqual({ A001: 'called' });
    expect(await work.ask('queue.cancel', { counterId: 1, ticketId }, 'caller')).toMatchObject({ state: 'cancelled' });
  });

  test('is picked out of turn with a reason, which is journaled', async () => {
    await work.take(1);
    const { ticketId } = await work.take(1);
    expect(await work.ask('queue.pick', { counterId: 1, ticketId, reason: '赶火车' }, 'caller')).toMatchObject({
      called: { number: 'A002' },
    });
    await expect(work.ask('queue.pick', { counterId: 2, ticketId, reason: '赶火车' }, 'caller')).rejects.toMatchObject({
      code: 'ticket_called',
    });
    await expect(work.ask('queue.pick', { counterId: 1, ticketId, reason: '再叫' }, 'caller')).rejects.toMatchObject({
      code: 'ticket_called',
    });
    expect(journalOf(work, 'ticket.called').map(({ body }) => body['reason'])).toEqual(['赶火车']);
  });
});

describe('a counter', () => {
  test('that is paused or closed calls nobody, and says why to everybody', async () => {
    await work.take(1);
    await work.ask('counter.pause', { counterId: 1, reason: '午休' }, 'caller');
    await expect(work.next(1)).rejects.toMatchObject({ code: 'counter_paused', details: { counter: 1 } });
    expect(work.topic('queue')).toMatchObject({ counters: [{ id: 1, state: 'paused', pauseReason: '午休' }, {}, {}] });
    expect(work.topic('queue').services[0]?.counterIds).toEqual([2]);
    await work.ask('counter.resume', { counterId: 1 }, 'caller');
    expect(await work.next(1)).toBe('A001');
    await expect(work.ask('counter.close', { counterId: 1 }, 'caller')).rejects.toMatchObject({ code: 'counter_busy' });
    await work.next(1);
    expect(await work.ask('counter.close', { counterId: 1 }, 'caller')).toMatchObject({ state: 'closed', operator: null });
    await expect(work.next(1)).rejects.toMatchObject({ code: 'counter_closed' });
  });

  test('of a shop with people is opened with number and PIN, and every act is by that person', async () => {
    const LIN = { code: '1', name: '林岚', role: 'owner', active: true, pin: '739146' } as const;
    const ZHOU = { code: '12', name: '周敏', role: 'cashier', active: true, pin: '280517' } as const;
    await work.ask('counter.close', { counterId: 1 }, 'caller');
    await work.ask('staff.save', LIN);
    await work.ask('staff.signIn', LIN);
    const zhou = await work.ask('staff.save', ZHOU);
    await work.take(1);
    expect(work.topic('queueDesk').signIn).toBe(true);
    await expect(work.ask('counter.open', { counterId: 1 }, 'caller')).rejects.toMatchObject({ code: 'counter_sign_in' });
    const wrong = { counterId: 1, code: '12', pin: '000000' };
    await expect(work.ask('counter.open', wrong, 'caller')).rejects.toMatchObject({ code: 'pin_wrong' });
    await expect(work.next(1)).rejects.toMatchObject({ code: 'counter_closed' });
    const { code, pin } = ZHOU;
    expect(await work.ask('counter.open', { counterId: 1, code, pin }, 'caller')).toMatchObject({
      state: 'open',
      operator: { id: zhou.id, name: '周敏' },
    });
    expect(await work.next(1)).toBe('A001');
    const [called] = journalOf(work, 'ticket.called');
    expect(called?.body['operator']).toEqual({ id: zhou.id, name: '周敏' });
    // At the till it is whoever is signed in there.
    await work.take(2);
    await work.ask('queue.next', { counterId: 2 }, 'till');
    expect(journalOf(work, 'ticket.called').at(-1)?.body['operator']).toMatchObject({ name: '林岚' });
    await work.ask('staff.save', { ...zhou, active: false });
    await expect(work.next(1)).rejects.toMatchObject({ code: 'counter_closed' });
  });

  test('at a till finishes its ticket with the sale and calls the next, where the shop wants that', async () => {
    const counters = [counter(1, [1], { terminal: '01' }), ...setup.counters.slice(1)];
    await work.configure({ counters });
    await work.take(1);
    await work.take(1);
    await work.next(1);
    await sell(work, ['BAG-M'], 50);
    expect(states()).toEqual({ A001: 'called', A002: 'waiting' });
    await work.configure({ counters, saleFinishesTicket: true, saleCallsNext: true });
    await sell(work, ['BAG-M'], 50);
    expect(states()).toEqual({ A002: 'called' });
    await sell(work, ['BAG-M'], 50);
    expect(states()).toEqual({});
    await sell(work, ['BAG-M'], 50);
    expect(work.topic('queueDesk')).toMatchObject({ served: 2, waiting: 0 });
  });
});
