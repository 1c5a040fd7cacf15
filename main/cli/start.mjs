import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { chooseShell, downloadElectron, electronBinary } from './electron-choice.mjs';
import { checkNode, ensureBuilt, ensureInstalled, fail, PrepareError, productEnvironment, projectNode, root } from './prepare.mjs';

// npm start: installs what is missing, builds what changed, starts the station in the shell that fits this machine.

const startedMs = Date.now();
const PARENT_CHECK_MS = 250;

/** Takes --shell out of the command line; the rest is the station's. */
export function splitArguments(argv) {
  const rest = [];
  let shell;
  for (let index = 0; index < argv.length; index += 1) {
    const [name, value] = argv[index].split(/=(.*)/s, 2);
    if (name !== '--shell') rest.push(argv[index]);
    else if (value === undefined) shell = argv[(index += 1)] ?? '';
    else shell = value;
  }
  if (shell !== undefined && shell !== 'electron' && shell !== 'web') {
    throw new PrepareError(`--shell ${shell}: 只能是 electron 或 web / must be electron or web`);
  }
  return { shell, rest };
}

function start() {
  const { shell: wanted, rest } = splitArguments(process.argv.slice(2));
  checkNode();
  ensureInstalled();
  ensureBuilt();
  const choice = chooseShell({
    wanted,
    platform: process.platform,
    environment: process.env,
    isRoot: process.getuid?.() === 0,
    binary: electronBinary,
    download: () => downloadElectron({ insist: wanted === 'electron', print: console.log }),
  });
  if (choice.why) console.log(choice.why);
  const environment = { ...productEnvironment(), GUITAI_STARTED_MS: String(startedMs) };
  const [file, argv] =
    choice.shell === 'electron'
      ? [choice.file, [root, ...electronArguments(rest)]]
      : [projectNode(), [join(root, 'out', 'web-main.js'), ...rest]];
  const child = spawn(file, argv, { stdio: 'inherit', env: environment });
  // Ctrl+C reaches the station by itself; a signal to this process alone is handed on. Either way the station stops first.
  // On Windows there is no signal to hand on: kill() would end the station on the spot.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.platform === 'win32' || child.kill(signal));
  stopWithNpm(child);
  child.on('error', fail);
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

/** A signal to npm ends the shell between npm and this script, which hands nothing on: when it is gone, the station stops as well. */
function stopWithNpm(child) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, PARENT_CHECK_MS);
  watch.unref();
}

/** Electron gets the data directory as an absolute path: it does not start in the caller's folder. */
function electronArguments(rest) {
  const at = rest.findIndex((argument) => argument === '--data' || argument.startsWith('--data='));
  if (at < 0) return rest;
  const inline = rest[at].startsWith('--data=');
  const given = inline ? rest[at].slice('--data='.length) : (rest[at + 1] ?? '');
  return [...rest.slice(0, at), `--data=${resolve(given)}`, ...rest.slice(at + (inline ? 1 : 2))];
}

try {
  start();
} catch (error) {
  fail(error);
}
