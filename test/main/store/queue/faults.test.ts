import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStation, service, setup, type QueueStation } from './station.ts';

let work: QueueStation;
beforeEach(async () => {
  work = await openStation();
});
afterEach(async () => {
  expect(work.unexpected).toEqual([]);
  await work.close();
});

test('a service that is stopped, closed and switched off while people wait still calls every one of them, in their order', async () => {
  for (let count = 0; count < 3; count += 1) await work.take(1);
  await work.configure({ services: [service(1, 'A', { paused: true }), setup.services[1]!] });
  await expect(work.take(1)).rejects.toMatchObject({ code: 'service_paused' });
  expect(await work.next(1)).toBe('A001');
  await work.configure({ services: [service(1, 'A', { hours: [{ days: [1], from: '09:00', to: '10:00' }] }), setup.services[1]!] });
  expect(await work.next(1)).toBe('A002');
  await work.configure({ services: [service(1, 'A', { active: false }), setup.services[1]!] });
  expect(work.topic('queueDesk').tickets.map(({ number, state }) => [number, state])).toEqual([
    ['A002', 'called'],
    ['A003', 'waiting'],
  ]);
  expect(await work.next(1)).toBe('A003');
  expect(await work.next(1)).toBeNull();
  expect((await work.ask('queue.statistics', { from: '2026-11-22', to: '2026-11-22' })).total).toMatchObject({
    issued: 3,
    served: 3,
    left: 0,
  });
});

test('recalling a ticket that was finished a moment ago is refused in words, and calls nobody', async () => {
  const { ticketId } = await work.take(1);
  await work.next(1);
  await work.ask('queue.finish', { counterId: 1, ticketId }, 'caller');
  const { calls } = work.topic('queue');
  await expect(work.ask('queue.recall', { counterId: 1, ticketId }, 'caller')).rejects.toMatchObject({
    code: 'ticket_over',
    details: { number: 'A001' },
  });
  expect(work.topic('queue').calls).toEqual(calls);
  expect(calls).toMatchObject([{ number: 'A001', recall: 0, state: 'served' }]);
});

test('a ticket given back while it is being called is not called any more on any board, and its counter is free for the next', async () => {
  const { token } = await work.take(1);
  await work.take(1);
  await work.next(1);
  await work.ask('queue.giveBack', { token }, 'kiosk');
  expect(work.topic('queue')).toMatchObject({
    calls: [{ number: 'A001', state: 'cancelled' }],
    counters: [{ id: 1, serving: null }, { id: 2 }, { id: 3 }],
  });
  expect(await work.next(1)).toBe('A002');
  expect((await work.ask('queue.statistics', { from: '2026-11-22', to: '2026-11-22' })).total).toMatchObject({
    issued: 2,
    left: 1,
    called: 2,
  });
});
