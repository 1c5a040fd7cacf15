import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, delimiter, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';
import { chromium, type Browser } from 'playwright-core';

const FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge', 'msedge'];
const USUAL_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const root = process.env[name];
    return root === undefined
      ? []
      : [join(root, 'Google/Chrome/Application/chrome.exe'), join(root, 'Microsoft/Edge/Application/msedge.exe')];
  }),
];

/** A headless Chromium for tests: CHROMIUM_PATH, else one installed on this machine, else the one from npm. */
export async function launchBrowser(moreFlags: readonly string[] = []): Promise<Browser> {
  const installed = process.env['CHROMIUM_PATH'] ?? findInstalled();
  if (installed !== undefined) return chromium.launch({ executablePath: installed, headless: true, args: [...FLAGS, ...moreFlags] });
  const folder = await unpackedChromium();
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    headless: true,
    args: [...FLAGS, ...moreFlags],
    env: environmentOf(folder),
  });
}

function findInstalled(): string | undefined {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
  return [...onPath, ...USUAL_PLACES].find((file) => existsSync(file));
}

/** The libraries a bare Debian lacks (NSS, NSPR) come with the package; its fonts are used where the machine has no font configuration. */
function environmentOf(folder: string): Record<string, string> {
  const inherited = Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const libraries = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return { ...inherited, LD_LIBRARY_PATH: libraries, ...(existsSync('/etc/fonts') ? {} : { FONTCONFIG_FILE: join(folder, 'fonts.conf') }) };
}

/** Unpacks @sparticuz/chromium (Linux x64) once a version into .cache/. Workers that meet here unpack into folders of their own; the first one stays. */
async function unpackedChromium(): Promise<string> {
  const packageFolder = dirname(dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium'))));
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const folder = fileURLToPath(new URL(`../.cache/chromium-${manifest.version}`, import.meta.url));
  if (existsSync(folder)) return folder;
  const own = `${folder}.${process.pid}`;
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own, { recursive: true });
  const packed = (name: string): string => join(packageFolder, 'bin', name);
  await Promise.all([
    unpackFile(packed('chromium.br'), join(own, 'chromium')),
    unpackTar(packed('swiftshader.tar.br'), own),
    unpackTar(packed('fonts.tar.br'), join(own, 'fonts')),
    unpackTar(packed('al2023.tar.br'), join(own, 'al2023')),
  ]);
  writeFileSync(join(own, 'fonts.conf'), fontConfiguration(folder));
  try {
    renameSync(own, folder);
  } catch {
    rmSync(own, { recursive: true, force: true });
  }
  return folder;
}

function fontConfiguration(folder: string): string {
  const dirs = [join(folder, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'].map((dir) => `<dir>${dir}</dir>`).join('');
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${dirs}<cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>\n`;
}

function unpackFile(from: string, to: string): Promise<void> {
  return pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to, { mode: 0o755 }));
}

/** Through a file, because tar closes its input at the end mark and not at the end. */
async function unpackTar(from: string, to: string): Promise<void> {
  const archive = `${to}.${basename(from)}.tar`;
  mkdirSync(to, { recursive: true });
  await unpackFile(from, archive);
  await promisify(execFile)('tar', ['-x', '-f', archive, '-C', to]);
  rmSync(archive);
}
