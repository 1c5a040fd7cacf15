import { expect, test } from 'vitest';
import { callerAction, type CallerKey } from '#renderer/screens/caller/caller-keys.ts';

const key = (code: string, more: Partial<CallerKey> = {}): CallerKey => ({
  key: '',
  code,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  repeat: false,
  ...more,
});

test.each([
  ['Space', 'next'],
  ['KeyR', 'recall'],
  ['KeyS', 'skip'],
  ['KeyH', 'hold'],
  ['KeyT', 'transfer'],
  ['KeyF', 'finish'],
  ['Enter', 'start'],
  ['NumpadEnter', 'start'],
])('%s is %s, by its place and not by what an input method makes of it', (code, kind) => {
  expect(callerAction(key(code, { key: 'Process' }))).toEqual({ kind });
});

test('digits of both rows name a row of the list; zero names none', () => {
  expect(callerAction(key('Digit1'))).toEqual({ kind: 'row', row: 1 });
  expect(callerAction(key('Numpad9'))).toEqual({ kind: 'row', row: 9 });
  expect(callerAction(key('Digit0'))).toBeUndefined();
});

test('a held key does nothing more, and a key with Ctrl, Meta or Alt is not ours, but for the language', () => {
  expect(callerAction(key('Space', { repeat: true }))).toEqual({ kind: 'none' });
  expect(callerAction(key('KeyR', { ctrlKey: true }))).toBeUndefined();
  expect(callerAction(key('KeyR', { metaKey: true }))).toBeUndefined();
  expect(callerAction(key('KeyR', { altKey: true }))).toBeUndefined();
  expect(callerAction(key('KeyL', { altKey: true }))).toEqual({ kind: 'language' });
  expect(callerAction(key('KeyL'))).toBeUndefined();
  expect(callerAction(key('F5'))).toBeUndefined();
});
