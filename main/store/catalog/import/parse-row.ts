import { Product, Sku } from '#contract/product.ts';
import type { ImportRow, QuickTile } from '../import-row.ts';
import { isCommandCode } from '#contract/till-command.ts';
import { barcodeKey } from '../gtin.ts';
import { fieldsOf, text, yesNo, yuan, type Field } from '../../sheet/field.ts';
import type { Parsed } from '../../sheet/read-sheet.ts';
import type { Column, ProductHeader } from './columns.ts';
import { parseTraits } from './parse-traits.ts';

type ProductField = Field<Column>;

/** What an empty cell stands for. */
export const DEFAULT_UNIT = '件';
export const DEFAULT_TAX_RATE_BASIS_POINTS = 1300;

const MAX_BARCODES = 20;
const MAX_BARCODE_LENGTH = 128;
const MAX_POPULARITY = 1_000_000_000;
const MAX_QUICK_TILES_PER_PRODUCT = 12;
const MAX_QUICK_PAGE_LENGTH = 60;

/** Turns the cells of one row into a product, or says everything that is wrong with it. */
export function parseRow(header: ProductHeader, cells: readonly string[]): Parsed<ImportRow> {
  const field = fieldsOf(header, cells);
  const { cell, reasons } = field;
  const optional = <Value>(column: Column, parse: (text: string) => Value): Value | undefined =>
    header.has(column) ? parse(cell(column)) : undefined;
  const row: ImportRow = {
    sku: identifier(field),
    barcodes: barcodes(field),
    name: text(field, 'name', 200, { required: true }),
    spec: text(field, 'spec', 100),
    category: text(field, 'category', 60),
    unit: text(field, 'unit', 12) || DEFAULT_UNIT,
    priceMinor: price(field),
    costMinor: cell('cost') === '' ? null : yuan(field, 'cost'),
    taxRateBasisPoints: taxRate(field),
    weighed: yesNo(field, 'weighed', false),
    active: yesNo(field, 'active', true),
    plu: optional('plu', (value) => digits(field, 'plu', value, 6) || null),
    taxClass: optional('tax_class', (value) => digits(field, 'tax_class', value, 19)),
    image: optional('image', () => text(field, 'image', 200)),
    popularity: optional('popularity', (value) => popularity(field, value)),
    traits: parseTraits(header, field),
    quickTiles: optional('quick_page', (value) => quickTiles(field, value)),
  };
  return reasons.length === 0 ? { row } : { reasons };
}

function identifier(field: ProductField): string {
  const value = text(field, 'sku', Sku.maxLength ?? 64, { required: true });
  if (/^[=+@-]/.test(value)) field.refuse('sku', '像公式，不能作货号', 'looks like a formula and cannot be a SKU');
  return value;
}

function barcodes(field: ProductField): string[] {
  const codes = text(field, 'barcodes', MAX_BARCODES * (MAX_BARCODE_LENGTH + 1))
    .split('|')
    .map((code) => code.trim())
    .filter((code) => code !== '');
  if (codes.length > MAX_BARCODES) field.refuse('barcodes', `超过 ${MAX_BARCODES} 个`, `are more than ${MAX_BARCODES}`);
  for (const code of codes) {
    if (code.length > MAX_BARCODE_LENGTH)
      field.refuse('barcodes', `超过 ${MAX_BARCODE_LENGTH} 个字符`, `is longer than ${MAX_BARCODE_LENGTH} characters`);
    else if (/^\d(?:\.\d+)?e\+\d+$/i.test(code)) {
      field.refuse('barcodes', '被表格软件改成了科学计数，请把这一列设为文本', 'was shortened by a spreadsheet, format the column as text');
    } else if (isCommandCode(code)) {
      field.refuse('barcodes', '以 GT: 开头的是功能条码', 'begin with GT:, like function barcodes');
    } else if (/^[=+@-]/.test(code) || !/^[\x20-\x7e]+$/.test(code)) field.refuse('barcodes', '不是条码', 'is not a barcode');
  }
  const keys = codes.map(barcodeKey);
  return codes.filter((code, index) => keys.indexOf(barcodeKey(code)) === index);
}

function price(field: ProductField): number {
  if (field.cell('price') !== '') return yuan(field, 'price');
  field.refuse('price', '是空的', 'is empty');
  return 0;
}

/** `13%`, `13` and `0.13` are 13 %; a number below 1 without % is a share, from 1 on a percentage. */
function taxRate({ cell, refuse }: ProductField): number {
  const value = cell('tax_rate').normalize('NFKC');
  if (value === '') return DEFAULT_TAX_RATE_BASIS_POINTS;
  const match = /^(\d{1,3})(?:\.(\d{1,4}))?\s*(%?)$/.exec(value);
  const tenThousandths = match ? Number(match[1]) * 10_000 + Number((match[2] ?? '').padEnd(4, '0')) : Number.NaN;
  const isShare = match?.[3] === '' && tenThousandths < 10_000;
  const basisPoints = isShare ? tenThousandths : tenThousandths / 100;
  if (Product.shape.taxRateBasisPoints.safeParse(basisPoints).success) return basisPoints;
  refuse('tax_rate', '不是税率', 'is not a tax rate');
  return 0;
}

function digits({ refuse }: ProductField, column: Column, value: string, maxLength: number): string {
  if (!/^\d*$/.test(value) || value.length > maxLength)
    refuse(column, `应为最多 ${maxLength} 位数字`, `must be at most ${maxLength} digits`);
  return value;
}

function popularity({ refuse }: ProductField, value: string): number {
  const number = value === '' ? 0 : Number(value);
  if (/^\d*(?:\.\d+)?$/.test(value) && number <= MAX_POPULARITY) return Math.floor(number);
  refuse('popularity', '应为不小于 0 的数', 'must be a number from 0');
  return 0;
}

/** `常用:1|奶粉:4`: pages, each with the place on it; without a place, last. */
function quickTiles({ refuse }: ProductField, value: string): QuickTile[] {
  const tiles = value
    .split('|')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [, page = '', position] = /^([^:：]*)(?:[:：]\s*(\d{1,3}))?$/.exec(part.trim()) ?? [];
      return { page: page.trim(), position: position === undefined ? 1000 : Number(position) };
    });
  if (tiles.length > MAX_QUICK_TILES_PER_PRODUCT || !tiles.every(isTile)) {
    refuse('quick_page', '应为“页名:位置”，多页用 | 分开', 'must be page:place, several parted by |');
  }
  return tiles;
}

function isTile({ page }: QuickTile): boolean {
  return page !== '' && page.length <= MAX_QUICK_PAGE_LENGTH && !/[\p{Cc}\p{Cs}]/u.test(page);
}
