import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, checkNode, ensureInstalled, fail, PrepareError, productEnvironment, projectNode, root } from '../main/cli/prepare.mjs';

// npm test [-- FILTER]: installs what is missing, then types, lint, format, build and every test. Ends with "N passed, N failed".

const reportFile = join(root, '.cache', 'test-report.json');

/** Runs one step and prints its seconds; a step that fails ends the run. */
function step(name, work) {
  const startedMs = Date.now();
  process.stdout.write(`${name} … `);
  work();
  console.log(`${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
}

/** Runs a tool of the project; its output is shown only when it fails. */
function tool(script, ...argv) {
  return () => {
    const { status, error, stdout, stderr } = runNode(script, argv, 'pipe');
    if (status !== 0) throw new PrepareError(`failed\n${stdout}${stderr}${error?.message ?? ''}`);
  };
}

function runNode(script, argv, stdio) {
  const environment = {
    ...productEnvironment(),
    PATH: `${join(root, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
  };
  return spawnSync(projectNode(), [join(root, 'node_modules', script), ...argv], {
    cwd: root,
    stdio,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    env: environment,
  });
}

/** Runs vitest with its own output and returns what its report counts. */
function runTests(filters) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  rmSync(reportFile, { force: true });
  const { status } = runNode(
    'vitest/vitest.mjs',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`, ...filters],
    'inherit',
  );
  if (!existsSync(reportFile)) return { passed: 0, failed: 1, skipped: 0, ok: false };
  const report = JSON.parse(readFileSync(reportFile, 'utf8'));
  // A file that does not load has no test in the report; it counts as one failure.
  const unloaded = report.testResults.filter(
    ({ status: state, assertionResults }) => state === 'failed' && !assertionResults.length,
  ).length;
  const failed = report.numFailedTests + unloaded;
  return {
    passed: report.numPassedTests,
    failed: status === 0 ? failed : Math.max(failed, 1),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

try {
  checkNode();
  try {
    step('依赖 / packages', () => ensureInstalled());
    step('类型 / types', tool('typescript/bin/tsc', '-b'));
    step('规则 / lint', tool('oxlint/bin/oxlint', '--type-aware'));
    step('格式 / format', tool('oxfmt/bin/oxfmt', '--check'));
    step('编译 / build', build);
  } catch (error) {
    if (!(error instanceof PrepareError)) throw error;
    console.log(error.message);
    console.log('0 passed, 1 failed');
    process.exit(1);
  }
  const { passed, failed, skipped } = runTests(process.argv.slice(2));
  if (skipped) console.log(`${skipped} skipped`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
} catch (error) {
  fail(error);
}
