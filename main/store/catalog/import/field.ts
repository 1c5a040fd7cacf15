import { squeeze } from '../search/fold.ts';
import type { Column } from './columns.ts';

const YES = new Set(['1', 'true', 'yes', 'y', '是']);
const NO = new Set(['0', 'false', 'no', 'n', '否']);

/** One row as its columns are parsed: what a cell holds, and how to say that it is wrong. */
export interface Field {
  cell(column: Column): string;
  refuse(column: Column, zh: string, en: string): void;
}

/** What a cell says in words; refused where it is too long or cannot be read. */
export function text({ cell, refuse }: Field, column: Column, maxLength: number, { required = false } = {}): string {
  const value = cell(column);
  if (value.length > maxLength) refuse(column, `超过 ${maxLength} 个字符`, `is longer than ${maxLength} characters`);
  else if (/[\p{Cc}\p{Cs}]/u.test(value)) refuse(column, '含有控制字符', 'contains control characters');
  else if (value.includes('\u{fffd}'))
    refuse(column, '有读不出的字，请检查文件编码', 'has unreadable characters, check the encoding of the file');
  else if (required && squeeze(value) === '') refuse(column, '是空的', 'is empty');
  return value;
}

/** Refused where it says neither yes nor no. */
export function yesNo({ cell, refuse }: Field, column: 'weighed' | 'active' | 'prescription' | 'gift', otherwise: boolean): boolean {
  const value = cell(column).normalize('NFKC').toLowerCase();
  if (value === '') return otherwise;
  if (!YES.has(value) && !NO.has(value)) refuse(column, '应为 1/0、是/否、true/false、yes/no', 'must be 1/0, true/false, yes/no or 是/否');
  return YES.has(value);
}
