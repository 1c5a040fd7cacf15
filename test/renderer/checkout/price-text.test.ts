import { describe, expect, test } from 'vitest';
import type { Discount } from '#contract/pricing.ts';
import { textIn } from '#renderer/app/i18n.ts';
import { readPrice } from '#renderer/screens/checkout/price-text.ts';
import { savingRows } from '#renderer/screens/checkout/savings.ts';

describe('what a person types as a price', () => {
  test.each([
    ['price', '99', { value: 9_900 }],
    ['price', '0', { value: 0 }],
    ['price', '12.345', { why: 'checkout.cash.decimals' }],
    ['price', '12345678.00', { why: 'checkout.cash.limit' }],
    ['percent', '10', { value: 9_000 }],
    ['percent', '12.5', { value: 8_750 }],
    ['percent', '100', { why: 'price.percentRange' }],
    ['percent', '0', { why: 'price.percentRange' }],
    ['amount', '￥5.5', { value: 550 }],
    ['amount', '0', { why: 'price.missing' }],
    ['amount', '-5', { why: 'checkout.cash.character' }],
    ['total', '0', { value: 0 }],
    ['total', '', { why: 'price.missing' }],
  ] as const)('as %s, %j is %j', (mode, text, read) => {
    expect(readPrice(mode, text)).toEqual(read);
  });
});

test('the till column tells offers in one row, each coupon by name, then what people and rounding took off', () => {
  const off = (source: Discount['source'], amountMinor: number, zh: string, id?: string): Discount => ({
    source,
    amountMinor,
    label: { zh, en: zh },
    ...(id === undefined ? {} : { id }),
  });
  const discounts = [
    off('priceList', 4_000, '会员价', 'VIP'),
    off('manual', 500, '手工'),
    off('promotion', 8_720, '第 2 件半价', 'HALF'),
    off('coupon', 3_000, '券 满 299 减 30', 'C30'),
    off('sale', 1_000, '整单减 10.00'),
    off('rounding', -5, '抹零'),
  ];
  expect(savingRows({ discounts }, 'zh', textIn.zh)).toEqual([
    { words: '会员价与促销', amountMinor: 12_720 },
    { words: '券 满 299 减 30', amountMinor: 3_000 },
    { words: '手工改价、打折', amountMinor: 500 },
    { words: '整单优惠', amountMinor: 1_000 },
    { words: '抹零', amountMinor: -5 },
  ]);
});
