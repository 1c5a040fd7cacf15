import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { BYTE_ORDER_MARK, csvLine, type Cell } from '#main/ledger/archive/cell.ts';
import { openFileSink, type FileSink } from '#main/ledger/archive/file-sink.ts';

type Row = readonly Cell[];

/** Writes a table for spreadsheets into `exports` beside the ledger, on disk when it returns; answers the file. */
export function exportTable(ledgerFile: string, name: string, header: readonly string[], rows: Iterable<Row>): string {
  const { file, sink } = begin(ledgerFile, name, header);
  try {
    for (const row of rows) sink.write(csvLine(row));
    sink.finish();
  } finally {
    sink.close();
  }
  return file;
}

/** The same for a long table that is read a page at a time: others have their turn between. */
export async function exportPages(
  ledgerFile: string,
  name: string,
  header: readonly string[],
  pages: Iterable<readonly Row[]>,
): Promise<string> {
  const { file, sink } = begin(ledgerFile, name, header);
  try {
    for (const page of pages) {
      sink.write(page.map(csvLine).join(''));
      await nextTurn();
    }
    sink.finish();
  } finally {
    sink.close();
  }
  return file;
}

function begin(ledgerFile: string, name: string, header: readonly string[]): { readonly file: string; readonly sink: FileSink } {
  const folder = join(dirname(ledgerFile), 'exports');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.csv`);
  const sink = openFileSink(file);
  sink.write(BYTE_ORDER_MARK + csvLine(header));
  return { file, sink };
}
