import { MAX_LABEL_COPIES, type LabelItem, type LabelTemplateSummary } from '#contract/label.ts';
import type { ProductSummary } from '#contract/product.ts';

/** A row of the list: one product and how many labels of it. */
export interface ListRow extends Omit<LabelItem, 'productId'> {
  readonly key: number;
  readonly product: ProductSummary;
}

export type RowDetails = Pick<LabelItem, 'wasMinor' | 'batch' | 'expiry'>;

/** Adds one label more: to the row of this product with the same batch and expiry, else as a new row at the top. */
export function addToList(list: readonly ListRow[], product: ProductSummary, details: RowDetails = {}): readonly ListRow[] {
  const same = list.find((row) => row.product.id === product.id && row.batch === details.batch && row.expiry === details.expiry);
  if (same) return setCopies(list, same.key, same.copies + 1);
  const key = list.reduce((highest, row) => Math.max(highest, row.key), 0) + 1;
  return [{ key, product, copies: 1, ...details }, ...list];
}

/** Keeps to 1 … 999. */
export function setCopies(list: readonly ListRow[], key: number, copies: number): readonly ListRow[] {
  const kept = Math.max(1, Math.min(MAX_LABEL_COPIES, Math.round(copies) || 1));
  return list.map((row) => (row.key === key ? { ...row, copies: kept } : row));
}

/** Empty words take the detail away. */
export function setDetails(
  list: readonly ListRow[],
  key: number,
  details: { readonly [Name in keyof RowDetails]?: RowDetails[Name] | undefined },
): readonly ListRow[] {
  return list.map((row) => {
    if (row.key !== key) return row;
    const { wasMinor, batch, expiry } = { ...row, ...details };
    return { key: row.key, product: row.product, copies: row.copies, ...known({ wasMinor, batch, expiry }) };
  });
}

export function countLabels(list: readonly ListRow[]): number {
  return list.reduce((sum, { copies }) => sum + copies, 0);
}

/** What is left once these rows were ordered: rows and copies that were scanned while the order was on its way. */
export function withoutOrdered(list: readonly ListRow[], ordered: readonly ListRow[]): readonly ListRow[] {
  return list.flatMap((row) => {
    const before = ordered.find(({ key, product }) => key === row.key && product.id === row.product.id);
    const copies = row.copies - (before?.copies ?? 0);
    return copies > 0 ? [{ ...row, copies }] : [];
  });
}

/** The list as the shop takes it: only what the template prints. */
export function orderItems(list: readonly ListRow[], template: LabelTemplateSummary): LabelItem[] {
  return list.toReversed().map((row) => orderItem(row, template));
}

export function orderItem({ product, copies, wasMinor, batch, expiry }: ListRow, { asks }: LabelTemplateSummary): LabelItem {
  return {
    productId: product.id,
    copies,
    ...known({
      wasMinor: asks.includes('was') ? wasMinor : undefined,
      batch: asks.includes('batch') ? batch : undefined,
      expiry: asks.includes('expiry') ? expiry : undefined,
    }),
  };
}

function known({ wasMinor, batch, expiry }: { readonly [Name in keyof Required<RowDetails>]: RowDetails[Name] | undefined }): RowDetails {
  return {
    ...(wasMinor === undefined ? {} : { wasMinor }),
    ...(batch === undefined || batch === '' ? {} : { batch }),
    ...(expiry === undefined || expiry === '' ? {} : { expiry }),
  };
}
