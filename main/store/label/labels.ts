import { traceCode } from './fill.ts';
import { createLabelQueue, labelOf } from './label-queue.ts';
import { openLabelTable, type LabelTable, type StoredJob } from './label-sql.ts';
import { orderLabels, reprintLabels } from './order.ts';
import { formatSerial, nextSerialNumber } from './serial.ts';
import { findLabelTemplate, labelTemplates, rollOf } from './templates.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { summaryOf } from '../catalog/summary.ts';
import { interpretCode } from '../checkout/interpret.ts';
import type { StoreHandlers } from '../handlers.ts';
import { createLocalTime } from '../local-time.ts';
import type { Clock, Ports } from '../ports.ts';
import type { Publish } from '../publish.ts';
import type { Shop } from '../shop.ts';
import type { Act } from '../staff/act.ts';
import { GuitaiError } from '#contract/error.ts';
import { MAX_LABEL_ITEMS, type LabelFind, type LabelImage, type LabelTemplateSummary } from '#contract/label.ts';
import type { ProcedureInput } from '#contract/procedures.ts';

export interface LabelsOptions {
  readonly file: string;
  readonly shop: Shop;
  readonly catalog: Catalog;
  readonly ports: Ports;
  readonly clock: Clock;
  readonly publish: Publish;
  readonly onUnexpected: (error: unknown, event: string) => void;
  /** Serial numbers were given out for an order; asked again for one that is repeated. */
  readonly onIssued: (requestId: string, issued: readonly IssuedSerials[], act: Act) => void;
}

/** Serial numbers printed on the labels of one article. */
export interface IssuedSerials {
  readonly sku: string;
  readonly serials: readonly string[];
}

type LabelHandlers = Pick<StoreHandlers, Extract<keyof StoreHandlers, `label.${string}`>>;

/** Price and item labels: looked up, shown, ordered and printed one by one. */
export interface Labels {
  readonly handlers: LabelHandlers;
  start(): void;
  /** Waits for the label being printed, then closes the file. */
  stop(): Promise<void>;
}

/** Labels are no money: a file that cannot be opened stops them and nothing else. */
export function createLabels(options: LabelsOptions): Labels {
  const table = openTable(options);
  const { catalog, onUnexpected } = options;
  const queue = table && createLabelQueue({ ...options, table });
  const opened = (): LabelTable => {
    if (!table) throw new GuitaiError('label_unavailable');
    return table;
  };

  /** Anything but our own refusals means that the disk did not take the change. */
  async function saved<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof GuitaiError && !error.code.startsWith('ledger_')) throw error;
      onUnexpected(error, 'label.save');
      throw new GuitaiError('label_not_saved');
    } finally {
      queue?.pump();
    }
  }

  const change = (jobId: number, decide: (job: StoredJob) => Partial<StoredJob> | undefined): Promise<Record<string, never>> =>
    saved(() => {
      const job = opened().job(jobId);
      if (!job) throw new GuitaiError('label_job_unknown');
      const changes = decide(job);
      if (changes) opened().update(jobId, changes);
      return {};
    });

  return {
    handlers: {
      'label.templates': () => ({ templates: labelTemplates().map(toSummary) }),
      'label.find': (input) => findForLabel(options, input),
      'label.categories': () => ({ categories: catalog.categories() }),
      'label.category'({ category }) {
        const products = catalog.byCategory(category, MAX_LABEL_ITEMS + 1);
        return { products: products.slice(0, MAX_LABEL_ITEMS), more: products.length > MAX_LABEL_ITEMS };
      },
      'label.preview': (input) => preview(options, table, input),
      'label.order': (input, act) =>
        saved(async () => {
          const jobId = await orderLabels({ ...options, table: opened() }, input);
          const issued = issuedBy(opened(), jobId, options.shop);
          if (issued.length > 0) options.onIssued(input.requestId, issued, act);
          return { jobId };
        }),
      'label.reprint': (input) => saved(() => ({ jobId: reprintLabels({ ...options, table: opened() }, input) })),
      'label.pause': ({ jobId }) => change(jobId, ({ state }) => (state === 'queued' ? { state: 'paused' } : undefined)),
      'label.resume': ({ jobId }) =>
        change(jobId, ({ state, changeRoll, template }) => {
          if (state !== 'paused') return undefined;
          if (changeRoll) opened().setLoadedRoll(rollOf(findLabelTemplate(template)));
          return { state: 'queued', changeRoll: false };
        }),
      'label.cancel': ({ jobId }) => change(jobId, ({ state }) => (state === 'done' ? undefined : { state: 'cancelled' })),
      'label.settle': ({ jobId, label, decision }) =>
        change(jobId, (job) => {
          if (job.state !== 'asking' || label !== job.done + 1) return undefined;
          if (decision === 'reprint') return { state: 'queued', again: true, reprints: job.reprints + 1 };
          return { state: label === job.total ? 'done' : 'queued', done: label, again: false };
        }),
      'label.printerReady'() {
        queue?.pump();
        return {};
      },
    },
    start: () => queue?.start(),
    async stop() {
      await queue?.stop();
      table?.close();
    },
  };
}

/** The serial numbers of a job, article by article. */
function issuedBy(table: LabelTable, jobId: number, shop: Shop): readonly IssuedSerials[] {
  return table.items(jobId).flatMap(({ product, serialNumber, copies }) => {
    if (serialNumber === undefined) return [];
    return [{ sku: product.sku, serials: Array.from({ length: copies }, (_, copy) => formatSerial(shop, serialNumber + copy)) }];
  });
}

function openTable({ file, onUnexpected }: LabelsOptions): LabelTable | undefined {
  try {
    return openLabelTable(file);
  } catch (error) {
    onUnexpected(error, 'label.open');
    return undefined;
  }
}

function toSummary({ id, width, height, asks, serial }: LabelTemplateSummary): LabelTemplateSummary {
  return { id, width, height, asks, serial };
}

/** A code means the same as at the till; an expired piece still gets no label. */
function findForLabel({ catalog, shop, clock }: LabelsOptions, input: ProcedureInput<'label.find'>): LabelFind {
  const today = (): string => createLocalTime(shop.timeZone)(clock()).date;
  const meaning = interpretCode(input.text, input.source, { catalog, shop, today });
  if (meaning.kind === 'choose') return { kind: 'choose', products: [...meaning.products] };
  if (meaning.kind !== 'product' && meaning.kind !== 'label') return { kind: 'unknown' };
  const { batch, expiry } = (meaning.kind === 'product' ? meaning.gs1 : meaning.label.gs1) ?? {};
  if (expiry !== undefined && expiry < today()) throw new GuitaiError('product_expired', { name: meaning.product.name, expiry });
  return {
    kind: 'product',
    product: summaryOf(meaning.product),
    ...(batch === undefined ? {} : { batch }),
    ...(expiry === undefined ? {} : { expiry }),
  };
}

async function preview(options: LabelsOptions, table: LabelTable | undefined, input: ProcedureInput<'label.preview'>): Promise<LabelImage> {
  const { catalog, shop, ports, clock } = options;
  const { productId, ...details } = input.item;
  const product = catalog.findById(productId);
  if (!product) throw new GuitaiError('product_unknown', { code: String(productId) });
  const { serial } = findLabelTemplate(input.template);
  if (serial && traceCode(product, {}) === undefined) throw new GuitaiError('label_no_code', { name: product.name });
  const serialNumber = serial ? nextSerialNumber(table?.lastSerial() ?? 0, clock()) : undefined;
  const item = { ...details, first: 1, product, serialNumber, reprint: false };
  return ports.drawLabel(labelOf(input.template, item, 0, shop, false));
}
