import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { journalOf } from '../journal-of.ts';
import type { Right } from '#contract/rights.ts';
import { openShop, publishPrices, plain, type ShopAtWork } from '../shop-fixture.ts';
import { newRequestId } from '#contract/ids.ts';

let work: ShopAtWork;
beforeEach(async () => {
  // A toy at 100.00 that cost 60.00.
  work = await openShop({}, [
    { ...plain, sku: 'TOY', barcodes: ['2000000000107'], name: '叠叠圈', priceMinor: 10_000, costMinor: 6_000 },
    { ...plain, sku: 'CUP', barcodes: [], name: '学饮杯', priceMinor: 6_000, costMinor: 5_900 },
    suit('S', 6_000, 2_000),
    suit('M', 7_000, 2_000),
    suit('L', 50_000, 30_000),
  ]);
});
const suit = (size: string, priceMinor: number, costMinor: number) => ({
  ...plain,
  sku: `SUIT-${size}`,
  barcodes: [],
  name: '连体哈衣',
  priceMinor,
  costMinor,
  traits: { variant: { style: 'K-1', size, colour: '月白' } },
});
afterEach(() => work.close());

const scan = (text: string) => work.ask('basket.scan', { text, source: 'scanner' });
const line = (index = 0) => work.topic('basket').lines[index];

