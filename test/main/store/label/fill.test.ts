import { expect, test } from 'vitest';
import type { Product } from '#contract/product.ts';
import { fillTemplate, traceCode } from '#main/store/label/fill.ts';
import { formatSerial, nextSerialNumber } from '#main/store/label/serial.ts';
import { findLabelTemplate } from '#main/store/label/templates.ts';

const product: Product = {
  id: 7,
  sku: 'ND-XL-44',
  barcodes: ['6973012450313'],
  name: '棉绒 拉拉裤 XL',
  spec: '44 片',
  category: '纸尿裤',
  unit: '包',
  priceMinor: 12_900,
  costMinor: null,
  taxRateBasisPoints: 1300,
  taxClass: '',
  weighed: false,
  plu: null,
  image: '',
  active: true,
};

test('the code of one piece is GTIN, expiry, batch and serial number, with FNC1 behind the batch only', () => {
  const details = { batch: 'B2611', expiry: '2027-11-30', serial: 'S0010102KRHZVG' };
  expect(traceCode(product, details)).toBe('01069730124503131727113010B2611\u001d21S0010102KRHZVG');
});

test('an EAN-8 and a UPC-A fill up to fourteen digits', () => {
  expect(traceCode({ ...product, barcodes: ['96385074'] }, { serial: 'A1' })).toBe('010000009638507421A1');
  expect(traceCode({ ...product, barcodes: ['036000291452'] }, {})).toBe('0100036000291452');
});

test('a product without a GTIN is named by its SKU in (91), and one whose SKU is Chinese cannot be named', () => {
  expect(traceCode({ sku: 'BAG-M', barcodes: [] }, { batch: 'B1', serial: 'A1' })).toBe('91BAG-M\u001d10B1\u001d21A1');
  expect(traceCode({ sku: 'BAG-M', barcodes: [] }, { batch: 'B1' })).toBe('91BAG-M\u001d10B1');
  expect(traceCode({ sku: '购物袋', barcodes: [] }, { serial: 'A1' })).toBeUndefined();
});

test('words without a value leave their line out, and the product keeps to its own symbology', () => {
  const { elements, width, height } = fillTemplate(findLabelTemplate('item-40x30'), product, { batch: 'B2611' }, '小满母婴');
  expect([width, height]).toEqual([400, 300]);
  expect(elements.flatMap((element) => (element.type === 'text' ? [element.text] : []))).toEqual(['棉绒 拉拉裤 XL', '44 片', '批号 B2611']);
  expect(elements.at(-1)).toMatchObject({ type: 'barcode', symbology: 'EAN13', data: '6973012450313' });
});

test('a promotion tag strikes the old price', () => {
  const { elements } = fillTemplate(findLabelTemplate('promotion-60x40'), product, { wasMinor: 15_900 }, '小满母婴');
  expect(elements.filter(({ type }) => type === 'price')).toMatchObject([
    { amountMinor: 12_900, struck: false },
    { amountMinor: 15_900, struck: true },
  ]);
});

test('braces in a product name stand for nothing', () => {
  const { elements } = fillTemplate(findLabelTemplate('item-40x30'), { ...product, name: '{serial} {store}' }, {}, '小满母婴');
  expect(elements[0]).toMatchObject({ text: '{serial} {store}' });
});

test('a serial number is store, terminal and eight digits of base 32', () => {
  expect(formatSerial({ storeCode: 'S001', terminal: '01' }, 0)).toBe('S0010100000000');
  expect(formatSerial({ storeCode: 'S001', terminal: '01' }, 33)).toBe('S0010100000011');
  expect(formatSerial({ storeCode: 'ABCDEFGHIJ', terminal: '99' }, 32 ** 8 - 1)).toBe('ABCDEFGHIJ99ZZZZZZZZ');
});

test('numbers follow each other, keep up with the clock, and never go back with it', () => {
  const tenSeconds = Date.UTC(2026, 0, 1, 0, 0, 10);
  expect(nextSerialNumber(0, tenSeconds)).toBe(1000);
  expect(nextSerialNumber(1000, tenSeconds)).toBe(1001);
  expect(nextSerialNumber(5000, tenSeconds)).toBe(5001);
  expect(nextSerialNumber(5000, 0)).toBe(5001);
});
