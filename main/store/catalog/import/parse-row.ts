import type { Bilingual } from '#contract/language.ts';
import { parseYuan } from '#contract/money.ts';
import { Product, Sku } from '#contract/product.ts';
import type { ImportRow, QuickTile } from '../import-row.ts';
import { isCommandCode } from '#contract/till-command.ts';
import { barcodeKey } from '../gtin.ts';
import type { Column, Header } from './columns.ts';
import { text, yesNo, type Field } from './field.ts';
import { parseTraits } from './parse-traits.ts';

/** What an empty cell stands for. */
export const DEFAULT_UNIT = '件';
export const DEFAULT_TAX_RATE_BASIS_POINTS = 1300;

const MAX_BARCODES = 20;
const MAX_BARCODE_LENGTH = 128;
const MAX_POPULARITY = 1_000_000_000;
const MAX_QUICK_TILES_PER_PRODUCT = 12;
const MAX_QUICK_PAGE_LENGTH = 60;
/** The value quoted in a reason is cut to this length. */
const QUOTED_LENGTH = 40;

/** Turns the cells of one row into a product, or says everything that is wrong with it. Nothing in a cell is ever evaluated. */
export function parseRow(
  header: Header,
  cells: readonly string[],
): { readonly row: ImportRow } | { readonly reasons: readonly Bilingual[] } {
  const reasons: Bilingual[] = [];
  const cell = (column: Column): string => clean(cells[header.get(column) ?? -1] ?? '');
  const optional = <Value>(column: Column, parse: (text: string) => Value): Value | undefined =>
    header.has(column) ? parse(cell(column)) : undefined;
  const refuse = (column: Column, zh: string, en: string): void => {
    const value = JSON.stringify(cell(column).slice(0, QUOTED_LENGTH));
    reasons.push({ zh: `${column} ${zh}：${value}`, en: `${column} ${en}: ${value}` });
  };
  const field: Field = { cell, refuse };
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

/** Blanks around it go, and the apostrophe by which spreadsheets mark text (OWASP: CSV injection). */
function clean(cell: string): string {
  return cell.trim().replace(/^'/, '').trim();
}

function identifier(field: Field): string {
  const value = text(field, 'sku', Sku.maxLength ?? 64, { required: true });
  if (/^[=+@-]/.test(value)) field.refuse('sku', '像公式，不能作货号', 'looks like a formula and cannot be a SKU');
  return value;
}

function barcodes(field: Field): string[] {
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

function price(field: Field): number {
  if (field.cell('price') !== '') return yuan(field, 'price');
  field.refuse('price', '是空的', 'is empty');
  return 0;
}

function yuan({ cell, refuse }: Field, column: 'price' | 'cost'): number {
  const value = cell(column);
  const amountMinor = parseYuan(value);
  if (amountMinor !== undefined) return amountMinor;
  if (/^-\s*[\d.]+$/.test(value)) refuse(column, '是负数', 'is negative');
  else if (/^\d+\.\d{3,}$/.test(value)) refuse(column, '小数超过两位', 'has more than two decimals');
  else if (/^[=+@-]/.test(value)) refuse(column, '是公式，不会计算', 'is a formula, which is never evaluated');
  else refuse(column, '不是金额', 'is not an amount in yuan');
  return 0;
}

/** `13%`, `13` and `0.13` are 13 %; a number below 1 without % is a share, from 1 on a percentage. */
function taxRate({ cell, refuse }: Field): number {
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

function digits({ refuse }: Field, column: Column, value: string, maxLength: number): string {
  if (!/^\d*$/.test(value) || value.length > maxLength)
    refuse(column, `应为最多 ${maxLength} 位数字`, `must be at most ${maxLength} digits`);
  return value;
}

function popularity({ refuse }: Field, value: string): number {
  const number = value === '' ? 0 : Number(value);
  if (/^\d*(?:\.\d+)?$/.test(value) && number <= MAX_POPULARITY) return Math.floor(number);
  refuse('popularity', '应为不小于 0 的数', 'must be a number from 0');
  return 0;
}

/** `常用:1|奶粉:4`: pages, each with the place on it; without a place, last. */
function quickTiles({ refuse }: Field, value: string): QuickTile[] {
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
