import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Till } from './till.ts';
import type { TillState } from './till-state.ts';

export const TillContext = createContext<Till | undefined>(undefined);

/** The till of this screen. */
export function useTill(): Till {
  const till = useContext(TillContext);
  if (!till) throw new Error('useTill needs a TillContext');
  return till;
}

/** One part of the till's state; the component draws again only when this part changes. */
export function useTillState<Part>(part: (state: TillState) => Part): Part {
  const till = useTill();
  return useSyncExternalStore(till.subscribe, () => part(till.state));
}
