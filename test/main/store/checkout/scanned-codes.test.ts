import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openShop, plain, sell, type ShopAtWork } from '../shop-fixture.ts';
import { Basket, type Gs1Trace } from '#contract/basket.ts';
import { Sale } from '#contract/sale.ts';

const GS = '\u001d';
const DIAPERS = '6973012450313';
const DIAPERS_GTIN14 = `0${DIAPERS}`;
const BEEF = '99506000134355';

let work: ShopAtWork;
beforeEach(async () => {
  work = await openShop({}, [
    { ...plain, sku: 'BEEF', barcodes: [BEEF], name: '黄牛腩', unit: 'kg', priceMinor: 9800, taxRateBasisPoints: 900, weighed: true },
    { ...plain, sku: 'CHIVES', barcodes: ['99506000134362'], name: '韭菜', unit: '斤', priceMinor: 350, weighed: true },
    { ...plain, sku: 'EGGS', barcodes: ['99506000134379'], name: '散装鸡蛋', unit: '个', priceMinor: 120 },
    { ...plain, sku: 'MINT', barcodes: ['69730122'], name: '薄荷糖', priceMinor: 300 },
    { ...plain, sku: 'CARTON', barcodes: ['16973012450310'], name: '拉拉裤 整箱', priceMinor: 49_900 },
  ]);
});
afterEach(async () => {
  expect(work.unexpected).toEqual([]);
  await work.close();
});

const scan = (text: string, quantityMilli?: number): ReturnType<typeof work.ask<'basket.scan'>> =>
  work.ask('basket.scan', { text, source: 'scanner', ...(quantityMilli === undefined ? {} : { quantityMilli }) });
const refused = (code: string): object => ({ kind: 'refused', error: expect.objectContaining({ code }) });
const lines = (): readonly (readonly [string, number, number, Gs1Trace | undefined])[] =>
  work.topic('basket').lines.map(({ sku, quantityMilli, amountMinor, gs1 }) => [sku, quantityMilli, amountMinor, gs1]);

describe('one product, however its code is sent', () => {
  test('EAN-13 bare, with AIM id, as GTIN-14, in GS1-128, DataBar, DataMatrix, GS1 QR and Digital Link raise one line', async () => {
    const ways = [
      DIAPERS,
      `]E0${DIAPERS}`,
      DIAPERS_GTIN14,
      `]I1${DIAPERS_GTIN14}`,
      `01${DIAPERS_GTIN14}`,
      `]C101${DIAPERS_GTIN14}`,
      `]e001${DIAPERS_GTIN14}`,
      `]d201${DIAPERS_GTIN14}${GS}`,
      `]Q301${DIAPERS_GTIN14}`,
      `${GS}01${DIAPERS_GTIN14}`,
      `]Q1https://id.gs1.org/01/${DIAPERS_GTIN14}`,
      `https://shop.example/x/01/${DIAPERS}?linkType=all`,
      ']A0ND-XL-44',
    ];
    for (const way of ways) expect(await scan(way), way).toMatchObject({ kind: 'added', lineId: 1 });
    expect(lines()).toEqual([['ND-XL-44', ways.length * 1000, ways.length * 12_900, undefined]]);
  });

  test('EAN-8 bare, with AIM id, filled up to EAN-13 and inside an element string raise one line', async () => {
    for (const way of ['69730122', ']E469730122', '0000069730122', ']E00000069730122', '0100000069730122'])
      expect(await scan(way), way).toMatchObject({ kind: 'added', lineId: 1 });
  });

  test('a carton is a product of its own and never the article inside', async () => {
    expect(await scan('0116973012450310')).toMatchObject({ kind: 'added', name: '拉拉裤 整箱' });
    expect(await scan('0126973012450317')).toEqual({ kind: 'unknown', code: '26973012450317', quickAdd: true });
  });

  test('a scale label with AIM id is a scale label', async () => {
    expect(await scan(']E02100103003149')).toMatchObject({ kind: 'added', quantityMilli: 357 });
  });

  test('an unknown article is named by the barcode a product would carry, so that adding it at the counter finds it next time', async () => {
    const code = `]C1010690123456789210LOT${GS}17271231`;
    expect(await scan(code)).toEqual({ kind: 'unknown', code: '6901234567892', quickAdd: true });
    await work.ask('catalog.quickAdd', { barcode: '6901234567892', name: '新品', priceMinor: 500 });
    expect(await scan(code)).toMatchObject({ kind: 'added', name: '新品' });
  });
});

