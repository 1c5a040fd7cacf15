import { describe, expect, it } from 'vitest';
import { speechProblems } from './boards.ts';
import { replayQueue, type Known, type QueueEntry } from './journal.ts';

function issued(seq: number, number: number, changes: Partial<Known> = {}): QueueEntry {
  const ticket: Omit<Known, 'ticketId'> = {
    code: `A00${number}`,
    number,
    issuedServiceId: 1,
    serviceId: 1,
    placeMs: seq * 1000,
    headStartMs: 0,
    state: 'waiting',
    counterId: null,
    forCounterId: null,
    ...changes,
  };
  return { seq, kind: 'ticket.issued', data: { ticket } };
}

function called(seq: number, ticketId: number, counterId: number, reason?: string): QueueEntry {
  const changes = [{ ticketId, state: 'called' as const, counterId }];
  return { seq, kind: 'ticket.called', data: { ticketId, counterId, changes, ...(reason === undefined ? {} : { reason }) } };
}

function changed(seq: number, kind: string, change: { readonly ticketId: number } & Partial<Known>): QueueEntry {
  return { seq, kind, data: { changes: [change] } };
}

const problemsOf = (...entries: readonly QueueEntry[]): readonly string[] => replayQueue(entries).problems;

describe('a day lived again from its journal', () => {
  it('has nothing to say of a day by the rules', () => {
    const replayed = replayQueue([
      issued(1, 1),
      issued(2, 2, { headStartMs: 5000 }),
      called(3, 2, 1),
      changed(4, 'ticket.served', { ticketId: 2, state: 'served' }),
      called(5, 1, 1),
    ]);
    expect(replayed).toMatchObject({ problems: [], calls: [3, 5], visits: 1 });
    expect([...replayed.tickets.values()].map(({ code, state }) => [code, state])).toEqual([
      ['A001', 'called'],
      ['A002', 'served'],
    ]);
  });

  it('finds a number twice and a number missing', () => {
    expect(problemsOf(issued(1, 1), issued(2, 1))).toEqual(['entry 2: number A001 where 2 was next']);
    expect(problemsOf(issued(1, 1), issued(2, 3))).toEqual(['entry 2: number A003 where 2 was next']);
  });

  it('finds somebody who was passed over, by arrival, by head start and by a ticket sent to one counter', () => {
    expect(problemsOf(issued(1, 1), issued(2, 2), called(3, 2, 1))).toEqual(['entry 3: A002 was called where A001 was next']);
    expect(problemsOf(issued(1, 1), issued(2, 2, { headStartMs: 5000 }), called(3, 1, 1))).toHaveLength(1);
    expect(problemsOf(issued(1, 1, { forCounterId: 2 }), issued(2, 2), called(3, 2, 1))).toEqual([]);
    expect(problemsOf(issued(1, 1, { forCounterId: 2 }), issued(2, 2), called(3, 2, 2))).toHaveLength(1);
    expect(problemsOf(issued(1, 1), issued(2, 2), called(3, 2, 1, '带着孩子'))).toEqual([]);
  });

  it('finds a ticket that two counters called, one that was served unseen, and two at one counter', () => {
    expect(problemsOf(issued(1, 1), called(2, 1, 1), called(3, 1, 2))).toEqual(['entry 3: A001 was called where nobody was next']);
    expect(problemsOf(issued(1, 1), changed(2, 'ticket.served', { ticketId: 1, state: 'served' }))).toEqual([
      'entry 2: A001 went from waiting to served',
    ]);
    expect(problemsOf(issued(1, 1), issued(2, 2), called(3, 1, 1), called(4, 2, 1))).toEqual(['entry 4: two tickets at counter 1']);
    expect(problemsOf(changed(1, 'ticket.served', { ticketId: 9, state: 'served' }))).toEqual(['entry 1: changes a ticket nobody has']);
  });
});

describe('what a board said', () => {
  it('is fine one after the other, each call twice', () => {
    const said = [1, 2, 1, 2].map((callId, turn) => ({ callId, startMs: turn * 10, endMs: turn * 10 + 10 }));
    expect(speechProblems(said)).toEqual([]);
  });

  it('is not fine at the same time, nor a third time', () => {
    expect(
      speechProblems([
        { callId: 1, startMs: 0, endMs: 10 },
        { callId: 2, startMs: 9, endMs: 20 },
      ]),
    ).toEqual(['call 2 was said while 1 was']);
    expect(speechProblems([0, 10, 20].map((startMs) => ({ callId: 1, startMs, endMs: startMs + 5 })))).toEqual(['call 1 was said 3 times']);
  });
});
