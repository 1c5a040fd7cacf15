import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { journalOf } from '../journal-of.ts';
import { promotion } from '../promotion/goods.ts';
import { openShop, type ShopAtWork } from '../shop-fixture.ts';
import { newRequestId } from '#contract/ids.ts';
import type { ProcedureOutput } from '#contract/procedures.ts';
import type { Caller } from '#contract/role.ts';

const DIAPERS = '6973012450313';
const WIPES = '6973012450771';
const GS = '\u001d';
const PIECE = `]d201${DIAPERS.padStart(14, '0')}21S-1${GS}`;

const STATION: Caller = { role: 'till' };
const TABLET: Caller = { role: 'till', deviceId: 'tablet' };
const PHONE: Caller = { role: 'till', deviceId: 'phone' };
const tills = [
  { tillId: 'tablet', name: '平板 2' },
  { tillId: 'phone', name: '手机 林岚' },
];

let work: ShopAtWork;

beforeEach(async () => {
  work = await openShop({ tills });
});
afterEach(() => work.close());

const scan = (at: Caller, text: string, shop = work): Promise<unknown> => shop.ask('basket.scan', { text, source: 'wedge' }, at);
const lines = (at: Caller, shop = work): readonly (readonly [string, number])[] =>
  shop.topic('basket', at.deviceId).lines.map(({ sku, quantityMilli }) => [sku, quantityMilli / 1000]);
function pay(at: Caller, amountMinor: number): Promise<ProcedureOutput<'sale.complete'>> {
  const { basketId, revision } = work.topic('basket', at.deviceId);
  return work.ask('sale.complete', { basketId, basketRevision: revision, tenders: [{ kind: 'cash', amountMinor }] }, at);
}
const configure = (paired: typeof tills): Promise<unknown> => work.ask('shop.configure', { tills: paired }, 'device');

