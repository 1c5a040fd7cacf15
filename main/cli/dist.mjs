import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { checkNode, ensureBuilt, ensureInstalled, fail, projectNode, root } from './prepare.mjs';

// npm run dist [-- --linux --win --dir]: builds and packs installers into dist/ (electron-builder.yml).
try {
  checkNode();
  ensureInstalled();
  ensureBuilt();
  const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');
  const { status } = spawnSync(projectNode(), [builder, '--publish', 'never', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
} catch (error) {
  fail(error);
}
