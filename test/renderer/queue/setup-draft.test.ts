import { describe, expect, test } from 'vitest';
import { QueueCounter, QueueService, QueueSetup } from '#contract/queue.ts';
import {
  counterDraft,
  movedRow,
  newHours,
  nextId,
  readCounter,
  readRules,
  readService,
  rulesDraft,
  serviceDraft,
  withRow,
  type CounterDraft,
  type RulesDraft,
  type ServiceDraft,
} from '#renderer/screens/queue/setup-draft.ts';

const FORMULA: QueueService = {
  id: 1,
  prefix: 'A',
  name: '奶粉纸尿裤',
  nameEn: 'Formula and diapers',
  note: '',
  noteEn: '',
  firstNumber: 1,
  lastNumber: 999,
  resetsDaily: true,
  hours: [{ days: [1, 2], from: '09:00', to: '18:00' }],
  dailyLimit: 80,
  defaultMinutes: 5,
  targetMinutes: 15,
  offersAssisted: true,
  paused: false,
  active: true,
};
const DESK: QueueCounter = { id: 2, number: 2, kind: 'counter', area: '一楼', serviceIds: [1], terminal: '01', active: true };
const SETUP: QueueSetup = {
  services: [FORMULA],
  counters: [DESK],
  headStartMinutes: { normal: 0, assisted: 10, vip: 5, appointment: 0 },
  vipLevels: ['gold'],
  assistedTags: ['孕妈'],
  recallLimit: 3,
  sameTicketMinutes: 2,
  bookingEarlyMinutes: 30,
  bookingLateMinutes: 15,
  saleFinishesTicket: false,
  saleCallsNext: false,
  missedRule: '',
};

describe('a service', () => {
  test('that was opened and saved unchanged is the same', () => {
    expect(readService(serviceDraft(FORMULA, SETUP), SETUP, 9)).toEqual({ service: FORMULA });
  });

  test('that is new takes the next letter and the next id, and is one the station accepts', () => {
    const draft: ServiceDraft = { ...serviceDraft(undefined, SETUP), name: ' 量脚 ', prefix: 'b', hours: [newHours()] };
    const read = readService(draft, SETUP, nextId(SETUP.services));
    expect(serviceDraft(undefined, SETUP).prefix).toBe('B');
    expect(read).toMatchObject({ service: { id: 2, prefix: 'B', name: '量脚', dailyLimit: 0, active: true } });
    expect('service' in read && QueueService.safeParse(read.service).success).toBe(true);
  });

  test('keeps its letter when it is not used any more: its old tickets carry it', () => {
    const setup = { ...SETUP, services: [{ ...FORMULA, active: false }] };
    expect(serviceDraft(undefined, setup).prefix).toBe('B');
    expect(readService({ ...serviceDraft(undefined, setup), name: '试衣', prefix: 'A' }, setup, 2)).toMatchObject({ field: 'prefix' });
  });

  test.each<[string, Partial<ServiceDraft>, string, string]>([
    ['no name', { name: ' ' }, 'name', 'queue.wrong.name'],
    ['a digit as its letter', { prefix: '1' }, 'prefix', 'queue.wrong.prefix'],
    ['three letters', { prefix: 'ABC' }, 'prefix', 'queue.wrong.prefix'],
    ['a letter that is taken', { id: 5, prefix: 'a' }, 'prefix', 'queue.wrong.prefixTaken'],
    ['a first number that is none', { firstNumber: '1.5' }, 'firstNumber', 'queue.wrong.number'],
    ['a range that ends before it begins', { firstNumber: '100', lastNumber: '100' }, 'lastNumber', 'queue.wrong.range'],
    ['a limit below zero', { dailyLimit: '-1' }, 'dailyLimit', 'queue.wrong.number'],
    ['no minutes', { defaultMinutes: '0' }, 'defaultMinutes', 'queue.wrong.minutes'],
    ['too long a target', { targetMinutes: '241' }, 'targetMinutes', 'queue.wrong.minutes'],
    ['hours on no day', { hours: [{ days: [], from: '09:00', to: '18:00' }] }, 'hours', 'queue.wrong.days'],
    ['hours without an end', { hours: [{ days: [1], from: '09:00', to: '' }] }, 'hours', 'queue.wrong.times'],
  ])('with %s is refused in words, at its field', (_what, change, field, why) => {
    expect(readService({ ...serviceDraft(FORMULA, SETUP), ...change }, SETUP, 9)).toMatchObject({ field, why });
  });
});