describe('what a person changes about prices', () => {
  beforeEach(async () => {
    // Diapers 129.00, wipes 39.90: together 168.90.
    await scan('6973012450313');
    await scan('6973012450771');
  });

  test('another price: the line says what it was and what was taken off, VAT is of what is paid', async () => {
    await work.ask('basket.setPrice', { lineId: 1, priceMinor: 11_300 });
    expect(line()).toMatchObject({ priceMinor: 12_900, grossMinor: 12_900, amountMinor: 11_300, taxMinor: 1_300 });
    expect(line()?.discounts).toEqual([{ source: 'manual', label: { zh: '改价 113.00', en: 'Price set to 113.00' }, amountMinor: 1_600 }]);
    expect(work.topic('basket')).toMatchObject({ grossMinor: 16_890, totalMinor: 15_290, undoable: true });
    expect(work.topic('customer')).toMatchObject({ grossMinor: 16_890, totalMinor: 15_290 });
    expect(work.topic('lineDisplay')).toEqual({ show: 'total', totalMinor: 15_290 });
  });

  test('a dearer price simply costs more', async () => {
    await work.ask('basket.setPrice', { lineId: 2, priceMinor: 5_000 });
    expect(line(1)).toMatchObject({ priceMinor: 3_990, amountMinor: 5_000 });
    expect(line(1)).not.toHaveProperty('discounts');
  });

  test('percent off a line, then as a present, then as before: 15 % of 39.90 is 5.985, so 33.92 is paid', async () => {
    await work.ask('basket.discountLine', { lineId: 2, discount: { kind: 'percent', payBasisPoints: 8_500 } });
    expect(line(1)?.amountMinor).toBe(3_392);
    await work.ask('basket.giveAway', { lineId: 2 });
    expect(line(1)).toMatchObject({ amountMinor: 0, taxMinor: 0, grossMinor: 3_990 });
    await work.ask('basket.restorePrice', { lineId: 2 });
    expect(line(1)).toMatchObject({ amountMinor: 3_990, taxMinor: 459 });
    expect(line(1)).not.toHaveProperty('grossMinor');
    expect(line(1)).not.toHaveProperty('adjustment');
  });

  test('10.00 off the whole sale is shared by what the lines cost: 7.64 and 2.36', async () => {
    await work.ask('basket.discount', { discount: { kind: 'amount', offMinor: 1_000 } });
    expect(work.topic('basket').lines.map(({ amountMinor }) => amountMinor)).toEqual([12_136, 3_754]);
    expect(work.topic('basket')).toMatchObject({ totalMinor: 15_890, terms: { discount: { kind: 'amount', offMinor: 1_000 } } });
    expect(work.topic('basket').discounts).toEqual([
      { source: 'sale', label: { zh: '整单减 10.00', en: 'Whole sale 10.00 off' }, amountMinor: 1_000, shared: true },
    ]);
  });

  test('each of them is taken back by one undo, and scanning the same goods again does not join an adjusted line', async () => {
    await work.ask('basket.discount', { discount: { kind: 'percent', payBasisPoints: 9_500 } });
    expect(work.topic('basket').totalMinor).toBe(16_046);
    await work.ask('basket.undo', {});
    expect(work.topic('basket')).toMatchObject({ totalMinor: 16_890, terms: { discount: null } });
    await work.ask('basket.giveAway', { lineId: 1 });
    await scan('6973012450313');
    expect(work.topic('basket').lines.map(({ quantityMilli, amountMinor }) => [quantityMilli, amountMinor])).toEqual([
      [1000, 0],
      [1000, 3_990],
      [1000, 12_900],
    ]);
  });

  test('a whole-sale discount goes on to goods that are scanned later, and is kept over a restart', async () => {
    await work.ask('basket.discount', { discount: { kind: 'percent', payBasisPoints: 9_000 } });
    await scan('YD-60');
    expect(work.topic('basket').totalMinor).toBe(16_992);
    await work.ask('basket.orderNote', { note: '  送货上门 ' });
    await work.reopen();
    expect(work.topic('basket')).toMatchObject({ totalMinor: 16_992, terms: { note: '送货上门' } });
  });

  test.each([
    ['more than the line costs', 'basket.discountLine', { lineId: 2, discount: { kind: 'amount', offMinor: 3_991 } }, 'discount_too_large'],
    ['more than the sale costs', 'basket.discount', { discount: { kind: 'amount', offMinor: 16_891 } }, 'discount_too_large'],
    ['a line that is not there', 'basket.giveAway', { lineId: 9 }, 'line_unknown'],
  ] as const)('%s is refused and nothing changes', async (_, name, input, code) => {
    await expect(work.ask(name, input)).rejects.toMatchObject({ code });
    expect(work.topic('basket').totalMinor).toBe(16_890);
  });

  test('what is given away counts for what a sale may cost at most, so that its sum before discounts can always be told', async () => {
    await work.ask('basket.setPrice', { lineId: 1, priceMinor: 999_990_000 });
    await expect(scan('YD-60')).resolves.toMatchObject({ kind: 'added' });
    await expect(work.ask('basket.setPrice', { lineId: 2, priceMinor: 9_000 })).rejects.toMatchObject({ code: 'amount_too_large' });
    await work.ask('basket.giveAway', { lineId: 1 });
    expect(work.topic('basket')).toMatchObject({ grossMinor: 18_880, totalMinor: 5_980 });
  });

  test('while the customer pays nothing of it changes', async () => {
    await work.ask('tender.begin', {});
    await expect(work.ask('basket.giveAway', { lineId: 1 })).rejects.toMatchObject({ code: 'basket_locked' });
    await expect(work.ask('basket.discount', { discount: null })).rejects.toMatchObject({ code: 'basket_locked' });
  });

  test('the price on a scale label stays, a share off it does not touch the label', async () => {
    await scan('2100103003149');
    await expect(work.ask('basket.setPrice', { lineId: 3, priceMinor: 100 })).rejects.toMatchObject({ code: 'line_fixed' });
    await work.ask('basket.discountLine', { lineId: 3, discount: { kind: 'percent', payBasisPoints: 5_000 } });
    expect(line(2)).toMatchObject({ grossMinor: 314, amountMinor: 157 });
  });

  test('the journal tells who changed what, and that it was taken back', async () => {
    await work.ask('basket.setPrice', { lineId: 1, priceMinor: 10_000 });
    await work.ask('basket.undo', {});
    await work.ask('basket.discount', { discount: { kind: 'amount', offMinor: 890 } });
    const told = journalOf(work, 'price.changed', 'discount.given', 'discount.withdrawn').map(({ kind, body }) => [
      kind,
      body['scope'],
      body['amountMinor'],
      body['discount'],
    ]);
    expect(told).toEqual([
      ['price.changed', 'line', 2_900, { kind: 'price', priceMinor: 10_000 }],
      ['discount.withdrawn', 'line', 2_900, { kind: 'price', priceMinor: 10_000 }],
      ['discount.given', 'sale', 890, { kind: 'amount', offMinor: 890 }],
    ]);
  });
});

