import { WANTED_WEIGHT } from './steps.ts';

/** Pieces that one offer took of one line, and what they save. */
export interface Taken {
  readonly offer: number;
  readonly at: number;
  readonly pieces: number;
  readonly savedMinor: number;
}

/** A situation on the way through the pieces, and how it came about. */
export interface State {
  /** By slot. */
  readonly counters: readonly number[];
  readonly locks: readonly number[];
  readonly watched: readonly number[];
  readonly savedMinor: number;
  /** What offers on amounts take off whose goods are all done. */
  readonly settledMinor: number;
  readonly wanted: number;
  readonly before?: State | undefined;
  readonly taken?: Taken | undefined;
}

/** What a state is worth so far. */
export function valueOf({ savedMinor, settledMinor, wanted }: State): number {
  return savedMinor + settledMinor + wanted * WANTED_WEIGHT;
}

/** Everything that still matters of a state: the watchers that have seen something and are not settled. One number where it has room. */
export function keyOf({ counters, locks, watched }: State, live: readonly number[]): string | number {
  let key = '';
  let number = 0;
  let place = 0;
  for (const values of [counters, locks]) {
    for (const value of values) {
      number = number * KEY_BASE + value;
      place += 1;
      if (number < KEY_ROOM && value < KEY_BASE) continue;
      key += `${place}:${number},${value} `;
      number = 0;
    }
  }
  for (const watcher of live) key += `${watched[watcher] ?? 0} `;
  return key === '' ? number : `${key}${number}`;
}

const KEY_BASE = 64;
const KEY_ROOM = 2 ** 46;