describe('a counter', () => {
  test('that was opened and saved unchanged is the same', () => {
    expect(readCounter(counterDraft(DESK, SETUP), SETUP, 9)).toEqual({ counter: DESK });
  });

  test('is at a paired till, or at the station’s own, never at both', () => {
    const till = 'a1b2c3d4e5f60718';
    const atTablet = readCounter({ ...counterDraft(DESK, SETUP), till }, SETUP, 9);
    expect(atTablet).toMatchObject({ counter: { id: 2, terminal: '', deviceId: till } });
    const saved = 'counter' in atTablet ? atTablet.counter : DESK;
    expect(QueueCounter.safeParse(saved).success).toBe(true);
    expect(readCounter({ ...counterDraft(saved, SETUP), till: '01' }, SETUP, 9)).toEqual({ counter: DESK });
  });

  test('that is new takes the first free number', () => {
    const draft = { ...counterDraft(undefined, SETUP), serviceIds: [1] };
    const read = readCounter(draft, SETUP, nextId(SETUP.counters));
    expect(read).toMatchObject({ counter: { id: 3, number: 1, kind: 'counter', terminal: '' } });
    expect('counter' in read && QueueCounter.safeParse(read.counter).success).toBe(true);
  });

  test('with the number of another one is accepted when it is called otherwise', () => {
    const draft: CounterDraft = { ...counterDraft(undefined, SETUP), number: '2', kind: 'fitting_room', serviceIds: [1] };
    expect(readCounter(draft, SETUP, 3)).toMatchObject({ counter: { number: 2, kind: 'fitting_room' } });
  });

  test.each<[string, Partial<CounterDraft>, string]>([
    ['the number of another one', { number: '2' }, 'queue.wrong.counterTaken'],
    ['number 0', { number: '0' }, 'queue.wrong.counterNumber'],
    ['nothing to serve', { serviceIds: [] }, 'queue.wrong.services'],
    ['the till of another one', { till: '01' }, 'queue.wrong.tillTaken'],
  ])('with %s is refused in words', (_what, change, why) => {
    const draft = { ...counterDraft(undefined, SETUP), serviceIds: [1], ...change };
    expect(readCounter(draft, SETUP, 3)).toMatchObject({ why });
  });
});

describe('the rules', () => {
  test('that were opened and saved unchanged are the same', () => {
    expect(readRules(rulesDraft(SETUP), SETUP)).toEqual({ setup: SETUP });
  });

  test('a sale that finishes no ticket calls no next one either', () => {
    const draft: RulesDraft = { ...rulesDraft(SETUP), vip: '7', saleFinishesTicket: false, saleCallsNext: true };
    const read = readRules(draft, SETUP);
    expect(read).toMatchObject({ setup: { headStartMinutes: { normal: 0, assisted: 10, vip: 7, appointment: 0 }, saleCallsNext: false } });
    expect('setup' in read && QueueSetup.safeParse(read.setup).success).toBe(true);
  });

  test('tags are separated by any comma', () => {
    const read = readRules({ ...rulesDraft(SETUP), assistedTags: ' 孕妈，老人、 wheelchair,,' }, SETUP);
    expect(read).toMatchObject({ setup: { assistedTags: ['孕妈', '老人', 'wheelchair'] } });
    expect(readRules({ ...rulesDraft(SETUP), assistedTags: 'a'.repeat(21) }, SETUP)).toMatchObject({ field: 'assistedTags' });
  });

  test.each<[Partial<RulesDraft>, string, number]>([
    [{ vip: '121' }, 'vip', 120],
    [{ recallLimit: '11' }, 'recallLimit', 10],
    [{ sameTicketMinutes: '' }, 'sameTicketMinutes', 60],
  ])('%o is refused at its field, with the most it may be', (change, field, most) => {
    expect(readRules({ ...rulesDraft(SETUP), ...change }, SETUP)).toMatchObject({ field, values: { most } });
  });
});

test('rows are replaced in their place, added at the end, and moved by one step', () => {
  const rows = [
    { id: 1, name: 'a' },
    { id: 4, name: 'b' },
  ];
  expect(withRow(rows, { id: 1, name: 'c' })).toEqual([
    { id: 1, name: 'c' },
    { id: 4, name: 'b' },
  ]);
  expect(withRow(rows, { id: 5, name: 'c' })).toHaveLength(3);
  expect(nextId(rows)).toBe(5);
  expect(nextId([])).toBe(1);
  expect(movedRow(rows, 4, -1).map(({ id }) => id)).toEqual([4, 1]);
  expect(movedRow(rows, 4, 1).map(({ id }) => id)).toEqual([1, 4]);
  expect(movedRow(rows, 9, 1).map(({ id }) => id)).toEqual([1, 4]);
});
