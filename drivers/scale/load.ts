import { newRequestId } from '#contract/ids.ts';
import { weightMilli, type Weight } from '#contract/scale.ts';

/** A load that settles or is nudged differs by less; goods put on or taken off by more. */
export const LOAD_CHANGE_GRAMS = 5;

/** Names what lies on the pan, so that one load is not sold twice: a new name once the pan was empty or its weight changed. */
export interface LoadWatch {
  /** A weight above zero has settled. */
  settled(weight: Weight): void;
  empty(): void;
  /** The name of the present load; later changes are measured against what it weighs now. */
  take(weight: Weight | undefined): string;
}

export function createLoadWatch(): LoadWatch {
  let load: { readonly name: string; readonly milligrams: number } | undefined;

  return {
    settled(weight) {
      const milligrams = weightMilli(weight, 1);
      if (load && Math.abs(milligrams - load.milligrams) < LOAD_CHANGE_GRAMS * 1000) return;
      load = { name: newRequestId(), milligrams };
    },
    empty() {
      load = undefined;
    },
    take(weight) {
      const name = load?.name ?? newRequestId();
      load = { name, milligrams: weight ? weightMilli(weight, 1) : 0 };
      return name;
    },
  };
}
