import { z } from 'zod';
import type { SettingProblem } from '#contract/station.ts';
import { Settings } from './settings.ts';

const MAX_KEY_LENGTH = 200;
const MAX_VALUE_LENGTH = 200;
const MAX_ALLOWED_LENGTH = 500;

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

/** A problem with its texts cut to what the `station` topic carries. `allowed` is "Chinese / English". */
export function settingProblem(key: string, value: unknown, allowed: string): SettingProblem {
  return {
    key: key.slice(0, MAX_KEY_LENGTH),
    value: (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, MAX_VALUE_LENGTH),
    allowed: allowed.slice(0, MAX_ALLOWED_LENGTH),
  };
}

/** `['devices', 'printers', 0, 'id']` as a person would write it: `devices.printers[0].id`. */
export function keyText(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text ? `${text}.${String(part)}` : String(part);
  }, '');
}

/** One zod issue about settings.json in plain words; an issue that names several unknown keys becomes one problem each. */
export function problemsOf(issue: Issue, document: unknown): SettingProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const holder = valueAt(document, issue.path);
    return issue.keys.map((key) =>
      settingProblem(keyText([...issue.path, key]), valueAt(holder, [key]), unknownKeyWords(key, knownKeys(issue.path, document))),
    );
  }
  const value = valueAt(document, issue.path);
  const key = keyText(issue.path) || 'settings.json';
  return [settingProblem(key, value === undefined ? '（没有写 / missing）' : JSON.stringify(value), allowedWords(issue))];
}

function valueAt(document: unknown, path: Path): unknown {
  let value = document;
  for (const part of path) {
    if (!isRecord(value) || !Object.hasOwn(value, part)) return undefined;
    value = value[part];
  }
  return value;
}

const typeWords: Readonly<Record<string, string>> = {
  string: '要写成带引号的文字 / text in quotes',
  number: '数字，不加引号 / a number, without quotes',
  int: '整数，不加引号 / a whole number, without quotes',
  boolean: 'true 或 false，不加引号 / true or false, without quotes',
  object: '花括号 {…} 的一组设置 / a group of settings in {…}',
  array: '方括号 […] 的列表 / a list in […]',
};

function allowedWords(issue: Issue): string {
  if (issue.code === 'invalid_type') return typeWords[issue.expected] ?? issue.message;
  if (issue.code === 'too_small') return `${sizeWords(issue.origin)} ≥ ${issue.minimum}`;
  if (issue.code === 'too_big') return `${sizeWords(issue.origin)} ≤ ${issue.maximum}`;
  if (issue.code === 'invalid_value') return choiceWords(issue.values);
  if (issue.code === 'invalid_union') return choiceWords(unionChoices(issue));
  return issue.message;
}

function sizeWords(origin: string): string {
  if (origin === 'string') return '字数 / characters';
  if (origin === 'array') return '项数 / items';
  return '数值 / value';
}

function choiceWords(values: readonly unknown[]): string {
  const list = values.map((value) => JSON.stringify(value)).join(', ');
  return values.length === 1 ? `只能是 / only ${list}` : `其中之一 / one of: ${list}`;
}

function unionChoices(issue: z.core.$ZodIssueInvalidUnion): readonly unknown[] {
  if ('options' in issue && Array.isArray(issue.options)) return issue.options;
  return issue.errors.flat().flatMap((inner) => (inner.code === 'invalid_value' ? inner.values : []));
}

function unknownKeyWords(key: string, known: readonly string[]): string {
  const nearest = nearestKey(key, known);
  const hint = nearest === undefined ? '' : `，是不是 "${nearest}"？ / did you mean "${nearest}"?`;
  return `没有这个设置项${hint || ' / no such setting.'} 可用 / known: ${known.join(', ')}`;
}

/** The known key fewest edits away, if at most a third of it (at least two letters) differs; capitals do not count. */
export function nearestKey(key: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, edits: editDistance(key.toLowerCase().slice(0, 40), candidate.toLowerCase()) }))
    .toSorted((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best && best.edits <= Math.max(2, Math.floor(best.candidate.length / 3)) ? best.candidate : undefined;
}

/** Levenshtein distance, one row at a time. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

type Shape = Readonly<Record<string, unknown>>;

/** What tells the shapes of one setting apart. */
const SHAPE_NAMES = ['type', 'protocol'] as const;

/** The keys the schema knows at a path; of several shapes the one the document names by `type` or `protocol`. */
function knownKeys(path: Path, document: unknown): string[] {
  let shapes: Shape[] = [{ ...z.toJSONSchema(Settings, { io: 'input', unrepresentable: 'any' }) }];
  for (const part of path) shapes = shapes.flatMap((shape) => child(shape, part)).flatMap(branches);
  const named = shapes.filter((shape) =>
    SHAPE_NAMES.some((name) => {
      const value = valueAt(document, [...path, name]);
      return value !== undefined && valueAt(shape, ['properties', name, 'const']) === value;
    }),
  );
  return [...new Set((named.length ? named : shapes).flatMap((shape) => Object.keys(shapesIn([shape['properties']])[0] ?? {})))];
}

function child(shape: Shape, part: PropertyKey): Shape[] {
  return shapesIn([typeof part === 'number' ? shape['items'] : valueAt(shape, ['properties', part])]);
}

function branches(shape: Shape): Shape[] {
  const options = shapesIn([shape['oneOf'], shape['anyOf']].flat());
  return options.length ? options : [shape];
}

function shapesIn(values: readonly unknown[]): Shape[] {
  return values.filter(isRecord);
}

function isRecord(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}
