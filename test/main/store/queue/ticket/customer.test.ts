import { expect, test } from 'vitest';
import { addressOf, classFor } from '#main/store/queue/ticket/customer.ts';

const setup = {
  vipLevels: ['gold', 'diamond'] as ('gold' | 'diamond')[],
  assistedTags: ['孕妈'],
  headStartMinutes: { normal: 0, assisted: 10, vip: 5, appointment: 15 },
};
const gold = { level: 'gold' as const, tags: [] };

test('a customer is called by surname and title, nothing more', () => {
  expect(addressOf({ name: '林晓月', title: 'ms' })).toBe('林女士');
  expect(addressOf({ name: '欧阳修', title: 'mr' })).toBe('欧阳先生');
  expect(addressOf({ name: 'Anna Smith', title: 'ms' })).toBe('Ms Smith');
  expect(addressOf({ name: '王小明', title: 'none' })).toBe('王');
  // Forty letters, as long as a name may be: the desks have room for forty characters.
  expect(addressOf({ name: 'Wolfeschlegelsteinhausenbergerdorffische', title: 'ms' })).toBe('Ms Wolfeschlegelsteinhausenbergerdorffis');
});

test('a member has the best class of level, tags and choice', () => {
  expect(classFor(undefined, 'normal', setup)).toBe('normal');
  expect(classFor({ level: 'silver', tags: ['双胞胎'] }, 'normal', setup)).toBe('normal');
  expect(classFor(gold, 'normal', setup)).toBe('vip');
  expect(classFor(gold, 'assisted', setup)).toBe('assisted');
  expect(classFor({ level: 'standard', tags: ['孕妈'] }, 'normal', setup)).toBe('assisted');
  expect(
    classFor({ level: 'gold', tags: ['孕妈'] }, 'normal', { ...setup, headStartMinutes: { ...setup.headStartMinutes, vip: 20 } }),
  ).toBe('vip');
});
