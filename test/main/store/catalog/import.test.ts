import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '#main/store/catalog/catalog.ts';
import { openCatalog } from '#main/store/catalog/catalog-sql.ts';
import { importFile } from '#main/store/catalog/import.ts';
import { createReader } from '#main/store/catalog/search/readings.ts';
import { temporaryDirectory } from './fixtures.ts';
import { workbookParts, zipOf } from '../sheet/xlsx/files.ts';

const HEADER = 'sku,barcodes,name,spec,category,unit,price,cost,tax_rate,weighed,active';
const reader = createReader();

function emptyCatalog(): Catalog {
  return openCatalog(join(temporaryDirectory(), 'catalog.db'), { bulk: true, reader });
}

/** Imports the text and answers the counts and the refused rows as `line: reasons`. */
async function importText(catalog: Catalog, content: string | Buffer, name = 'list.csv') {
  const file = join(temporaryDirectory(), name);
  writeFileSync(file, content);
  const refused: string[] = [];
  const { added, updated, rows } = await importFile(catalog, file, {
    refused: ({ line, reasons }) => refused.push(`${line}: ${reasons.map(({ en }) => en).join('; ')}`),
    progress: () => {},
  });
  return { rows, added, updated, refused };
}

const line = (sku: string, barcodes = '', name = '奶粉', price = '1') => `${sku},${barcodes},${name},,,,${price},,,,`;

