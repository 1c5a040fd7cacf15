import { expect, test } from 'vitest';
import { AFTERNOON_MS, shop } from '../shop-fixture.ts';
import { product } from '../checkout/products.ts';
import { PrintDocument } from '#contract/document.ts';
import type { Refund, ReturnedLine } from '#contract/refund.ts';
import { addProduct, emptyContent } from '#main/store/checkout/basket.ts';
import { buildRefundSlip } from '#main/store/refund/refund-slip.ts';

const [line] = addProduct(emptyContent, product(), '6973012450313', 1000).lines as [ReturnedLine];
const refund: Refund = {
  seq: 9,
  receiptNumber: 'S001-01-1-R000003',
  businessDate: '2026-11-22',
  completedAtMs: AFTERNOON_MS,
  basis: 'receipt',
  saleSeq: 7,
  saleNumber: 'S001-01-1-000042',
  lines: [{ ...line, place: 'shelf' }],
  sold: [],
  returnedMinor: 12_900,
  soldMinor: 0,
  totalMinor: -12_900,
  taxMinor: -1484,
  tenders: [],
  tenderedMinor: 0,
  changeMinor: 12_900,
  reason: '尺码不合',
  operator: { id: 2, name: '周敏' },
  shortHash: '0123abcd',
};
const wordsOf = (document: PrintDocument): string => JSON.stringify(PrintDocument.parse(document).blocks);

test('a refund slip says what it is, which receipt it goes back on, why, what came back and what is paid', () => {
  const words = wordsOf(buildRefundSlip(refund, shop, 0));
  for (const word of [
    '退货单',
    '原单号 S001-01-1-000042',
    '原因 尺码不合',
    '收银员 周敏',
    '棉绒 拉拉裤 XL 44 片',
    '-129.00',
    '￥129.00',
    '-14.84',
  ]) {
    expect(words).toContain(word);
  }
  expect(words).toContain('"data":"S001-01-1-R000003"');
  for (const word of ['换走', '找零', '补打', '残损']) expect(words).not.toContain(word);
});

test('an exchange slip also lists what was taken, what is due, cash and change', () => {
  const taken = [{ ...line, priceMinor: 15_900, amountMinor: 15_900, taxMinor: 1829 }];
  const settled = { soldMinor: 15_900, totalMinor: 3000, taxMinor: 345, tenderedMinor: 5000, changeMinor: 2000 };
  const document = buildRefundSlip({ ...refund, ...settled, sold: taken, tenders: [{ kind: 'cash', amountMinor: 5000 }] }, shop, 0);
  expect(document.title).toBe('换货单 S001-01-1-R000003');
  for (const word of ['换走', '159.00', '￥30.00', '50.00', '20.00', '找零']) expect(wordsOf(document)).toContain(word);
  expect(wordsOf(document)).not.toContain('应退');
});

test.each([
  ['void', 'S001-01-1-000042', '作废单', '整单作废'],
  ['late', 'S001-01-1-000042', '退货单', '过期退货'],
  ['price', 'S001-01-1-000042', '退货单', '改价退货'],
  ['no_receipt', null, '退货单', '无原小票'],
] as const)('a slip on the ground %s is marked as such', (basis, saleNumber, title, mark) => {
  const document = buildRefundSlip({ ...refund, basis, saleNumber }, shop, 0);
  expect(document.title).toBe(`${title} S001-01-1-R000003`);
  expect(wordsOf(document)).toContain(mark);
});

test('damaged goods and copies are marked, in English too', () => {
  const lines = [{ ...line, place: 'damaged' as const }];
  expect(wordsOf(buildRefundSlip({ ...refund, lines }, shop, 2))).toContain('残损，不再销售');
  const english = wordsOf(buildRefundSlip({ ...refund, lines }, { ...shop, locale: 'en-GB' }, 2));
  for (const word of ['COPY 2', 'Refund', 'Original S001-01-1-000042', 'Damaged, not for sale', 'Paid back'])
    expect(english).toContain(word);
});

test('what comes back of an offer stands under the goods: one of two diapers at 193.50 gives 96.75', () => {
  const discount = { source: 'promotion', id: 'HALF', label: { zh: '第 2 件半价', en: '2nd at half price' }, amountMinor: 3_225 } as const;
  const words = wordsOf(
    buildRefundSlip(
      { ...refund, lines: [{ ...line, place: 'shelf', grossMinor: 12_900, discounts: [discount], amountMinor: 9_675 }] },
      shop,
      0,
    ),
  );
  expect(words).toContain('"left":"  第 2 件半价","right":"-32.25"');
});
