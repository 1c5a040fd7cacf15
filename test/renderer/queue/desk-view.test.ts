import { describe, expect, test } from 'vitest';
import type { DeskTicket } from '#contract/queue.ts';
import { isLate, transferTargets, viewOfCounter, waitedMinutes, type CounterView } from '#renderer/app/desk-view.ts';
import { isElsewhere, viewOfPlace } from '#renderer/app/till-place.ts';
import { supervise } from '#renderer/screens/queue/supervision.ts';
import { queueAt } from '../../fakes/queue-values.ts';

const NOW_MS = 1_781_423_000_000;
const { desk, queue } = queueAt(NOW_MS);

const numbers = (tickets: readonly DeskTicket[]): readonly string[] => tickets.map(({ number }) => number);

function counterTwo(changes: Partial<typeof desk> = {}): CounterView {
  const view = viewOfCounter({ ...desk, ...changes }, 2);
  if (!view) throw new Error('no counter 2');
  return view;
}

describe('the queue as counter 2 sees it, which serves A and D', () => {
  test('A032 is here, A033 is next, and its own list holds A and D in their order', () => {
    const view = counterTwo();
    expect(view.current?.number).toBe('A032');
    expect(view.next?.number).toBe('A033');
    expect(numbers(view.lists.mine)).toEqual(['A033', 'D006', 'A034', 'A035']);
    expect(numbers(view.lists.all)).toEqual(['A033', 'D006', 'A034', 'A035', 'C008', 'B015', 'B016']);
    expect(numbers(view.lists.held)).toEqual(['A031']);
    expect(numbers(view.lists.missed)).toEqual(['A028', 'D003']);
    expect(view.others.map(({ counter, ticket }) => [counter.id, ticket?.number])).toEqual([
      [1, 'D005'],
      [3, 'B014'],
      [4, 'C007'],
    ]);
  });

  test('a ticket sent to one counter waits for that one alone, whatever its service', () => {
    const tickets = desk.tickets.map((ticket) =>
      ticket.number === 'D006' ? { ...ticket, counterId: 1 } : ticket.number === 'C008' ? { ...ticket, counterId: 2 } : ticket,
    );
    expect(numbers(counterTwo({ tickets }).lists.mine)).toEqual(['A033', 'A034', 'A035', 'C008']);
  });

  test('a counter that is closed is no neighbour, and no place to transfer to', () => {
    const counters = desk.counters.map((counter) =>
      counter.id === 4 ? { ...counter, state: 'closed' as const, ticketId: null } : counter,
    );
    const view = counterTwo({ counters });
    expect(view.others.map(({ counter }) => counter.id)).toEqual([1, 3]);
    const targets = transferTargets(view, { ...desk, counters }, queue.services);
    expect(targets.counters.map(({ counter, waiting }) => [counter.id, waiting])).toEqual([
      [1, 1],
      [3, 2],
    ]);
    expect(targets.services.map(({ prefix }) => prefix)).toEqual(['B', 'C', 'D']);
  });

  test('an unknown counter is none', () => {
    expect(viewOfCounter(desk, 9)).toBeUndefined();
    expect(viewOfCounter(desk, undefined)).toBeUndefined();
  });
});

test('waited is whole minutes until now, or until it was called; late from the target of its service on', () => {
  const [d006] = desk.tickets.filter(({ number }) => number === 'D006');
  const [a032] = desk.tickets.filter(({ number }) => number === 'A032');
  if (!d006 || !a032) throw new Error('tickets are missing');
  expect(waitedMinutes(d006, NOW_MS)).toBe(16);
  expect(waitedMinutes(d006, NOW_MS + 59_999)).toBe(16);
  expect(waitedMinutes(a032, NOW_MS + 600_000)).toBe(8);
  expect(waitedMinutes(d006, d006.issuedAtMs - 5000)).toBe(0);
  // Booked for ten minutes from when it came, it has not waited those.
  expect(waitedMinutes({ ...d006, placeMs: d006.issuedAtMs + 600_000 }, NOW_MS)).toBe(6);
  expect(isLate(d006, queue.services, NOW_MS - 60_000)).toBe(true);
  expect(isLate(d006, queue.services, NOW_MS - 60_001)).toBe(false);
});

describe('the supervisor', () => {
  test('sees the longest wait, what is past its target, and who serves whom since when', () => {
    const seen = supervise(desk, queue, NOW_MS);
    expect(seen.longest).toMatchObject({ ticket: { number: 'D006' }, minutes: 16 });
    expect(seen.alerts).toMatchObject([{ kind: 'late', ticket: { number: 'D006' }, minutes: 16 }]);
    expect(seen.counters.map(({ counter, ticket, sinceMs, waiting }) => [counter.id, ticket?.number, sinceMs, waiting])).toEqual([
      [1, 'D005', NOW_MS - 532_000, 1],
      [2, 'A032', NOW_MS - 204_000, 4],
      [3, 'B014', NOW_MS - 226_000, 2],
      [4, 'C007', NOW_MS - 310_000, 1],
    ]);
    expect(seen.services.map(({ service, longestMinutes }) => [service.prefix, longestMinutes])).toEqual([
      ['A', 11],
      ['B', 3],
      ['C', 3],
      ['D', 16],
    ]);
  });

  test('is told first of a service people wait for and nobody serves, then of long waits, the longest first', () => {
    const services = queue.services.map((service) => (service.prefix === 'B' ? { ...service, counterIds: [] } : service));
    const { alerts } = supervise(desk, { ...queue, services }, NOW_MS + 5 * 60_000);
    expect(alerts.map((alert) => (alert.kind === 'late' ? `${alert.ticket.number} ${alert.minutes}` : alert.service.prefix))).toEqual([
      'B',
      'D006 21',
      'A033 16',
    ]);
  });
});

describe('the counter beside a screen', () => {
  const tablet = 'a1b2c3d4e5f60718';
  const counters = desk.counters.map((counter) =>
    counter.id === 2 ? { ...counter, terminal: '01' } : counter.id === 3 ? { ...counter, deviceId: tablet } : counter,
  );
  const beside = (deviceId: string, terminal: string | undefined): number | undefined =>
    viewOfPlace({ ...desk, counters }, { deviceId, terminal })?.counter.id;

  test('is that of the till’s number on the station itself, and that of the device on a paired one', () => {
    expect(beside('', '01')).toBe(2);
    expect(beside(tablet, '01')).toBe(3);
    expect([beside('0000000000000000', '01'), beside('', '02'), beside('', undefined)]).toEqual([undefined, undefined, undefined]);
  });

  test('is elsewhere while it is open at another device, unless the setup puts it here', () => {
    const here = { deviceId: tablet, terminal: '01' };
    const rows = [
      { openedAt: null },
      { openedAt: tablet },
      { openedAt: '' },
      { openedAt: '0000000000000000' },
      { openedAt: '', deviceId: tablet },
    ] as const;
    expect(rows.map((row) => isElsewhere(row, here))).toEqual([false, false, true, true, false]);
  });
});
