import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newRequestId } from '#contract/ids.ts';
import { contentHash, type JsonObject } from '#main/ledger/canonical.ts';
import type { EntryDraft } from '#main/ledger/entry.ts';
import { openLedger, type Ledger, type LedgerOptions } from '#main/ledger/ledger.ts';

/** 2026-11-22 10:00 in Shanghai. */
export const START_MS = 1_795_312_800_000;

/** A fresh directory for one test file, and the way to be rid of it. */
export function temporaryDirectory(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'guitai-ledger-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The ledger of store S001, terminal 01, on a clock that stands still. */
export function openTestLedger(file: string, changes: Partial<LedgerOptions> = {}): Ledger {
  return openLedger({ file, storeCode: 'S001', terminal: '01', clock: () => START_MS, dateOf: () => '2026-11-22', ...changes });
}

/** A line as a basket holds it. */
function saleLine(lineId: number, sku: number, priceMinor: number): JsonObject & { readonly productId: number; readonly sku: string } {
  return {
    lineId,
    productId: sku,
    sku: `SP${String(sku).padStart(6, '0')}`,
    barcode: `690${String(sku).padStart(10, '0')}`,
    name: '贝亲宽口径玻璃奶瓶 自然实感',
    spec: '240ml 淡绿',
    unit: '件',
    weighed: false,
    quantityMilli: 1000,
    priceMinor,
    amountMinor: priceMinor,
    labelled: false,
    taxRateBasisPoints: 1300,
    taxClass: '1070213990000000000',
    taxMinor: Math.round((priceMinor * 13) / 113),
    note: '',
  };
}

export interface SaleShape {
  readonly lines?: number;
  readonly firstSku?: number;
  readonly priceMinor?: number;
  readonly businessDate?: string;
  readonly tsMs?: number;
  readonly requestId?: string;
}

/** A cash sale of pieces at one price with 13 % VAT contained, paid exactly. */
export function saleDraft(shape: SaleShape = {}): EntryDraft {
  const tsMs = shape.tsMs ?? START_MS;
  const requestId = shape.requestId ?? newRequestId(tsMs);
  const priceMinor = shape.priceMinor ?? 11_300;
  const lines = Array.from({ length: shape.lines ?? 5 }, (_, index) => saleLine(index + 1, (shape.firstSku ?? 100) + index, priceMinor));
  const totalMinor = priceMinor * lines.length;
  const taxMinor = Math.round((priceMinor * 13) / 113) * lines.length;
  const tenders = [{ kind: 'cash', amountMinor: totalMinor }];
  return {
    kind: 'sale.completed',
    requestId,
    requestHash: contentHash({ requestId, lines, tenders }),
    businessDate: shape.businessDate ?? '2026-11-22',
    tsMs,
    numbered: true,
    amountMinor: totalMinor,
    body: () => ({ basketId: requestId, lines, totalMinor, taxMinor, tenders, tenderedMinor: totalMinor, changeMinor: 0 }),
    postings: [
      { account: 'asset:cash', amountMinor: totalMinor },
      { account: 'revenue:1300', amountMinor: taxMinor - totalMinor },
      { account: 'vat:1300', amountMinor: -taxMinor },
    ],
    movements: lines.map(({ productId, sku }) => ({ productId, sku, quantityMilli: -1000, reason: 'sale' })),
    printJobs: [{ role: 'receiptPrinter', kind: 'receipt', copy: 0 }],
  };
}
