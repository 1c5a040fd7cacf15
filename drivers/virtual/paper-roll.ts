import type { PaperItem } from '#contract/bench.ts';

/** Documents the roll keeps, the oldest goes first. */
export const MAX_DOCUMENTS = 10;
/** Items it keeps in all, so that a printer that never cuts stays bounded as well. */
export const MAX_ITEMS = 1000;

/** The paper of a virtual printer: the last documents, each ending in its cut. */
export interface PaperRoll {
  print(item: PaperItem): void;
  /** Newest last. */
  readonly paper: PaperItem[];
  tearOff(): void;
}

/** A bounded roll. */
export function createPaperRoll(): PaperRoll {
  let documents: PaperItem[][] = [[]];

  return {
    print(item) {
      if (documents.at(-1)?.at(-1)?.type === 'cut') documents = [...documents, []].slice(-MAX_DOCUMENTS);
      documents.at(-1)?.push(item);
      let surplus = documents.reduce((sum, { length }) => sum + length, 0) - MAX_ITEMS;
      while (surplus > 0 && documents.length > 1) surplus -= documents.shift()?.length ?? 0;
      if (surplus > 0) documents[0]?.splice(0, surplus);
    },
    get paper() {
      return documents.flat();
    },
    tearOff() {
      documents = [[]];
    },
  };
}
