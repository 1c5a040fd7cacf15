import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { checkNode, ensureBuilt, ensureInstalled, fail, projectNode, root } from './prepare.mjs';

// Runs one of the project's own programs from the source: installs what is missing and builds what changed first.
// npm run bench and npm run torture: node main/cli/run.mjs FILE [arguments]
try {
  const [file, ...argv] = process.argv.slice(2);
  checkNode();
  ensureInstalled(console.error);
  ensureBuilt(console.error);
  const { status } = spawnSync(projectNode(), ['--expose-gc', join(root, file), ...argv], { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
} catch (error) {
  fail(error);
}
