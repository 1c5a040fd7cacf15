import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { finishRestore } from './backup/restore.ts';
import { loadSettings, plainSettings, saveSettings, type LoadedSettings } from './settings-file.ts';
import { settingProblem } from './settings-problems.ts';

/** The shape of every command module: does its work, prints for people, resolves with the exit code. */
export type RunCommand = (options: {
  readonly dataDir: string;
  readonly arguments: readonly string[];
  readonly print: (line: string) => void;
}) => Promise<number>;

export interface FirstRunOptions {
  readonly dataDir: string;
  /** Start without the demo shop. */
  readonly empty: boolean;
  readonly makeDemo: RunCommand;
  readonly print: (line: string) => void;
}

/**
 * The settings to start with. A new data directory first gets the demo shop, or a plain settings.json (also when a catalogue was
 * imported before the first start). A directory with a ledger but without settings.json is somebody's shop: nothing is made up
 * for it, the station starts in safe mode. A restore that a power cut interrupted is finished first.
 */
export async function prepareData(options: FirstRunOptions): Promise<LoadedSettings> {
  const { dataDir, empty, makeDemo, print } = options;
  finishRestore(dataDir);
  const loaded = loadSettings(dataDir);
  if (loaded.kind !== 'missing') return loaded;
  if (existsSync(join(dataDir, 'ledger.db'))) {
    const words = '账本还在，设置文件不见了，请放回来 / the ledger is here but its settings are gone: put the file back';
    return { ...loaded, kind: 'problems', problems: [settingProblem('settings.json', '（没有这个文件 / missing）', words)] };
  }
  if (empty || existsSync(join(dataDir, 'catalog.db'))) saveSettings(dataDir, plainSettings());
  else if ((await makeDemo({ dataDir, arguments: [], print })) !== 0)
    print('示例商店没有建成，先以空店启动 / the demo shop was not made, starting empty');
  const made = loadSettings(dataDir);
  return made.kind === 'missing' ? { ...made, kind: 'ok' } : made;
}