describe('batch, expiry and serial number', () => {
  test('stay with the line into the journal and onto the receipt', async () => {
    const sale = await sell(work, [`01${DIAPERS_GTIN14}10B7${GS}1727020021S-1`], 12_900);
    const gs1 = { batch: 'B7', expiry: '2027-02-28', serial: 'S-1' };
    expect(sale.lines[0]).toMatchObject({ barcode: DIAPERS, gs1 });
    await work.reopen();
    const { document, sale: stored } = await work.ask('sale.get', { seq: sale.seq });
    expect(Sale.parse(stored).lines[0]?.gs1).toEqual(gs1);
    expect(document.blocks).toContainEqual({ type: 'text', text: '批号 B7 有效期至 2027-02-28 序列号 S-1', style: {} });
  });

  test('survive a restart in the open basket, and the customer screen does not show them', async () => {
    await scan(`01${DIAPERS_GTIN14}10SECRET-LOT`);
    await work.reopen();
    expect(Basket.safeParse(work.topic('basket')).success).toBe(true);
    expect(lines()).toEqual([['ND-XL-44', 1000, 12_900, { batch: 'SECRET-LOT' }]]);
    expect(JSON.stringify(work.topic('customer'))).not.toContain('SECRET-LOT');
  });

  test('one batch is one line, another batch or none is another', async () => {
    await scan(`01${DIAPERS_GTIN14}10A`);
    await scan(`https://example.com/01/${DIAPERS_GTIN14}/10/A`);
    await scan(`01${DIAPERS_GTIN14}10B`);
    await scan(DIAPERS);
    expect(lines()).toEqual([
      ['ND-XL-44', 2000, 25_800, { batch: 'A' }],
      ['ND-XL-44', 1000, 12_900, { batch: 'B' }],
      ['ND-XL-44', 1000, 12_900, undefined],
    ]);
  });

  test('a serial number is one piece: not twice, not three of it, not made two', async () => {
    const piece = `01${DIAPERS_GTIN14}21S-1`;
    expect(await scan(piece, 3000)).toEqual(refused('serial_single'));
    expect(await scan(piece)).toMatchObject({ kind: 'added', lineId: 1 });
    expect(await scan(piece)).toEqual(refused('serial_taken'));
    await expect(work.ask('basket.setQuantity', { lineId: 1, quantityMilli: 2000 })).rejects.toMatchObject({ code: 'serial_single' });
    expect(await scan(`01${DIAPERS_GTIN14}21S-2`)).toMatchObject({ kind: 'added', lineId: 2 });
    await work.ask('basket.remove', { lineId: 1 });
    expect(await scan(piece)).toMatchObject({ kind: 'added', lineId: 3 });
  });

  test('what expired before today in the shop stays out, what expires today is sold', async () => {
    expect(await scan(`01${DIAPERS_GTIN14}17261121`)).toMatchObject({
      kind: 'asks',
      product: { name: '棉绒 拉拉裤 XL' },
      questions: [{ ask: 'expired', expiry: '2026-11-21', right: 'goods.expired' }],
    });
    expect(await scan(`https://example.com/01/${DIAPERS_GTIN14}?17=261000`)).toMatchObject({
      questions: [{ ask: 'expired', expiry: '2026-10-31' }],
    });
    expect(work.topic('basket').lines).toEqual([]);
    expect(await scan(`01${DIAPERS_GTIN14}17261122`)).toMatchObject({ kind: 'added' });
    expect(await scan(`01${DIAPERS_GTIN14}17261100`)).toMatchObject({ kind: 'added' });
  });
});

