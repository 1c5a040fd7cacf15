import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { newRequestId } from '#contract/ids.ts';
import { saveSettings, settingsFile } from '#main/settings-file.ts';
import { Settings } from '#main/settings.ts';

/**
 * `demo`: makes the demo shop in a data directory: its catalogue, and settings.json with virtual devices, counted
 * shelves and offers when there is none yet.
 * Answers 0, or 1 when the directory already has products. The catalogue's modules are loaded only when a shop is made.
 */
export async function run(options: {
  readonly dataDir: string;
  readonly arguments: readonly string[];
  readonly print: (line: string) => void;
}): Promise<number> {
  const { dataDir, print } = options;
  const { openCatalog } = await import('#main/store/catalog/catalog-sql.ts');
  const { demoProducts, demoSettings } = await import('#main/store/catalog/demo-shop.ts');
  const { createReader } = await import('#main/store/catalog/search/readings.ts');
  mkdirSync(dataDir, { recursive: true });
  const catalog = openCatalog(join(dataDir, 'catalog.db'), { reader: createReader() });
  try {
    if (catalog.count() > 0) {
      print('这里已经有商品，没有改动 / there are products here already, nothing was changed');
      return 1;
    }
    catalog.importProducts(demoProducts(), catalog.nextImportId());
    print(`示例商店 ${catalog.count()} 种商品 / demo shop with ${catalog.count()} products: ${dataDir}`);
  } finally {
    catalog.close();
  }
  const keeps = existsSync(settingsFile(dataDir));
  if (keeps) print('保留原有 settings.json / kept the settings.json that was there');
  else {
    const settings = Settings.parse(demoSettings());
    saveSettings(dataDir, settings);
    await openShop(dataDir, settings);
  }
  return 0;
}

/** A shop of our own making has its shelves counted and its offers made: the first entries of its ledger. */
async function openShop(dataDir: string, { store, terminal }: Settings): Promise<void> {
  const { openCatalog } = await import('#main/store/catalog/catalog-sql.ts');
  const { demoStock } = await import('#main/store/catalog/demo-shop.ts');
  const { DEMO_PRICE_LIST, demoListPrices, demoPromotions } = await import('#main/store/promotion/demo-offers.ts');
  const { createPriceLists } = await import('#main/store/price-list/price-lists.ts');
  const { createPromotions } = await import('#main/store/promotion/promotions.ts');
  const { openShopLedger } = await import('#main/store/shop-ledger.ts');
  const { recordEvent } = await import('#main/store/record-event.ts');
  const { createUploads } = await import('#main/store/sheet/uploads.ts');
  const { OWNER_ACT } = await import('#main/store/staff/act.ts');
  const shop = { storeCode: store.code, terminal, timeZone: store.timeZone };
  const ledger = openShopLedger(join(dataDir, 'ledger.db'), shop, Date.now);
  const catalog = openCatalog(join(dataDir, 'catalog.db'), { readonly: true });
  try {
    const movements = demoStock().flatMap(({ sku, countedMilli }) => {
      const product = catalog.findBySku(sku);
      return product ? [{ productId: product.id, sku, quantityMilli: countedMilli, reason: 'count' }] : [];
    });
    const facts = { articles: movements.length };
    recordEvent(
      { ledger, clock: Date.now },
      { kind: 'stock.counted', requestId: newRequestId(), content: facts, facts, movements },
      OWNER_ACT,
    );
    const { handlers } = createPromotions({ ledger, clock: Date.now, onChanged() {} });
    const uploads = createUploads(join(dataDir, 'uploads'));
    const lists = createPriceLists({ ledger, clock: Date.now, catalog, uploads, ledgerFile: join(dataDir, 'ledger.db'), onChanged() {} });
    const list = DEMO_PRICE_LIST;
    await lists.handlers['priceList.save']({ requestId: newRequestId(), list }, OWNER_ACT, { role: 'command' });
    await lists.handlers['priceList.put']({ id: list.id, prices: demoListPrices() }, OWNER_ACT, { role: 'command' });
    await lists.handlers['priceList.publish']({ requestId: newRequestId(), id: list.id }, OWNER_ACT, { role: 'command' });
    for (const promotion of demoPromotions())
      await handlers['promotion.save']({ requestId: newRequestId(), promotion }, OWNER_ACT, { role: 'command' });
  } finally {
    catalog.close();
    ledger.close();
  }
}
