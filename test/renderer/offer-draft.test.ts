import { expect, test } from 'vitest';
import { Promotion } from '#contract/promotion.ts';
import { draftOf, newDraft, readOffer, RULE_KINDS, type OfferDraft } from '#renderer/screens/offers/offer-draft.ts';

const base = { scope: {}, audience: { kind: 'all' }, schedule: {}, limits: {}, priority: 0 } as const;
const OFFERS: readonly Promotion[] = [
  {
    ...base,
    id: 'second-half',
    name: { zh: '第 2 件半价', en: 'Second at half price' },
    rule: { kind: 'nthPiece', nth: 2, pay: { kind: 'percent', payBasisPoints: 5000 } },
    scope: { categories: ['尿裤'], brands: ['云朵', '棉绒'], except: { skus: ['ND-1'] } },
  },
  {
    ...base,
    id: 'weekend',
    name: { zh: '周末晚市', en: 'Weekend nights' },
    rule: { kind: 'special', pay: { kind: 'percent', payBasisPoints: 8850 } },
    audience: { kind: 'members', levels: ['gold', 'diamond'], joinedWithinDays: 30 },
    schedule: {
      fromDate: '2026-12-01',
      toDate: '2026-12-31',
      weekdays: [6, 7],
      hours: [
        { fromMinute: 1080, toMinute: 1260 },
        { fromMinute: 1320, toMinute: 120 },
      ],
    },
    limits: { perBasket: 3, perMemberPerDay: 1, perDay: 100, total: 1000 },
    group: '周末',
    priority: 3,
  },
  {
    ...base,
    id: 'coupon-30',
    name: { zh: '满 299 减 30', en: '30 off from 299' },
    rule: { kind: 'amountOff', tiers: [{ minimumMinor: 29_900, offMinor: 3_000 }], repeat: true },
    fullPriceOnly: true,
    coupon: { code: 'MAMA-30', stackGroup: 'A' },
  },
  { ...base, id: 'b6', name: { zh: '买 5 送 1', en: 'Buy 5 get 1' }, rule: { kind: 'buyGet', buy: 5, get: 1, once: true } },
  { ...base, id: 'any3', name: { zh: '任选 3 件', en: 'Any three' }, rule: { kind: 'bundle', count: 3, priceMinor: 9_900 } },
  {
    ...base,
    id: 'set',
    name: { zh: '奶瓶套装', en: 'Bottle set' },
    scope: { except: { brands: ['云朵'] } },
    rule: {
      kind: 'set',
      parts: [
        { scope: { skus: ['BOTTLE'] }, count: 1 },
        { scope: { tags: ['奶嘴'] }, count: 2 },
      ],
      priceMinor: 12_000,
    },
  },
  {
    ...base,
    id: 'ladder',
    name: { zh: '多买多省', en: 'More for less' },
    rule: {
      kind: 'ladder',
      tiers: [
        { count: 2, pay: { kind: 'percent', payBasisPoints: 9000 } },
        { count: 3, pay: { kind: 'off', offMinor: 500 } },
      ],
    },
  },
  {
    ...base,
    id: 'p500',
    name: { zh: '满 500 九折', en: '90 % from 500' },
    rule: { kind: 'percentOff', tiers: [{ minimumMinor: 50_000, payBasisPoints: 9000 }], mostMinor: 10_000 },
  },
  {
    ...base,
    id: 'gift',
    name: { zh: '满 399 送湿巾', en: 'Wipes from 399' },
    rule: { kind: 'reward', minimumMinor: 39_900, goods: [{ sku: 'SJ-80', priceMinor: 0 }], count: 1 },
  },
];

test.each(OFFERS.map((offer) => [offer.rule.kind, offer] as const))(
  'an offer of the kind %s is the same after the form',
  (_kind, offer) => {
    expect(Promotion.parse(offer)).toEqual(offer);
    expect(readOffer(draftOf(offer), offer)).toEqual({ value: offer });
  },
);

test('every kind has a form of its own', () => {
  expect(new Set(OFFERS.map(({ rule }) => rule.kind))).toEqual(new Set(RULE_KINDS));
});

const special = (change: Partial<OfferDraft>): unknown => readOffer({ ...newDraft('special', 'o-1'), nameZh: '特价', ...change });

test.each([
  [{ nameZh: ' ' }, 'offers.wrong.name'],
  [{ pay: { kind: 'percent', value: '101' } }, 'offers.wrong.percent'],
  [{ pay: { kind: 'price', value: '9,9' } }, 'offers.wrong.amount'],
  [{ pay: { kind: 'off', value: '0' } }, 'offers.wrong.rule'],
  [{ hours: '18:00' }, 'offers.wrong.hours'],
  [{ hours: '18:00-25:00' }, 'offers.wrong.hours'],
  [{ fromDate: '2026-12-02', toDate: '2026-12-01' }, 'offers.wrong.dates'],
  [{ perDay: '0' }, 'offers.wrong.count'],
  [{ couponCode: 'ab' }, 'offers.wrong.coupon'],
  [{ couponCode: 'GOOD-1' }, 'offers.wrong.couponRule'],
] as const)('%j is said to be wrong: %s', (change, why) => {
  expect(special(change)).toEqual({ why });
});

test('lists take Chinese and Latin commas, and a name in one language stands for both', () => {
  expect(special({ scope: { skus: 'A，B, C', categories: '', brands: '云朵、棉绒', tags: '' } })).toMatchObject({
    value: { name: { zh: '特价', en: '特价' }, scope: { skus: ['A', 'B', 'C'], brands: ['云朵', '棉绒'] } },
  });
});
