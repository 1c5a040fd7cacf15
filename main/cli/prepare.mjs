import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Plain JavaScript for any Node from 20 on, without packages: this runs before anything is installed.

/** The project's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const MINIMUM_NODE = 20;
const PROJECT_NODE = 24;
const SOURCES = ['contract', 'drivers', 'main', 'renderer', 'vite.config.ts', 'tsconfig.base.json', 'package-lock.json'];
const buildStampFile = join(root, 'out', 'build.json');
const OUTPUTS = [
  'renderer/index.html',
  'web-main.js',
  'store-thread.js',
  'backup-thread.js',
  'electron-main.js',
  'guitai.js',
  'preload.cjs',
  'glyphs.bin',
];

/** Something that keeps the program from starting, in words for the person who started it. */
export class PrepareError extends Error {}

/** Refuses a Node that is too old even for this file. */
export function checkNode(version = process.versions.node) {
  if (Number.parseInt(version, 10) >= MINIMUM_NODE) return;
  throw new PrepareError(
    `需要 Node ${MINIMUM_NODE} 或更新，现在是 ${version} / Node ${MINIMUM_NODE} or newer is needed, this is ${version}`,
  );
}

/** Whether every package of a package-lock.json lies in node_modules in that version; optional ones may be absent. */
export function isInstalled(lock, installed) {
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '' || wanted.link) return true;
    const found = installed.packages[path];
    return found ? found.version === wanted.version : Boolean(wanted.optional || wanted.peer);
  });
}

/** Installs what package-lock.json names when node_modules does not hold it. */
export function ensureInstalled(print = console.log) {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const stampFile = join(root, 'node_modules', '.guitai-installed');
  const stamp = createHash('sha256').update(lockText).digest('hex');
  if (readIfThere(stampFile) === stamp && existsSync(nodeFile())) return;
  const installed = readIfThere(join(root, 'node_modules', '.package-lock.json'));
  if (installed === undefined || !isInstalled(JSON.parse(lockText), JSON.parse(installed))) {
    print('安装依赖，第一次要几分钟 / installing packages, the first time takes minutes …');
    const options = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    run(...npm(['ci', ...options]), '依赖没有装好 / the packages were not installed');
  }
  if (!existsSync(nodeFile()) && Number.parseInt(process.versions.node, 10) < PROJECT_NODE) {
    const folder = join(root, 'node_modules', 'node');
    run(process.execPath, ['installArchSpecificPackage.js'], '项目用的 Node 没有装好 / the Node of the project was not installed', {
      cwd: folder,
    });
  }
  writeFileSync(stampFile, stamp);
}

/** The Node the product runs on: the project's own, else this one when it is new enough. */
export function projectNode() {
  return existsSync(nodeFile()) ? nodeFile() : process.execPath;
}

function nodeFile() {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** Builds out/ when a source differs from the last build. Times and sizes are compared first, contents only when those differ. */
export function ensureBuilt(print = console.log) {
  const stamp = JSON.parse(readIfThere(buildStampFile) ?? '{}');
  const files = SOURCES.flatMap((path) => filesUnder(path));
  const listing = listingOf(files);
  const complete = OUTPUTS.every((path) => existsSync(join(root, 'out', path)));
  if (complete && stamp.listing === listing) return;
  const contents = contentsOf(files);
  if (!complete || stamp.contents !== contents) {
    print('编译 / building …');
    runVite();
  }
  writeFileSync(buildStampFile, JSON.stringify({ listing, contents }));
}

/** Builds out/ in any case. */
export function build() {
  const files = SOURCES.flatMap((path) => filesUnder(path));
  const stamp = JSON.stringify({ listing: listingOf(files), contents: contentsOf(files) });
  runVite();
  writeFileSync(buildStampFile, stamp);
}

/** Its output is shown only when it fails. */
function runVite() {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  run(projectNode(), [vite, 'build', '--app'], '编译没有成功 / the build failed', { stdio: 'pipe' });
}

function listingOf(files) {
  return digest(files.map(({ path, size, mtimeMs }) => `${path} ${size} ${mtimeMs}`));
}

function contentsOf(files) {
  return digest(files.map(({ path }) => `${path} ${digest([readFileSync(join(root, path))])}`));
}

/** Runs a script of the build with the project's Node and hands on its exit code. */
export function runBuilt(script, argv) {
  const { status } = spawnSync(projectNode(), [join(root, 'out', script), ...argv], { stdio: 'inherit', env: productEnvironment() });
  return status ?? 1;
}

/** The environment of the product: compiled code is kept between starts. */
export function productEnvironment() {
  return { ...process.env, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, '.cache', 'compile') };
}

function npm(argv) {
  if (process.env.npm_execpath) return [process.execPath, [process.env.npm_execpath, ...argv]];
  return process.platform === 'win32' ? [process.env.ComSpec ?? 'cmd.exe', ['/d', '/c', 'npm', ...argv]] : ['npm', argv];
}

function run(file, argv, problem, options = {}) {
  const { status, error, stdout, stderr } = spawnSync(file, argv, { cwd: root, stdio: 'inherit', ...options });
  if (status === 0) return;
  const output = [stdout, stderr].map((bytes) => bytes?.toString() ?? '').join('');
  throw new PrepareError(`${output}${problem}${error ? `: ${error.message}` : ''}`);
}

function filesUnder(path) {
  const entry = statSync(join(root, path), { throwIfNoEntry: false });
  if (!entry) return [];
  if (!entry.isDirectory()) return [{ path, size: entry.size, mtimeMs: entry.mtimeMs }];
  return readdirSync(join(root, path))
    .toSorted()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}

function digest(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\n');
  return hash.digest('hex');
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Ends a script: a PrepareError is printed as words, anything else with its stack. */
export function fail(error) {
  console.error(error instanceof PrepareError ? error.message : error);
  process.exit(1);
}
