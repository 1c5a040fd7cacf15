import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, ticket } from './tickets.ts';
import { aheadOf, bookedPlaceMs, compareTurns, nextFor } from '#main/store/queue/ticket/order.ts';
import type { Ticket } from '#main/store/queue/ticket/ticket.ts';

const MINUTE_MS = 60_000;
const came = (ticketId: number, minutes: number, headStartMinutes = 0): Ticket =>
  ticket(ticketId, { placeMs: at(minutes), headStartMs: headStartMinutes * MINUTE_MS });
const inOrder = (tickets: readonly Ticket[]): readonly number[] => tickets.toSorted(compareTurns).map(({ ticketId }) => ticketId);

describe('the order of turns', () => {
  test('is the order of coming, and of issue where two came in the same millisecond', () => {
    expect(inOrder([came(3, 2), came(2, 1), came(5, 1), came(1, 0)])).toEqual([1, 2, 5, 3]);
  });

  test('lets a class pass those who came less than its head start before, and nobody else', () => {
    // VIP (5 min) at 9:08 counts as 9:03, assisted (10 min) at 9:12 as 9:02.
    const line = [came(1, 0), came(2, 2.5), came(3, 4), came(4, 8, 5), came(5, 12, 10)];
    expect(inOrder(line)).toEqual([1, 5, 2, 4, 3]);
  });

  test('puts an appointment at its booked time, or at the arrival of somebody who is late', () => {
    expect(bookedPlaceMs(at(60), at(40))).toBe(at(60));
    expect(bookedPlaceMs(at(60), at(60))).toBe(at(60));
    expect(bookedPlaceMs(at(60), at(66))).toBe(at(66));
    // Booked for 10:00 with 15 minutes: after who came at 9:44, before who came at 9:46.
    expect(inOrder([came(1, 44), came(2, 46), came(3, 60, 15)])).toEqual([1, 3, 2]);
  });

  test('starves nobody: whoever is called before a ticket came at most a head start later', () => {
    const headStarts = fc.constantFrom(0, 5, 10, 15);
    const arrival = fc.tuple(fc.integer({ min: 0, max: 600 }), headStarts);
    fc.assert(
      fc.property(fc.array(arrival, { minLength: 1, maxLength: 60 }), (arrivals) => {
        const line = arrivals.map(([minutes, head], index) => came(index + 1, minutes, head));
        const called = line.toSorted(compareTurns);
        for (const [place, passed] of called.entries()) {
          for (const before of called.slice(0, place)) {
            expect(before.placeMs - passed.placeMs).toBeLessThanOrEqual(before.headStartMs - passed.headStartMs);
            expect(before.placeMs - passed.placeMs).toBeLessThanOrEqual(15 * MINUTE_MS);
          }
        }
      }),
    );
  });
});

describe('a counter', () => {
  const shoes = ticket(1, { serviceId: 3 });
  const returns = ticket(2, { serviceId: 4, placeMs: at(1) });
  const sent = ticket(3, { serviceId: 9, forCounterId: 7, placeMs: at(2) });

  test('calls the first of its services, or whoever was sent to it', () => {
    expect(nextFor({ id: 1, serviceIds: [3, 4] }, [returns, shoes, sent])).toBe(shoes);
    expect(nextFor({ id: 7, serviceIds: [4] }, [returns, sent])).toBe(returns);
    expect(nextFor({ id: 7, serviceIds: [] }, [returns, sent])).toBe(sent);
    expect(nextFor({ id: 8, serviceIds: [9] }, [sent])).toBeUndefined();
  });

  test('calls nobody who is called, held or gone', () => {
    const states = ['called', 'serving', 'held', 'served', 'missed', 'cancelled', 'expired'] as const;
    expect(
      nextFor(
        { id: 1, serviceIds: [1] },
        states.map((state, index) => ticket(index + 1, { state })),
      ),
    ).toBeUndefined();
  });
});

test('ahead are those who wait for the same service and come first, not those of other services or sent to one counter', () => {
  const line = [came(1, 0), came(2, 3), ticket(3, { serviceId: 2 }), ticket(4, { forCounterId: 7 }), ticket(5, { state: 'held' })];
  expect(aheadOf(came(6, 5), line)).toBe(2);
  expect(aheadOf(came(7, 4, 5), line)).toBe(0);
  expect(aheadOf(ticket(8, { forCounterId: 7, placeMs: at(9) }), line)).toBe(1);
});
