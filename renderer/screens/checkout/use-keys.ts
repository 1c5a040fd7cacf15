import { useMemo } from 'react';
import { commandsByKey, keyOf, type KeyMap, type TillCommand } from '#contract/till-command.ts';
import { useTopicPart } from '#renderer/app/use-topic.ts';

const NO_CHANGES: KeyMap = {};

/** The keys the shop has changed. */
export function useKeyMap(): KeyMap {
  return useTopicPart('station', (station) => station?.keys) ?? NO_CHANGES;
}

/** What stands on the key of a command: for caps on buttons. */
export function useKeyOf(): (command: TillCommand) => string {
  const map = useKeyMap();
  return (command) => keyOf(command, map) ?? '';
}

/** Which command each key stands for. */
export function useCommandsByKey(): ReadonlyMap<string, TillCommand> {
  const map = useKeyMap();
  return useMemo(() => commandsByKey(map), [map]);
}