describe('importing a product list', () => {
  it('adds the good rows, lists the bad ones, and makes all searchable', async () => {
    const catalog = emptyCatalog();
    const text = [
      HEADER,
      line('A', '6970031800297|96385074', '禾牧 奶粉', '298'),
      line('B', '', '', '-1'),
      line('C', '', '=1+1', '5'),
    ].join('\r\n');
    expect(await importText(catalog, text)).toEqual({
      rows: 3,
      added: 2,
      updated: 0,
      refused: ['3: name is empty: ""; price is negative: "-1"'],
    });
    expect(catalog.findByBarcode('96385074')).toMatchObject({ sku: 'A', priceMinor: 29_800, barcodes: ['6970031800297', '96385074'] });
    expect(catalog.findBySku('c')?.name).toBe('=1+1');
    expect(catalog.search('hmnf', 5).map(({ sku }) => sku)).toEqual(['A']);
    expect(catalog.count()).toBe(2);
  });

  it.each([
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['GBK', (text: string) => iconv.encode(text, 'gbk')],
    ['GB18030 with a character outside GBK', (text: string) => iconv.encode(text, 'gb18030')],
    ['UTF-16 from a spreadsheet', (text: string) => Buffer.from(`\uFEFF${text.replaceAll(',', '\t')}`, 'utf16le')],
  ])('reads %s', async (encoding, encode) => {
    const catalog = emptyCatalog();
    const name = encoding.includes('outside') ? '禾牧𠮷奶粉' : '禾牧奶粉';
    expect(await importText(catalog, encode(`${HEADER}\n${line('A', '', name)}\n`))).toMatchObject({ added: 1, refused: [] });
    expect(catalog.findBySku('A')?.name).toBe(name);
  });

  it('reads a workbook like a CSV file', async () => {
    const catalog = emptyCatalog();
    const cells = (values: readonly string[]) =>
      `<row>${values.map((value) => `<c t="inlineStr"><is><t>${value}</t></is></c>`).join('')}</row>`;
    const content = zipOf(
      workbookParts(cells(HEADER.split(',')) + cells(['A', '96385074', '奶粉', '', '', '罐', '298.00', '', '0.13', '0', '1'])),
    );
    expect(await importText(catalog, content, 'list.XLSX')).toMatchObject({ added: 1, refused: [] });
    expect(catalog.findByBarcode('96385074')).toMatchObject({ sku: 'A', unit: '罐', taxRateBasisPoints: 1300 });
  });

  it('updates what exists and keeps what the file says nothing of', async () => {
    const catalog = emptyCatalog();
    await importText(catalog, `${HEADER},plu,quick_page,image\n${line('A', '96385074', '红富士')},00321,常用:1,a.png\n`);
    expect(await importText(catalog, `${HEADER}\n${line('a', '96385074', '红富士苹果', '9.90')}\n`)).toMatchObject({
      added: 0,
      updated: 1,
    });
    expect(catalog.findByPlu('321')).toMatchObject({ id: 1, sku: 'a', name: '红富士苹果', priceMinor: 990, plu: '321', image: 'a.png' });
    expect(catalog.quickPages()).toMatchObject([{ category: '常用', products: [{ id: 1 }] }]);
    expect([catalog.search('pingguo', 5).length, catalog.count()]).toEqual([1, 1]);
  });

  it('refuses a barcode or item number that belongs to another product, in the file or in the shop, and a SKU that comes twice', async () => {
    const catalog = emptyCatalog();
    await importText(catalog, `${HEADER},plu\n${line('OLD', '036000291452', '旧')},7\n`);
    const rows = [line('A', '96385074'), line('B', '1|96385074'), line('C', '0036000291452'), line('A', '2'), line('D', '3')];
    const result = await importText(catalog, `${HEADER},plu\n${rows.map((row, index) => `${row},${index === 4 ? '007' : ''}`).join('\n')}`);
    expect(result).toEqual({
      rows: 5,
      added: 1,
      updated: 0,
      refused: [
        '3: barcode 96385074 already belongs to A 奶粉',
        '4: barcode 0036000291452 already belongs to OLD 旧',
        '5: SKU A comes twice in the file',
        '6: PLU 007 already belongs to OLD 旧',
      ],
    });
    expect(catalog.findByBarcode('1')).toBeUndefined();
  });

  it('moves a barcode on once its product has given it up', async () => {
    const catalog = emptyCatalog();
    await importText(catalog, `${HEADER}\n${line('A', '96385074')}\n${line('B', '1')}`);
    expect(await importText(catalog, `${HEADER}\n${line('A', '5')}\n${line('B', '96385074')}`)).toMatchObject({ updated: 2, refused: [] });
    expect(catalog.findByBarcode('96385074')?.sku).toBe('B');
    expect(catalog.findByBarcode('1')).toBeUndefined();
  });

  it.each([
    ['an empty file', '', 'list.csv', 'the file is empty'],
    ['a file of blank lines', '\n\r\n,,\n', 'list.csv', 'the file is empty'],
    [
      'missing columns',
      'sku,name,price\nA,B,1\n',
      'list.csv',
      'the header lacks these columns: barcodes, spec, category, unit, cost, tax_rate, weighed, active',
    ],
    ['one line of 10 MB', 'x'.repeat(10_000_000), 'list.csv', 'the row is longer than 32768 characters'],
    ['another kind of file', HEADER, 'list.pdf', 'only .csv and .xlsx can be imported, not .pdf'],
    ['a workbook with macros by its name', HEADER, 'list.xlsm', 'only .csv and .xlsx can be imported, not .xlsm'],
  ])('refuses %s as a whole', async (_, content, name, reason) => {
    const catalog = emptyCatalog();
    await expect(importText(catalog, content, name)).rejects.toThrow(reason);
    expect(catalog.count()).toBe(0);
  });

  it('goes on after rows that cannot be read', async () => {
    const catalog = emptyCatalog();
    const text = [HEADER, 'A,"x,broken', line('B'), `C,,"${'x'.repeat(40_000)}",,,,1,,,,`, line('D')].join('\n');
    expect(await importText(catalog, text)).toEqual({
      rows: 4,
      added: 2,
      updated: 0,
      refused: ['2: text follows a closing quotation mark', '4: a quotation mark is not closed'],
    });
  });

  it('lets another process add a product while it runs', async () => {
    const directory = temporaryDirectory();
    const importing = openCatalog(join(directory, 'catalog.db'), { bulk: true, reader });
    const station = openCatalog(join(directory, 'catalog.db'), { reader });
    const file = join(directory, 'list.csv');
    writeFileSync(
      file,
      [HEADER, ...Array.from({ length: 3000 }, (_, index) => line(`P${index}`, `69${index}`, `牛奶${index}`))].join('\n'),
    );
    const done = importFile(importing, file, { refused: () => {}, progress: () => {} });
    const added = station.quickAdd({ barcode: '96385074', name: '新品奶粉', priceMinor: 100 });
    expect(await done).toMatchObject({ added: 3000, refused: 0 });
    expect(station.count()).toBe(3001);
    expect(station.search('牛奶2999', 5)).toHaveLength(1);
    expect(station.search('xinpin', 5).map(({ id }) => id)).toEqual([added.id]);
  });
});
