import { createHash } from 'node:crypto';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_ITEMS, Playlist, PLAYLIST_FILE, type PlaylistRow } from './schedule.ts';
import type { MediaItem, MediaPlaylist } from '#contract/media.ts';

/** A picture or film that may be shown. */
export interface MediaFile {
  readonly id: MediaItem['id'];
  readonly path: string;
  readonly kind: MediaItem['kind'];
  readonly contentType: string;
  readonly bytes: number;
}

/** What a shell needs to send a file of the shop. */
export type ServedFile = Pick<MediaFile, 'path' | 'contentType' | 'bytes'>;

/** What the folder holds: rows in the order they are shown, each with its file. */
export interface MediaFolder {
  readonly rows: readonly { readonly row: PlaylistRow; readonly file: MediaFile }[];
  readonly problems: MediaPlaylist['problems'];
}

const MAX_PLAYLIST_BYTES = 100_000;
const MAX_IMAGE_BYTES = 20 * 1024 * 1024;
const MAX_VIDEO_BYTES = 500 * 1024 * 1024;
const MAX_PROBLEMS = 20;
const HEAD_BYTES = 12;

/** By the first bytes, never by the name: what a browser is told is what the file is. */
const TYPES: readonly { readonly kind: MediaItem['kind']; readonly contentType: string; readonly is: (head: Buffer) => boolean }[] = [
  { kind: 'image', contentType: 'image/jpeg', is: (head) => head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) },
  { kind: 'image', contentType: 'image/png', is: (head) => head.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')) },
  {
    kind: 'image',
    contentType: 'image/webp',
    is: (head) => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP',
  },
  { kind: 'video', contentType: 'video/mp4', is: (head) => head.toString('latin1', 4, 8) === 'ftyp' },
  { kind: 'video', contentType: 'video/webm', is: (head) => head.subarray(0, 4).equals(Buffer.from([0x1a, 0x45, 0xdf, 0xa3])) },
];

/**
 * Reads the shop's media folder: its own files only, no folders and no links. A folder that is not there is an empty one; a playlist that cannot
 * be read shows nothing, because what is scheduled must not be shown at another time.
 */
export async function readMediaFolder(folder: string): Promise<MediaFolder> {
  const names = await namesIn(folder);
  const problems: MediaPlaylist['problems'] = [];
  const note = (file: string, problem: MediaPlaylist['problems'][number]['problem']): void => {
    if (problems.length < MAX_PROBLEMS) problems.push({ file: file.slice(0, 100), problem });
  };
  const wanted = names.includes(PLAYLIST_FILE) ? await readPlaylist(join(folder, PLAYLIST_FILE)) : everything(names);
  if (!wanted) note(PLAYLIST_FILE, 'playlist');
  const rows: { row: PlaylistRow; file: MediaFile }[] = [];
  for (const row of wanted ?? []) {
    if (!names.includes(row.file) || row.file === PLAYLIST_FILE) note(row.file, 'missing');
    else if (rows.length >= MAX_ITEMS) note(row.file, 'count');
    else {
      const file = await readMediaFile(folder, row.file);
      if (typeof file === 'string') note(row.file, file);
      else rows.push({ row, file });
    }
  }
  return { rows, problems };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .toSorted();
  } catch {
    return [];
  }
}

function everything(names: readonly string[]): readonly PlaylistRow[] {
  return names.map((file) => ({ file }));
}

async function readPlaylist(path: string): Promise<readonly PlaylistRow[] | undefined> {
  try {
    if ((await stat(path)).size > MAX_PLAYLIST_BYTES) return undefined;
    return Playlist.parse(JSON.parse(await readFile(path, 'utf8'))).items;
  } catch {
    return undefined;
  }
}

/** One file of a folder, or why it cannot be shown. */
export async function readMediaFile(folder: string, name: string): Promise<MediaFile | 'type' | 'size' | 'missing'> {
  const path = join(folder, name);
  try {
    const { size, mtimeMs } = await stat(path);
    const head = await headOf(path);
    const type = TYPES.find(({ is }) => is(head));
    if (!type) return 'type';
    if (size > (type.kind === 'image' ? MAX_IMAGE_BYTES : MAX_VIDEO_BYTES)) return 'size';
    const id = createHash('sha256').update(`${name}\n${size}\n${mtimeMs}`).digest('base64url').slice(0, 22);
    return { id, path, kind: type.kind, contentType: type.contentType, bytes: size };
  } catch {
    return 'missing';
  }
}

async function headOf(path: string): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
