import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { journalOf } from '../journal-of.ts';
import { openStation, type QueueStation } from './station.ts';
import { newRequestId } from '#contract/ids.ts';

let work: QueueStation;
beforeEach(async () => {
  work = await openStation();
});
afterEach(async () => {
  expect(work.unexpected).toEqual([]);
  await work.close();
});

const waiting = (): readonly string[] => work.topic('queue').services.flatMap(({ next }) => next);

describe('a ticket', () => {
  test('is saved and told with its number, its place and an estimate, and is on every screen', async () => {
    expect(await work.take(1)).toMatchObject({
      number: 'A001',
      ahead: 0,
      estimate: { lowMs: 0, highMs: 0 },
      printed: true,
      again: false,
    });
    expect(await work.take(1)).toMatchObject({ number: 'A002', ahead: 1 });
    expect(await work.take(2)).toMatchObject({ number: 'B001', ahead: 0 });
    expect(work.topic('queue').services).toMatchObject([
      { id: 1, waiting: 2, next: ['A001', 'A002'], counterIds: [1, 2], closed: null },
      { id: 2, waiting: 1, next: ['B001'], counterIds: [2, 3], closed: null },
    ]);
    expect(work.topic('queueDesk')).toMatchObject({ waiting: 3, served: 0, signIn: false });
  });

  test('asked for again under the same request is the same ticket', async () => {
    const requestId = newRequestId();
    const first = await work.take(1, { requestId });
    expect(await work.take(1, { requestId })).toEqual(first);
    await expect(work.take(2, { requestId })).rejects.toMatchObject({ code: 'request_conflict' });
    expect(waiting()).toEqual(['A001']);
  });

  test('goes its way from the line to the end, and every step is journaled with its counter', async () => {
    const { ticketId } = await work.take(1);
    work.wait(3);
    expect(await work.next(2)).toBe('A001');
    expect(work.topic('queue').calls).toMatchObject([{ number: 'A001', counterId: 2, recall: 0, state: 'called' }]);
    await work.ask('queue.recall', { counterId: 2, ticketId }, 'caller');
    expect(work.topic('queue').calls.map(({ recall }) => recall)).toEqual([1, 0]);
    work.wait(1);
    expect(await work.ask('queue.start', { counterId: 2, ticketId }, 'caller')).toMatchObject({ state: 'serving' });
    work.wait(4);
    expect(await work.ask('queue.finish', { counterId: 2, ticketId }, 'caller')).toMatchObject({ state: 'served' });
    expect(work.topic('queueDesk')).toMatchObject({ served: 1, tickets: [] });
    const steps = journalOf(work, 'ticket.issued', 'ticket.called', 'ticket.recalled', 'ticket.started', 'ticket.served');
    expect(steps.map(({ kind, body }) => [kind, body['counterId'] ?? 0])).toEqual([
      ['ticket.issued', 0],
      ['ticket.called', 2],
      ['ticket.recalled', 2],
      ['ticket.started', 2],
      ['ticket.served', 2],
    ]);
  });

  test('outlives a restart, wherever it stands', async () => {
    await work.take(1);
    await work.take(1);
    await work.take(2);
    await work.next(1);
    const before = { queue: work.topic('queue'), desk: work.topic('queueDesk') };
    await work.reopen();
    expect({ queue: work.topic('queue'), desk: work.topic('queueDesk') }).toEqual(before);
    expect(await work.take(1)).toMatchObject({ number: 'A003' });
  });
});

describe('next', () => {
  test('finishes what is at the counter and says so; with nobody left it only finishes', async () => {
    await work.take(1);
    await work.take(1);
    const requestId = newRequestId();
    expect(await work.ask('queue.next', { counterId: 1 }, 'caller')).toMatchObject({ called: { number: 'A001' }, finished: null });
    const second = await work.ask('queue.next', { counterId: 1, requestId }, 'caller');
    expect(second).toMatchObject({ called: { number: 'A002', state: 'called' }, finished: { number: 'A001', state: 'served' } });
    expect(await work.ask('queue.next', { counterId: 1, requestId }, 'caller')).toEqual(second);
    expect(await work.ask('queue.next', { counterId: 1 }, 'caller')).toMatchObject({ called: null, finished: { number: 'A002' } });
    expect(await work.ask('queue.next', { counterId: 1 }, 'caller')).toEqual({ called: null, finished: null });
  });

  test('pressed at two counters at once never calls the same ticket', async () => {
    for (let each = 0; each < 20; each += 1) await work.take(1);
    const presses = Array.from({ length: 20 }, (_, index) => work.next(index % 2 === 0 ? 1 : 2));
    const called = await Promise.all(presses);
    expect(new Set(called).size).toBe(20);
  });
});
