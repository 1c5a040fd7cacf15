import { afterEach, beforeEach, expect, test } from 'vitest';
import { journalOf } from '../journal-of.ts';
import { openStation, service, setup, type QueueStation } from './station.ts';

let work: QueueStation;
/** 2026-11-22 23:58 in Beijing. */
const BEFORE_MIDNIGHT_MS = Date.UTC(2026, 10, 22, 15, 58);
const numbers = (): readonly string[] => work.topic('queueDesk').tickets.map(({ number, state }) => `${number} ${state}`);

beforeEach(async () => {
  work = await openStation();
  work.clockMs = BEFORE_MIDNIGHT_MS;
});
afterEach(async () => {
  expect(work.unexpected).toEqual([]);
  await work.close();
});

test('a new day begins the numbers again: who waited or was held is over, who is served is served', async () => {
  await work.configure({ services: [service(1, 'A'), service(2, 'B', { resetsDaily: false })] });
  await work.take(1);
  await work.take(1);
  const { ticketId } = await work.take(1);
  await work.take(2);
  await work.ask('queue.hold', { counterId: 2, ticketId }, 'caller');
  await work.next(1);
  expect(numbers()).toEqual(['A001 called', 'A003 held', 'A002 waiting', 'B001 waiting']);
  work.wait(3);
  expect(await work.take(1)).toMatchObject({ number: 'A001', ahead: 0 });
  expect(await work.take(2)).toMatchObject({ number: 'B002', ahead: 1 });
  expect(numbers()).toEqual(['A001 called', 'B001 waiting', 'A001 waiting', 'B002 waiting']);
  expect(work.topic('queue').day).toBe('2026-11-23');
  expect(journalOf(work, 'ticket.expired').map(({ body }) => body['changes'])).toMatchObject([
    [{ state: 'expired' }, { ticketId, state: 'expired' }],
  ]);
  await expect(work.ask('queue.resume', { counterId: 2, ticketId, to: 'line' }, 'caller')).rejects.toMatchObject({ code: 'ticket_over' });
});

test('a clock set back over midnight gives no number twice and leaves none out, and nobody loses a place', async () => {
  await work.take(1);
  work.wait(3);
  await work.take(1);
  await work.take(1);
  work.wait(-10);
  expect(await work.take(1)).toMatchObject({ number: 'A003' });
  expect(work.topic('queue')).toMatchObject({ day: '2026-11-23', services: [{ waiting: 3 }, {}] });
  work.wait(30);
  expect(await work.take(1)).toMatchObject({ number: 'A004' });
  const issued = journalOf(work, 'ticket.issued').map(({ body }) => body['ticket'] as { day: string; code: string });
  expect(issued.map(({ day, code }) => `${day} ${code}`)).toEqual([
    '2026-11-22 A001',
    '2026-11-23 A001',
    '2026-11-23 A002',
    '2026-11-23 A003',
    '2026-11-23 A004',
  ]);
});

test('a business day that goes on past midnight keeps its numbers until it is closed', async () => {
  await work.ask('shift.open', { count: [] });
  await work.take(1);
  work.wait(60);
  expect(await work.take(1)).toMatchObject({ number: 'A002' });
  await work.ask('shift.count', { count: [] });
  await work.ask('shift.close', { seenJobs: [] });
  await work.ask('day.close', { seenJobs: [] });
  expect(await work.take(1)).toMatchObject({ number: 'A001', ahead: 0 });
});

test('numbers that run on begin again after the last one, once it is free', async () => {
  await work.configure({ services: [service(1, 'A', { resetsDaily: false, lastNumber: 3 }), setup.services[1] ?? service(2, 'B')] });
  await work.take(1);
  await work.take(1);
  work.wait(24 * 60);
  expect(await work.take(1)).toMatchObject({ number: 'A003' });
  await expect(work.take(1)).rejects.toMatchObject({ code: 'service_exhausted' });
  await work.next(1);
  await work.next(1);
  expect(await work.take(1)).toMatchObject({ number: 'A001' });
  await expect(work.take(1)).rejects.toMatchObject({ code: 'service_exhausted' });
});