describe('how much somebody may take off', () => {
  const PEOPLE = { owner: ['1', '739146'], cashier: ['12', '280517'], lead: ['13', '614902'], manager: ['14', '358260'] } as const;
  const signIn = async (who: keyof typeof PEOPLE) => {
    const [code, pin] = PEOPLE[who];
    await work.ask('staff.signIn', { code, pin });
  };
  const leave = async (who: keyof typeof PEOPLE, requestId: string, right: Right) => {
    const [code, pin] = PEOPLE[who];
    await work.ask('staff.override', { requestId, code, pin, right, reason: '顾客要求' });
  };
  const percent = (payBasisPoints: number) => ({ kind: 'percent', payBasisPoints }) as const;

  beforeEach(async () => {
    await work.ask('staff.save', { code: '1', name: '林岚', role: 'owner', active: true, pin: '739146' });
    await signIn('owner');
    await work.ask('staff.save', { code: '12', name: '周敏', role: 'cashier', active: true, pin: '280517' });
    await work.ask('staff.save', { code: '13', name: '何川', role: 'lead', active: true, pin: '614902' });
    await work.ask('staff.save', { code: '14', name: '许晴', role: 'manager', active: true, pin: '358260' });
    await work.ask('shift.open', { count: [] });
    await scan('2000000000107');
  });

  test.each([
    ['cashier', 9_500, 9_499, 'discount.more'],
    ['lead', 8_500, 8_499, 'discount.large'],
    ['manager', 7_000, 6_999, 'discount.any'],
  ] as const)('a %s sells the whole sale at %i, and not at %i', async (who, allowed, refused, right) => {
    await signIn(who);
    await work.ask('basket.discount', { discount: percent(allowed) });
    await expect(work.ask('basket.discount', { discount: percent(refused) })).rejects.toMatchObject({
      code: 'right_missing',
      details: { right },
    });
    expect(work.topic('basket').totalMinor).toBe(allowed);
  });

  test('beyond it a second person gives leave for this one request, and the journal names both', async () => {
    await signIn('cashier');
    const requestId = newRequestId();
    await leave('lead', requestId, 'discount.more');
    await work.ask('basket.discountLine', { requestId, lineId: 1, discount: percent(8_800) });
    expect(line()?.amountMinor).toBe(8_800);
    expect(journalOf(work, 'discount.given')[0]?.body).toMatchObject({
      operator: { name: '周敏' },
      override: { by: { name: '何川' }, right: 'discount.more', reason: '顾客要求' },
      line: { sku: 'TOY' },
      amountMinor: 1_200,
    });
  });

  test('an amount is measured too, and so is one price for the whole sale', async () => {
    await signIn('cashier');
    const refused = { code: 'right_missing', details: { right: 'discount.more' } };
    await work.ask('basket.discount', { discount: { kind: 'amount', offMinor: 500 } });
    await expect(work.ask('basket.discount', { discount: { kind: 'amount', offMinor: 501 } })).rejects.toMatchObject(refused);
    await expect(work.ask('basket.discount', { discount: { kind: 'total', totalMinor: 9_400 } })).rejects.toMatchObject(refused);
    await expect(work.ask('basket.discountLine', { lineId: 1, discount: { kind: 'amount', offMinor: 600 } })).rejects.toMatchObject(
      refused,
    );
  });

  test('a discount on a line and one on the whole sale count together: 3 % and then 2 % are 4.94 %, 3 % and then 3 % are 5.91 %', async () => {
    await signIn('cashier');
    await work.ask('basket.discountLine', { lineId: 1, discount: percent(9_700) });
    await work.ask('basket.discount', { discount: percent(9_800) });
    expect(work.topic('basket').totalMinor).toBe(9_506);
    const refused = { code: 'right_missing', details: { right: 'discount.more' } };
    await expect(work.ask('basket.discount', { discount: percent(9_700) })).rejects.toMatchObject(refused);
    await expect(work.ask('basket.discountLine', { lineId: 1, discount: percent(9_600) })).rejects.toMatchObject(refused);
    // Taken off again, the other may be as large as ever.
    await work.ask('basket.discount', { discount: null });
    await work.ask('basket.discountLine', { lineId: 1, discount: percent(9_500) });
    expect(work.topic('basket').totalMinor).toBe(9_500);
  });

  test('what somebody gave leave for on one line is no leave for another one', async () => {
    await signIn('cashier');
    await scan('6973012450313');
    const requestId = newRequestId();
    await leave('manager', requestId, 'discount.large');
    await work.ask('basket.discountLine', { requestId, lineId: 1, discount: percent(7_500) });
    // 6.45 of 129.00 is 5 %, and of one of two 2.5 %; then the line is one again, and its 12.90 are 10 %.
    await work.ask('basket.setQuantity', { lineId: 2, quantityMilli: 2_000 });
    await work.ask('basket.discountLine', { lineId: 2, discount: { kind: 'amount', offMinor: 1_290 } });
    await work.ask('tender.begin', {});
    await work.ask('tender.cancel', {});
    await work.ask('basket.setQuantity', { lineId: 2, quantityMilli: 1_000 });
    await expect(work.ask('tender.begin', {})).rejects.toMatchObject({ code: 'right_missing', details: { right: 'discount.more' } });
  });

  test('a whole-sale discount stops at what the goods cost too, also of goods that come in later', async () => {
    await signIn('cashier');
    await work.ask('basket.discount', { discount: percent(9_500) });
    // It costs 59.00 and sells at 60.00: at 95 % it would go for 57.00.
    await scan('CUP');
    const floor = { code: 'right_missing', details: { right: 'price.floor' } };
    await expect(work.ask('basket.discount', { discount: percent(9_600) })).rejects.toMatchObject(floor);
    const requestId = newRequestId();
    await expect(work.ask('tender.begin', { requestId })).rejects.toMatchObject(floor);
    await leave('manager', requestId, 'price.floor');
    await work.ask('tender.begin', { requestId });
    const { basketId, revision, totalMinor } = work.topic('basket');
    expect(totalMinor).toBe(15_200);
    // Allowed once is allowed for the payment.
    await work.ask('sale.complete', { basketId, basketRevision: revision, tenders: [{ kind: 'cash', amountMinor: 15_200 }] });
  });

  test('an amount that grew to a larger share, because goods were taken out, is asked for before payment', async () => {
    await signIn('cashier');
    await scan('6973012450313');
    // 11.45 of 229.00 is exactly 5 %; of the 100.00 that stay it is 11.45 %.
    await work.ask('basket.discount', { discount: { kind: 'amount', offMinor: 1_145 } });
    await work.ask('basket.remove', { lineId: 2 });
    const requestId = newRequestId();
    await expect(work.ask('tender.begin', { requestId })).rejects.toMatchObject({
      code: 'right_missing',
      details: { right: 'discount.more' },
    });
    const { basketId, revision } = work.topic('basket');
    const pay = { basketId, basketRevision: revision, tenders: [{ kind: 'cash', amountMinor: 10_000 }] } as const;
    await expect(work.ask('sale.complete', { ...pay, tenders: [...pay.tenders] })).rejects.toMatchObject({ code: 'right_missing' });
    await leave('lead', requestId, 'discount.more');
    await work.ask('tender.begin', { requestId });
    expect(work.topic('basket')).toMatchObject({ phase: 'tendering', totalMinor: 8_855 });
    const due = { basketId, basketRevision: work.topic('basket').revision };
    await work.ask('sale.complete', { ...due, tenders: [{ kind: 'cash', amountMinor: 10_000 }] });
  });

  test('a price below what the goods cost is for a manager, whoever may change prices', async () => {
    await signIn('cashier');
    await expect(work.ask('basket.setPrice', { lineId: 1, priceMinor: 9_000 })).rejects.toMatchObject({
      details: { right: 'price.change' },
    });
    await signIn('lead');
    await work.ask('basket.setPrice', { lineId: 1, priceMinor: 6_000 });
    await expect(work.ask('basket.setPrice', { lineId: 1, priceMinor: 5_999 })).rejects.toMatchObject({
      details: { right: 'price.floor' },
    });
    await signIn('manager');
    await work.ask('basket.setPrice', { lineId: 1, priceMinor: 5_999 });
    expect(line()?.amountMinor).toBe(5_999);
  });

  test('the floor counts what a member pays already: 5 % off 62.00 is below the 60.00 it cost', async () => {
    await publishPrices(work, 'VIP', { TOY: 6_200 });
    await signIn('cashier');
    const floor = { code: 'right_missing', details: { right: 'price.floor' } };
    await expect(work.ask('basket.discountLine', { lineId: 1, discount: percent(9_500) })).rejects.toMatchObject(floor);
    await expect(work.ask('basket.discountLine', { lineId: 1, discount: { kind: 'amount', offMinor: 300 } })).rejects.toMatchObject(floor);
    await work.ask('basket.discountLine', { lineId: 1, discount: percent(9_800) });
    expect(line()?.amountMinor).toBe(6_076);
  });

  test('more of a present is asked for again, less is not', async () => {
    await work.ask('basket.giveAway', { lineId: 1 });
    await signIn('cashier');
    const refused = { code: 'right_missing', details: { right: 'gift' } };
    await expect(work.ask('basket.setQuantity', { lineId: 1, quantityMilli: 50_000 })).rejects.toMatchObject(refused);
    const requestId = newRequestId();
    await leave('lead', requestId, 'gift');
    await work.ask('basket.setQuantity', { requestId, lineId: 1, quantityMilli: 3_000 });
    await work.ask('basket.setQuantity', { lineId: 1, quantityMilli: 2_000 });
    expect(line()).toMatchObject({ quantityMilli: 2_000, amountMinor: 0 });
  });

  test('what a person changed goes on to a dearer size only by somebody who may do it there', async () => {
    const sizes = work.topic('basket').lines.length;
    const idOf = async (query: string) => (await work.ask('catalog.search', { query, limit: 1 })).products[0]?.id ?? 0;
    await scan('SUIT-S');
    await scan('SUIT-S');
    await work.ask('basket.setPrice', { lineId: sizes + 1, priceMinor: 5_000 });
    await signIn('lead');
    const large = { lineId: sizes + 1, productId: await idOf('SUIT-L') };
    await expect(work.ask('basket.swapVariant', large)).rejects.toMatchObject({ details: { right: 'price.floor' } });
    await signIn('cashier');
    await expect(work.ask('basket.swapVariant', { ...large, productId: await idOf('SUIT-M') })).rejects.toMatchObject({
      details: { right: 'price.change' },
    });
    await signIn('manager');
    await work.ask('basket.swapVariant', large);
    expect(line(sizes)).toMatchObject({ sku: 'SUIT-L', quantityMilli: 2_000, amountMinor: 10_000 });
  });

  test('an owner sees price changes, discounts and presents among the unusual acts', async () => {
    await work.ask('basket.setPrice', { lineId: 1, priceMinor: 9_000 });
    await work.ask('basket.giveAway', { lineId: 1 });
    await work.ask('basket.restorePrice', { lineId: 1 });
    await work.ask('basket.discount', { discount: percent(5_000) });
    const { acts } = await work.ask('audit.unusual', {});
    expect(acts.map(({ kind, amountMinor, detail }) => [kind, amountMinor, detail])).toEqual([
      ['discount', 5_000, ''],
      ['gift', 9_000, '叠叠圈'],
      ['price_change', 1_000, '叠叠圈'],
    ]);
  });
});

