import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { saveSettings, settingsFile } from '#main/settings-file.ts';
import { Settings } from '#main/settings.ts';

/**
 * `demo`: makes the demo shop in a data directory: its catalogue, and settings.json with virtual devices when there is none yet.
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
  if (existsSync(settingsFile(dataDir))) print('保留原有 settings.json / kept the settings.json that was there');
  else saveSettings(dataDir, Settings.parse(demoSettings()));
  return 0;
}