describe('every till', () => {
  test('has a basket, an echo and a step back of its own', async () => {
    await scan(STATION, DIAPERS);
    await scan(TABLET, WIPES);
    await scan(TABLET, WIPES);
    expect([lines(STATION), lines(TABLET), lines(PHONE)]).toEqual([[['ND-XL-44', 1]], [['SJ-80', 2]], []]);
    expect(work.topic('scan').code).toBe(DIAPERS);
    expect(work.topic('scan', 'tablet').code).toBe(WIPES);
    await work.ask('basket.undo', {}, TABLET);
    expect([lines(STATION), lines(TABLET)]).toEqual([[['ND-XL-44', 1]], [['SJ-80', 1]]]);
    await expect(work.ask('basket.undo', {}, PHONE)).rejects.toMatchObject({ code: 'nothing_to_undo' });
  });

  test('goes on selling while another takes money, and what both sell is numbered without a gap', async () => {
    await scan(STATION, DIAPERS);
    await scan(TABLET, WIPES);
    await work.ask('tender.begin', {}, STATION);
    await scan(TABLET, WIPES);
    const [atTablet, atStation] = await Promise.all([pay(TABLET, 10_000), pay(STATION, 12_900)]);
    expect([atTablet.receiptNumber, atStation.receiptNumber]).toEqual(['S001-01-1-000001', 'S001-01-1-000002']);
    expect([atTablet.changeMinor, atStation.changeMinor]).toEqual([2020, 0]);
    expect([work.topic('basket', 'tablet').phase, work.topic('basket').phase]).toEqual(['paid', 'paid']);
    expect([atTablet.till, atStation.till]).toEqual(['平板 2', undefined]);
    expect(work.drawerOpenings).toBe(2);
  });

  test('finds its basket again after a restart, and a repeated request has the answer it had', async () => {
    const again = { text: WIPES, source: 'wedge', requestId: newRequestId() } as const;
    const first = await work.ask('basket.scan', again, TABLET);
    await scan(STATION, DIAPERS);
    await work.ask('tender.begin', {}, TABLET);
    await work.reopen();
    expect([lines(STATION), lines(TABLET)]).toEqual([[['ND-XL-44', 1]], [['SJ-80', 1]]]);
    expect([work.topic('basket').phase, work.topic('basket', 'tablet').phase]).toEqual(['selling', 'tendering']);
    expect(await work.ask('basket.scan', again, TABLET)).toEqual(first);
    expect(lines(TABLET)).toEqual([['SJ-80', 1]]);
  });

  test('has no scale but the one at the station', async () => {
    work.scale = () => ({ result: 'weight', scaleId: 's', weight: { value: 500, unit: 'g' }, load: 'L1' }) as never;
    expect(work.topic('scale', 'tablet')).toBeNull();
    await work.ask('basket.add', { productId: 6 }, TABLET);
    expect(work.topic('weighing', 'tablet').product?.name).toBe('散装 五常大米');
    expect(work.topic('weighing').product).toBeNull();
    expect(await work.ask('basket.weigh', { productId: 6 }, TABLET)).toMatchObject({ kind: 'refused', error: { code: 'scale_missing' } });
  });

  test('is refused a request another till has made, and keeps its basket', async () => {
    const again = { requestId: newRequestId() };
    for (const at of [STATION, TABLET]) await scan(at, WIPES);
    await work.ask('basket.clear', again, STATION);
    await expect(work.ask('basket.clear', again, TABLET)).rejects.toMatchObject({ code: 'request_conflict' });
    expect([lines(STATION), lines(TABLET)]).toEqual([[], [['SJ-80', 1]]]);
  });

  test('begins no sale on a full disk, but ends the one it has', async () => {
    await scan(TABLET, WIPES);
    await work.ask('shop.configure', { diskFull: true }, 'device');
    await expect(scan(STATION, WIPES)).rejects.toMatchObject({ code: 'disk_full' });
    await expect(scan(PHONE, WIPES)).rejects.toMatchObject({ code: 'disk_full' });
    await expect(work.ask('order.collect', { seq: 1 }, STATION)).rejects.toMatchObject({ code: 'disk_full' });
    expect(await scan(TABLET, WIPES)).toMatchObject({ kind: 'added' });
  });
});

describe('the person', () => {
  const LIN = { code: '1', name: '林岚', role: 'owner', active: true, pin: '739146' } as const;
  const ZHOU = { code: '12', name: '周敏', role: 'cashier', active: true, pin: '280517' } as const;

  test('who signs in or locks at one till does so at no other, and the journal says where', async () => {
    await work.ask('staff.save', LIN);
    await work.ask('staff.signIn', LIN);
    await work.ask('staff.save', ZHOU);
    await work.ask('shift.open', { count: [] });
    await expect(scan(TABLET, WIPES)).rejects.toMatchObject({ code: 'till_locked' });
    await work.ask('staff.signIn', ZHOU, TABLET);
    expect([work.topic('operator').operator?.name, work.topic('operator', 'tablet').operator?.name]).toEqual(['林岚', '周敏']);
    await scan(TABLET, WIPES);
    await work.ask('staff.lock', {});
    expect((await pay(TABLET, 3990)).operator?.name).toBe('周敏');
    await expect(scan(STATION, WIPES)).rejects.toMatchObject({ code: 'till_locked' });
    expect(journalOf(work, 'staff.signed_in').map(({ body }) => body['till'])).toEqual([undefined, '平板 2']);
  });

  test('who leaves the shop is out at every till', async () => {
    await work.ask('staff.save', LIN);
    await work.ask('staff.signIn', LIN);
    const { id } = await work.ask('staff.save', ZHOU);
    await work.ask('staff.signIn', ZHOU, TABLET);
    await work.ask('staff.save', { id, code: '12', name: '周敏', role: 'cashier', active: false });
    expect(work.topic('operator', 'tablet').state).toBe('locked');
    expect(work.topic('operator').state).toBe('signed_in');
  });
});

