import { describe, expect, it } from 'vitest';
import { type Column, COLUMNS, REQUIRED_COLUMNS } from '#main/store/catalog/import/columns.ts';
import { parseRow } from '#main/store/catalog/import/parse-row.ts';
import { readHeader } from '#main/store/sheet/header.ts';

const OPTIONAL = ['plu', 'tax_class', 'image', 'quick_page', 'popularity'] as const;
const good: Partial<Record<Column, string>> = { sku: 'NF-3', name: '奶粉', price: '298' };

function parse(cells: Partial<Record<Column, string>>, columns: readonly Column[] = REQUIRED_COLUMNS) {
  const all = { ...good, ...cells };
  return parseRow(
    readHeader(columns, COLUMNS, REQUIRED_COLUMNS),
    columns.map((column) => all[column] ?? ''),
  );
}

function accepted(cells: Partial<Record<Column, string>>, columns?: readonly Column[]) {
  const parsed = parse(cells, columns);
  return 'row' in parsed ? parsed.row : parsed.reasons.map(({ en }) => en);
}

function reasons(cells: Partial<Record<Column, string>>, columns?: readonly Column[]) {
  const parsed = parse(cells, columns);
  return 'row' in parsed ? 'accepted' : parsed.reasons.map(({ en }) => en);
}

describe('header', () => {
  it('takes the columns in any order, in English or Chinese, and skips unknown ones', () => {
    const header = readHeader(
      [' 售价', 'SKU', '品名', '条码', '规格', '分类', '单位', '进价', '税率', '称重', '在售', '备注', 'ＰＬＵ'],
      COLUMNS,
      REQUIRED_COLUMNS,
    );
    expect(Object.fromEntries(header)).toEqual({
      price: 0,
      sku: 1,
      name: 2,
      barcodes: 3,
      spec: 4,
      category: 5,
      unit: 6,
      cost: 7,
      tax_rate: 8,
      weighed: 9,
      active: 10,
      plu: 12,
    });
  });

  it('names every column that is missing, and a column that comes twice', () => {
    expect(() =>
      readHeader(['sku', 'name', 'price', 'spec', 'category', 'unit', 'cost', 'tax_rate', 'weighed'], COLUMNS, REQUIRED_COLUMNS),
    ).toThrow('the header lacks these columns: barcodes, active');
    expect(() => readHeader([...REQUIRED_COLUMNS, '售价'], COLUMNS, REQUIRED_COLUMNS)).toThrow('column price comes twice in the header');
  });
});

