import { describe, expect, test } from 'vitest';
import type { QueueView, TicketPaper } from '#contract/queue.ts';
import { groupDigits, interpretScan, isWholePhone } from '#renderer/screens/kiosk/customer.ts';
import { paperState, paperTrouble } from '#renderer/screens/kiosk/paper-state.ts';
import { allClosed, nextOpening, onlyCounter, waitingInAll } from '#renderer/screens/kiosk/service-words.ts';

describe('a code scanned at the kiosk', () => {
  test.each([
    ['12345678', { kind: 'booking', code: '12345678' }],
    [' xm-0088\n', { kind: 'member', code: 'XM-0088' }],
    ['M1234', { kind: 'member', code: 'M1234' }],
    // An article, a payment code, half a read.
    ['6973012450313', { kind: 'unknown' }],
    ['134567890123456789', { kind: 'unknown' }],
    ['1234567', { kind: 'unknown' }],
    ['', { kind: 'unknown' }],
    ['https://evil.example/A1', { kind: 'unknown' }],
  ] as const)('%j is %j', (text, scan) => {
    expect(interpretScan(text)).toEqual(scan);
  });
});

test('a phone number is whole with eleven digits that begin as one', () => {
  const numbers = ['13800138000', '19912345678', '12800138000', '1380013800', '138001380000'];
  expect(numbers.map(isWholePhone)).toEqual([true, true, false, false, false]);
});

test('digits are grouped as people say them', () => {
  expect(['', '1', '138', '1380', '13800138', '13800138000'].map((digits) => groupDigits(digits, 3))).toEqual([
    '',
    '1',
    '138',
    '138 0',
    '138 0013 8',
    '138 0013 8000',
  ]);
  expect(groupDigits('12345678', 4)).toBe('1234 5678');
});

describe('the paper of a ticket', () => {
  const paper = (ticketId: number, state: TicketPaper['state'], problem: TicketPaper['problem'] = 'none', copy = 0): TicketPaper => ({
    ticketId,
    number: 'A001',
    copy,
    state,
    problem,
  });
  const mine = { ticketId: 7, printed: true };

  test.each([
    [[], 'printing'],
    [[paper(7, 'queued')], 'printing'],
    [[paper(7, 'sending', 'paper_near_end')], 'printing'],
    [[paper(7, 'printed')], 'printed'],
    [[paper(7, 'sent')], 'printed'],
    [[paper(7, 'blocked', 'paper_out')], 'paper'],
    [[paper(7, 'blocked', 'cover_open')], 'printer'],
    [[paper(7, 'queued', 'unreachable')], 'printer'],
    [[paper(7, 'failed')], 'printer'],
    [[paper(7, 'unknown')], 'printer'],
    // Somebody else's is out; a copy of this one is on its way.
    [[paper(8, 'blocked', 'paper_out'), paper(7, 'printed')], 'printed'],
    [[paper(7, 'failed'), paper(7, 'queued', 'none', 1)], 'printing'],
    // It waits behind one that waits for paper; behind one that failed it does not wait.
    [[paper(7, 'queued'), paper(6, 'queued'), paper(5, 'blocked', 'paper_out')], 'paper'],
    [[paper(7, 'queued'), paper(5, 'preflight', 'cover_open')], 'printer'],
    [[paper(7, 'queued'), paper(5, 'failed', 'paper_out')], 'printing'],
  ] as const)('with %j is %s', (papers, state) => {
    expect(paperState(mine, papers)).toBe(state);
  });

  test('is only on the screen where no ticket printer is set up', () => {
    expect(paperState({ ticketId: 7, printed: false }, [])).toBe('screen');
  });

  test('what keeps the newest from coming out is said before the next is taken', () => {
    expect(paperTrouble(undefined)).toBeUndefined();
    expect(paperTrouble([paper(7, 'printed'), paper(6, 'blocked', 'paper_out')])).toBeUndefined();
    expect(paperTrouble([paper(6, 'printed'), paper(7, 'blocked', 'paper_out')])).toBe('paper');
    expect(paperTrouble([paper(7, 'queued'), paper(6, 'blocked', 'paper_out')])).toBe('paper');
    expect(paperTrouble([paper(7, 'failed')])).toBe('printer');
  });
});

describe('the services', () => {
  const service = (id: number, changes: Partial<QueueView['services'][number]> = {}): QueueView['services'][number] => ({
    id,
    prefix: 'A',
    name: 'a',
    nameEn: '',
    note: '',
    noteEn: '',
    offersAssisted: false,
    targetMinutes: 15,
    waiting: 2,
    next: [],
    estimate: null,
    counterIds: [],
    closed: null,
    ...changes,
  });
  const view = (services: QueueView['services']): QueueView => ({
    day: '2026-11-26',
    services,
    counters: [{ id: 4, number: 2, kind: 'counter', area: '', state: 'open', pauseReason: '', serving: null }],
    calls: [],
    missed: [],
    recallLimit: 3,
    missedRule: '',
  });
  const closed = (opensAtMs: number | null) => ({ closed: { why: 'hours', opensAtMs } }) as const;

  test('are all closed only when none is open, and open again with the first of them', () => {
    expect(allClosed(view([service(1, closed(5)), service(2)]))).toBe(false);
    expect(allClosed(view([service(1, closed(5)), service(2, closed(3))]))).toBe(true);
    expect(nextOpening(view([service(1, closed(5)), service(2, closed(3))]))).toBe(3);
    expect(nextOpening(view([service(1, closed(null))]))).toBeUndefined();
    expect(waitingInAll(view([service(1), service(2), service(3)]))).toBe(6);
  });

  test('send to a counter only where there is just one', () => {
    expect(onlyCounter(view([service(1, { counterIds: [4] })]), 1)?.number).toBe(2);
    expect(onlyCounter(view([service(1, { counterIds: [4, 5] })]), 1)).toBeUndefined();
    expect(onlyCounter(view([service(1)]), 1)).toBeUndefined();
    expect(onlyCounter(view([]), 9)).toBeUndefined();
  });
});
