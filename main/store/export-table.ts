import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BYTE_ORDER_MARK, csvLine, type Cell } from '#main/ledger/archive/cell.ts';
import { openFileSink } from '#main/ledger/archive/file-sink.ts';

/** Writes a table for spreadsheets into `exports` beside the ledger, on disk when it returns; answers the file. */
export function exportTable(ledgerFile: string, name: string, header: readonly string[], rows: Iterable<readonly Cell[]>): string {
  const folder = join(dirname(ledgerFile), 'exports');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.csv`);
  const sink = openFileSink(file);
  try {
    sink.write(BYTE_ORDER_MARK + csvLine(header));
    for (const row of rows) sink.write(csvLine(row));
    sink.finish();
  } finally {
    sink.close();
  }
  return file;
}
