import { commandsByKey, keyOf, KEYED_COMMANDS, type KeyMap, type TillCommand } from '#contract/till-command.ts';

/** Gives a command a key. Whoever had it gets the key that becomes free, so that no key stands for two and none is lost. */
export function assignKey(
  map: KeyMap,
  command: TillCommand,
  key: string,
): { readonly map: KeyMap; readonly swapped: TillCommand | undefined } {
  const before = keyOf(command, map);
  const holder = commandsByKey(map).get(key);
  if (holder === command || before === undefined) return { map, swapped: undefined };
  const changes = { [command]: key, ...(holder ? { [holder]: before } : {}) };
  return { map: onlyChanged({ ...map, ...changes }), swapped: holder };
}

/** What differs from the keys as delivered. */
function onlyChanged(map: KeyMap): KeyMap {
  return Object.fromEntries(
    KEYED_COMMANDS.flatMap((command) => {
      const key = map[command];
      return key === undefined || key === keyOf(command, {}) ? [] : [[command, key]];
    }),
  );
}
