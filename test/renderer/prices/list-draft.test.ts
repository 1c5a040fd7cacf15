import { expect, test } from 'vitest';
import type { PriceList } from '#contract/promotion.ts';
import { draftOf, newList, readList } from '#renderer/screens/prices/list-draft.ts';

const gold: PriceList = {
  id: 'gold',
  name: { zh: '金卡价', en: 'Gold price' },
  audience: { kind: 'members', levels: ['gold'], tags: ['老顾客'] },
  schedule: { fromDate: '2026-11-01', toDate: '2026-12-31', hours: [{ fromMinute: 1080, toMinute: 1260 }] },
  stores: ['S001', 'S002'],
  rate: { scope: { categories: ['玩具'], except: { skus: ['T-1'] } }, payBasisPoints: 9500 },
};

test('a list comes back from the form as it went in, with what the form does not show', () => {
  expect(readList(draftOf(gold), gold)).toEqual({ value: gold });
});

test('a new list needs a name; without a rate its goods are not asked for', () => {
  expect(readList(newList('l-1'))).toEqual({ why: 'offers.wrong.name' });
  const scope = { skus: 'A', categories: '', brands: '', tags: '' };
  expect(readList({ ...newList('l-1'), nameZh: '会员价', scope })).toEqual({
    value: { id: 'l-1', name: { zh: '会员价', en: '会员价' }, audience: { kind: 'all' }, schedule: {} },
  });
});

test.each([
  [{ rate: '120' }, 'offers.wrong.percent'],
  [{ hours: '18-21' }, 'offers.wrong.hours'],
  [{ stores: 'x'.repeat(21) }, 'prices.wrong.stores'],
] as const)('%j is said to be wrong: %s', (change, why) => {
  expect(readList({ ...newList('l-1'), nameZh: '会员价', ...change })).toEqual({ why });
});