describe('row of a product list', () => {
  it('becomes a product', () => {
    expect(
      accepted({
        sku: ' NF-3 ',
        barcodes: '6970031800297| 6970031800303 |6970031800297',
        name: '禾牧 奶粉',
        spec: '800 g',
        category: '奶粉',
        unit: '罐',
        price: '298.5',
        cost: '210',
        tax_rate: '13%',
        weighed: '否',
        active: 'yes',
      }),
    ).toEqual({
      sku: 'NF-3',
      barcodes: ['6970031800297', '6970031800303'],
      name: '禾牧 奶粉',
      spec: '800 g',
      category: '奶粉',
      unit: '罐',
      priceMinor: 29_850,
      costMinor: 21_000,
      taxRateBasisPoints: 1300,
      weighed: false,
      active: true,
    });
  });

  it('gives empty cells their meaning', () => {
    expect(accepted({})).toMatchObject({
      barcodes: [],
      unit: '件',
      costMinor: null,
      taxRateBasisPoints: 1300,
      weighed: false,
      active: true,
    });
  });

  it.each([
    ['13%', 1300],
    ['13', 1300],
    ['0.13', 1300],
    ['0.065', 650],
    ['9 %', 900],
    ['0.5%', 50],
    ['1', 100],
    ['0', 0],
    ['１３％', 1300],
    ['100%', 10_000],
  ])('reads the tax rate %s', (tax_rate, taxRateBasisPoints) => {
    expect(accepted({ tax_rate })).toMatchObject({ taxRateBasisPoints });
  });

  it.each(['101', '-13%', '13.333%', '=0.13', '免税', '1e1'])('refuses the tax rate %s', (tax_rate) => {
    expect(reasons({ tax_rate })).toEqual([`tax_rate is not a tax rate: "${tax_rate}"`]);
  });

  it.each([
    ['-5', 'price is negative: "-5"'],
    ['', 'price is empty: ""'],
    ['12.345', 'price has more than two decimals: "12.345"'],
    ['=1+1', 'price is a formula, which is never evaluated: "=1+1"'],
    ['+12', 'price is a formula, which is never evaluated: "+12"'],
    ['@SUM(A1)', 'price is a formula, which is never evaluated: "@SUM(A1)"'],
    ['1e3', 'price is not an amount in yuan: "1e3"'],
    ['1,299', 'price is not an amount in yuan: "1,299"'],
    ['99999999', 'price is not an amount in yuan: "99999999"'],
    ['免费', 'price is not an amount in yuan: "免费"'],
  ])('refuses the price %s', (price, reason) => {
    expect(reasons({ price })).toEqual([reason]);
  });

  it('takes the apostrophe of a spreadsheet away and keeps formulas in names as text', () => {
    expect(accepted({ sku: "'000512", name: '\'=HYPERLINK("x")', spec: '@home', price: "'12" })).toMatchObject({
      sku: '000512',
      name: '=HYPERLINK("x")',
      spec: '@home',
      priceMinor: 1200,
    });
  });

  it.each([
    ['6.97003E+12', 'barcodes was shortened by a spreadsheet, format the column as text: "6.97003E+12"'],
    ['="6970031800297"', 'barcodes is not a barcode: "=\\"6970031800297\\""'],
    ['条码', 'barcodes is not a barcode: "条码"'],
    ['1'.repeat(129), `barcodes is longer than 128 characters: "${'1'.repeat(40)}"`],
    [
      Array.from({ length: 21 }, (_, index) => String(index)).join('|'),
      'barcodes are more than 20: "0|1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16"',
    ],
  ])('refuses the barcodes %s', (barcodes, reason) => {
    expect(reasons({ barcodes })).toEqual([reason]);
  });

  it('says everything that is wrong, in Chinese and English', () => {
    expect(parse({ sku: '=1', name: '', price: '-1', weighed: 'maybe', unit: 'x'.repeat(13) })).toEqual({
      reasons: [
        { zh: 'sku 像公式，不能作货号："=1"', en: 'sku looks like a formula and cannot be a SKU: "=1"' },
        { zh: 'name 是空的：""', en: 'name is empty: ""' },
        { zh: 'unit 超过 12 个字符："xxxxxxxxxxxxx"', en: 'unit is longer than 12 characters: "xxxxxxxxxxxxx"' },
        { zh: 'price 是负数："-1"', en: 'price is negative: "-1"' },
        { zh: 'weighed 应为 1/0、是/否、true/false、yes/no："maybe"', en: 'weighed must be 1/0, true/false, yes/no or 是/否: "maybe"' },
      ],
    });
  });

  it.each([
    ['name', '奶\u001b@粉', 'name contains control characters: "奶\\u001b@粉"'],
    ['name', '奶\ud83d', 'name contains control characters: "奶\\ud83d"'],
    ['name', '奶\ufffd粉', 'name has unreadable characters, check the encoding of the file: "奶\ufffd粉"'],
    ['name', 'x'.repeat(201), `name is longer than 200 characters: "${'x'.repeat(40)}"`],
    ['spec', 'x'.repeat(101), `spec is longer than 100 characters: "${'x'.repeat(40)}"`],
    ['category', 'x'.repeat(61), `category is longer than 60 characters: "${'x'.repeat(40)}"`],
    ['sku', 'x'.repeat(65), `sku is longer than 64 characters: "${'x'.repeat(40)}"`],
  ] as const)('refuses a bad %s', (column, value, reason) => {
    expect(reasons({ [column]: value })).toEqual([reason]);
  });

  it('keeps emoji, quotes and 200 characters of name', () => {
    const name = `🍼"'{}~^|${'奶'.repeat(191)}`;
    expect(name).toHaveLength(200);
    expect(accepted({ name })).toMatchObject({ name });
  });

  it('reads the optional columns, and leaves out what the file does not have', () => {
    const columns = [...REQUIRED_COLUMNS, ...OPTIONAL];
    const cells = {
      plu: '00123',
      tax_class: '1030201010000000000',
      image: 'a.png',
      quick_page: '常用:3| 奶粉：12 |尿裤',
      popularity: '42.5',
    };
    expect(accepted(cells, columns)).toMatchObject({
      plu: '00123',
      taxClass: '1030201010000000000',
      image: 'a.png',
      popularity: 42,
      quickTiles: [
        { page: '常用', position: 3 },
        { page: '奶粉', position: 12 },
        { page: '尿裤', position: 1000 },
      ],
    });
    expect(accepted({}, columns)).toMatchObject({ plu: null, taxClass: '', image: '', popularity: 0, quickTiles: [] });
    expect(accepted({})).not.toHaveProperty('plu', null);
    expect(reasons({ plu: '1234567', tax_class: 'x', popularity: '-1', quick_page: ':1' }, columns)).toEqual([
      'plu must be at most 6 digits: "1234567"',
      'tax_class must be at most 19 digits: "x"',
      'popularity must be a number from 0: "-1"',
      'quick_page must be page:place, several parted by |: ":1"',
    ]);
  });
});
