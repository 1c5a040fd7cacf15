import { MAX_CELLS, type RawRow } from './raw-row.ts';

/** Longest row, in UTF-16 units: more than twice what all fields of a product may hold. */
export const MAX_ROW_LENGTH = 32_768;

/** Takes a CSV file in pieces of any size and gives its rows (RFC 4180; LF or CRLF; comma, semicolon or tab as the first line has it). */
export interface CsvParser {
  /** Rows completed by this piece. */
  push(text: string): RawRow[];
  /** The last row, when the file does not end with a line end. */
  end(): RawRow[];
}

type Taken = { readonly cells: string[]; readonly next: number } | { readonly problem: keyof typeof PROBLEMS };

const PROBLEMS = {
  unclosed: { zh: '引号没有配对', en: 'a quotation mark is not closed' },
  afterQuote: { zh: '引号后面还有文字', en: 'text follows a closing quotation mark' },
  tooLong: { zh: `一行超过 ${MAX_ROW_LENGTH} 个字符`, en: `the row is longer than ${MAX_ROW_LENGTH} characters` },
} as const;

/**
 * A row that cannot be read is reported and reading goes on at the next line, so that one stray quotation mark does not swallow the rest
 * of the file. Blank lines are skipped. Memory is bounded by one row and one piece.
 */
export function createCsvParser(): CsvParser {
  let text = '';
  let line = 1;
  let delimiter: string | undefined;
  let skipping = false;

  function drain(final: boolean): RawRow[] {
    const rows: RawRow[] = [];
    let start = 0;
    while (start < text.length) {
      if (skipping) {
        const lineEnd = text.indexOf('\n', start);
        start = lineEnd < 0 ? text.length : lineEnd + 1;
        if (lineEnd < 0) break;
        skipping = false;
        line += 1;
        continue;
      }
      delimiter ??= delimiterOf(text, final);
      if (delimiter === undefined) break;
      const taken = takeRow(text, start, delimiter, final);
      if (!taken) break;
      if ('problem' in taken) {
        rows.push({ line, problem: PROBLEMS[taken.problem] });
        skipping = true;
        continue;
      }
      if (taken.cells.some((cell) => cell !== '')) rows.push({ line, cells: taken.cells });
      line += countLines(text, start, taken.next);
      start = taken.next;
    }
    text = text.slice(start);
    return rows;
  }

  return {
    push(piece) {
      text += piece;
      return drain(false);
    },
    end: () => drain(true),
  };
}

function delimiterOf(text: string, final: boolean): string | undefined {
  const lineEnd = text.indexOf('\n');
  if (lineEnd < 0 && !final && text.length <= MAX_ROW_LENGTH) return undefined;
  const first = text.slice(0, lineEnd < 0 ? MAX_ROW_LENGTH : lineEnd);
  return [',', '\t', ';'].reduce((best, each) => (first.split(each).length > first.split(best).length ? each : best));
}

/** The row that begins at `start`, or undefined when more text is needed to know. */
function takeRow(text: string, start: number, delimiter: string, final: boolean): Taken | undefined {
  const lineEnd = text.indexOf('\n', start);
  const quote = text.indexOf('"', start);
  if (lineEnd >= 0 && (quote < 0 || quote > lineEnd)) {
    if (lineEnd - start > MAX_ROW_LENGTH) return { problem: 'tooLong' };
    const until = text[lineEnd - 1] === '\r' && lineEnd > start ? lineEnd - 1 : lineEnd;
    return { cells: text.slice(start, until).split(delimiter, MAX_CELLS), next: lineEnd + 1 };
  }
  return takeQuotedRow(text, start, delimiter, final);
}

function takeQuotedRow(text: string, start: number, delimiter: string, final: boolean): Taken | undefined {
  const cells: string[] = [];
  const complete = final || text.length - start > MAX_ROW_LENGTH;
  for (let at = start; ;) {
    const quoted = text[at] === '"';
    const cell = quoted ? takeQuoted(text, at) : takePlain(text, at, delimiter);
    if (cell === undefined) return complete ? { problem: 'unclosed' } : undefined;
    if (cell.next - start > MAX_ROW_LENGTH) return { problem: 'tooLong' };
    if (cells.length < MAX_CELLS) cells.push(cell.value);
    const follows = text[cell.next];
    if (!final && (follows === undefined || (follows === '\r' && cell.next + 1 === text.length))) return undefined;
    if (follows === undefined) return { cells, next: cell.next };
    if (follows === '\n') return { cells, next: cell.next + 1 };
    if (follows === '\r' && (text[cell.next + 1] ?? '\n') === '\n') return { cells, next: Math.min(text.length, cell.next + 2) };
    if (follows !== delimiter) return { problem: 'afterQuote' };
    at = cell.next + 1;
  }
}

interface Cell {
  readonly value: string;
  readonly next: number;
}

/** The text between quotation marks, doubled ones made single; undefined when it does not end. */
function takeQuoted(text: string, start: number): Cell | undefined {
  for (let at = start + 1; ; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0 || at - start > MAX_ROW_LENGTH) return undefined;
    if (text[at + 1] !== '"') return { value: text.slice(start + 1, at).replaceAll('""', '"'), next: at + 1 };
  }
}

/** Up to the delimiter or the line end; a quotation mark inside is text. */
function takePlain(text: string, start: number, delimiter: string): Cell {
  let at = start;
  while (at < text.length && at - start <= MAX_ROW_LENGTH && text[at] !== delimiter && text[at] !== '\n') {
    if (text[at] === '\r' && (text[at + 1] ?? '\n') === '\n') break;
    at += 1;
  }
  return { value: text.slice(start, at), next: at };
}

function countLines(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
