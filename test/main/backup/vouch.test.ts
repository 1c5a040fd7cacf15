import { expect, test } from 'vitest';
import { GuitaiError } from '#contract/error.ts';
import { createVouching } from '#main/backup/vouch.ts';

test('a PIN is tried five times, then once in 30 seconds, doubling; the right one forgives', async () => {
  let nowMs = 0;
  const asked: string[] = [];
  const vouch = createVouching(
    (_name, credentials) => {
      asked.push(credentials?.pin ?? '');
      return credentials?.pin === '4711'
        ? Promise.resolve({ id: 7, name: '王芳' })
        : Promise.reject(new GuitaiError('pin_wrong', { left: 0 }));
    },
    () => nowMs,
  );
  const answer = (pin: string): Promise<unknown> =>
    vouch('x', { code: '1', pin }).catch((error: GuitaiError) => [error.code, error.details]);
  expect(await answer('0000')).toEqual(['pin_wrong', { left: 4 }]);
  for (const pin of ['0001', '0002', '0003', '0004']) await answer(pin);
  expect(await answer('4711')).toEqual(['pin_locked', { seconds: 30 }]);
  expect(asked).toEqual(['0000', '0001', '0002', '0003', '0004']);
  nowMs = 30_000;
  expect(await answer('0005')).toEqual(['pin_wrong', { left: 0 }]);
  expect(await answer('4711')).toEqual(['pin_locked', { seconds: 60 }]);
  nowMs = 90_000;
  expect(await answer('4711')).toEqual({ id: 7, name: '王芳' });
  expect(await answer('0000')).toEqual(['pin_wrong', { left: 4 }]);
});
