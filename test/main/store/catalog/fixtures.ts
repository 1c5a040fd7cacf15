import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ImportRow } from '#main/store/catalog/import-row.ts';

/** An empty directory that goes away with the test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'guitai-catalog-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A plain product, with what a test cares about. */
export function importRow(differences: Partial<ImportRow> = {}): ImportRow {
  return {
    sku: 'NF-3',
    barcodes: ['6970031800293'],
    name: '禾牧 幼儿配方奶粉 3段',
    spec: '800 g',
    category: '奶粉',
    unit: '罐',
    priceMinor: 29_800,
    costMinor: 21_000,
    taxRateBasisPoints: 1300,
    weighed: false,
    active: true,
    ...differences,
  };
}
