import { join } from 'node:path';
import { readMediaFolder, type MediaFile, type MediaFolder } from './folder.ts';
import { createLookout, type Lookout } from './lookout.ts';
import { DEFAULT_SECONDS, isDue } from './schedule.ts';
import type { MediaPlaylist } from '#contract/media.ts';
import type { Log } from '../log.ts';
import type { LocalTime } from '../store/local-time.ts';
import type { Publish } from '../store/publish.ts';

/** The shop's pictures and films, from the folder `media` of the data directory. */
export interface Media extends Lookout {
  /** The file of an id that was published; undefined for anything else, so that no path can be asked for. */
  find(id: string): MediaFile | undefined;
  /** Looks at the folder and the clock now. */
  look(): Promise<void>;
}

export function createMedia(options: {
  readonly dataDir: string;
  /** The time of the shop. */
  readonly now: () => LocalTime;
  readonly publish: Publish;
  readonly log: Log;
}): Media {
  const { dataDir, now, publish, log } = options;
  const folder = join(dataDir, 'media');
  let files: ReadonlyMap<string, MediaFile> = new Map();
  let shown = '';

  async function look(): Promise<void> {
    const found = await readMediaFolder(folder);
    files = new Map(found.rows.map(({ file }) => [file.id, file]));
    const playlist = dueNow(found, now());
    const text = JSON.stringify(playlist);
    if (text === shown) return;
    shown = text;
    if (playlist.problems.length > 0)
      log.info('media.problems', { files: playlist.problems.map(({ file, problem }) => `${file}: ${problem}`).join(', ') });
    publish('media', playlist);
  }

  return {
    find: (id) => files.get(id),
    look,
    ...createLookout(look, (error) => log.error('media.look', error)),
  };
}

/** What of the folder is due at this moment of the shop. Pure. */
export function dueNow({ rows, problems }: MediaFolder, moment: LocalTime): MediaPlaylist {
  const items = rows
    .filter(({ row }) => isDue(row, moment))
    .map(({ row, file }) => ({
      id: file.id,
      kind: file.kind,
      seconds: row.seconds ?? DEFAULT_SECONDS,
      screens: row.screens ?? (['customer', 'board'] as const),
    }));
  return { items: items.map((item) => ({ ...item, screens: [...item.screens] })), problems: [...problems] };
}
