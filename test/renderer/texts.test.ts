import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';
import { errorTexts } from '#contract/error.ts';
import type { Bilingual } from '#contract/language.ts';
import { remedyTexts } from '#contract/remedy.ts';
import { texts } from '#renderer/app/texts.ts';

const folder = fileURLToPath(new URL('../../renderer/', import.meta.url));
const placeholders = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name ?? ''))].toSorted();
const HAN = /\p{Script=Han}/u;

describe.each<[string, Record<string, Bilingual>]>([
  ['screen', texts],
  ['error', errorTexts],
  ['remedy', remedyTexts],
])('every %s text', (_, catalogue) => {
  test.each(Object.entries(catalogue))('%s is there in both languages with the same values', (_key, { zh, en }) => {
    expect(zh.trim()).not.toBe('');
    expect(en.trim()).not.toBe('');
    expect(placeholders(en)).toEqual(placeholders(zh));
  });
});

test('English is written without signs that CJK fonts draw full width', () => {
  const odd = Object.entries(texts).filter(([, { en }]) => /[’—“”，。：；！？（）　]/.test(en));
  expect(odd.map(([key]) => key)).toEqual([]);
});

test('only the name of the other language is Chinese in an English text', () => {
  expect(Object.entries(texts).flatMap(([key, { en }]) => (HAN.test(en) ? [key] : []))).toEqual(['app.otherLanguage']);
});

interface Node {
  readonly type: string;
  readonly start: number;
  readonly value?: unknown;
  readonly name?: { readonly name?: string };
}

/** Attributes whose text a person reads or hears. */
const SPOKEN = new Set([
  'title',
  'alt',
  'placeholder',
  'label',
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'detail',
  'words',
  'closeLabel',
]);

function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const item of value) yield* nodesOf(item);
  } else if (typeof value === 'object' && value !== null) {
    if ('type' in value) yield value as Node;
    for (const child of Object.values(value)) yield* nodesOf(child);
  }
}

function hardCoded(file: string): readonly string[] {
  const source = readFileSync(folder + file, 'utf8');
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found: string[] = [];
  const report = (node: Node, text: string): void =>
    void found.push(`${file}:${source.slice(0, node.start).split('\n').length} ${text.trim()}`);
  for (const node of nodesOf(program)) {
    if (node.type === 'JSXText' && /\p{L}/u.test(String(node.value))) report(node, String(node.value));
    if (node.type === 'Literal' && typeof node.value === 'string' && HAN.test(node.value)) report(node, node.value);
    if (node.type === 'TemplateElement' && HAN.test(JSON.stringify(node.value))) report(node, JSON.stringify(node.value));
    if (node.type !== 'JSXAttribute' || !SPOKEN.has(node.name?.name ?? '')) continue;
    const given = node.value as Node | null;
    if (given?.type === 'Literal' && /\p{L}/u.test(String(given.value))) report(node, String(given.value));
  }
  return found;
}

test('no screen has words of its own: they come from the catalogue', () => {
  const files = globSync('**/*.tsx', { cwd: folder });
  expect(files.length).toBeGreaterThan(20);
  expect(files.flatMap(hardCoded)).toEqual([]);
});

test('the search for hard-coded words finds them', () => {
  const { program } = parseSync('x.tsx', 'const a = <b title="Pay">收款 {`找 ${1}`}</b>;');
  expect([...nodesOf(program)].map(({ type }) => type)).toEqual(expect.arrayContaining(['JSXText', 'JSXAttribute', 'TemplateElement']));
});
