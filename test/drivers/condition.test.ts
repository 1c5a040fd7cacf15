import { expect, test } from 'vitest';
import { controlOf, errorCodeOf, eventsBetween, powerOf, type Wellness } from '#drivers/condition.ts';

const CLOSED: Wellness = { state: 'closed', problem: 'none' };
const READY: Wellness = { state: 'ready', problem: 'none' };
const at = (before: Wellness, after: Wellness): readonly string[] =>
  eventsBetween(before, after, 7).map((event) =>
    event.type === 'status_update' ? event.status : event.type === 'error' ? `error ${event.code}` : '',
  );

test.each([
  [{ state: 'closed', problem: 'none' }, 'unknown'],
  [{ state: 'opening', problem: 'unreachable' }, 'unknown'],
  [{ state: 'ready', problem: 'none' }, 'online'],
  [{ state: 'ready', problem: 'paper_out' }, 'online'],
  [{ state: 'ready', problem: 'offline' }, 'offline'],
  [{ state: 'lost', problem: 'not_found' }, 'off_offline'],
] as const)('the power of %o is %s', (wellness, power) => {
  expect(powerOf(wellness)).toBe(power);
});

test('State is closed, idle, busy or error as UnifiedPOS has it', () => {
  expect(controlOf(false, READY, false)).toBe('closed');
  expect(controlOf(true, READY, false)).toBe('idle');
  expect(controlOf(true, READY, true)).toBe('busy');
  expect(controlOf(true, { state: 'ready', problem: 'paper_near_end' }, false)).toBe('idle');
  expect(controlOf(true, { state: 'ready', problem: 'cover_open' }, true)).toBe('error');
  expect(controlOf(true, { state: 'lost', problem: 'unreachable' }, false)).toBe('error');
});

test('paper and cover are errors of their own, a roll that runs low is none', () => {
  expect(errorCodeOf('paper_out')).toBe('extended');
  expect(errorCodeOf('cover_open')).toBe('extended');
  expect(errorCodeOf('paper_near_end')).toBe('success');
  expect(errorCodeOf('not_found')).toBe('no_hardware');
  expect(errorCodeOf('in_use')).toBe('claimed');
});

test('a device that comes up, is lost and comes back reports its power each time', () => {
  expect(at(CLOSED, READY)).toEqual(['power_online']);
  expect(at(READY, { state: 'lost', problem: 'offline' })).toEqual(['power_off_offline', 'error offline']);
  expect(at({ state: 'opening', problem: 'offline' }, READY)).toEqual(['power_online']);
  expect(at(READY, READY)).toEqual([]);
});

test('a roll that runs low, runs out and is changed reports each step once', () => {
  const near: Wellness = { state: 'ready', problem: 'paper_near_end' };
  const out: Wellness = { state: 'ready', problem: 'paper_out' };
  expect(at(READY, near)).toEqual(['rec_near_empty']);
  expect(at(near, out)).toEqual(['rec_empty', 'error extended']);
  expect(at(out, out)).toEqual([]);
  expect(at(out, READY)).toEqual(['rec_paper_ok']);
});

test('an open cover says nothing about the paper behind it', () => {
  const out: Wellness = { state: 'ready', problem: 'paper_out' };
  const open: Wellness = { state: 'ready', problem: 'cover_open' };
  expect(at(out, open)).toEqual(['cover_open', 'error extended']);
  expect(at(open, READY)).toEqual(['cover_ok']);
});
