import { extname } from 'node:path';
import type { Bilingual } from '#contract/language.ts';
import { readCsvFile } from './csv-file.ts';
import { columnOf, readHeader, type Columns, type Header } from './header.ts';
import { ImportFileError, type RawRow } from './raw-row.ts';
import { readXlsxFile } from './xlsx/xlsx-file.ts';

/** One row of a table as what it stands for, or everything that is wrong with it. */
export type Parsed<Row> = { readonly row: Row } | { readonly reasons: readonly Bilingual[] };

/** A parsed row with the line (CSV) or row (XLSX) it begins at. */
export interface SheetRow<Row> {
  readonly line: number;
  readonly parsed: Parsed<Row>;
}

/** A kind of table that people bring: its columns, those it must have, and what a row of it stands for. */
export interface SheetKind<Column extends string, Row> {
  readonly columns: Columns<Column>;
  readonly required: readonly Column[];
  /** Columns in order where the first row is no header. */
  readonly bare?: readonly Column[];
  parse(header: Header<Column>, cells: readonly string[]): Parsed<Row>;
}

/** Reads a table (.csv, .txt or .xlsx) row by row. Throws ImportFileError when the file as a whole cannot be read. */
export async function* readSheet<Column extends string, Row>(file: string, kind: SheetKind<Column, Row>): AsyncGenerator<SheetRow<Row>> {
  let header: Header<Column> | undefined;
  for await (const raw of readRows(file)) {
    if ('problem' in raw) {
      if (!header) throw new ImportFileError(raw.problem);
      yield { line: raw.line, parsed: { reasons: [raw.problem] } };
      continue;
    }
    const { line, cells } = raw;
    const known = header ?? bareHeader(cells, kind);
    header = known ?? readHeader(cells, kind.columns, kind.required);
    if (known) yield { line, parsed: kind.parse(header, cells) };
  }
  if (!header) throw new ImportFileError({ zh: '文件是空的', en: 'the file is empty' });
}

/** The columns of a table that begins without naming any. */
function bareHeader<Column extends string>(
  cells: readonly string[],
  { columns, bare }: Pick<SheetKind<Column, unknown>, 'columns' | 'bare'>,
): Header<Column> | undefined {
  if (!bare || cells.some((cell) => columnOf(cell, columns))) return undefined;
  return new Map(bare.map((column, index) => [column, index]));
}

function readRows(file: string): AsyncGenerator<RawRow> {
  const extension = extname(file).toLowerCase();
  if (extension === '.csv' || extension === '.txt') return readCsvFile(file);
  if (extension === '.xlsx') return readXlsxFile(file);
  throw new ImportFileError({
    zh: `只能导入 .csv 和 .xlsx，不是 ${extension || '无扩展名的文件'}`,
    en: `only .csv and .xlsx can be imported, not ${extension || 'a file without extension'}`,
  });
}