describe('a leave for one act', () => {
  const LIN = { code: '1', name: '林岚', role: 'owner', active: true, pin: '739146' } as const;
  const ZHOU = { code: '12', name: '周敏', role: 'cashier', active: true, pin: '280517' } as const;
  const WU = { code: '13', name: '吴桐', role: 'cashier', active: true, pin: '604928' } as const;
  const MA = { code: '2', name: '马林', role: 'manager', active: true, pin: '917364' } as const;
  const order = { requestId: newRequestId(), reason: '换零钱' };
  const leave = { requestId: order.requestId, right: 'drawer.open', reason: '准许' } as const;

  beforeEach(async () => {
    await work.ask('staff.save', LIN);
    await work.ask('staff.signIn', LIN);
    for (const person of [ZHOU, WU, MA]) await work.ask('staff.save', person);
    await work.ask('staff.setRights', { role: 'cashier', rights: [] });
    await work.ask('staff.signIn', ZHOU, TABLET);
    await work.ask('staff.signIn', WU, PHONE);
  });

  test('holds at the till and for the person it was given to', async () => {
    await work.ask('staff.override', { ...MA, ...leave }, TABLET);
    await expect(work.ask('drawer.open', order, PHONE)).rejects.toMatchObject({ code: 'right_missing' });
    await work.ask('staff.signIn', WU, TABLET);
    await expect(work.ask('drawer.open', order, TABLET)).rejects.toMatchObject({ code: 'right_missing' });
  });

  test('ends with the rights of who gave it', async () => {
    await work.ask('staff.override', { ...MA, ...leave }, TABLET);
    await work.ask('staff.setRights', { role: 'manager', rights: [] });
    await expect(work.ask('drawer.open', order, TABLET)).rejects.toMatchObject({ code: 'right_missing' });
  });

  test('is not given to who comes while the PIN is looked at', async () => {
    const given = work.ask('staff.override', { ...MA, ...leave }, TABLET);
    await work.ask('staff.lock', {}, TABLET);
    await expect(given).rejects.toMatchObject({ code: 'till_locked' });
    await work.ask('staff.signIn', WU, TABLET);
    await expect(work.ask('drawer.open', order, TABLET)).rejects.toMatchObject({ code: 'right_missing' });
    expect(journalOf(work, 'staff.override')).toEqual([]);
  });

  test('nobody signs in at a device that is removed meanwhile', async () => {
    const coming = work.ask('staff.signIn', LIN, PHONE);
    await configure([tills[0]!]);
    await expect(coming).rejects.toMatchObject({ code: 'forbidden' });
    expect(journalOf(work, 'staff.signed_in').map(({ body }) => body['till'])).toEqual([undefined, '平板 2', '手机 林岚']);
  });
});

