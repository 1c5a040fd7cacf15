import { describe, expect, test } from 'vitest';
import { commandsByKey } from '#contract/till-command.ts';
import { tillAction, type TillAction, type TillKey, type TillSituation } from '#renderer/screens/checkout/till-keys.ts';

const selling: TillSituation = { phase: 'selling', view: 'basket', fieldEmpty: true, weighing: false, keys: commandsByKey({}) };
const key = (name: string, rest: Partial<TillKey> = {}): TillKey => ({
  key: name,
  code: name,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  repeat: false,
  ...rest,
});

describe('on the basket, with an empty scan field', () => {
  test.each<[string, Partial<TillKey>, TillAction | undefined]>([
    ['F1', {}, 'keys'],
    ['F2', {}, 'scanField'],
    ['F9', {}, 'pay'],
    ['+', { code: 'NumpadAdd' }, 'pay'],
    ['+', { code: 'Equal' }, 'increase'],
    ['-', { code: 'NumpadSubtract' }, 'decrease'],
    ['ArrowRight', {}, 'increase'],
    ['ArrowLeft', {}, 'decrease'],
    ['ArrowUp', {}, 'up'],
    ['Delete', {}, 'remove'],
    ['F10', {}, 'drawer'],
    ['r', { altKey: true, code: 'KeyR' }, 'reprint'],
    ['l', { altKey: true, code: 'KeyL' }, 'language'],
    ['p', { altKey: true, code: 'KeyP' }, 'salespeople'],
    ['z', { ctrlKey: true, code: 'KeyZ' }, 'undo'],
    ['Escape', {}, 'back'],
    ['Enter', {}, 'enter'],
    ['F5', {}, 'offers'],
    ['F11', {}, undefined],
    ['a', {}, undefined],
    ['7', {}, undefined],
    ['*', {}, undefined],
    ['c', { ctrlKey: true, code: 'KeyC' }, undefined],
  ])('%s %j means %s', (name, rest, action) => {
    expect(tillAction(key(name, rest), selling)).toBe(action);
  });
});

test('while something is typed, signs and arrows edit the text', () => {
  const typing = { ...selling, fieldEmpty: false };
  for (const name of ['+', '-', 'Delete', 'ArrowLeft', 'ArrowRight']) expect(tillAction(key(name), typing)).toBeUndefined();
  expect(tillAction(key('ArrowUp'), typing)).toBe('up');
});

test('neither while money is taken nor in the list of sales does a key change the basket', () => {
  for (const situation of [
    { ...selling, phase: 'tendering' },
    { ...selling, phase: 'paid' },
    { ...selling, view: 'sales' },
  ] as const) {
    for (const name of ['-', 'Delete', 'ArrowLeft', 'ArrowRight']) expect(tillAction(key(name), situation)).toBeUndefined();
    expect(tillAction(key('+'), situation)).toBe(situation.phase === 'tendering' ? 'takePart' : undefined);
    expect(tillAction(key('z', { ctrlKey: true, code: 'KeyZ' }), situation)).toBeUndefined();
  }
});

test('while goods come back the same keys choose and count, and Alt V opens it from anywhere', () => {
  const refund = { ...selling, view: 'refund' } as const;
  expect(['ArrowUp', 'ArrowRight', '-', 'Delete', 'F9'].map((name) => tillAction(key(name), refund))).toEqual([
    'up',
    'increase',
    'decrease',
    'remove',
    'pay',
  ]);
  const alt = (code: string, situation: TillSituation): TillAction | undefined => tillAction(key('x', { altKey: true, code }), situation);
  expect([alt('KeyA', refund), alt('KeyD', refund), alt('KeyS', refund)]).toEqual(['refundAll', 'damaged', 'sales']);
  expect([alt('KeyV', selling), alt('KeyV', { ...selling, phase: 'paid' }), alt('KeyA', selling)]).toEqual(['refund', 'refund', undefined]);
  expect(tillAction(key('ArrowRight'), { ...refund, fieldEmpty: false })).toBeUndefined();
});

test('a held key moves and counts, but never pays, completes or removes twice', () => {
  expect(tillAction(key('ArrowDown', { repeat: true }), selling)).toBe('down');
  expect(tillAction(key('ArrowRight', { repeat: true }), selling)).toBe('increase');
  for (const name of ['Enter', 'F9', 'Delete', 'Escape']) expect(tillAction(key(name, { repeat: true }), selling)).toBe('none');
});

test('a shop that has changed its keys gets what the new ones say, and what they were is free', () => {
  const own = { ...selling, keys: commandsByKey({ pay: 'F8', discount: 'F9', sales: 'PageUp' }) };
  expect(tillAction(key('F8'), own)).toBe('pay');
  expect(tillAction(key('F9'), own)).toBe('discount');
  expect(tillAction(key('PageUp'), own)).toBe('sales');
  expect(tillAction(key('s', { altKey: true, code: 'KeyS' }), own)).toBeUndefined();
  const freed = { ...selling, keys: commandsByKey({ offers: 'End' }) };
  expect(tillAction(key('F5'), freed)).toBe('none');
  expect(tillAction(key('F12', { repeat: true }), own)).toBe('none');
});
