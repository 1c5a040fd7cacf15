import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SettingProblem } from '#contract/station.ts';
import { writeFileAtomic } from './atomic-file.ts';
import { findJsonError } from './json-error.ts';
import { problemsOf, settingProblem } from './settings-problems.ts';
import { Settings } from './settings.ts';

/**
 * What settings.json gave. `missing`: the first run, with the settings of a plain new shop.
 * `problems`: the station starts in safe mode with these plain settings (no devices, no LAN) and shows the problems.
 */
export type LoadedSettings =
  | { readonly kind: 'ok'; readonly settings: Settings; readonly file: string }
  | { readonly kind: 'missing'; readonly settings: Settings; readonly file: string }
  | { readonly kind: 'problems'; readonly settings: Settings; readonly file: string; readonly problems: readonly SettingProblem[] };

const MAX_FILE_BYTES = 1024 * 1024;
const MAX_PROBLEMS = 50;

/** The settings of a shop that has set nothing: no devices, loopback only. */
export function plainSettings(): Settings {
  return Settings.parse({ store: { code: 'S001', name: '我的店' }, terminal: '01' });
}

/** The one settings file of a data directory. */
export function settingsFile(dataDir: string): string {
  return join(dataDir, 'settings.json');
}

/** Reads and checks settings.json. Never throws: whatever is wrong with the file is a problem with words a shopkeeper can act on. */
export function loadSettings(dataDir: string): LoadedSettings {
  const file = settingsFile(dataDir);
  let text: string;
  try {
    if (statSync(file).size > MAX_FILE_BYTES) return unusable(file, [tooLarge()]);
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return { kind: 'missing', settings: plainSettings(), file };
    return unusable(file, [settingProblem('settings.json', errorWords(error), '文件要能读取 / the file must be readable')]);
  }
  const result = parseSettings(text);
  return 'settings' in result ? { kind: 'ok', settings: result.settings, file } : unusable(file, result.problems);
}

/** Checks the text of a settings.json: its JSON, its shape, and that the names in it point at each other. */
export function parseSettings(text: string): { readonly settings: Settings } | { readonly problems: readonly SettingProblem[] } {
  const json = text.replace(/^\uFEFF/, '');
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch {
    return { problems: [jsonProblem(json)] };
  }
  const result = Settings.safeParse(document);
  const problems = result.success ? crossProblems(result.data) : result.error.issues.flatMap((issue) => problemsOf(issue, document));
  if (result.success && !problems.length) return { settings: result.data };
  return { problems: problems.slice(0, MAX_PROBLEMS) };
}

/** Writes settings.json so that a power cut leaves the old or the new one whole. */
export function saveSettings(dataDir: string, settings: Settings): void {
  writeFileAtomic(settingsFile(dataDir), `${JSON.stringify(Settings.parse(settings), null, 2)}\n`);
}

function unusable(file: string, problems: readonly SettingProblem[]): LoadedSettings {
  return { kind: 'problems', settings: plainSettings(), file, problems };
}

function tooLarge(): SettingProblem {
  return settingProblem('settings.json', '', '文件不超过 1 MB / at most 1 MB');
}

function jsonProblem(text: string): SettingProblem {
  const place = findJsonError(text) ?? { offset: 0, line: 1, column: 1 };
  const found = text.slice(place.offset, place.offset + 30).split('\n')[0] ?? '';
  return settingProblem(
    'settings.json',
    found || '（文件结束 / end of file）',
    `第 ${place.line} 行第 ${place.column} 列起不是 JSON，检查逗号、引号和括号 / not JSON from line ${place.line}, column ${place.column}: check commas, quotes and brackets`,
  );
}

type DeviceGroup = keyof Settings['devices'];

const deviceGroups: readonly DeviceGroup[] = ['scanners', 'printers', 'displays', 'drawers', 'keypads'];
const roleGroups: readonly (readonly [keyof Settings['roles'], DeviceGroup])[] = [
  ['receiptPrinter', 'printers'],
  ['receiptPrinterFallback', 'printers'],
  ['ticketPrinter', 'printers'],
  ['lineDisplay', 'displays'],
  ['cashDrawer', 'drawers'],
];

