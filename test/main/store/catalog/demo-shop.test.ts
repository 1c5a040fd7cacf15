import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Product } from '#contract/product.ts';
import { openCatalog } from '#main/store/catalog/catalog-sql.ts';
import { demoProducts, demoSettings } from '#main/store/catalog/demo-shop.ts';
import { isGtin } from '#contract/gtin.ts';
import { createReader } from '#main/store/catalog/search/readings.ts';
import { Settings } from '#main/settings.ts';
import { temporaryDirectory } from './fixtures.ts';

const products = demoProducts();

describe('demo shop', () => {
  it('has about 1,200 valid products, the same every time', () => {
    expect(products.length).toBeGreaterThan(1150);
    expect(products.length).toBeLessThan(1250);
    expect(demoProducts()).toEqual(products);
    const shape = Product.omit({ id: true }).strip().partial({ taxClass: true, plu: true, image: true });
    for (const product of products) expect(shape.safeParse(product).error).toBeUndefined();
  });

  it('names nothing twice: SKUs, barcodes, item numbers, name with spec', () => {
    const barcodes = products.flatMap((product) => product.barcodes);
    expect(new Set(products.map(({ sku }) => sku)).size).toBe(products.length);
    expect(new Set(barcodes).size).toBe(barcodes.length);
    expect(new Set(products.map(({ name, spec }) => `${name}|${spec}`)).size).toBe(products.length);
  });

  it('gives everything an EAN-13 of the mainland ranges, but for bags and loose goods', () => {
    const without = products.filter(({ barcodes: [code = ''] }) => !(code.length === 13 && code.startsWith('69') && isGtin(code)));
    expect(without.filter(({ weighed }) => !weighed).map(({ name }) => name)).toEqual(['购物袋 小号', '购物袋 中号', '购物袋 大号']);
    expect(products.filter(({ weighed }) => weighed).every(({ unit, plu }) => unit === 'kg' && /^\d{5}$/.test(plu ?? ''))).toBe(true);
  });

  it('sells what the manual scans, at its prices', () => {
    const scanned = products.map(({ name, spec, barcodes, priceMinor }) => [name, spec, barcodes[0], priceMinor].join(' · '));
    for (const expected of [
      '棉绒 拉拉裤 XL · 44 片 · 6973012450313 · 12900',
      '净芽 手口湿巾 · 80 抽×5 包 · 6973012450771 · 3990',
      '小屿 纯棉连体哈衣 · 月白 80 码 · 6975520100841 · 9900',
      '豆芽 有机果泥 苹果胡萝卜 · 100 g · 6971188203351 · 1280',
      '贝初 PPSU 宽口奶瓶 · 240 ml · 6974460912200 · 8900',
      '购物袋 中号 ·  · 000512 · 50',
      '禾牧 幼儿配方奶粉 3段 · 800 g · 6970031800297 · 29800',
    ]) {
      expect(scanned).toContain(expected);
    }
  });

  it('fills a shop: quick pages, search and scale labels work', () => {
    const catalog = openCatalog(join(temporaryDirectory(), 'catalog.db'), { reader: createReader() });
    const outcomes = catalog.importProducts(products, catalog.nextImportId());
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['added']));
    const pages = catalog.quickPages();
    expect(pages.map(({ category }) => category)).toEqual(['常用', '奶粉', '尿裤', '喂养', '洗护', '童装', '鞋帽', '运动']);
    expect(pages.map((page) => page.products.length)).toEqual([12, 12, 12, 12, 12, 12, 12, 12]);
    expect(pages[0]?.products.slice(0, 3).map(({ name }) => name)).toEqual(['购物袋 中号', '净芽 棉柔巾', '净芽 手口湿巾']);
    expect(catalog.findByPlu('10001')).toMatchObject({ name: '散装 东北大米', unit: 'kg', weighed: true });
    expect(catalog.search('llk xl 44', 1)[0]?.barcode).toBe('6973012450313');
  });

  it('has settings the station accepts', () => {
    expect(Settings.parse(demoSettings())).toMatchObject({ store: { code: 'S001', name: '小满母婴 望京店' }, terminal: '01', demo: true });
  });
});
