import { traceCode } from './fill.ts';
import type { LabelTable, StoredItem, StoredJob } from './label-sql.ts';
import { labelOf } from './label-queue.ts';
import { nextSerialNumber } from './serial.ts';
import { findLabelTemplate, needsOtherRoll, type LabelTemplate } from './templates.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Clock, Ports } from '../ports.ts';
import type { Shop } from '../shop.ts';
import { GuitaiError } from '#contract/error.ts';
import { MAX_LABELS, type LabelItem } from '#contract/label.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { Product } from '#contract/product.ts';

export interface OrderOptions {
  readonly table: LabelTable;
  readonly shop: Shop;
  readonly catalog: Catalog;
  readonly ports: Pick<Ports, 'drawLabel'>;
  readonly clock: Clock;
}

/**
 * Makes a job of an order: every label is tried once on paper of its size, then job and serial numbers are written in one step. The same request returns
 * the same job. Throws product_unknown, label_no_code, label_misfit, label_too_many, request_conflict.
 */
export async function orderLabels(options: OrderOptions, input: ProcedureInput<'label.order'>): Promise<number> {
  const { table, catalog, shop, ports, clock } = options;
  const { requestId, ...rest } = input;
  const content = JSON.stringify(rest);
  const known = knownJob(table, requestId, content);
  if (known !== undefined) return known;
  const template = findLabelTemplate(input.template);
  const items = placeItems(template, input.items, catalog);
  // A serial number as long as any stands in for those not given away yet.
  for (const item of items) {
    const trial = template.serial ? { ...item, serialNumber: 0 } : item;
    const label = labelOf(template.id, trial, 0, shop, true);
    // Text always fits, and drawing it takes longest.
    const elements = label.elements.filter(({ type }) => type !== 'text');
    if (elements.length > 0) await ports.drawLabel({ ...label, elements });
  }
  return table.inTransaction(() => {
    // The same request may have come again while the labels were tried.
    const ordered = knownJob(table, requestId, content);
    if (ordered !== undefined) return ordered;
    const numbered = template.serial ? numberItems(table, items, clock()) : items;
    return table.insertJob(freshJob(table, template, items, clock()), numbered, { requestId, content });
  });
}

/** Prints labels of an earlier job again, marked: a job of its own with the same products and serial numbers. Throws label_job_unknown. */
export function reprintLabels({ table, clock }: OrderOptions, input: ProcedureInput<'label.reprint'>): number {
  const { requestId, jobId, from, to } = input;
  const content = JSON.stringify({ jobId, from, to });
  const known = knownJob(table, requestId, content);
  if (known !== undefined) return known;
  const job = table.job(jobId);
  if (!job || from > to || to > job.total) throw new GuitaiError('label_job_unknown');
  let first = 1;
  const items: StoredItem[] = [];
  for (const item of table.items(jobId)) {
    const begin = Math.max(from, item.first);
    const copies = Math.min(to, item.first + item.copies - 1) - begin + 1;
    if (copies < 1) continue;
    const serialNumber = item.serialNumber === undefined ? undefined : item.serialNumber + begin - item.first;
    items.push({ ...item, first, copies, serialNumber, reprint: true });
    first += copies;
  }
  const fresh = freshJob(table, findLabelTemplate(job.template), items, clock());
  return table.insertJob({ ...fresh, reprints: first - 1 }, items, { requestId, content });
}

function knownJob(table: LabelTable, requestId: string, content: string): number | undefined {
  const known = table.findRequest(requestId);
  if (known && known.content !== content) throw new GuitaiError('request_conflict');
  return known?.jobId;
}

function placeItems(template: LabelTemplate, items: readonly LabelItem[], catalog: Catalog): readonly StoredItem[] {
  let first = 1;
  const placed = items.map(({ productId, ...details }): StoredItem => {
    const product = catalog.findById(productId);
    if (!product) throw new GuitaiError('product_unknown', { code: String(productId) });
    if (template.serial) needCode(product);
    const item = { ...details, first, product, serialNumber: undefined, reprint: false };
    first += details.copies;
    return item;
  });
  if (first - 1 > MAX_LABELS) throw new GuitaiError('label_too_many', { max: MAX_LABELS });
  return placed;
}

function needCode(product: Product): void {
  if (traceCode(product, {}) === undefined) throw new GuitaiError('label_no_code', { name: product.name });
}

function numberItems(table: LabelTable, items: readonly StoredItem[], nowMs: number): readonly StoredItem[] {
  let next = nextSerialNumber(table.lastSerial(), nowMs);
  const numbered = items.map((item): StoredItem => {
    const serialNumber = next;
    next += item.copies;
    return { ...item, serialNumber };
  });
  table.setLastSerial(next - 1);
  return numbered;
}

function freshJob(table: LabelTable, template: LabelTemplate, items: readonly StoredItem[], createdAtMs: number): Omit<StoredJob, 'jobId'> {
  const changeRoll = needsOtherRoll(template, table.loadedRoll());
  return {
    template: template.id,
    title: items[0]?.product.name ?? '',
    // The printer would print over the edges of the roll that is in it.
    state: changeRoll ? 'paused' : 'queued',
    done: 0,
    total: items.reduce((sum, { copies }) => sum + copies, 0),
    unconfirmed: false,
    reprints: 0,
    again: false,
    changeRoll,
    createdAtMs,
  };
}