describe('the member', () => {
  beforeEach(async () => {
    await work.ask('member.save', {
      code: 'VIP-0042',
      phone: '13812346027',
      name: '林晓雯',
      title: 'ms',
      level: 'gold',
      tags: [],
      active: true,
    });
  });

  test.each(['vip-0042', '13812346027'])('is scanned or typed anywhere: %s', async (text) => {
    await expect(work.ask('basket.scan', { text, source: 'typed' })).resolves.toEqual({ kind: 'member', memberId: 1 });
    expect(work.topic('basket').terms.member).toMatchObject({ name: '林晓雯', level: 'gold', maskedPhone: '138****6027' });
    expect(work.topic('customer').member).toEqual({ surname: '林', title: 'ms', level: 'gold' });
    expect(work.topic('scan').code).not.toContain('13812346027');
  });

  test('goods go before: a barcode or a SKU is never a member', async () => {
    await work.ask('member.save', { code: 'YD-60', phone: '', name: '巧合', title: 'none', level: 'standard', tags: [], active: true });
    await expect(scan('YD-60')).resolves.toMatchObject({ kind: 'added' });
    expect(work.topic('basket').terms.member).toBeNull();
  });

  test('stays for the sale, comes off by hand or by undo, and is nobody for the next customer', async () => {
    await scan('VIP-0042');
    await scan('6973012450313');
    await work.ask('basket.setMember', { member: null });
    expect(work.topic('basket').terms.member).toBeNull();
    await work.ask('basket.undo', {});
    expect(work.topic('basket').terms.member?.name).toBe('林晓雯');
    await expect(work.ask('basket.setMember', { member: 'NOBODY-1' })).rejects.toMatchObject({ code: 'member_unknown' });
    await work.reopen();
    expect(work.topic('basket').terms.member?.name).toBe('林晓雯');
    const { basketId, revision } = work.topic('basket');
    const { lines, ...sale } = await work.ask('sale.complete', {
      basketId,
      basketRevision: revision,
      tenders: [{ kind: 'cash', amountMinor: 12_900 }],
    });
    expect(sale.memberId).toBe(1);
    expect(JSON.stringify([lines, journalOf(work, 'sale.completed')])).not.toContain('林晓雯');
    expect(work.topic('basket').terms.member).toBeNull();
  });
});
