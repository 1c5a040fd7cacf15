import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '#main/store/catalog/catalog.ts';
import { openCatalog } from '#main/store/catalog/catalog-sql.ts';
import type { ImportRow } from '#main/store/catalog/import-row.ts';
import { catalogMigrations } from '#main/store/catalog/schema.ts';
import { openDatabase } from '#main/ledger/open.ts';
import { createReader } from '#main/store/catalog/search/readings.ts';
import { importRow, temporaryDirectory } from './fixtures.ts';

const reader = createReader();

function catalogOf(...rows: readonly Partial<ImportRow>[]): Catalog {
  const catalog = openCatalog(join(temporaryDirectory(), 'catalog.db'), { reader });
  catalog.importProducts(rows.map(importRow), catalog.nextImportId());
  return catalog;
}

describe('looking products up', () => {
  it('gives the whole product', () => {
    const catalog = catalogOf({
      barcodes: ['6970031800297', '000512'],
      taxClass: '1030201010000000000',
      image: 'milk.png',
      weighed: true,
      plu: '00042',
    });
    const product = {
      id: 1,
      sku: 'NF-3',
      barcodes: ['6970031800297', '000512'],
      name: '禾牧 幼儿配方奶粉 3段',
      spec: '800 g',
      category: '奶粉',
      unit: '罐',
      priceMinor: 29_800,
      costMinor: 21_000,
      taxRateBasisPoints: 1300,
      taxClass: '1030201010000000000',
      weighed: true,
      plu: '42',
      image: 'milk.png',
      active: true,
    };
    expect(catalog.findById(1)).toEqual(product);
    expect(catalog.findByBarcode('6970031800297')).toEqual(product);
    expect(catalog.findByBarcode('000512')).toEqual(product);
    expect(catalog.findBySku('nf-3')).toEqual(product);
    expect(catalog.findByPlu('00042')).toEqual(product);
    expect(catalog.findByPlu('42')).toEqual(product);
  });

  it('finds the sizes and colours of a style and the packs of an article, without those no longer sold', () => {
    const variant = (sku: string, size: string, active = true): Partial<ImportRow> => ({
      sku,
      barcodes: [],
      active,
      traits: { variant: { style: 'K-7', size, colour: '月白' } },
    });
    const catalog = catalogOf(variant('S', '80 码'), variant('M', '90 码'), variant('L', '100 码', false), {
      sku: 'BOX',
      traits: { pack: { sku: 'S', pieces: 24 } },
    });
    expect(catalog.byStyle('K-7').map(({ sku }) => sku)).toEqual(['S', 'M']);
    expect(catalog.byStyle('K-8')).toEqual([]);
    expect(catalog.packsOf('S').map(({ sku, pack }) => [sku, pack?.pieces])).toEqual([['BOX', 24]]);
    expect(catalog.packsOf('M')).toEqual([]);
  });

  it('keeps the traits a file does not speak of and drops those it empties', () => {
    const catalog = catalogOf({ traits: { brand: '禾牧', tags: ['有机'] } });
    catalog.importProducts([importRow({ traits: { tags: null, minimumAge: 18 } })], catalog.nextImportId());
    expect(catalog.findBySku('NF-3')).toMatchObject({ brand: '禾牧', minimumAge: 18 });
    expect(catalog.findBySku('NF-3')).not.toHaveProperty('tags');
    catalog.importProducts([importRow()], catalog.nextImportId());
    expect(catalog.findBySku('NF-3')).toMatchObject({ brand: '禾牧', minimumAge: 18 });
  });

  it('knows nothing of other codes, whatever they contain', () => {
    const catalog = catalogOf({});
    for (const code of ['', '697003180029', "' OR 1=1 --", '\0', '6970031800297 ', 'x'.repeat(10_000)]) {
      expect([code, catalog.findByBarcode(code), catalog.findByPlu(code)]).toEqual([code, undefined, undefined]);
    }
    expect(catalog.findById(2)).toBeUndefined();
  });

  it('takes the forms of a GTIN for one code', () => {
    const catalog = catalogOf({ sku: 'UPC', barcodes: ['036000291452'] }, { sku: 'EAN', barcodes: ['0012345678905'] });
    for (const code of ['036000291452', '0036000291452', '00036000291452']) expect(catalog.findByBarcode(code)?.sku).toBe('UPC');
    for (const code of ['012345678905', '0012345678905']) expect(catalog.findByBarcode(code)?.sku).toBe('EAN');
    expect(catalog.findByBarcode('36000291452')).toBeUndefined();
  });

  it('still finds an inactive product by its barcode and does not count it', () => {
    const catalog = catalogOf({ active: false });
    expect(catalog.findByBarcode('6970031800293')?.active).toBe(false);
    expect(catalog.count()).toBe(0);
  });

  it('keeps everything in the file', () => {
    const file = join(temporaryDirectory(), 'catalog.db');
    const first = openCatalog(file, { reader });
    first.importProducts([importRow()], first.nextImportId());
    first.close();
    const second = openCatalog(file, { readonly: true });
    expect(second.findBySku('NF-3')?.id).toBe(1);
    expect(second.search('naifen', 5)).toHaveLength(1);
    second.close();
  });
});

