import { z } from 'zod';
import { LabelFind, LabelImage, LabelItem, LabelTemplateId, LabelTemplateSummary, MAX_LABEL_ITEMS } from '../label.ts';
import { ProductSummary } from '../product.ts';
import { ScanSource } from '../scan.ts';
import { none, requestId, jobId, type ProcedureRow } from './row.ts';

/** Labels. */
export const labelProcedures = {
  'label.templates': { at: 'store', roles: ['till'], input: none, output: z.strictObject({ templates: z.array(LabelTemplateSummary) }) },
  /** What a code on the goods says for their label; words give the products to choose from. */
  'label.find': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ text: z.string().max(4096), source: ScanSource }),
    output: LabelFind,
  },
  /** Active products of one category, for a whole shelf at once. */
  'label.category': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ category: z.string().min(1).max(60) }),
    output: z.strictObject({ products: z.array(ProductSummary).max(MAX_LABEL_ITEMS), more: z.boolean() }),
  },
  'label.categories': { at: 'store', roles: ['till'], input: none, output: z.strictObject({ categories: z.array(z.string()).max(500) }) },
  /** One label dot by dot as the printer would print it; a serial number on it is an example and not given away. */
  'label.preview': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ template: LabelTemplateId, item: LabelItem }),
    output: LabelImage,
  },
  /** On disk with all its serial numbers before the first label is printed. Refused as a whole when one of its labels does not fit. */
  'label.order': {
    at: 'store',
    roles: ['till'],
    right: 'label.print',
    input: z.strictObject({ requestId, template: LabelTemplateId, items: z.array(LabelItem).min(1).max(MAX_LABEL_ITEMS) }),
    output: z.strictObject({ jobId }),
  },
  /** Ends after the label being printed; resume goes on with the next one. */
  'label.pause': { at: 'store', roles: ['till'], input: z.strictObject({ jobId }), output: none },
  'label.resume': { at: 'store', roles: ['till'], input: z.strictObject({ jobId }), output: none },
  'label.cancel': { at: 'store', roles: ['till'], input: z.strictObject({ jobId }), output: none },
  /** A person's word on the label nobody knows about: it came out, or print it again. */
  'label.settle': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({ jobId, label: z.int().min(1), decision: z.enum(['printed', 'reprint']) }),
    output: none,
  },
  /** Labels of an earlier job once more, with the same serial numbers and marked as printed again. */
  'label.reprint': {
    at: 'store',
    roles: ['till'],
    right: 'label.print',
    input: z.strictObject({ requestId, jobId, from: z.int().min(1), to: z.int().min(1) }),
    output: z.strictObject({ jobId }),
  },
  /** The label printer is well again. */
  'label.printerReady': { at: 'store', roles: ['device'], input: none, output: none },
} as const satisfies Record<string, ProcedureRow>;