describe('a basket put aside', () => {
  test('at the tablet is resumed at the counter and the other way round', async () => {
    await scan(TABLET, WIPES);
    const { number } = await work.ask('hold.put', { name: '试穿' }, TABLET);
    expect(work.topic('holds').held).toMatchObject([{ number, name: '试穿', till: '平板 2' }]);
    await work.ask('hold.resume', { number });
    expect([lines(STATION), lines(TABLET)]).toEqual([[['SJ-80', 1]], []]);
    const back = await work.ask('hold.put', { name: '' });
    expect(work.topic('holds').held[0]).not.toHaveProperty('till');
    await work.ask('hold.resume', { number: back.number }, TABLET);
    expect([lines(STATION), lines(TABLET)]).toEqual([[], [['SJ-80', 1]]]);
  });

  test('is taken by one of two tills that ask at once', async () => {
    await scan(TABLET, WIPES);
    const { number } = await work.ask('hold.put', { name: '' }, TABLET);
    const asked = await Promise.allSettled([STATION, TABLET, PHONE].map((at) => work.ask('hold.resume', { number }, at)));
    expect(asked.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect([lines(STATION), lines(TABLET), lines(PHONE)]).toEqual([[['SJ-80', 1]], [], []]);
  });
});

describe('the last piece', () => {
  test('is told of where it lies, and sold once where stock blocks', async () => {
    await work.close();
    work = await openShop({ tills, goods: { expired: 'block', expiryWarnDays: 7, unknownSerial: 'allow', stock: 'block' } });
    await work.ask('stock.count', { productId: 2, countedMilli: 1000 });
    expect(await scan(TABLET, WIPES)).not.toHaveProperty('warnings');
    expect(await scan(STATION, WIPES)).toMatchObject({
      kind: 'added',
      warnings: [{ warn: 'elsewhere', onHandMilli: 1000, elsewhereMilli: 1000 }],
    });
    const paid = await Promise.allSettled([pay(STATION, 3990), pay(TABLET, 3990)]);
    expect(paid).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: { code: 'stock_short' } }]);
    expect(lines(TABLET)).toEqual([['SJ-80', 1]]);
  });

  test('with a serial number lies in one basket: the second scan is told where', async () => {
    await scan(TABLET, PIECE);
    expect(await scan(STATION, PIECE)).toMatchObject({
      kind: 'refused',
      error: { code: 'serial_elsewhere', details: { name: '棉绒 拉拉裤 XL', serial: 'S-1', till: '平板 2' } },
    });
    expect(lines(STATION)).toEqual([]);
    await work.ask('basket.remove', { lineId: 1 }, TABLET);
    expect(await scan(STATION, PIECE)).toMatchObject({ kind: 'added' });
    await expect(work.ask('basket.undo', {}, TABLET)).rejects.toMatchObject({ code: 'serial_elsewhere', details: { till: '01' } });
    await pay(STATION, 12_900);
    expect(lines(TABLET)).toEqual([]);
  });

  test('with a serial number comes back with no held basket while it lies in another one', async () => {
    await scan(TABLET, PIECE);
    await work.ask('hold.put', { name: '试穿' }, TABLET);
    await scan(STATION, PIECE);
    await scan(TABLET, WIPES);
    for (const name of ['hold.resume', 'hold.merge'] as const)
      await expect(work.ask(name, { number: 1 }, TABLET)).rejects.toMatchObject({ code: 'serial_elsewhere', details: { till: '01' } });
    expect([lines(TABLET), work.topic('holds').held.length]).toEqual([[['SJ-80', 1]], 1]);
    // At the till where the piece lies its basket and the held one change places.
    await work.ask('hold.resume', { number: 1 });
    expect([lines(STATION), work.topic('holds').held.map(({ number }) => number)]).toEqual([[['ND-XL-44', 1]], [2]]);
  });
});

test('an offer that another till used up is not paid with; going back prices the basket anew', async () => {
  const half = promotion('half', { kind: 'nthPiece', nth: 2, pay: { kind: 'percent', payBasisPoints: 5000 } }, { limits: { total: 1 } });
  await work.ask('promotion.save', { promotion: half });
  for (const at of [STATION, TABLET, PHONE]) await work.ask('basket.scan', { text: DIAPERS, source: 'wedge', quantityMilli: 2000 }, at);
  await work.ask('tender.begin', {}, TABLET);
  expect(work.topic('basket', 'tablet').totalMinor).toBe(19_350);
  await pay(STATION, 20_000);
  expect(work.topic('basket', 'phone').totalMinor).toBe(25_800);
  await expect(pay(TABLET, 20_000)).rejects.toMatchObject({ code: 'offer_used_up', details: { name: 'half' } });
  await work.ask('tender.cancel', {}, TABLET);
  expect(work.topic('basket', 'tablet').totalMinor).toBe(25_800);
  expect((await pay(TABLET, 25_800)).totalMinor).toBe(25_800);
});