describe('quick pages', () => {
  it('show the tiles the shop chose in its order, 常用 first, only active products', () => {
    const catalog = catalogOf(
      { sku: 'A', name: '奶粉', barcodes: ['1'], quickTiles: [{ page: '奶粉', position: 2 }] },
      {
        sku: 'B',
        name: '羊奶粉',
        barcodes: [],
        quickTiles: [
          { page: '奶粉', position: 1 },
          { page: '常用', position: 9 },
        ],
      },
      { sku: 'C', name: '停售', barcodes: [], active: false, quickTiles: [{ page: '旧', position: 1 }] },
    );
    expect(catalog.quickPages().map(({ category, products }) => [category, products.map(({ sku }) => sku)])).toEqual([
      ['常用', ['B']],
      ['奶粉', ['B', 'A']],
    ]);
    expect(catalog.quickPages()[1]?.products[1]).toEqual({
      id: 1,
      sku: 'A',
      barcode: '1',
      name: '奶粉',
      spec: '800 g',
      category: '奶粉',
      unit: '罐',
      priceMinor: 29_800,
      weighed: false,
    });
  });

  it('hold twelve tiles on twelve pages', () => {
    const tiles = Array.from({ length: 14 }, (_, index) => ({ page: `第 ${index} 页`, position: 1 }));
    const catalog = catalogOf(...Array.from({ length: 14 }, (_, index) => ({ sku: `S${index}`, barcodes: [], quickTiles: tiles })));
    expect(catalog.quickPages().map(({ products }) => products.length)).toEqual(Array.from({ length: 12 }, () => 12));
  });

  it('change with a later import that names them and stay with one that does not', () => {
    const catalog = catalogOf({ quickTiles: [{ page: '常用', position: 1 }] });
    catalog.importProducts([importRow({ priceMinor: 1 })], catalog.nextImportId());
    expect(catalog.quickPages()).toMatchObject([{ category: '常用', products: [{ priceMinor: 1 }] }]);
    catalog.importProducts([importRow({ quickTiles: [] })], catalog.nextImportId());
    expect(catalog.quickPages()).toEqual([]);
  });
});

