import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';

// Who may import whom is a rule of the tree, not good will. The tree's own rule files are copied beside files that break them.

const root = fileURLToPath(new URL('../../../', import.meta.url));
const RULE_FILES = [
  '.oxlintrc.json',
  'package.json',
  'tsconfig.base.json',
  'contract/tsconfig.json',
  'drivers/tsconfig.json',
  'renderer/tsconfig.json',
  'main/tsconfig.json',
  'main/store/tsconfig.json',
  'main/ledger/tsconfig.json',
];
/** Something to import in every layer. */
const TARGETS = [
  'contract/target.ts',
  'drivers/target.ts',
  'main/target.ts',
  'main/web/target.ts',
  'main/electron/target.ts',
  'main/store/target.ts',
  'main/ledger/target.ts',
  'renderer/target.ts',
];

function createTree(files: Readonly<Record<string, string>>): string {
  const tree = realpathSync(mkdtempSync(join(tmpdir(), 'guitai-layers-')));
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  };
  for (const path of RULE_FILES) put(path, readFileSync(join(root, path), 'utf8'));
  for (const path of TARGETS) put(path, "export const target = 'target';\n");
  for (const [path, text] of Object.entries(files)) put(path, text);
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'junction');
  return tree;
}

/** A file that uses what it imports, so that only the import itself can be wrong. */
function importing(specifier: string): string {
  return `import * as wrong from '${specifier}';\n\nexport const used: unknown = wrong;\n`;
}

const forbiddenByLint: readonly (readonly [string, string])[] = [
  ['contract/wrong.ts', 'node:fs'],
  ['contract/wrong.ts', '#main/target.ts'],
  ['contract/wrong.ts', 'react'],
  ['drivers/wrong.ts', '#main/target.ts'],
  ['drivers/wrong.ts', 'serialport'],
  ['drivers/wrong.ts', 'node:net'],
  ['drivers/wrong.ts', 'electron'],
  ['drivers/transport/wrong.ts', 'electron'],
  ['renderer/wrong.ts', '#main/target.ts'],
  ['renderer/wrong.ts', '#drivers/target.ts'],
  ['renderer/wrong.ts', 'node:fs'],
  ['renderer/wrong.ts', 'electron'],
  ['main/wrong.ts', 'electron'],
  ['main/wrong.ts', 'better-sqlite3'],
  ['main/wrong.ts', '#renderer/target.ts'],
  ['main/web/wrong.ts', 'electron'],
  ['main/electron/wrong.ts', 'better-sqlite3'],
  ['main/store/wrong.ts', '#drivers/target.ts'],
  ['main/store/wrong.ts', '#main/web/target.ts'],
  ['main/store/wrong.ts', '#main/target.ts'],
  ['main/store/wrong.ts', 'better-sqlite3'],
  ['main/store/wrong.ts', 'ws'],
  ['main/store/checkout/wrong-sql.ts', '#drivers/target.ts'],
  ['main/ledger/wrong.ts', '#main/store/target.ts'],
  ['main/ledger/wrong.ts', 'electron'],
];

const allowedByLint: readonly (readonly [string, string])[] = [
  ['contract/right.ts', './target.ts'],
  ['drivers/right.ts', '#contract/target.ts'],
  ['drivers/transport/right.ts', 'serialport'],
  ['renderer/right.ts', '#contract/target.ts'],
  ['main/right.ts', '#drivers/target.ts'],
  ['main/electron/right.ts', 'electron'],
  ['main/store/right.ts', '#main/ledger/target.ts'],
  ['main/store/checkout/right-sql.ts', 'better-sqlite3'],
  ['main/ledger/right.ts', 'better-sqlite3'],
];

interface LintReport {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
}

/** The files in which oxlint, under the tree's own rules, finds a forbidden import. */
function filesWithForbiddenImports(tree: string): string[] {
  const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format=json'], { cwd: tree, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as LintReport;
  return diagnostics.filter(({ code }) => code.includes('no-restricted-imports')).map(({ filename }) => filename);
}

function numbered(cases: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries(cases.map(([path, specifier], index) => [path.replace(/(-sql)?\.ts$/, `${index}$1.ts`), importing(specifier)]));
}

describe('lint refuses an import across the layers', () => {
  const wrong = numbered(forbiddenByLint);
  const right = numbered(allowedByLint);
  let refused: string[];
  beforeAll(() => {
    refused = filesWithForbiddenImports(createTree({ ...wrong, ...right }));
  });

  test.each(Object.keys(wrong).map((path, index) => [path, forbiddenByLint[index]?.[1]]))('%s importing %s', (path) => {
    expect(refused).toContain(path);
  });
  test.each(Object.keys(right).map((path, index) => [path, allowedByLint[index]?.[1]]))('but not %s importing %s', (path) => {
    expect(refused).not.toContain(path);
  });
});

describe('the compiler refuses an import across the layers', () => {
  test.each([
    ['contract', 'contract/wrong.ts', '../drivers/target.ts'],
    ['contract', 'contract/wrong.ts', '../main/target.ts'],
    ['drivers', 'drivers/wrong.ts', '#main/target.ts'],
    ['drivers', 'drivers/wrong.ts', '../renderer/target.ts'],
    ['renderer', 'renderer/wrong.ts', '#main/target.ts'],
    ['renderer', 'renderer/wrong.ts', '../drivers/target.ts'],
    ['main/store', 'main/store/wrong.ts', '#drivers/target.ts'],
    ['main/store', 'main/store/wrong.ts', '../web/target.ts'],
    ['main/ledger', 'main/ledger/wrong.ts', '../store/target.ts'],
    ['main', 'main/wrong.ts', '#renderer/target.ts'],
  ])('%s: %s importing %s', (project, path, specifier) => {
    const tree = createTree({ [path]: importing(specifier) });
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const { status, stdout } = spawnSync(process.execPath, [tsc, '-b', project], { cwd: tree, encoding: 'utf8' });
    expect(status).not.toBe(0);
    expect(stdout).toContain(path);
    expect(stdout).toMatch(/TS6307|TS6059/);
  });

  test('and builds the layers as they are', () => {
    const tree = createTree({});
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    expect(execFileSync(process.execPath, [tsc, '-b', 'drivers', 'renderer', 'main'], { cwd: tree, encoding: 'utf8' })).toBe('');
  });
});

test('every layer of the product has its rules in the copied files', () => {
  const solution = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as { references: { path: string }[] };
  const layers = solution.references.map(({ path }) => `${path}/tsconfig.json`).filter((path) => !path.startsWith('test/'));
  expect(RULE_FILES).toEqual(expect.arrayContaining(layers));
});
