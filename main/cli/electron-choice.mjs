import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectNode, root } from './prepare.mjs';

const DOWNLOAD_LIMIT_MS = 5 * 60_000;
const RETRY_AFTER_MS = 24 * 3600_000;

/**
 * Which shell to start, and why not Electron when it is the web shell: { shell: 'electron', file } or { shell: 'web', why? }.
 * `machine` is handed in so that every case can be tested: { wanted, platform, environment, isRoot, binary(), download() }.
 */
export function chooseShell(machine) {
  const { wanted, platform, environment, isRoot } = machine;
  if (wanted === 'web') return { shell: 'web' };
  if (platform === 'linux' && !environment.DISPLAY && !environment.WAYLAND_DISPLAY) {
    return { shell: 'web', why: '没有显示器，用网页方式运行 / no display: running the web shell' };
  }
  if (platform === 'linux' && isRoot) {
    return {
      shell: 'web',
      why: '以 root 运行，Electron 的沙箱不能用，用网页方式运行 / running as root, where Electron has no sandbox: running the web shell',
    };
  }
  const file = machine.binary() ?? machine.download();
  if (file) return { shell: 'electron', file };
  return {
    shell: 'web',
    why: 'Electron 没有安装也下载不到，用网页方式运行 / Electron is not installed and cannot be downloaded: running the web shell',
  };
}

/** The Electron binary of the installed package (or of ELECTRON_OVERRIDE_DIST_PATH), undefined when there is none. */
export function electronBinary() {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const file = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), readFileSync(pathFile, 'utf8'));
  return existsSync(file) ? file : undefined;
}

/** Tries to download the binary; after a failure not again for a day, unless it is asked for by name. */
export function downloadElectron({ insist, print }) {
  const failedFile = join(root, '.cache', 'electron-download-failed');
  const failed = statSync(failedFile, { throwIfNoEntry: false });
  if (!insist && failed && Date.now() - failed.mtimeMs < RETRY_AFTER_MS) return undefined;
  print('下载 Electron / downloading Electron …');
  const script = join(root, 'node_modules', 'electron', 'install.js');
  spawnSync(projectNode(), [script], { stdio: ['ignore', 'ignore', 'ignore'], timeout: DOWNLOAD_LIMIT_MS });
  const file = electronBinary();
  if (file) rmSync(failedFile, { force: true });
  else {
    mkdirSync(dirname(failedFile), { recursive: true });
    writeFileSync(failedFile, '');
  }
  return file;
}
