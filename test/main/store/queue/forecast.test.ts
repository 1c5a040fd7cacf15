import { describe, expect, it, test } from 'vitest';
import { counter, openStation, service, setup } from './station.ts';
import { createForecast, type Forecast } from '#main/store/queue/forecast.ts';
import type { CounterRow } from '#main/store/queue/queue-sql.ts';
import type { Ticket } from '#main/store/queue/ticket/ticket.ts';
import type { QueueNow } from '#main/store/queue/views.ts';
import type { Visit } from '#main/store/queue/visit.ts';
import { createLocalTime } from '#main/store/local-time.ts';

const MINUTE_MS = 60_000;
/** Monday 10:00 in the shop. */
const NOW_MS = Date.UTC(2026, 10, 23, 2);
const localTime = createLocalTime('Asia/Shanghai');

/** Fifty visits of a service an hour ago, all of so many minutes. */
function learned(serviceId: number, minutes: number): readonly Visit[] {
  const calledMs = NOW_MS - 60 * MINUTE_MS;
  const visit: Visit = {
    ticketId: 1,
    day: '2026-11-23',
    serviceId,
    counterId: 1,
    operatorId: 1,
    fromMs: calledMs,
    issuedMs: calledMs,
    calledMs,
    startedMs: null,
    endedMs: calledMs + minutes * MINUTE_MS,
    outcome: 'served',
    recalls: 0,
  };
  return Array.from({ length: 50 }, () => visit);
}

function ticket(ticketId: number, changes: Partial<Ticket> = {}): Ticket {
  return {
    ticketId,
    day: '2026-11-23',
    issuedServiceId: 1,
    number: ticketId,
    code: `A00${ticketId}`,
    serviceId: 1,
    class: 'normal',
    via: 'kiosk',
    placeMs: NOW_MS,
    headStartMs: 0,
    issuedMs: NOW_MS,
    state: 'waiting',
    counterId: null,
    forCounterId: null,
    calledMs: null,
    recalls: 0,
    startedMs: null,
    endedMs: null,
    operatorId: 1,
    coming: false,
    heldReason: '',
    memberId: null,
    customer: '',
    level: null,
    phone: '',
    note: '',
    visitor: '',
    order: '',
    token: String(ticketId),
    ...changes,
  };
}

/** Counter 1 serves A, counter 2 A and B; a ticket of A is just called at each. */
function queue(tickets: readonly Ticket[], states: readonly CounterRow['state'][] = ['open', 'open']): QueueNow {
  const rows = states.map((state, index) => ({
    counterId: index + 1,
    state,
    pauseReason: '',
    operator: { id: 1, name: '林' },
    sinceMs: NOW_MS,
    deviceId: '',
  }));
  return {
    nowMs: NOW_MS,
    day: '2026-11-23',
    lastDay: '2026-11-23',
    setup: { ...setup, services: [service(1, 'A'), service(2, 'B')], counters: [counter(1, [1]), counter(2, [1, 2])] },
    tickets: [
      ticket(1, { state: 'called', counterId: 1, calledMs: NOW_MS }),
      ticket(2, { state: 'called', counterId: 2, calledMs: NOW_MS }),
      ...tickets,
    ],
    rows: new Map(rows.map((row) => [row.counterId, row])),
  };
}

function minutesOf(forecast: Forecast, now: QueueNow, serviceId: number): readonly [number, number] | undefined {
  const wait = forecast.ofNewcomers(now).get(serviceId);
  return wait && [wait.lowMs / MINUTE_MS, wait.highMs / MINUTE_MS];
}