describe('a device that is removed', () => {
  test('leaves its basket to the others with the money that was taken for it, and is let in no longer', async () => {
    await scan(TABLET, DIAPERS);
    await work.ask('tender.begin', {}, TABLET);
    await work.ask('tender.add', { tender: { kind: 'card', amountMinor: 5000 } }, TABLET);
    await configure([tills[1]!]);
    expect(work.topic('holds').held).toMatchObject([{ name: '平板 2', till: '平板 2', totalMinor: 12_900, takenMinor: 5000 }]);
    await expect(scan(TABLET, WIPES)).rejects.toMatchObject({ code: 'forbidden' });
    expect(journalOf(work, 'basket.held').map(({ body }) => [body['till'], body['totalMinor']])).toEqual([['平板 2', 12_900]]);
    await work.ask('hold.resume', { number: 1 });
    expect((await pay(STATION, 7900)).tenders).toMatchObject([
      { kind: 'card', amountMinor: 5000 },
      { kind: 'cash', amountMinor: 7900 },
    ]);
  });

  test('while the shop was closed leaves it at the next start', async () => {
    await work.close();
    const settings = { tills };
    work = await openShop(settings);
    await scan(TABLET, WIPES);
    await scan(PHONE, DIAPERS);
    settings.tills = [{ tillId: 'phone', name: '手机 林岚' }];
    await work.reopen();
    expect(work.topic('holds').held).toMatchObject([{ name: 'tabl', totalMinor: 3990 }]);
    expect(lines(PHONE)).toEqual([['ND-XL-44', 1]]);
    await configure(tills);
    expect(lines(TABLET)).toEqual([]);
  });
});

/** What one of three tills does next. */
const step = fc.record({
  till: fc.constantFrom(STATION, TABLET, PHONE),
  act: fc.constantFrom('diapers', 'wipes', 'more', 'undo', 'clear', 'begin', 'cancel', 'pay'),
});

test('whatever three tills do in turn, each basket is what it would be if its till were alone', async () => {
  const act = async (shop: ShopAtWork, at: Caller, name: string): Promise<unknown> => {
    const { basketId, revision, totalMinor } = shop.topic('basket', at.deviceId);
    const tenders = [{ kind: 'cash', amountMinor: totalMinor }] as const;
    if (name === 'diapers') return scan(at, DIAPERS, shop);
    if (name === 'wipes') return scan(at, WIPES, shop);
    if (name === 'more') return shop.ask('basket.setQuantity', { lineId: 1, quantityMilli: 3000 }, at);
    if (name === 'undo') return shop.ask('basket.undo', {}, at);
    if (name === 'clear') return shop.ask('basket.clear', {}, at);
    if (name === 'begin') return shop.ask('tender.begin', {}, at);
    if (name === 'cancel') return shop.ask('tender.cancel', {}, at);
    return shop.ask('sale.complete', { basketId, basketRevision: revision, tenders: [...tenders] }, at);
  };
  const shown = (shop: ShopAtWork, at: Caller): unknown => {
    const { phase, lines: goods, totalMinor, undoable, revision } = shop.topic('basket', at.deviceId);
    return { phase, goods, totalMinor, undoable, revision };
  };
  const codeOf = (error: unknown): unknown => (error as { code?: string }).code ?? error;
  // Four shops for all runs: each goes on where the one before ended.
  const together = await openShop({ tills });
  const alone = await Promise.all([STATION, TABLET, PHONE].map(async (at) => ({ at, shop: await openShop() })));
  const run = async (steps: readonly { readonly till: Caller; readonly act: string }[]): Promise<void> => {
    for (const { till, act: name } of steps) await act(together, till, name).catch(codeOf);
    for (const { at, shop } of alone) {
      for (const { act: name } of steps.filter(({ till }) => till === at)) await act(shop, STATION, name).catch(codeOf);
      expect(shown(together, at)).toEqual(shown(shop, STATION));
    }
  };
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 30 }), run), { numRuns: 10, endOnFailure: true });
  await Promise.all([together, ...alone.map(({ shop }) => shop)].map((shop) => shop.close()));
});
