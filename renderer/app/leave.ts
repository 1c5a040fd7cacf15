import { createContext, useContext, useSyncExternalStore } from 'react';
import { Right } from '#contract/rights.ts';
import type { WireError } from '#contract/error.ts';

/** A command that was refused because the person at the till lacks a right. It waits, with its requestId, for a second person's leave. */
export interface LeaveAsked {
  readonly requestId: string;
  readonly right: Right;
}

/** Where refused commands wait for leave, one after the other: the client asks, a dialog answers. */
export interface LeaveDesk {
  /** Resolves with whether leave was given. */
  readonly ask: (asked: LeaveAsked) => Promise<boolean>;
  /** The one to be decided now. */
  readonly asked: LeaveAsked | undefined;
  readonly settle: (given: boolean) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createLeaveDesk(): LeaveDesk {
  const waiting: { readonly asked: LeaveAsked; readonly answer: (given: boolean) => void }[] = [];
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    ask(asked) {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      waiting.push({ asked, answer: resolve });
      tell();
      return promise;
    },
    get asked() {
      return waiting[0]?.asked;
    },
    settle(given) {
      waiting.shift()?.answer(given);
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What a second person could allow: a command, named by its requestId, that was refused for a missing right. */
export function leaveFor(input: object, error: WireError): LeaveAsked | undefined {
  if (error.code !== 'right_missing' || !('requestId' in input) || typeof input.requestId !== 'string') return undefined;
  const right = Right.safeParse(error.details['right']);
  return right.success ? { requestId: input.requestId, right: right.data } : undefined;
}

export const LeaveContext = createContext<LeaveDesk | undefined>(undefined);

/** The leave being asked for, and its desk. */
export function useLeave(): { readonly asked: LeaveAsked | undefined; readonly settle: LeaveDesk['settle'] } {
  const desk = useContext(LeaveContext);
  if (!desk) throw new Error('useLeave needs a LeaveContext');
  const asked = useSyncExternalStore(desk.subscribe, () => desk.asked);
  return { asked, settle: desk.settle };
}
