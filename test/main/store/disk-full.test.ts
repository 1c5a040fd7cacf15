import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestLedger, saleDraft, START_MS, temporaryDirectory } from '../ledger/fixtures.ts';
import { goods, shop } from './shop-fixture.ts';
import type { Basket } from '#contract/basket.ts';
import { newRequestId } from '#contract/ids.ts';
import type { ScanEcho } from '#contract/scan.ts';
import type { Ledger } from '#main/ledger/ledger.ts';
import { verifyLedger } from '#main/ledger/verify.ts';
import { openCatalog } from '#main/store/catalog/catalog-sql.ts';
import type { Catalog } from '#main/store/catalog/catalog.ts';
import { createCheckout } from '#main/store/checkout/checkout.ts';
import { prepareBasketTables } from '#main/store/checkout/checkout-sql.ts';
import { OWNER_ACT } from '#main/store/staff/act.ts';
import { createVouchers } from '#main/store/checkout/vouchers.ts';
import { createCompletion } from '#main/store/checkout/complete.ts';
import { createDiscountLimits } from '#main/store/checkout/discount-limits.ts';
import { createPricing } from '#main/store/checkout/pricing.ts';
import { createOpenBasket } from '#main/store/checkout/open-basket.ts';
import { journalBasketEvents } from '#main/store/checkout/basket-event.ts';
import { createEcho } from '#main/store/checkout/outcome.ts';
import { createPromotions } from '#main/store/promotion/promotions.ts';
import { createStock } from '#main/store/stock/stock.ts';
import { createGoodsWatch } from '#main/store/trace/goods-watch.ts';
import { createWeighing } from '#main/store/weighing/weighing.ts';
import type { StoreHandlers } from '#main/store/handlers.ts';

const NO_LINES = { postings: [], movements: [], printJobs: [] } as const;

/** A till over a ledger whose file can be kept from growing, as on a disk without space. */
let directory: ReturnType<typeof temporaryDirectory>;
let ledger: Ledger;
let catalog: Catalog;
let topics: Map<string, unknown>;
let completed: number;
let till: Pick<StoreHandlers, 'basket.scan' | 'basket.clear' | 'tender.begin' | 'sale.complete'>;

const basket = (): Basket => topics.get('basket') as Basket;
const disk = (state: 'full' | 'free'): void => {
  ledger.db.pragma(`max_page_count = ${state === 'full' ? 1 : 1_000_000}`);
};

beforeEach(() => {
  directory = temporaryDirectory();
  ledger = openTestLedger(join(directory.path, 'ledger.db'));
  const opened = openCatalog(join(directory.path, 'catalog.db'));
  opened.importProducts(goods, opened.nextImportId());
  catalog = opened;
  topics = new Map();
  completed = 0;
  const clock = (): number => START_MS;
  const publish = (name: string, value: unknown): void => void topics.set(name, value);
  const promotions = createPromotions({ ledger, clock, onChanged() {} });
  const openBasket = createOpenBasket({
    table: prepareBasketTables(ledger.db).of('station'),
    write: ledger.write,
    journal: journalBasketEvents({ ledger, shop, clock }),
    publish,
    price: createPricing({ shop, clock, memberById: () => undefined, promotions, priceLists: { running: [] } }),
    memberOf: () => undefined,
    elsewhere: () => [],
  });
  const echo = createEcho({ publish, clock });
  const ports = { readWeight: () => Promise.resolve({ result: 'failed', reason: 'no_scale' } as const) };
  const weighing = createWeighing({ basket: openBasket, catalog, ports, publish, echo });
  const book = { ledger, shop, clock };
  const limits = createDiscountLimits({ catalog, shop });
  const watch = createGoodsWatch({ ...book, stock: createStock({ ...book, catalog }) });
  till = {
    ...createCheckout({
      basket: openBasket,
      catalog,
      holds: { scan: () => undefined },
      orders: { scan: () => undefined },
      elsewhere: () => [],
      members: { find: () => undefined },
      couponOf: () => undefined,
      shop,
      clock,
      echo,
      weighing,
      watch,
      limits,
      beforePayment() {},
    }).handlers,
    ...createCompletion({
      basket: openBasket,
      ...book,
      watch,
      promotions,
      vouchers: createVouchers(ledger.db),
      limits,
      beforePayment() {},
      onCompleted: () => (completed += 1),
      orders: { handOver: () => ({ seq: 1, paid: [], close() {} }) },
    }),
  };
  openBasket.announce();
});
afterEach(() => {
  ledger.close();
  catalog.close();
  directory.remove();
});

async function scan(text: string): Promise<unknown> {
  return till['basket.scan']({ requestId: newRequestId(), text, source: 'scanner' }, OWNER_ACT, { role: 'till' });
}

/** Scans until the disk takes no more; what is kept of a scan is small, and older ones make room. */
async function scanUntilFull(): Promise<{ code?: string } | undefined> {
  for (let note = 0; note < 200; note += 1) {
    const text = ['6973012450313', '6973012450771', 'YD-60', 'BAG-M'][note % 4] ?? '';
    try {
      await scan(text);
    } catch (error) {
      return error as { code?: string };
    }
  }
  return undefined;
}

/** Fills the pages the journal still has. */
function openDrawerUntilFull(): unknown {
  try {
    for (;;) ledger.commit({ ...saleDraft(), kind: 'drawer.opened', numbered: false, amountMinor: 0, body: () => ({ v: 1 }), ...NO_LINES });
  } catch (error) {
    return error;
  }
}

test('a scan the full disk refuses changes nothing on any screen, and the cashier is told although nobody waits for the answer', async () => {
  disk('full');
  openDrawerUntilFull();
  const refusal = await scanUntilFull();
  expect(refusal).toMatchObject({ code: 'ledger_full' });
  const before = basket();
  await expect(scan('6973012450313')).rejects.toMatchObject({ code: 'ledger_full' });
  expect(basket()).toEqual(before);
  expect((topics.get('scan') as ScanEcho).outcome).toMatchObject({ kind: 'refused', error: { code: 'ledger_full' } });
  disk('free');
  expect(await scan('6973012450313')).toMatchObject({ kind: 'added' });
});

test('a payment the full disk refuses records nothing and opens no drawer; the basket is kept, and with space the same press pays it once', async () => {
  await scan('6973012450313');
  await till['tender.begin']({ requestId: newRequestId() }, OWNER_ACT, { role: 'till' });
  disk('full');
  expect(openDrawerUntilFull()).toMatchObject({ code: 'ledger_full' });
  const headBefore = ledger.head();
  const { basketId, revision } = basket();
  const payment = {
    requestId: newRequestId(),
    basketId,
    basketRevision: revision,
    tenders: [{ kind: 'cash' as const, amountMinor: 12_900 }],
  };
  const pay = async (): Promise<unknown> => till['sale.complete'](payment, OWNER_ACT, { role: 'till' });
  await expect(pay()).rejects.toMatchObject({ code: 'ledger_full' });
  expect(basket()).toMatchObject({ phase: 'tendering', revision, totalMinor: 12_900, paid: null });
  expect([completed, ledger.head()]).toEqual([0, headBefore]);
  disk('free');
  expect(await pay()).toMatchObject({ receiptNumber: 'S001-01-1-000001', totalMinor: 12_900 });
  expect(await pay()).toMatchObject({ receiptNumber: 'S001-01-1-000001' });
  expect([completed, basket().phase]).toEqual([1, 'paid']);
  ledger.checkpoint();
  expect(verifyLedger(join(directory.path, 'ledger.db'))).toMatchObject({ ok: true, head: { seq: headBefore.seq + 1 } });
});
