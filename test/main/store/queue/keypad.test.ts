import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { journalOf } from '../journal-of.ts';
import { openStation, type QueueStation } from './station.ts';
import { newRequestId } from '#contract/ids.ts';
import type { KeypadAction } from '#contract/keypad.ts';
import type { TicketState } from '#contract/queue.ts';

let work: QueueStation;
beforeEach(async () => {
  work = await openStation();
});
afterEach(async () => {
  expect(work.unexpected).toEqual([]);
  await work.close();
});

const press = (action: KeypadAction, number = '', counterId = 2): Promise<unknown> =>
  work.ask('queue.press', { counterId, press: { action, number } }, 'device');
const at = (counterId: number): string | undefined => {
  const { counters, tickets } = work.topic('queueDesk');
  const { ticketId } = counters.find(({ id }) => id === counterId) ?? {};
  return tickets.find((ticket) => ticket.ticketId === ticketId)?.number;
};
const inState = (state: TicketState): readonly string[] =>
  work
    .topic('queueDesk')
    .tickets.filter((ticket) => ticket.state === state)
    .map(({ number }) => number);

describe('the call keypad of counter 2', () => {
  test('next calls whoever is first and finishes the present ticket; recall, skip, hold and finish act on the one that is here', async () => {
    for (let count = 0; count < 5; count += 1) await work.take(1);
    await press('next');
    expect(at(2)).toBe('A001');
    await press('recall');
    expect(work.topic('queue').calls).toMatchObject([{ number: 'A001', recall: 1 }, { recall: 0 }]);
    await press('next');
    expect(at(2)).toBe('A002');
    expect(work.topic('queueDesk').served).toBe(1);
    await press('skip');
    expect([at(2), inState('missed')]).toEqual([undefined, ['A002']]);
    await press('next');
    await press('hold');
    expect([at(2), inState('held')]).toEqual([undefined, ['A003']]);
    await press('next');
    await press('finish');
    expect([at(2), work.topic('queueDesk').served]).toEqual([undefined, 2]);
  });

  test('digits before next call that ticket: one that waits for this counter first, then one on hold, then one that was missed', async () => {
    for (const serviceId of [1, 1, 1, 2]) await work.take(serviceId);
    await press('next', '3');
    expect(at(2)).toBe('A003');
    await press('hold');
    await press('next', '0001');
    await press('skip');
    expect(inState('missed')).toEqual(['A001']);
    await press('next', '3');
    expect(at(2)).toBe('A003');
    await press('next', '1');
    // B001 waits, so it is meant before A001, which was missed.
    expect(at(2)).toBe('B001');
    await press('next', '1');
    expect(at(2)).toBe('A001');
    expect(journalOf(work, 'ticket.called').map(({ body }) => body['reason'])).toContain('呼叫器按号 / by keypad');
  });

  test('digits before transfer name the counter on its sign', async () => {
    await work.take(1);
    await press('next');
    await press('transfer', '3');
    expect([at(2), inState('waiting')]).toEqual([undefined, ['A001']]);
    expect(await work.next(3)).toBe('A001');
  });

  test('what makes no sense is refused in words, and changes nothing', async () => {
    await expect(press('finish')).rejects.toMatchObject({ code: 'counter_free' });
    await work.take(1);
    await press('next');
    await expect(press('next', '77')).rejects.toMatchObject({ code: 'ticket_unknown' });
    await expect(press('transfer', '9')).rejects.toMatchObject({ code: 'counter_unknown' });
    await expect(press('transfer', '2')).rejects.toMatchObject({ code: 'counter_unknown' });
    await expect(press('transfer')).rejects.toMatchObject({ code: 'counter_unknown' });
    await expect(press('next', '', 9)).rejects.toMatchObject({ code: 'counter_unknown' });
    expect(at(2)).toBe('A001');
  });

  test('one press told twice acts once', async () => {
    await work.take(1);
    await work.take(1);
    const once = { requestId: newRequestId(), counterId: 2, press: { action: 'next', number: '' } } as const;
    await work.ask('queue.press', once, 'device');
    await work.ask('queue.press', once, 'device');
    expect([at(2), inState('waiting')]).toEqual(['A001', ['A002']]);
  });
});
