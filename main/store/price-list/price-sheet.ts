import { fieldsOf, text, yuan } from '../sheet/field.ts';
import type { SheetKind } from '../sheet/read-sheet.ts';
import { Sku } from '#contract/product.ts';

/** A row of a table of prices. */
export interface PriceRow {
  /** The article's SKU, or one of its barcodes. */
  readonly code: string;
  readonly priceMinor: number;
}

const COLUMNS = {
  sku: ['货号', '商品编码', '商品编号', '编码', 'barcode', '条码', '条形码', '商品条码'],
  price: ['价格', '新价', '售价', '会员价', '单价'],
} as const;

/** `SKU or barcode, price in yuan`, with or without a header. */
export const PRICES: SheetKind<keyof typeof COLUMNS, PriceRow> = {
  columns: COLUMNS,
  required: ['sku', 'price'],
  bare: ['sku', 'price'],
  parse(header, cells) {
    const field = fieldsOf(header, cells);
    const row = { code: text(field, 'sku', Sku.maxLength ?? 64, { required: true }), priceMinor: yuan(field, 'price') };
    return field.reasons.length === 0 ? { row } : { reasons: field.reasons };
  },
};
