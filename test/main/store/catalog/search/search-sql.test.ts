import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '#main/store/catalog/catalog.ts';
import { openCatalog } from '#main/store/catalog/catalog-sql.ts';
import type { ImportRow } from '#main/store/catalog/import-row.ts';
import { createReader } from '#main/store/catalog/search/readings.ts';
import { importRow, temporaryDirectory } from '../fixtures.ts';
import { ReferenceSearch } from './reference.ts';

const reader = createReader();

function catalogOf(...rows: readonly Partial<ImportRow>[]): Catalog {
  const catalog = openCatalog(join(temporaryDirectory(), 'catalog.db'), { reader, bulk: true });
  const outcomes = catalog.importProducts(
    rows.map((row, index) => importRow({ sku: `S${index}`, barcodes: [], ...row })),
    catalog.nextImportId(),
  );
  expect(outcomes.map(({ kind }) => kind)).toEqual(rows.map(() => 'added'));
  return catalog;
}

function found(catalog: Catalog, query: string, limit = 20): string[] {
  return catalog.search(query, limit).map(({ sku }) => sku);
}

/** The shop of the examples. */
const shop = [
  { sku: 'NF-3', name: '禾牧 幼儿配方奶粉 3段', spec: '800 g', barcodes: ['6970031800293'] },
  { sku: 'LLK-XL', name: '棉绒 拉拉裤 XL', spec: '44 片', barcodes: ['6973012450313'] },
  { sku: '000512', name: '购物袋 中号', spec: '' },
  { sku: 'NP-240', name: '贝初 PPSU 宽口奶瓶', spec: '240 ml', barcodes: ['036000291452'] },
  { sku: 'CJL', name: '长颈鹿音乐盒', spec: '绿色' },
];

describe('search as you type', () => {
  it('finds goods by words of their English name, also when it comes later or changes', () => {
    const catalog = catalogOf({ traits: { nameEn: 'Cotton romper' } }, { name: '连体衣' });
    expect([found(catalog, 'romper'), found(catalog, 'cotton rom'), found(catalog, 'nr')]).toEqual([['S0'], ['S0'], []]);
    const change = (sku: string, nameEn: string | null, name?: string): void => {
      const row = importRow({ sku, barcodes: [], traits: { nameEn }, ...(name === undefined ? {} : { name }) });
      catalog.importProducts([row], catalog.nextImportId());
    };
    change('S1', 'Silk romper', '连体衣');
    change('S0', null);
    expect([found(catalog, 'romper'), found(catalog, 'silk'), found(catalog, 'cotton')]).toEqual([['S1'], ['S1'], []]);
  });

  it.each([
    ['one Chinese character', '奶', ['NF-3', 'NP-240']],
    ['two', '奶瓶', ['NP-240']],
    ['three and more, across the spaces of the name', '奶粉3段', ['NF-3']],
    ['a part of the spec', '44片', ['LLK-XL']],
    ['the spec in Chinese', '绿色', ['CJL']],
    ['one letter', 'x', ['LLK-XL']],
    ['initials from the start', 'hmye', ['NF-3']],
    ['initials inside', 'pfnf', ['NF-3']],
    ['initials with digits', 'nf3d', ['NF-3']],
    ['full pinyin from any syllable on', 'naifen', ['NF-3']],
    ['unfinished pinyin', 'naif', ['NF-3']],
    ['long pinyin over many syllables', 'youerpeifangnaifen', ['NF-3']],
    ['pinyin that goes on with a digit', 'naifen3duan', ['NF-3']],
    ['pinyin with v for ü', 'lvse', ['CJL']],
    ['the other reading of a character', 'zhangjinglu', ['CJL']],
    ['the dictionary reading of the same', 'changjing', ['CJL']],
    ['initials of either reading', 'cjlyl', ['CJL']],
    ['wide and capital letters', 'ＰＰＳＵ', ['NP-240']],
    ['the start of a SKU', 'np', ['NP-240']],
    ['a part of a SKU', '-24', ['NP-240']],
    ['the start of a barcode', '6973', ['LLK-XL']],
    ['a long start of a barcode', '69730124503', ['LLK-XL']],
    ['a UPC-A as printed', '0360002', ['NP-240']],
    ['a UPC-A as EAN-13', '00360002914', ['NP-240']],
    ['several words in any order', '3段 禾牧', ['NF-3']],
    ['words of different kinds', 'bc 奶瓶 240', ['NP-240']],
  ])('finds by %s', (_, query, skus) => {
    expect(found(catalogOf(...shop), query)).toEqual(skus);
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \u3000\t'],
    ['unknown words', '飞碟'],
    ['pinyin that starts inside a syllable', 'aifen'],
    ['words of which one fails', '奶粉 飞碟'],
    ['known characters in another order', '粉奶'],
    ['a hit of name and spec run together', '3段800'],
    ['three digits of a barcode', '697'],
  ])('finds nothing for %s', (_, query) => {
    expect(found(catalogOf(...shop), query)).toEqual([]);
  });

  it('answers what a cashier needs to choose', () => {
    expect(catalogOf(...shop).search('ppsu', 1)).toEqual([
      {
        id: 4,
        sku: 'NP-240',
        barcode: '036000291452',
        name: '贝初 PPSU 宽口奶瓶',
        spec: '240 ml',
        category: '奶粉',
        unit: '罐',
        priceMinor: 29_800,
        weighed: false,
      },
    ]);
  });

  it('puts the exact code first and everything else in order of popularity', () => {
    const catalog = catalogOf(
      { sku: 'A', name: '奶粉', popularity: 0 },
      { sku: 'B', name: '奶粉', popularity: 5000 },
      { sku: '奶粉', name: '赠品', popularity: 0 },
      { sku: 'C', name: '奶粉', popularity: 20 },
      { sku: 'D', name: '奶粉 6970031800293', barcodes: [], popularity: 9999 },
      { sku: 'E', name: '其他', barcodes: ['6970031800293'], popularity: 0 },
    );
    expect(found(catalog, '奶粉')).toEqual(['奶粉', 'B', 'D', 'C', 'A']);
    expect(found(catalog, '奶粉', 2)).toEqual(['奶粉', 'B']);
    expect(found(catalog, '6970031800293')).toEqual(['E', 'D']);
  });

  it('hides inactive products, also from exact codes, and shows them when they are active again', () => {
    const catalog = catalogOf({ sku: 'OLD', name: '旧款奶瓶', active: false, barcodes: ['96385074'] });
    expect([found(catalog, '奶瓶'), found(catalog, 'OLD'), found(catalog, '96385074'), catalog.count()]).toEqual([[], [], [], 0]);
    catalog.importProducts([importRow({ sku: 'OLD', name: '旧款奶瓶', barcodes: [] })], catalog.nextImportId());
    expect([found(catalog, 'naiping'), catalog.count()]).toEqual([['OLD'], 1]);
  });

  it('takes hostile text as text', () => {
    const catalog = catalogOf({ sku: 'H', name: `a"b' OR 1=1 -- NEAR(x) * ^naif #6970 {}` });
    for (const query of [`"`, `'`, `1=1`, `--`, `near(x)`, `*`, `a"b'`, `^naif`, `#6970`, `{}`])
      expect([query, found(catalog, query)]).toEqual([query, ['H']]);
    for (const query of ['nai fx', 'h:*', 'AND', '\0', '%'.repeat(64), '\u{d800}', '_', 'name:a', '奶'.repeat(5000)]) {
      expect([query, found(catalog, query)]).toEqual([query, []]);
    }
  });

  it('looks at the first 64 characters only', () => {
    const catalog = catalogOf({ sku: 'L', name: 'x'.repeat(200) });
    expect(found(catalog, `${'x'.repeat(64)}y`)).toEqual(['L']);
    expect(found(catalog, `${'x'.repeat(63)}y`)).toEqual([]);
  });

  it('finds a common barcode prefix among more products than it lists', () => {
    const codes = Array.from({ length: 2500 }, (_, index) => `20240010000${String(index).padStart(6, '0')}`);
    const catalog = catalogOf(...codes.map((code) => ({ barcodes: [code], name: '散货' })));
    expect(found(catalog, '2024001000', 3)).toEqual(['S0', 'S1', 'S2']);
    expect(found(catalog, '2024001000000249', 50)).toEqual(Array.from({ length: 10 }, (_, index) => `S${2490 + index}`));
  });
});

