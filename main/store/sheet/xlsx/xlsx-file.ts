import { posix } from 'node:path';
import { ImportFileError, MAX_CELLS, type RawRow } from '../raw-row.ts';
import { createTextStore, type TextStore } from './text-store.ts';
import { parseXml } from './xml-events.ts';
import { openZipFile, type Zip } from './zip-file.ts';

const SMALL_PART_BYTES = 4 * 2 ** 20;
const SHARED_STRINGS_BYTES = 512 * 2 ** 20;
const SHEET_BYTES = 4 * 2 ** 30;
/** Excel's own limits. */
const MAX_ROWS = 1_048_576;
const MAX_CELL_LENGTH = 32_767;
/** Digits a spreadsheet number holds exactly. */
const EXACT_DIGITS = 15;

/**
 * Reads the rows of the first sheet of an .xlsx workbook (ECMA-376) as text. A formula counts as its saved value and is never evaluated.
 * Workbooks with macros, and anything that unpacks beyond the limits, are refused. Memory: the shared texts, at most 128 MB.
 */
export async function* readXlsxFile(file: string): AsyncGenerator<RawRow> {
  const zip = await openZipFile(file);
  try {
    if (zip.names().some((name) => /vbaProject|macrosheets/i.test(name))) {
      throw new ImportFileError({
        zh: '含有宏的文件不导入，请另存为 .xlsx 或 CSV',
        en: 'files with macros are not imported, save as .xlsx or CSV',
      });
    }
    const sheet = await findFirstSheet(zip);
    const shared = await readSharedStrings(zip);
    yield* readSheet(zip, sheet, shared);
  } finally {
    zip.close();
  }
}

async function findFirstSheet(zip: Zip): Promise<string> {
  let relation: string | undefined;
  await readAll(zip, 'xl/workbook.xml', (name, attributes) => {
    if (name === 'sheet') relation ??= attributes['r:id'] ?? Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
  });
  let target: string | undefined;
  await readAll(zip, 'xl/_rels/workbook.xml.rels', (name, attributes) => {
    if (name === 'Relationship' && attributes['Id'] === relation) target = attributes['Target'];
  });
  if (target === undefined) throw new ImportFileError({ zh: '工作簿里没有工作表', en: 'the workbook has no sheet' });
  return target.startsWith('/') ? target.slice(1) : posix.join('xl', target);
}

async function readAll(zip: Zip, part: string, open: (name: string, attributes: Readonly<Record<string, string>>) => void): Promise<void> {
  for await (const _ of parseXml(part, zip.read(part, SMALL_PART_BYTES), { open }));
}

/** The texts cells refer to by number; phonetic hints are not part of them. */
async function readSharedStrings(zip: Zip): Promise<TextStore> {
  const part = 'xl/sharedStrings.xml';
  const store = createTextStore();
  if (!zip.has(part)) return store;
  let text = '';
  let inText = false;
  let inHint = false;
  const events = parseXml(part, zip.read(part, SHARED_STRINGS_BYTES), {
    open(name) {
      if (name === 'si') text = '';
      inText = name === 't' && !inHint;
      if (name === 'rPh') inHint = true;
    },
    text(piece) {
      if (inText && text.length <= MAX_CELL_LENGTH) text += piece;
    },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'rPh') inHint = false;
      if (name === 'si') store.add(text);
    },
  });
  for await (const _ of events);
  return store;
}

async function* readSheet(zip: Zip, part: string, shared: TextStore): AsyncGenerator<RawRow> {
  let rows: RawRow[] = [];
  let line = 0;
  let cells: string[] = [];
  let column = -1;
  let type = 'n';
  let value = '';
  let inValue = false;
  let inHint = false;
  const events = parseXml(part, zip.read(part, SHEET_BYTES), {
    open(name, attributes) {
      if (name === 'row') {
        line = Number(attributes['r'] ?? line + 1);
        cells = [];
        column = -1;
        if (!Number.isInteger(line) || line > MAX_ROWS)
          throw new ImportFileError({ zh: '行数超过限制', en: 'the sheet has too many rows' });
      } else if (name === 'c') {
        column = attributes['r'] === undefined ? column + 1 : columnNumber(attributes['r']);
        type = attributes['t'] ?? 'n';
        value = '';
      }
      if (name === 'rPh') inHint = true;
      inValue = name === 'v' || (name === 't' && !inHint);
    },
    text(piece) {
      if (inValue && value.length <= MAX_CELL_LENGTH) value += piece;
    },
    close(name) {
      inValue = false;
      if (name === 'rPh') inHint = false;
      if (name === 'c' && column >= 0 && column < MAX_CELLS) {
        while (cells.length < column) cells.push('');
        cells[column] = cellText(type, value, shared);
      }
      if (name === 'row' && cells.some((cell) => cell !== '')) rows.push({ line, cells });
    },
  });
  for await (const _ of events) {
    yield* rows;
    rows = [];
  }
}

/** `C12` → 2. */
function columnNumber(reference: string): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '';
  return Array.from(letters).reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function cellText(type: string, value: string, shared: TextStore): string {
  if (type === 's') return shared.at(Number(value)) ?? '';
  if (type === 'e') return '';
  return type === 'n' && value !== '' ? numberText(value) : value;
}

/** A number as people write it: 12.800000000000001 is 12.8; more digits than a number holds stay shortened and will be refused. */
function numberText(value: string): string {
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (Math.abs(number) >= 10 ** EXACT_DIGITS) return number.toExponential();
  const text = String(Number(number.toPrecision(EXACT_DIGITS)));
  return /e/.test(text) ? number.toFixed(EXACT_DIGITS) : text;
}
