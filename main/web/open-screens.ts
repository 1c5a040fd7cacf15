import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Screen } from './screens.ts';

/** The machine as far as finding a browser goes, handed in so that every platform can be tested on one. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  readonly exists: (file: string) => boolean;
}

export interface Browser {
  readonly family: 'chromium' | 'firefox';
  readonly file: string;
}

/** The browser to open the screens with, or why none is opened, in one line. */
export type BrowserChoice = { readonly browser: Browser } | { readonly none: string };

const programs: readonly { readonly family: Browser['family']; readonly names: readonly string[] }[] = [
  {
    family: 'chromium',
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge', 'msedge'],
  },
  { family: 'firefox', names: ['firefox', 'firefox-esr'] },
];

/** Looks on PATH and in the usual places. Chromium first: it can show a page as a window of its own. */
export function chooseBrowser(machine: Machine): BrowserChoice {
  const { platform, environment, exists } = machine;
  if (platform === 'linux') {
    if (!environment['DISPLAY'] && !environment['WAYLAND_DISPLAY'])
      return { none: '没有显示器，不打开窗口 / no display, no window is opened' };
    if (machine.isRoot) return { none: '以 root 运行，不打开浏览器 / running as root, no browser is opened' };
  }
  const suffix = platform === 'win32' ? '.exe' : '';
  const folders = (environment['PATH'] ?? environment['Path'] ?? '').split(delimiter).filter(Boolean);
  for (const { family, names } of programs) {
    const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
    const file = [...onPath, ...usualPlaces(machine, family)].find(exists);
    if (file !== undefined) return { browser: { family, file } };
  }
  return { none: '没有找到浏览器，请自行打开上面的地址 / no browser found, open the addresses above yourself' };
}

function usualPlaces({ platform, environment }: Machine, family: Browser['family']): string[] {
  if (platform === 'darwin') {
    const apps =
      family === 'firefox'
        ? ['Firefox.app/Contents/MacOS/firefox']
        : [
            'Google Chrome.app/Contents/MacOS/Google Chrome',
            'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
            'Chromium.app/Contents/MacOS/Chromium',
          ];
    return apps.map((app) => `/Applications/${app}`);
  }
  if (platform !== 'win32') return [];
  const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => environment[name] ?? []);
  const files =
    family === 'firefox'
      ? ['Mozilla Firefox/firefox.exe']
      : ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe', 'Chromium/Application/chrome.exe'];
  return roots.flatMap((root) => files.map((file) => join(root, file)));
}

/** The command line that shows one screen in a window of its own, with a profile of its own under the data directory. */
export function browserArguments(browser: Browser, url: string, screen: Screen, dataDir: string): string[] {
  const profile = join(dataDir, 'browser', screen);
  if (browser.family === 'firefox') return ['--new-instance', '--profile', profile, `${url}/${screen}`];
  return [`--app=${url}/${screen}`, `--user-data-dir=${profile}`, '--no-first-run', '--no-default-browser-check'];
}

/** Opens the cashier's and the customer's window and lets them live on their own. Returns a line to print when it could not. */
export function openScreens(url: string, dataDir: string, machine: Machine = thisMachine()): string | undefined {
  const choice = chooseBrowser(machine);
  if ('none' in choice) return choice.none;
  for (const screen of ['checkout', 'customer'] as const) {
    mkdirSync(join(dataDir, 'browser', screen), { recursive: true });
    const child = spawn(choice.browser.file, browserArguments(choice.browser, url, screen, dataDir), { detached: true, stdio: 'ignore' });
    child.on('error', () => undefined);
    child.unref();
  }
  return undefined;
}

function thisMachine(): Machine {
  return { platform: process.platform, environment: process.env, isRoot: process.getuid?.() === 0, exists: existsSync };
}