const ONE_SOCKET = '钱箱接在打印机或 LED8 客显上，只写一个 / a drawer hangs on a printer or on an LED8 display: name one of them';

function crossProblems(settings: Settings): SettingProblem[] {
  return [
    ...duplicateIds(settings),
    ...drawersWithoutSocket(settings),
    ...rolesWithoutDevice(settings),
    ...fallbackToItself(settings),
    ...barAtTill(settings),
  ];
}

function duplicateIds(settings: Settings): SettingProblem[] {
  const firstKeys = new Map<string, string>();
  const problems: SettingProblem[] = [];
  for (const group of deviceGroups) {
    for (const [index, { id }] of settings.devices[group].entries()) {
      const key = `devices.${group}[${index}].id`;
      const first = firstKeys.get(id);
      if (first === undefined) firstKeys.set(id, key);
      else problems.push(settingProblem(key, id, `每个设备的 id 要不同，${first} 已用 / every id once, already used by ${first}`));
    }
  }
  return problems;
}

/** A drawer's pulse goes through one printer or one LED8. */
function drawersWithoutSocket({ devices }: Settings): SettingProblem[] {
  const printers = devices.printers.map(({ id }) => id);
  const led8s = devices.displays.filter(({ protocol }) => protocol === 'led8').map(({ id }) => id);
  return devices.drawers.flatMap(({ printer, display }, index) => {
    const key = `devices.drawers[${index}]`;
    if (display === undefined && printer === undefined) return [settingProblem(`${key}.printer`, '', idChoices('printers', printers))];
    if (display !== undefined && printer !== undefined) return [settingProblem(`${key}.display`, display, ONE_SOCKET)];
    if (printer !== undefined && !printers.includes(printer))
      return [settingProblem(`${key}.printer`, printer, idChoices('printers', printers))];
    if (display !== undefined && !led8s.includes(display)) return [settingProblem(`${key}.display`, display, idChoices('displays', led8s))];
    return [];
  });
}

function rolesWithoutDevice(settings: Settings): SettingProblem[] {
  return roleGroups.flatMap(([role, group]) => {
    const wanted = settings.roles[role];
    const ids = settings.devices[group].map(({ id }) => id);
    return wanted === undefined || ids.includes(wanted) ? [] : [settingProblem(`roles.${role}`, wanted, idChoices(group, ids))];
  });
}

function fallbackToItself({ roles, devices }: Settings): SettingProblem[] {
  const { receiptPrinter, receiptPrinterFallback } = roles;
  if (receiptPrinterFallback === undefined || receiptPrinterFallback !== receiptPrinter) return [];
  const others = devices.printers.map(({ id }) => id).filter((id) => id !== receiptPrinter);
  return [settingProblem('roles.receiptPrinterFallback', receiptPrinterFallback, `另一台打印机 / another printer: ${others.join(', ')}`)];
}

/** One display cannot show sales and calls. */
function barAtTill({ roles, devices }: Settings): SettingProblem[] {
  const bar = devices.displays.find(({ id, counterId }) => id === roles.lineDisplay && counterId !== undefined);
  if (!bar) return [];
  const others = devices.displays.filter(({ counterId }) => counterId === undefined).map(({ id }) => id);
  return [settingProblem('roles.lineDisplay', bar.id, `不是窗口屏的客显 / a display without counterId: ${others.join(', ')}`)];
}

function idChoices(group: DeviceGroup, ids: readonly string[]): string {
  if (!ids.length)
    return `devices.${group} 里还没有设备，先加上或去掉这一项 / devices.${group} is empty: add the device or remove this setting`;
  return `devices.${group} 里的一个 id / an id from devices.${group}: ${ids.join(', ')}`;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function errorWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