describe('quick add', () => {
  it('makes a product that is found at once, by pinyin when the dictionary is loaded', async () => {
    const catalog = openCatalog(join(temporaryDirectory(), 'catalog.db'));
    const added = catalog.quickAdd({ barcode: '6970031800297', name: '散装核桃', priceMinor: 2_500, unit: '袋', category: '坚果' });
    expect(added).toEqual({
      id: 1,
      sku: 'Q000001',
      barcodes: ['6970031800297'],
      name: '散装核桃',
      spec: '',
      category: '坚果',
      unit: '袋',
      priceMinor: 2_500,
      costMinor: null,
      taxRateBasisPoints: 1300,
      taxClass: '',
      weighed: false,
      plu: null,
      image: '',
      active: true,
    });
    expect(catalog.findByBarcode('6970031800297')).toEqual(added);
    expect(catalog.search('核桃', 5).map(({ id }) => id)).toEqual([1]);
    await catalog.settled();
    expect(catalog.search('hetao', 5).map(({ id }) => id)).toEqual([1]);
    expect(catalog.search('szht', 5).map(({ id }) => id)).toEqual([1]);
    catalog.close();
  });

  it('completes the pinyin at the next start when it was interrupted', async () => {
    const file = join(temporaryDirectory(), 'catalog.db');
    const first = openCatalog(file);
    first.quickAdd({ barcode: '1', name: '核桃', priceMinor: 1 });
    first.close();
    await first.settled();
    const second = openCatalog(file);
    await second.settled();
    expect(second.search('hetao', 5)).toHaveLength(1);
    second.close();
  });

  it('refuses a barcode that belongs to a product and says to which, in every form of the code', () => {
    const catalog = catalogOf({ barcodes: ['036000291452'], active: false });
    expect(() => catalog.quickAdd({ barcode: '0036000291452', name: 'x', priceMinor: 1 })).toThrow(
      expect.objectContaining({ code: 'barcode_taken', details: { code: '0036000291452', name: '禾牧 幼儿配方奶粉 3段' } }),
    );
    expect(catalog.findById(2)).toBeUndefined();
  });

  it('numbers its SKUs and steps over those that exist', () => {
    const catalog = catalogOf({ sku: 'q000002', barcodes: [] });
    const skus = ['1', '2', '3'].map((barcode) => catalog.quickAdd({ barcode, name: 'x', priceMinor: 1 }).sku);
    expect(skus).toEqual(['Q000001', 'Q000003', 'Q000004']);
  });
});

describe('a catalogue from before English names were searched', () => {
  it('is read again when it is opened', async () => {
    const file = join(temporaryDirectory(), 'catalog.db');
    const before = openCatalog(file, { reader });
    before.importProducts([importRow()], before.nextImportId());
    before.close();
    const step = catalogMigrations.findIndex(([, name]) => name === 'the English name is read again, to be found by');
    const db = openDatabase(file, { migrations: catalogMigrations });
    db.exec(`UPDATE product SET traits = '{"nameEn":"Infant formula"}'; PRAGMA user_version = ${step}`);
    db.close();
    const catalog = openCatalog(file);
    await catalog.settled();
    expect(catalog.search('formula', 5).map(({ sku }) => sku)).toEqual(['NF-3']);
    expect(catalog.search('naifen', 5).map(({ sku }) => sku)).toEqual(['NF-3']);
    catalog.close();
  });
});

describe('products imported for later', () => {
  it('are found by code at once and by words when they are indexed, also after a kill in between', async () => {
    const file = join(temporaryDirectory(), 'catalog.db');
    const importing = openCatalog(file, { bulk: true, reader });
    importing.importProducts([importRow(), importRow({ sku: 'B', barcodes: [] })], importing.nextImportId(), 'later');
    expect(importing.findByBarcode('6970031800293')?.sku).toBe('NF-3');
    expect(importing.search('奶粉', 5)).toEqual([]);
    expect(importing.count()).toBe(2);
    importing.close();
    const station = openCatalog(file);
    await station.settled();
    expect(station.search('nf', 5).map(({ sku }) => sku)).toEqual(['NF-3', 'B']);
    station.close();
  });

  it('take their last name with them when they change while they wait', async () => {
    const catalog = openCatalog(join(temporaryDirectory(), 'catalog.db'), { bulk: true, reader });
    catalog.importProducts([importRow({ name: '牛奶' })], catalog.nextImportId(), 'later');
    const indexing = catalog.indexWaiting(() => {});
    catalog.importProducts([importRow({ name: '豆浆' })], catalog.nextImportId());
    await indexing;
    await catalog.indexWaiting(() => {});
    expect([catalog.search('牛奶', 5), catalog.search('niun', 5)]).toEqual([[], []]);
    expect(catalog.search('豆浆', 5).map(({ id }) => id)).toEqual([1]);
  });
});
