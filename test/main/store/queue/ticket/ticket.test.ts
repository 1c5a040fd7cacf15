import { describe, expect, test } from 'vitest';
import { at, ticket } from './tickets.ts';
import { TicketState } from '#contract/queue.ts';
import * as rule from '#main/store/queue/ticket/ticket.ts';
import type { Ticket, TicketChange } from '#main/store/queue/ticket/ticket.ts';

const place = { counterId: 2, operatorId: 5, nowMs: at(10) };
const atCounter2 = (state: Ticket['state'], changes: Partial<Ticket> = {}): Ticket =>
  ticket(1, { state, counterId: state === 'waiting' ? null : 2, calledMs: state === 'waiting' ? null : at(4), ...changes });

const ACTS: Readonly<Record<string, (one: Ticket) => TicketChange>> = {
  call: (one) => rule.call(one, place),
  recall: (one) => rule.recall(one, 2, 3),
  start: (one) => rule.start(one, place),
  finish: (one) => rule.finish(one, place),
  miss: (one) => rule.miss(one, place),
  hold: (one) => rule.hold(one, 2, ''),
  'resume at a counter': (one) => rule.resumeAtCounter(one, place),
  'resume in line': (one) => rule.resumeInLine(one),
  transfer: (one) => rule.transfer(one, 2, { serviceId: 3 }, undefined),
  cancel: (one) => rule.cancel(one, at(10), 2),
  coming: (one) => rule.coming(one),
  expire: (one) => rule.expire(one, at(10)),
};

test.each([
  ['call', { waiting: 'called', held: 'called', missed: 'called' }],
  ['recall', { called: 'called' }],
  ['start', { called: 'serving' }],
  ['finish', { called: 'served', serving: 'served' }],
  ['miss', { called: 'missed' }],
  ['hold', { waiting: 'held', called: 'held', serving: 'held' }],
  ['resume at a counter', { held: 'serving', missed: 'serving' }],
  ['resume in line', { held: 'waiting', missed: 'waiting' }],
  ['transfer', { waiting: 'waiting', called: 'waiting', serving: 'waiting', held: 'waiting' }],
  ['cancel', { waiting: 'cancelled', called: 'cancelled', held: 'cancelled', missed: 'cancelled' }],
  ['coming', { waiting: 'waiting', called: 'called', held: 'held' }],
  ['expire', { waiting: 'expired', held: 'expired' }],
] as const)('%s takes a ticket from these states only', (name, allowed) => {
  const found = TicketState.options.flatMap((state) => {
    try {
      return [[state, ACTS[name]?.(atCounter2(state)).state ?? state]];
    } catch {
      return [];
    }
  });
  expect(Object.fromEntries(found)).toEqual(allowed);
});

describe('an act', () => {
  test('on a ticket of another counter is refused, in words that name it', () => {
    const elsewhere = atCounter2('called', { counterId: 9 });
    for (const name of ['recall', 'start', 'finish', 'miss', 'hold', 'transfer', 'cancel']) {
      expect(() => ACTS[name]?.(elsewhere)).toThrow(expect.objectContaining({ code: 'ticket_elsewhere', details: { number: 'A001' } }));
    }
  });

  test('on a ticket that is over, gone or missed says so', () => {
    const refusal = (state: Ticket['state']): unknown => {
      try {
        return rule.recall(atCounter2(state), 2, 3);
      } catch (error) {
        return error;
      }
    };
    expect(refusal('served')).toMatchObject({ code: 'ticket_over' });
    expect(refusal('cancelled')).toMatchObject({ code: 'ticket_left' });
    expect(refusal('missed')).toMatchObject({ code: 'ticket_missed' });
    expect(refusal('expired')).toMatchObject({ code: 'ticket_over' });
  });

  test('of recalling is allowed so often and no more', () => {
    expect(rule.recall(atCounter2('called', { recalls: 2 }), 2, 3)).toEqual({ ticketId: 1, recalls: 3 });
    expect(() => rule.recall(atCounter2('called', { recalls: 3 }), 2, 3)).toThrow(
      expect.objectContaining({ code: 'recall_limit', details: { number: 'A001', max: 3 } }),
    );
  });

  test('of finishing a ticket nobody started counts the service from the call', () => {
    expect(rule.finish(atCounter2('called'), place)).toMatchObject({ startedMs: at(4), endedMs: at(10), operatorId: 5 });
    expect(rule.finish(atCounter2('serving', { startedMs: at(6) }), place)).toMatchObject({ startedMs: at(6) });
  });

  test('of transferring keeps the place and the number, and forgets the call', () => {
    const changed = { ...atCounter2('serving', { recalls: 2 }), ...rule.transfer(atCounter2('serving'), 2, { forCounterId: 4 }, '换鞋') };
    expect(changed).toMatchObject({
      state: 'waiting',
      code: 'A001',
      serviceId: 1,
      forCounterId: 4,
      placeMs: at(0),
      counterId: null,
      calledMs: null,
      recalls: 0,
      startedMs: null,
      note: '换鞋',
    });
  });
});
