import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '#main/ledger/open.ts';
import { openCatalog } from '#main/store/catalog/catalog-sql.ts';
import { tierOf } from '#main/store/catalog/rank.ts';
import { catalogMigrations } from '#main/store/catalog/schema.ts';
import { createReader } from '#main/store/catalog/search/readings.ts';
import { importRow, temporaryDirectory } from './fixtures.ts';

describe('rank', () => {
  it('puts products that sell four times as much into the tier above', () => {
    expect([0, 2, 3, 14, 15, 62, 63, 254, 255, 1022, 1023, 4094, 4095, 16_382, 16_383, 1e9].map(tierOf)).toEqual([
      7, 7, 6, 6, 5, 5, 4, 4, 3, 3, 2, 2, 1, 1, 0, 0,
    ]);
  });

  it('goes on in a new block when one is full, and the search goes through both in order', () => {
    const file = join(temporaryDirectory(), 'catalog.db');
    const reader = createReader();
    const before = openCatalog(file, { reader });
    before.importProducts([importRow({ sku: 'A', barcodes: [] })], before.nextImportId());
    before.close();
    const db = openDatabase(file, { migrations: catalogMigrations });
    db.exec('UPDATE block SET next_position = 65534');
    db.close();
    const catalog = openCatalog(file, { reader });
    const rows = ['B', 'C', 'D', 'E'].map((sku) => importRow({ sku, barcodes: [] }));
    catalog.importProducts(rows, catalog.nextImportId());
    expect(catalog.search('naifen', 4).map(({ sku }) => sku)).toEqual(['A', 'B', 'C', 'D']);
    catalog.importProducts([importRow({ sku: 'B', barcodes: [], active: false })], catalog.nextImportId());
    expect(catalog.search('配方奶粉', 4).map(({ sku }) => sku)).toEqual(['A', 'C', 'D', 'E']);
    catalog.close();
    const after = openDatabase(file, { readonly: true, migrations: catalogMigrations });
    expect(after.prepare('SELECT rank % 65536, rank / 65536 FROM product ORDER BY rank').raw().all()).toEqual([
      [0, 28_672],
      [65_534, 28_672],
      [65_535, 28_672],
      [0, 28_673],
      [1, 28_673],
    ]);
    after.close();
  });
});
