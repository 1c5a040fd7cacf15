import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { journalOf } from '../journal-of.ts';
import { openShop, sell, type ShopAtWork } from '../shop-fixture.ts';
import { TRACE_PAGE } from '#contract/trace.ts';

const DIAPERS = '0106973012450313';

let work: ShopAtWork;
beforeEach(async () => {
  work = await openShop({
    pieceRules: ['https://y.cn/q/{item}/{serial}'],
    goods: { expired: 'block', expiryWarnDays: 7, unknownSerial: 'block', stock: 'ignore' },
  });
});
afterEach(() => work.close());

const bought = async (value: string, sku?: string) =>
  (await work.ask('trace.find', { by: 'batch', value, ...(sku === undefined ? {} : { sku }) })).goods;

describe('who bought a batch', () => {
  it('is answered from the journal: receipt, quantity and member, the newest first, and what came back', async () => {
    await work.ask('member.save', {
      code: 'VIP001',
      phone: '13800138000',
      name: '沈佳',
      title: 'ms',
      level: 'gold',
      tags: [],
      active: true,
    });
    const first = await sell(work, [`${DIAPERS}10L7`], 20_000);
    await sell(work, [`${DIAPERS}10L8`], 20_000);
    await work.ask('basket.scan', { text: 'VIP001', source: 'scanner' });
    await sell(work, [`${DIAPERS}10L7`, `${DIAPERS}10L7`], 50_000);
    await work.ask('sale.dismiss', {});
    const { basketId, revision } = work.topic('basket');
    await work.ask('refund.complete', {
      basketId,
      basketRevision: revision,
      saleSeq: first.seq,
      lines: [{ lineId: 1, quantityMilli: 1000, place: 'damaged' }],
      returnedMinor: 12_900,
      reason: '召回',
      tenders: [],
    });
    expect(
      (await bought('L7')).map(({ way, receiptNumber, quantityMilli, member }) => [way, receiptNumber, quantityMilli, member]),
    ).toEqual([
      ['returned', 'S001-01-1-R000001', 1000, null],
      ['sold', 'S001-01-1-000003', 2000, { name: '沈佳', phone: '13800138000' }],
      ['sold', 'S001-01-1-000001', 1000, null],
    ]);
    expect(await bought('L7', 'SJ-80')).toEqual([]);
    expect(await bought('L9')).toEqual([]);
  });

  it('names the member who took the batch in an exchange', async () => {
    const member = { code: 'VIP001', phone: '13800138000', name: '沈佳', title: 'ms', level: 'gold', active: true } as const;
    await work.ask('member.save', { ...member, tags: [] });
    const first = await sell(work, ['6973012450771'], 10_000);
    await work.ask('basket.scan', { text: `${DIAPERS}10L7`, source: 'scanner' });
    await work.ask('basket.scan', { text: 'VIP001', source: 'scanner' });
    const { basketId, revision } = work.topic('basket');
    await work.ask('refund.complete', {
      basketId,
      basketRevision: revision,
      saleSeq: first.seq,
      lines: [{ lineId: 1, quantityMilli: 1000, place: 'shelf' }],
      returnedMinor: 3_990,
      reason: '换货',
      tenders: [{ kind: 'cash', amountMinor: 8_910 }],
    });
    expect(await bought('L7')).toMatchObject([{ way: 'sold', member: { name: '沈佳' } }]);
  });

  it('goes on page by page, and into a table a spreadsheet opens', async () => {
    for (let sale = 0; sale < TRACE_PAGE + 2; sale += 1) await sell(work, [`${DIAPERS}1727013110L7`], 20_000);
    const page = await work.ask('trace.find', { by: 'batch', value: 'L7' });
    expect([page.goods.length, page.more]).toEqual([TRACE_PAGE, true]);
    const rest = await work.ask('trace.find', { by: 'batch', value: 'L7', beforeSeq: page.goods.at(-1)?.seq });
    expect(rest.goods.map(({ receiptNumber }) => receiptNumber)).toEqual(['S001-01-1-000002', 'S001-01-1-000001']);
    expect(rest.more).toBe(false);
    const { file } = await work.ask('trace.export', { by: 'batch', value: 'L7' });
    expect(file).toMatch(/exports[\\/]recall-batch-L7\.csv$/);
    const lines = readFileSync(file, 'utf8').split('\r\n');
    expect(lines).toHaveLength(1 + TRACE_PAGE + 2 + 1);
    expect(lines.at(-2)).toBe('sold,S001-01-1-000001,2026-11-22,2026-11-22 15:43:52,ND-XL-44,棉绒 拉拉裤 XL,L7,2027-01-31,,1,,');
  });
});

describe('serial numbers the shop gave out', () => {
  it('are known from the label on: sold without a word, and found again by the piece', async () => {
    const own = (serial: string) => ({ text: `https://y.cn/q/SJ-80/${serial}`, source: 'scanner' }) as const;
    expect(await work.ask('basket.scan', own('S0010100000000'))).toMatchObject({
      kind: 'asks',
      questions: [{ ask: 'serial_unknown', serial: 'S0010100000000', right: 'goods.serial' }],
    });
    const wipes = (await work.ask('catalog.search', { query: 'SJ-80', limit: 1 })).products[0]?.id ?? 0;
    await work.ask('label.order', { template: 'serial-40x30', items: [{ productId: wipes, copies: 2 }] });
    const issued = journalOf(work, 'serials.issued').map(
      ({ body }) => body as { readonly items: readonly { readonly serials: string[] }[] },
    );
    const serials = issued[0]?.items[0]?.serials ?? [];
    expect(serials).toHaveLength(2);
    expect(await work.ask('basket.scan', own(serials[1] ?? ''))).toMatchObject({ kind: 'added', name: '净芽 手口湿巾' });
    expect(await work.ask('basket.scan', own(serials[1] ?? ''))).toMatchObject({ kind: 'refused', error: { code: 'serial_taken' } });
    const { basketId, revision } = work.topic('basket');
    await work.ask('sale.complete', { basketId, basketRevision: revision, tenders: [{ kind: 'cash', amountMinor: 5000 }] });
    expect((await work.ask('trace.find', { by: 'serial', value: serials[1] ?? '' })).goods).toMatchObject([
      { way: 'sold', sku: 'SJ-80', serial: serials[1], receiptNumber: 'S001-01-1-000001' },
    ]);
  });
});
