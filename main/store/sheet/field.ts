import type { Bilingual } from '#contract/language.ts';
import { parseYuan } from '#contract/money.ts';
import type { Header } from './header.ts';

const YES = new Set(['1', 'true', 'yes', 'y', '是']);
const NO = new Set(['0', 'false', 'no', 'n', '否']);
/** The value quoted in a reason is cut to this length. */
const QUOTED_LENGTH = 40;

/** One row as its columns are parsed: what a cell holds, and how to say that it is wrong. */
export interface Field<Column extends string> {
  cell(column: Column): string;
  refuse(column: Column, zh: string, en: string): void;
}

/** The cells of one row by their columns, and everything that was refused of them. */
export interface Fields<Column extends string> extends Field<Column> {
  readonly reasons: readonly Bilingual[];
}

/** Nothing in a cell is ever evaluated. Blanks around it go, and the apostrophe by which spreadsheets mark text (OWASP: CSV injection). */
export function fieldsOf<Column extends string>(header: Header<Column>, cells: readonly string[]): Fields<Column> {
  const reasons: Bilingual[] = [];
  const cell = (column: Column): string => (cells[header.get(column) ?? -1] ?? '').trim().replace(/^'/, '').trim();
  return {
    reasons,
    cell,
    refuse(column, zh, en) {
      const value = JSON.stringify(cell(column).slice(0, QUOTED_LENGTH));
      reasons.push({ zh: `${column} ${zh}：${value}`, en: `${column} ${en}: ${value}` });
    },
  };
}

/** What a cell says in words; refused where it is too long or cannot be read. */
export function text<Column extends string>(
  { cell, refuse }: Field<Column>,
  column: Column,
  maxLength: number,
  { required = false } = {},
): string {
  const value = cell(column);
  if (value.length > maxLength) refuse(column, `超过 ${maxLength} 个字符`, `is longer than ${maxLength} characters`);
  else if (/[\p{Cc}\p{Cs}]/u.test(value)) refuse(column, '含有控制字符', 'contains control characters');
  else if (value.includes('\u{fffd}'))
    refuse(column, '有读不出的字，请检查文件编码', 'has unreadable characters, check the encoding of the file');
  else if (required && value.normalize('NFKC').trim() === '') refuse(column, '是空的', 'is empty');
  return value;
}

/** Refused where it says neither yes nor no. */
export function yesNo<Column extends string>({ cell, refuse }: Field<Column>, column: Column, otherwise: boolean): boolean {
  const value = cell(column).normalize('NFKC').toLowerCase();
  if (value === '') return otherwise;
  if (!YES.has(value) && !NO.has(value)) refuse(column, '应为 1/0、是/否、true/false、yes/no', 'must be 1/0, true/false, yes/no or 是/否');
  return YES.has(value);
}

/** An amount in fen; 0 where it is refused. */
export function yuan<Column extends string>({ cell, refuse }: Field<Column>, column: Column): number {
  const value = cell(column);
  const amountMinor = parseYuan(value);
  if (amountMinor !== undefined) return amountMinor;
  if (/^-\s*[\d.]+$/.test(value)) refuse(column, '是负数', 'is negative');
  else if (/^\d+\.\d{3,}$/.test(value)) refuse(column, '小数超过两位', 'has more than two decimals');
  else if (/^[=+@-]/.test(value)) refuse(column, '是公式，不会计算', 'is a formula, which is never evaluated');
  else refuse(column, '不是金额', 'is not an amount in yuan');
  return 0;
}

/** `新品|有机`, or with other signs `between`, each once; at most so many words of so many characters. */
export function tagWords<Column extends string>(
  field: Field<Column>,
  column: Column,
  maxTags: number,
  maxCharacters: number,
  between: RegExp = /\|/,
): string[] {
  const words = text(field, column, maxTags * (maxCharacters + 1))
    .split(between)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const distinct = [...new Set(words)];
  if (distinct.length > maxTags || distinct.some((word) => word.length > maxCharacters))
    field.refuse(column, `最多 ${maxTags} 个，每个最多 ${maxCharacters} 字`, `takes ${maxTags} words of ${maxCharacters} characters`);
  return distinct;
}
