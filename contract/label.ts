import { z } from 'zod';
import { DeviceProblem } from './device.ts';
import { PriceMinor } from './money.ts';
import { Product, ProductSummary } from './product.ts';

/** Lengths of a label are tenths of a millimetre, from its upper left corner. 10.8 cm is as wide as a desktop label printer prints. */
const Tenths = z.int().min(0).max(2000);
const place = { x: Tenths, y: Tenths, width: Tenths.min(1), height: Tenths.min(1) };

/** How the printer finds the next label: by the gap between two, by a black mark on the back, or not at all. */
export const LabelMedia = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('gap'), gap: Tenths.min(10).max(100) }),
  z.strictObject({ type: z.literal('mark'), mark: Tenths.min(10).max(100) }),
  z.strictObject({ type: z.literal('continuous') }),
]);
export type LabelMedia = z.infer<typeof LabelMedia>;

const align = z.enum(['left', 'center', 'right']).exactOptional();
const codeText = z.string().min(1).max(200);

/** What stands on a label, in final words and figures. Every element keeps to its own rectangle. Text is hostile until the layout has drawn it. */
export const LabelElement = z.discriminatedUnion('type', [
  /** `height` is that of one line; wraps to at most `lines` lines, the last one ends in an ellipsis where words are left over. */
  z.strictObject({
    ...place,
    type: z.literal('text'),
    text: z.string().max(400),
    lines: z.int().min(1).max(6).exactOptional(),
    bold: z.boolean().exactOptional(),
    align,
  }),
  /** Large figures with a small currency mark and small decimals, made smaller until the whole amount fits. `struck`: the price that was. */
  z.strictObject({ ...place, type: z.literal('price'), amountMinor: PriceMinor, struck: z.boolean().exactOptional(), align }),
  /** Bars as wide as fits. `digits` prints the code below in letters of that height. GS1-128 data is an element string, GS (29) between fields. */
  z.strictObject({
    ...place,
    type: z.literal('barcode'),
    symbology: z.enum(['EAN13', 'EAN8', 'UPCA', 'CODE128', 'GS1_128']),
    data: codeText,
    digits: Tenths.min(10).max(60).exactOptional(),
  }),
  /** A square symbol, its modules as large as fits. GS1 symbols take an element string, GS (29) between fields. */
  z.strictObject({ ...place, type: z.literal('matrix'), symbology: z.enum(['QR', 'GS1_QR', 'GS1_DATAMATRIX']), data: codeText }),
  z.strictObject({ ...place, type: z.literal('bar') }),
  z.strictObject({ ...place, type: z.literal('box'), line: Tenths.min(1).max(20) }),
]);
export type LabelElement = z.infer<typeof LabelElement>;

/** Everything of one label but its printer. */
export const LabelDocument = z.strictObject({
  title: z.string().max(100),
  width: Tenths.min(100).max(1080),
  height: Tenths.min(80).max(2000),
  media: LabelMedia,
  elements: z.array(LabelElement).min(1).max(40),
});
export type LabelDocument = z.infer<typeof LabelDocument>;

/** A drawn label: one bit a dot, rows padded to whole bytes, most significant bit left, 1 = black. */
export const LabelImage = z.strictObject({
  dpi: z.union([z.literal(203), z.literal(300)]),
  widthDots: z.int().min(1).max(1300),
  heightDots: z.int().min(1).max(2500),
  bitsBase64: z.string().max(700_000),
});
export type LabelImage = z.infer<typeof LabelImage>;

/** The labels every shop has. `serial` gives each piece a number of its own. */
export const LabelTemplateId = z.enum(['shelf-40x30', 'shelf-60x40', 'promotion-60x40', 'item-40x30', 'serial-40x30', 'garment-40x60']);
export type LabelTemplateId = z.infer<typeof LabelTemplateId>;

export const LabelTemplateSummary = z.strictObject({
  id: LabelTemplateId,
  width: Tenths,
  height: Tenths,
  /** What it prints beside the product's own fields: the screen asks for these. */
  asks: z.array(z.enum(['was', 'batch', 'expiry'])),
  serial: z.boolean(),
});
export type LabelTemplateSummary = z.infer<typeof LabelTemplateSummary>;

export const MAX_LABEL_COPIES = 999;
export const MAX_LABEL_ITEMS = 500;
/** Labels of one job. */
export const MAX_LABELS = 5000;

/** (10) batch as GS1 allows it: character set 82, at most 20. */
const Batch = z.string().regex(/^[!"%-/0-9:-?A-Z_a-z]{1,20}$/);

/** One product of an order. `wasMinor` is the old price a promotion tag strikes. */
export const LabelItem = z.strictObject({
  productId: Product.shape.id,
  copies: z.int().min(1).max(MAX_LABEL_COPIES),
  wasMinor: PriceMinor.exactOptional(),
  batch: Batch.exactOptional(),
  expiry: z.iso.date().exactOptional(),
});
export type LabelItem = z.infer<typeof LabelItem>;

/** What a code or words mean to the person who makes labels. A GS1 code also gives batch and expiry. */
export const LabelFind = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('product'),
    product: ProductSummary,
    batch: Batch.exactOptional(),
    expiry: z.iso.date().exactOptional(),
  }),
  z.strictObject({ kind: z.literal('choose'), products: z.array(ProductSummary).max(20) }),
  z.strictObject({ kind: z.literal('unknown') }),
]);
export type LabelFind = z.infer<typeof LabelFind>;

/**
 * waiting: behind another job · printing · paused: a person stopped it · blocked: the printer cannot begin the next label, it goes on by itself ·
 * asking: nobody knows whether label `done + 1` came out · done · cancelled.
 */
export const LabelJobState = z.enum(['waiting', 'printing', 'paused', 'blocked', 'asking', 'done', 'cancelled']);
export type LabelJobState = z.infer<typeof LabelJobState>;

export const LabelJob = z.strictObject({
  jobId: z.int().min(1),
  template: LabelTemplateId,
  /** Name of the first product. */
  title: z.string().max(200),
  state: LabelJobState,
  /** Labels surely finished with, in order; the next one is `done + 1`. */
  done: z.int().min(0),
  total: z.int().min(1).max(MAX_LABELS),
  /** Why it is blocked, else `none`. */
  problem: DeviceProblem,
  /** Labels of another size were printed last: the roll must be changed before this job begins. */
  changeRoll: z.boolean(),
  /** The printer never confirms: labels were sent, not seen printed. */
  unconfirmed: z.boolean(),
  reprints: z.int().min(0),
  createdAtMs: z.int(),
});
export type LabelJob = z.infer<typeof LabelJob>;

export const MAX_SHOWN_JOBS = 60;

/** Topic `labels`: jobs not yet finished, oldest first, then the last finished ones. */
export const LabelsView = z.strictObject({ jobs: z.array(LabelJob).max(MAX_SHOWN_JOBS) });
export type LabelsView = z.infer<typeof LabelsView>;
