import { afterEach, beforeEach, expect, test } from 'vitest';
import { journalOf } from '../journal-of.ts';
import { openShop, type ShopAtWork } from '../shop-fixture.ts';
import { maskPhone, MemberCode, surnameOf } from '#contract/member.ts';
import type { ProcedureInput } from '#contract/procedures.ts';

const LIN: Omit<ProcedureInput<'member.save'>, 'requestId'> = {
  code: 'M100027',
  phone: '13812346027',
  name: '林晓雯',
  title: 'ms',
  level: 'gold',
  tags: ['宝宝 14 个月'],
  active: true,
};

let work: ShopAtWork;

beforeEach(async () => {
  work = await openShop();
});
afterEach(() => work.close());

test('a member is found by the code on the card, in capitals or not, and by the whole phone number, masked', async () => {
  const { id } = await work.ask('member.save', LIN);
  const card = {
    id,
    level: 'gold',
    tags: ['宝宝 14 个月'],
    joinedOn: '2026-11-22',
    name: '林晓雯',
    title: 'ms',
    maskedPhone: '138****6027',
  };
  expect(await work.ask('member.find', { text: ' m100027 ' })).toEqual({ member: card });
  expect(await work.ask('member.find', { text: '13812346027' })).toEqual({ member: card });
  for (const text of ['6027', '1381234602', 'M1000', '林晓雯', '', "' OR 1=1 --"])
    expect(await work.ask('member.find', { text }), text).toEqual({ member: null });
});

test('nobody is given a code of those who were forgotten', () => {
  expect(['FORGOTTEN-1', 'FORGOTTEN1', 'M100027'].map((code) => MemberCode.safeParse(code).success)).toEqual([false, true, true]);
});

test('a code and a phone number belong to one member, and an inactive one is not found', async () => {
  const { id } = await work.ask('member.save', LIN);
  await expect(work.ask('member.save', { ...LIN, phone: '' })).rejects.toMatchObject({ code: 'member_code_taken' });
  await expect(work.ask('member.save', { ...LIN, code: 'M2000' })).rejects.toMatchObject({
    code: 'member_phone_taken',
    details: { phone: '138****6027' },
  });
  await work.ask('member.save', { ...LIN, id, active: false });
  expect(await work.ask('member.find', { text: LIN.code })).toEqual({ member: null });
});

test('the same request adds once and answers the same', async () => {
  const requestId = '0190b7a0-0000-7000-8000-000000000001';
  const first = await work.ask('member.save', { ...LIN, requestId });
  expect(await work.ask('member.save', { ...LIN, requestId })).toEqual(first);
  expect((await work.ask('member.list', { query: '', limit: 10 })).members).toHaveLength(1);
});

test('the list looks in names, codes and phone numbers, a page at a time', async () => {
  await work.ask('member.save', LIN);
  await work.ask('member.save', { ...LIN, code: 'M200', phone: '', name: '林一' });
  await work.ask('member.save', { ...LIN, code: 'VIP-3', phone: '+85291234567', name: 'Ann Lee' });
  const names = async (query: string): Promise<string[]> =>
    (await work.ask('member.list', { query, limit: 10 })).members.map((member) => member.name);
  expect(await names('林')).toEqual(['林晓雯', '林一']);
  expect(await names('vip')).toEqual(['Ann Lee']);
  expect(await names('6027')).toEqual(['林晓雯']);
  const page = await work.ask('member.list', { query: '', limit: 2 });
  expect(page.more).toBe(true);
  expect(
    (await work.ask('member.list', { query: '', limit: 2, afterId: page.members[1]?.id ?? 0 })).members.map(({ name }) => name),
  ).toEqual(['Ann Lee']);
});

test('a forgotten member leaves nothing personal, not even in the journal', async () => {
  const { id } = await work.ask('member.save', LIN);
  await work.ask('member.forget', { id });
  expect(await work.ask('member.find', { text: LIN.phone })).toEqual({ member: null });
  const entries = journalOf(work, 'member.saved', 'member.forgotten');
  expect(entries.map((entry) => entry.kind)).toEqual(['member.saved', 'member.forgotten']);
  expect(JSON.stringify(entries.map((entry) => entry.body))).not.toMatch(/林晓雯|13812346027|M100027/);
  await expect(work.ask('member.forget', { id })).rejects.toMatchObject({ code: 'member_unknown' });
  expect((await work.ask('member.save', LIN)).id).toBe(id + 1);
});

test('a phone number is masked, and a person is called by the family name', () => {
  expect(maskPhone('13812346027')).toBe('138****6027');
  expect(maskPhone('+1234567')).toBe('****67');
  expect(maskPhone('')).toBe('');
  expect([surnameOf('林晓雯'), surnameOf('欧阳修'), surnameOf('Ann Lee'), surnameOf('𠮷田')]).toEqual(['林', '欧阳', 'Lee', '𠮷']);
});
