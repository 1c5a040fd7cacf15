import { expect, test } from 'vitest';
import type { BasketLine } from '#contract/basket.ts';
import { texts } from '#renderer/app/texts.ts';
import type { TextOf } from '#renderer/app/i18n.ts';
import { lineDetails } from '#renderer/screens/checkout/line-details.ts';

const line: BasketLine = {
  lineId: 1,
  productId: 1,
  sku: 'NF-800',
  barcode: '6973012450313',
  name: '奶粉',
  spec: '800 克',
  unit: '罐',
  weighed: false,
  quantityMilli: 1000,
  priceMinor: 29_800,
  amountMinor: 29_800,
  labelled: false,
  taxRateBasisPoints: 1300,
  taxClass: '',
  taxMinor: 3428,
  note: '送货',
};
const t: TextOf = (key, values = {}) => texts[key].zh.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));

test('who sells the line by itself is told, with shares where there are several', () => {
  const zhou = { person: { id: 2, name: '周敏' }, shareBasisPoints: 6000 };
  const he = { person: { id: 3, name: '何青' }, shareBasisPoints: 4000 };
  expect(lineDetails({ ...line, note: '', soldBy: [{ ...zhou, shareBasisPoints: 10_000 }] }, t)).toBe('800 克 · 导购 周敏 · 6973012450313');
  expect(lineDetails({ ...line, note: '', soldBy: [zhou, he] }, t)).toBe('800 克 · 导购 周敏 60%、何青 40% · 6973012450313');
});

test('expiry, batch and serial number stand before note and code, each only if the code told it', () => {
  expect(lineDetails(line, t)).toBe('800 克 · 6973012450313 · 送货');
  expect(lineDetails({ ...line, note: '', gs1: { batch: 'B7', expiry: '2027-02-28', serial: 'S-1' } }, t)).toBe(
    '800 克 · 有效期至 2027-02-28 · 批号 B7 · 序列号 S-1 · 6973012450313',
  );
  expect(lineDetails({ ...line, spec: '', barcode: '', gs1: { expiry: '2027-02-28' } }, t)).toBe('有效期至 2027-02-28 · 送货 · NF-800');
});
