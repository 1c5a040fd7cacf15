/** What a key asks for; `none` = ours, but without meaning now. Rows count from 1. */
export type CallerAction =
  | { readonly kind: 'next' | 'recall' | 'skip' | 'hold' | 'transfer' | 'finish' | 'start' | 'language' | 'none' }
  | { readonly kind: 'row'; readonly row: number };

export interface CallerKey {
  readonly key: string;
  readonly code: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
}

const CODES: Readonly<Record<string, CallerAction>> = {
  Space: { kind: 'next' },
  KeyR: { kind: 'recall' },
  KeyS: { kind: 'skip' },
  KeyH: { kind: 'hold' },
  KeyT: { kind: 'transfer' },
  KeyF: { kind: 'finish' },
  Enter: { kind: 'start' },
  NumpadEnter: { kind: 'start' },
};

/** The action of a key by its place on the keyboard, whatever input method is on; undefined when it is not ours. A held key acts once. */
export function callerAction(key: CallerKey): CallerAction | undefined {
  if (key.ctrlKey || key.metaKey) return undefined;
  const action = key.altKey ? (key.code === 'KeyL' ? ({ kind: 'language' } as const) : undefined) : (CODES[key.code] ?? rowOf(key.code));
  return action && key.repeat ? { kind: 'none' } : action;
}

function rowOf(code: string): CallerAction | undefined {
  const row = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  return row === undefined ? undefined : { kind: 'row', row: Number(row) };
}
