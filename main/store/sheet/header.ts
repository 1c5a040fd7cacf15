import { ImportFileError } from './raw-row.ts';

/** The columns of a kind of table: name → what else the header may call it. */
export type Columns<Column extends string> = Readonly<Record<Column, readonly string[]>>;

/** Where each column of the file stands. */
export type Header<Column extends string> = ReadonlyMap<Column, number>;

/** Reads the header row: any order, English or Chinese names, case and blanks ignored, unknown columns skipped. */
export function readHeader<Column extends string>(
  cells: readonly string[],
  columns: Columns<Column>,
  required: readonly Column[],
): Header<Column> {
  const header = new Map<Column, number>();
  cells.forEach((cell, index) => {
    const column = columnOf(cell, columns);
    if (!column) return;
    if (header.has(column))
      throw new ImportFileError({ zh: `表头中 ${column} 出现了两次`, en: `column ${column} comes twice in the header` });
    header.set(column, index);
  });
  const missing = required.filter((column) => !header.has(column));
  if (missing.length > 0) {
    const list = missing.join(', ');
    throw new ImportFileError({ zh: `表头缺少这些列：${list}`, en: `the header lacks these columns: ${list}` });
  }
  return header;
}

/** The column that a cell of the header names. */
export function columnOf<Column extends string>(cell: string, columns: Columns<Column>): Column | undefined {
  const name = cell
    .replace(/^\uFEFF/, '')
    .normalize('NFKC')
    .trim()
    .toLowerCase();
  return (Object.keys(columns) as Column[]).find((column) => column === name || columns[column].includes(name));
}
