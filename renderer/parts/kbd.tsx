import type { ReactElement } from 'react';

/** A key cap. `keys` is what is printed on the key, the same in every language. */
export function Kbd({ keys }: { keys: string }): ReactElement {
  return <kbd>{keys}</kbd>;
}
