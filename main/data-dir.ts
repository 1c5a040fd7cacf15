import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** Where the answer comes from, handed in so that it can be tested on any machine. */
export interface DataDirSources {
  /** The value of `--data`, if given. */
  readonly argument: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly workingDir: string;
}

/** The absolute data directory: `--data`, else `GUITAI_DATA`, else the platform's app-data folder. Touches no disk. */
export function resolveDataDir(sources: DataDirSources): string {
  const path = sources.platform === 'win32' ? win32 : posix;
  const given = sources.argument ?? (sources.environment['GUITAI_DATA'] || undefined);
  if (given !== undefined) return path.resolve(sources.workingDir, given);
  return path.join(appDataDir(sources), sources.platform === 'linux' ? 'guitai' : 'Guitai');
}

function appDataDir({ environment, platform, home }: DataDirSources): string {
  if (platform === 'win32') return environment['LOCALAPPDATA'] || win32.join(home, 'AppData', 'Local');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support');
  return environment['XDG_DATA_HOME'] || posix.join(home, '.local', 'share');
}

/** The data directory of this process, made when missing and readable by its owner only. `argument` is the value of `--data`, if given. */
export function openDataDir(argument: string | undefined): string {
  const dataDir = resolveDataDir({
    argument,
    environment: process.env,
    platform: process.platform,
    home: homedir(),
    workingDir: process.cwd(),
  });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return dataDir;
}
