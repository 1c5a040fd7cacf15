import { checkNode, ensureBuilt, ensureInstalled, fail, runBuilt } from './prepare.mjs';

// npm run guitai -- <command>: installs and builds what is missing, then runs main/cli/guitai.ts from the build.
try {
  checkNode();
  ensureInstalled(console.error);
  ensureBuilt(console.error);
  process.exitCode = runBuilt('guitai.js', process.argv.slice(2));
} catch (error) {
  fail(error);
}
