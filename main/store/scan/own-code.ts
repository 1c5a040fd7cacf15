import { gs1Date } from './gs1.ts';
import type { Gs1Trace } from '#contract/basket.ts';

/** A piece as a code of the shop's own making names it. */
export interface OwnCode {
  /** A barcode, SKU or item number. */
  readonly item: string;
  readonly trace: Gs1Trace;
}

const FIELDS: Readonly<Record<string, string>> = {
  item: '[A-Za-z0-9._-]',
  serial: '[A-Za-z0-9._/-]',
  batch: '[A-Za-z0-9._/-]',
  expiry: '[0-9]',
};
/** What a field may hold at most where the rule does not say how long it is: the limits of (01), (21), (10) and (17). */
const LONGEST: Readonly<Record<string, number>> = { item: 64, serial: 20, batch: 20, expiry: 6 };
const PLACE = /\{(\w+)(?::(\d{1,2}))?\}/g;

/**
 * Reads a code by the first rule it fits: `https://y.cn/q/{item}/{serial}`, `XM{item:6}{serial:10}`. Fields are {item}, {serial}, {batch} and
 * {expiry} (YYMMDD), with a length where nothing else ends them. Undefined where none fits, or the date does not exist.
 */
export function readOwnCode(code: string, rules: readonly string[], today: string): OwnCode | undefined {
  for (const rule of rules) {
    const { item, serial, batch, expiry } = new RegExp(pattern(rule)).exec(code)?.groups ?? {};
    if (item === undefined || serial === undefined) continue;
    const date = expiry === undefined ? undefined : gs1Date(expiry, today);
    if (expiry !== undefined && date === undefined) continue;
    return { item, trace: { ...(batch === undefined ? {} : { batch }), ...(date === undefined ? {} : { expiry: date }), serial } };
  }
  return undefined;
}

/** Whether a rule can be read: {item} and {serial} once each, no other names, and no two fields of open length side by side. */
export function isOwnCodeRule(rule: string): boolean {
  const names = [...rule.matchAll(PLACE)].map(([, name = '']) => name);
  const known = names.every((name) => Object.hasOwn(FIELDS, name)) && new Set(names).size === names.length;
  const literal = rule.replaceAll(PLACE, '');
  return known && names.includes('item') && names.includes('serial') && !/[{}]/.test(literal) && !/\{\w+\}\{\w+/.test(rule);
}

function pattern(rule: string): string {
  let read = 0;
  let text = '^';
  for (const match of rule.matchAll(PLACE)) {
    const [whole, name = '', length] = match;
    const count = length === undefined ? `{1,${LONGEST[name]}}` : `{${length}}`;
    text += `${escaped(rule.slice(read, match.index))}(?<${name}>${FIELDS[name]}${count})`;
    read = match.index + whole.length;
  }
  return `${text}${escaped(rule.slice(read))}$`;
}

/** Text that stands for itself in a pattern. */
function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