describe('the forecast', () => {
  const forecast = createForecast([...learned(1, 3), ...learned(2, 10)], localTime);

  it('knows what each service takes and who serves it', () => {
    expect(minutesOf(forecast, queue([]), 1)).toEqual([3, 3]);
    // A waiting A goes to counter 1, which is free again after 6 minutes; counter 2 is free after 3.
    expect(minutesOf(forecast, queue([ticket(3)]), 2)).toEqual([3, 3]);
    // A waiting B keeps counter 2 until 13; A comes at 3 at counter 1.
    expect(minutesOf(forecast, queue([ticket(3, { serviceId: 2 })]), 2)).toEqual([13, 13]);
    expect(minutesOf(forecast, queue([ticket(3, { serviceId: 2 })]), 1)).toEqual([3, 3]);
  });

  it('does not count a counter that pauses or is closed', () => {
    expect(minutesOf(forecast, queue([ticket(3)], ['open', 'paused']), 1)).toEqual([6, 6]);
    expect(minutesOf(forecast, queue([ticket(3)], ['open', 'closed']), 2)).toBeUndefined();
  });

  it('lets a ticket that was sent to one counter wait for that one', () => {
    const sent = [ticket(3, { forCounterId: 2 }), ticket(4, { forCounterId: 2 })];
    const now = queue(sent);
    expect(forecast.ofTicket(now, sent[1]!)).toEqual({ lowMs: 6 * MINUTE_MS, highMs: 6 * MINUTE_MS });
    expect(minutesOf(forecast, now, 1)).toEqual([3, 3]);
    expect(minutesOf(forecast, now, 2)).toEqual([9, 9]);
    expect(forecast.ofTicket(queue(sent, ['open', 'paused']), sent[1]!)).toBeNull();
  });

  it('puts a head start and a later place where they stand in line', () => {
    const line = [
      ticket(3, { placeMs: NOW_MS - 4 * MINUTE_MS }),
      ticket(4, { placeMs: NOW_MS - MINUTE_MS }),
      ticket(5, { placeMs: NOW_MS - 1 }),
    ];
    const now = queue(line, ['open', 'paused']);
    expect(minutesOf(forecast, now, 1)).toEqual([12, 12]);
    const vip = ticket(9, { headStartMs: 2 * MINUTE_MS });
    expect(forecast.ofTicket(now, vip)).toEqual({ lowMs: 6 * MINUTE_MS, highMs: 6 * MINUTE_MS });
    // Booked for later: whoever comes now is called before.
    const booked = [ticket(6, { placeMs: NOW_MS + 20 * MINUTE_MS })];
    expect(minutesOf(forecast, queue(booked, ['open', 'paused']), 1)).toEqual([3, 3]);
  });

  it('says whole minutes: the lower rounded down, the higher rounded up', () => {
    const seconds = createForecast(learned(1, 2.5), localTime);
    expect(minutesOf(seconds, queue([]), 1)).toEqual([2, 3]);
  });
});

test('screens say it at every event: nothing while a counter is free, the usual minutes at first, then what it took, also after a restart', async () => {
  const work = await openStation([1]);
  const estimateOfA = (): readonly number[] | null => {
    const estimate = work.topic('queue').services[0]?.estimate;
    return estimate ? [estimate.lowMs / MINUTE_MS, estimate.highMs / MINUTE_MS] : null;
  };
  expect(estimateOfA()).toEqual([0, 0]);
  await work.take(1);
  await work.next(1);
  expect(estimateOfA()).toEqual([2, 8]);
  expect(await work.take(1)).toMatchObject({ ahead: 0, estimate: { lowMs: 2 * MINUTE_MS, highMs: 8 * MINUTE_MS } });
  for (let visit = 0; visit < 10; visit += 1) {
    work.wait(3);
    await work.take(1);
    await work.next(1);
  }
  await work.next(1);
  await work.take(1);
  await work.next(1);
  // Ten of fifty visits took three minutes: 2.5 to 7.5 became 2.6 to 6.6.
  expect(estimateOfA()).toEqual([2, 7]);
  await work.reopen();
  expect(estimateOfA()).toEqual([2, 7]);
  await work.ask('counter.pause', { counterId: 1, reason: '午餐' }, 'caller');
  expect(estimateOfA()).toBeNull();
  expect(work.unexpected).toEqual([]);
  await work.close();
});
