import { formatYuan } from '#contract/money.ts';
import { formatQuantity } from '#contract/quantity.ts';

/** What a table of an archive holds: text, a whole number, money in fen, a quantity in thousandths. */
export type Cell = string | number | { readonly minor: number } | { readonly milli: number };

/** Without it spreadsheets take UTF-8 for the local code page. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** Spreadsheets run a cell that starts like this as a formula (CWE-1236). */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * One line of RFC 4180 with CRLF. Text that a spreadsheet would run gets an apostrophe in front, control characters become spaces; numbers are
 * ours and stay numbers, also negative ones.
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** The digits of a cell that is no text. */
export function numberText(cell: Exclude<Cell, string>): string {
  if (typeof cell === 'number') return String(cell);
  return 'minor' in cell ? formatYuan(cell.minor) : formatQuantity(cell.milli);
}

function csvCell(cell: Cell): string {
  if (typeof cell !== 'string') return numberText(cell);
  const harmless = FORMULA.test(cell) ? `'${cell}` : cell;
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  const text = harmless.replace(/[\u0000-\u001f\u007f]/g, ' ');
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
