import { lstat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readMediaFile, type MediaFile } from './folder.ts';
import type { Picture } from '#contract/product-card.ts';

/** Pictures found lately; one that is asked for again is found again. */
const MAX_KEPT = 400;

/** Pictures and films of articles, from the folder `pictures` of the data directory. */
export interface Pictures {
  /** Those of these file names that are there and may be shown, in order. */
  lookUp(names: readonly string[]): Promise<Picture[]>;
  /** The file of an id that was looked up; undefined for anything else. */
  find(id: string): MediaFile | undefined;
}

export function createPictures(dataDir: string): Pictures {
  const folder = join(dataDir, 'pictures');
  const kept = new Map<string, MediaFile>();
  return {
    async lookUp(names) {
      const files = await Promise.all(names.map((name) => readPicture(folder, name)));
      return files.flatMap((file) => {
        if (!file) return [];
        const oldest = kept.size >= MAX_KEPT ? kept.keys().next().value : undefined;
        if (oldest !== undefined) kept.delete(oldest);
        kept.set(file.id, file);
        return [{ id: file.id, kind: file.kind }];
      });
    },
    find: (id) => kept.get(id),
  };
}

/** A file of the folder itself: no path, no link, nothing hidden. */
async function readPicture(folder: string, name: string): Promise<MediaFile | undefined> {
  if (name !== basename(name) || name.includes('\\') || name.startsWith('.')) return undefined;
  try {
    if (!(await lstat(join(folder, name))).isFile()) return undefined;
  } catch {
    return undefined;
  }
  const file = await readMediaFile(folder, name);
  return typeof file === 'string' ? undefined : file;
}
