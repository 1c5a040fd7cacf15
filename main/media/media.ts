import { join } from 'node:path';
import { readMediaFolder, type MediaFile, type MediaFolder } from './folder.ts';
import { DEFAULT_SECONDS, isDue, type Moment } from './schedule.ts';
import type { MediaPlaylist } from '#contract/media.ts';
import type { Log } from '../log.ts';
import type { Publish } from '../store/publish.ts';

/** New files and changed hours are on the screens within this time. */
const LOOK_EVERY_MS = 10_000;

/** The shop's pictures and films, from the folder `media` of the data directory. */
export interface Media {
  /** The file of an id that was published; undefined for anything else, so that no path can be asked for. */
  find(id: string): MediaFile | undefined;
  start(): void;
  /** Looks at the folder and the clock now. */
  look(): Promise<void>;
  stop(): void;
}

export function createMedia(options: {
  readonly dataDir: string;
  /** The time of the shop. */
  readonly now: () => Moment;
  readonly publish: Publish;
  readonly log: Log;
}): Media {
  const { dataDir, now, publish, log } = options;
  const folder = join(dataDir, 'media');
  let files: ReadonlyMap<string, MediaFile> = new Map();
  let shown = '';
  let timer: NodeJS.Timeout | undefined;

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
  const lookAgain = (): void => {
    look()
      .catch((error: unknown) => log.error('media.look', error))
      .finally(() => {
        if (timer) timer = setTimeout(lookAgain, LOOK_EVERY_MS).unref();
      });
  };

  return {
    find: (id) => files.get(id),
    start() {
      timer = setTimeout(lookAgain, 0).unref();
    },
    look,
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

/** What of the folder is due at this moment of the shop. Pure. */
export function dueNow({ rows, problems }: MediaFolder, moment: Moment): MediaPlaylist {
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
