import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { checkNode, ensureBuilt, ensureInstalled, fail, projectNode, root } from './prepare.mjs';

// npm run bench [-- --quick --json --only NAME]: runs test/bench/*.bench.ts from the source.
try {
  checkNode();
  ensureInstalled(console.error);
  ensureBuilt(console.error);
  const script = join(root, 'test', 'bench', 'run.ts');
  const { status } = spawnSync(projectNode(), ['--expose-gc', script, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
} catch (error) {
  fail(error);
}
