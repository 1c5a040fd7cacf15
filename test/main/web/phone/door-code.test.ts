import { expect, test } from 'vitest';
import { createDoorCode } from '#main/web/phone/door-code.ts';

const MINUTE_MS = 60_000;
const SECRET = Buffer.alloc(32, 7);

test('a code lasts to the end of its ten minutes and through the ten after them', () => {
  let nowMs = 0;
  const door = createDoorCode(() => nowMs, SECRET);
  const first = door.current();
  expect(first).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
  expect(door.msLeft()).toBe(10 * MINUTE_MS);
  nowMs = 10 * MINUTE_MS - 1;
  expect([door.current(), door.msLeft()]).toEqual([first, 1]);
  nowMs = 10 * MINUTE_MS;
  expect(door.current()).not.toBe(first);
  expect(door.accepts(first)).toBe(true);
  nowMs = 20 * MINUTE_MS - 1;
  expect(door.accepts(first)).toBe(true);
  nowMs = 20 * MINUTE_MS;
  expect(door.accepts(first)).toBe(false);
});

test('a code of tomorrow, of another start or of another length opens nothing', () => {
  let nowMs = 60 * MINUTE_MS;
  const door = createDoorCode(() => nowMs, SECRET);
  const later = door.current();
  expect(createDoorCode(() => nowMs, Buffer.alloc(32, 8)).accepts(later)).toBe(false);
  for (const wrong of ['', later.slice(1), `${later}A`, later.toLowerCase(), `${later.slice(0, 7)}\u0000`, 'Ａ'.repeat(8)]) {
    expect(door.accepts(wrong)).toBe(false);
  }
  nowMs = 0;
  expect(door.accepts(later)).toBe(false);
});
