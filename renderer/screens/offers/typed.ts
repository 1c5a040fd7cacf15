import { parseYuan } from '#contract/money.ts';
import type { TextKey } from '#renderer/app/i18n.ts';

/** Thrown by the readers of typed text: what is wrong, to be said beside the form. */
class Wrong extends Error {
  readonly why: TextKey;
  constructor(why: TextKey) {
    super(why);
    this.why = why;
  }
}

/** Refuses what a form holds. */
export function refuse(why: TextKey): never {
  throw new Wrong(why);
}

/** What a form stands for, or why it stands for nothing. */
export type Reading<Value> = { readonly value: Value } | { readonly why: TextKey };

export function reading<Value>(read: () => Reading<Value>): Reading<Value> {
  try {
    return read();
  } catch (error) {
    if (error instanceof Wrong) return { why: error.why };
    throw error;
  }
}

/** Chinese and Latin commas, and lines. */
export function listOf(text: string): string[] {
  return text
    .split(/[,，、\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

export function required(text: string, why: TextKey): string {
  if (text.trim() === '') refuse(why);
  return text.trim();
}

export function countOf(text: string): number {
  if (!/^\d{1,8}$/.test(text.trim()) || Number(text) === 0) refuse('offers.wrong.count');
  return Number(text);
}

export function optionalCount(text: string): number | undefined {
  return text.trim() === '' ? undefined : countOf(text);
}

export function yuan(text: string): number {
  const minor = parseYuan(text.trim());
  if (minor === undefined) refuse('offers.wrong.amount');
  return minor;
}

/** "85", "8.5": a percentage with up to two decimals, in basis points. */
export function percent(text: string): number {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text.trim());
  const basisPoints = match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : 10_001;
  if (basisPoints > 10_000) refuse('offers.wrong.percent');
  return basisPoints;
}

export function given<Value>(fields: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, Value] => entry[1] !== undefined));
}

export function textOf(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}