describe('weight, price and count', () => {
  test('a printed weight makes a line like a scale label: 0.356 kg × 98.00 = 34.89', async () => {
    await scan(`01${BEEF}310300035610L9`);
    expect(work.topic('basket').lines[0]).toMatchObject({
      barcode: BEEF,
      quantityMilli: 356,
      amountMinor: 3489,
      labelled: true,
      gs1: { batch: 'L9' },
    });
    await expect(work.ask('basket.setQuantity', { lineId: 1, quantityMilli: 500 })).rejects.toMatchObject({ code: 'line_fixed' });
  });

  test('a printed price wins over weight times price, and without a weight gives it: 34.90 ÷ 98.00 = 0.356 kg', async () => {
    await scan(`01${BEEF}310300035639223490`);
    await scan(`01${BEEF}39223490`);
    await scan(`01${BEEF}39321563490`);
    expect(lines()).toEqual([
      ['BEEF', 356, 3490, undefined],
      ['BEEF', 356, 3490, undefined],
      ['BEEF', 356, 3490, undefined],
    ]);
  });

  test('kilograms become the unit the goods are priced in: 0.250 kg is 0.5 斤, × 3.50 = 1.75', async () => {
    await scan('01995060001343623103000250');
    expect(lines()).toEqual([['CHIVES', 500, 175, undefined]]);
  });

  test('goods by piece take a count and a price, and no weight', async () => {
    await scan('01995060001343793012');
    await scan(`01995060001343793012${GS}39221200`);
    await scan('01995060001343793103000700');
    expect(lines()).toEqual([
      ['EGGS', 12_000, 1440, undefined],
      ['EGGS', 12_000, 1200, undefined],
      ['EGGS', 1000, 120, undefined],
    ]);
  });

  test('a carton label says which article and how many', async () => {
    await scan(`]C102${DIAPERS_GTIN14}3704`);
    expect(lines()).toEqual([['ND-XL-44', 4000, 51_600, undefined]]);
  });

  test.each([
    ['a price in euro', `01${BEEF}39329783490`, 'label_currency'],
    ['no weight at all', `01${BEEF}3103000000`, 'quantity_invalid'],
    ['a price beyond every till', `01${BEEF}3920999999999999999`, 'quantity_invalid'],
    ['a price beyond every till beside a weight', `01${BEEF}31030003563920999999999999999`, 'amount_too_large'],
    ['more pieces than a line holds', '01995060001343793099999999', 'amount_too_large'],
    ['nothing in the carton', `02${DIAPERS_GTIN14}370`, 'quantity_invalid'],
  ])('%s is refused and changes nothing', async (_what, text, code) => {
    expect(await scan(text)).toEqual(refused(code));
    expect(work.topic('basket').lines).toEqual([]);
  });
});

describe('what is no article', () => {
  test.each([
    ['an address of somewhere', ']Q1https://example.com/win?prize=1'],
    ['an address that looks like a product', `https://example.com/p/${DIAPERS}`],
    ['an address with a wrong GTIN', 'https://example.com/01/06973012450314'],
    ['the number of a pallet', ']C100106141412345678908'],
  ])('%s is unknown and cannot be made a product', async (_what, text) => {
    expect(await scan(text)).toMatchObject({ kind: 'unknown', quickAdd: false });
    expect(work.topic('basket').lines).toEqual([]);
  });

  test('an address longer than a code is unknown, and shown cut', async () => {
    const outcome = await scan(`https://example.com/${'a'.repeat(1000)}`);
    expect(outcome).toEqual({ kind: 'unknown', code: `https://example.com/${'a'.repeat(108)}`, quickAdd: false });
  });

  test('a receipt scanned with AIM id is named by its number', async () => {
    expect(await scan(']C0S001-01-1-000042')).toMatchObject({ kind: 'unknown', code: 'S001-01-1-000042' });
  });

  test('a payment code is refused with AIM id too, and not shown', async () => {
    expect(await scan(']Q1134567890123456789')).toEqual(refused('payment_code'));
    expect(JSON.stringify(work.topic('scan'))).not.toContain('134567890123456789');
  });

  test.each([
    ['GS in a plain barcode', `${DIAPERS}${GS}`],
    ['GS alone', GS],
    ['GS in words', `奶粉${GS}`],
    ['an announced element string that is none', `]C1${DIAPERS}`],
    ['an announced element string cut short', `]d201${DIAPERS_GTIN14}1726`],
    ['a wrong check digit in it', ']e00106973012450314'],
    ['an expiry that does not exist', `01${DIAPERS_GTIN14}${GS}17270230`],
    ['another control character in it', `01${DIAPERS_GTIN14}10A\u001b@`],
    ['a control character in an address', 'https://example.com/\u0007'],
    ['an AIM id and nothing behind it', ']E0'],
    ['a NUL', '\u0000'],
    ['DEL', '6973\u007f'],
    ['a C1 control', '6973\u0085x'],
  ])('%s is refused as not read whole', async (_what, text) => {
    expect(await scan(text)).toEqual(refused('barcode_invalid'));
    expect(work.topic('basket').lines).toEqual([]);
  });
});