const characters = fc.constantFrom(...Array.from('奶粉长乐重绿牛〇𠮷あab12xn .^#/\'"*Ａ😀ü'));
const text = (minLength: number, maxLength: number) => fc.array(characters, { minLength, maxLength }).map((parts) => parts.join(''));
const name = text(1, 7).filter((value) => value.trim() !== '');
const digits = (length: number) =>
  fc.array(fc.constantFrom('1', '2'), { minLength: length, maxLength: length }).map((parts) => parts.join(''));
const row = fc.record({
  sku: fc.constantFrom('P1', 'P2', 'NB12', 'NB21', '长1', 'x-1a2', '12', 'naifen'),
  name,
  spec: text(0, 4),
  code: fc.option(fc.tuple(fc.constantFrom('12', '121212'), digits(5)).map((parts) => parts.join(''))),
  active: fc.boolean(),
  popularity: fc.constantFrom(undefined, 0, 2, 3, 14, 15, 300, 70_000),
});
const query = fc.oneof(
  text(1, 4),
  fc
    .array(fc.constantFrom('n', 'f', 'l', 'y', 'c', 'z', '1', '2', 'a', 'b'), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join('')),
  fc
    .array(fc.constantFrom('nai', 'fen', 'le', 'yue', 'chang', 'zhang', 'n', 'niu', '1', 'a', ' '), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.join('')),
  fc.tuple(text(1, 2), text(1, 2)).map((parts) => parts.join(' ')),
  fc.constantFrom('12', '1212', '12121', '1212121', '12121212', 'nb', 'b12', 'p1', 'x-1a2', 'naifen'),
);

describe('search as you type, compared with looking at every product', () => {
  it.each(['now', 'later'] as const)(
    'gives the same products in the same order when they are indexed %s, whatever happened before',
    async (indexing) => {
      const directory = temporaryDirectory();
      let run = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(row, { maxLength: 8 }), { minLength: 1, maxLength: 3 }),
          fc.array(query, { minLength: 8, maxLength: 8 }),
          async (batches, queries) => {
            const catalog = openCatalog(join(directory, `${String((run += 1))}.db`), { reader, bulk: true });
            const reference = new ReferenceSearch(reader);
            for (const batch of batches) {
              const rows = batch.map(({ code, ...differences }) => importRow({ ...differences, barcodes: code === null ? [] : [code] }));
              const outcomes = catalog.importProducts(rows, catalog.nextImportId(), indexing);
              await catalog.indexWaiting(() => {});
              outcomes.forEach((outcome, index) => {
                if (outcome.kind !== 'refused' && rows[index]) reference.put(rows[index]);
              });
            }
            for (const each of queries) {
              expect([each, found(catalog, each)]).toEqual([each, reference.skus(each, 20)]);
              expect([each, found(catalog, each, 2)]).toEqual([each, reference.skus(each, 2)]);
            }
            catalog.close();
          },
        ),
        { numRuns: 100 },
      );
    },
  );
});
