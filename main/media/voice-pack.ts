import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { VoicePack } from '#contract/board.ts';
import { VOICE_CLIPS } from '#contract/voice-clips.ts';
import type { Log } from '../log.ts';
import type { Publish } from '../store/publish.ts';
import type { ServedFile } from './folder.ts';
import { createLookout, type Lookout } from './lookout.ts';

/** A clip is a word or two. */
const MAX_CLIP_BYTES = 1024 * 1024;
const clipNames: ReadonlySet<string> = new Set(VOICE_CLIPS.map(({ name }) => name));

/** By the first bytes, never by the name. */
const TYPES: readonly { readonly contentType: string; readonly is: (head: string) => boolean }[] = [
  { contentType: 'audio/ogg', is: (head) => head.startsWith('OggS') },
  { contentType: 'audio/wav', is: (head) => head.startsWith('RIFF') && head.slice(8, 12) === 'WAVE' },
  { contentType: 'audio/mpeg', is: (head) => head.startsWith('ID3') || /^\xff[\xe2\xe3\xf2\xf3\xfa\xfb]/.test(head) },
];

/** The shop's own announcement clips: the folder `voice` of the data directory, each file named like the clip it replaces (`zh-3.ogg`, `.wav`, `.mp3`). */
export interface OwnVoice extends Lookout {
  find(id: string): ServedFile | undefined;
  /** Looks at the folder now. */
  look(): Promise<void>;
}

export function createOwnVoice({ dataDir, publish, log }: { dataDir: string; publish: Publish; log: Log }): OwnVoice {
  const folder = join(dataDir, 'voice');
  let files: ReadonlyMap<string, ServedFile> = new Map();
  let shown = '';

  async function look(): Promise<void> {
    const found = await readClips(folder);
    files = new Map(found.map(({ id, file }) => [id, file]));
    const pack: VoicePack = { clips: found.map(({ name, id }) => ({ name, id })) };
    const text = JSON.stringify(pack);
    if (text === shown) return;
    shown = text;
    publish('voice', pack);
  }

  return {
    find: (id) => files.get(id),
    look,
    ...createLookout(look, (error) => log.error('voice.look', error)),
  };
}

interface FoundClip {
  readonly name: string;
  readonly id: string;
  readonly file: ServedFile;
}

async function readClips(folder: string): Promise<readonly FoundClip[]> {
  let names: readonly string[];
  try {
    names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => entry.name);
  } catch {
    return [];
  }
  const found = new Map<string, FoundClip>();
  for (const fileName of names.toSorted()) {
    const name = fileName.replace(/\.(ogg|wav|mp3)$/, '');
    if (name === fileName || !clipNames.has(name) || found.has(name)) continue;
    const clip = await readClip(folder, fileName);
    if (clip) found.set(name, { name, ...clip });
  }
  return [...found.values()];
}

/** Undefined for a file that is no sound, too long, or gone meanwhile: the product's own clip is spoken then. */
async function readClip(folder: string, fileName: string): Promise<Omit<FoundClip, 'name'> | undefined> {
  const path = join(folder, fileName);
  try {
    const { size: bytes, mtimeMs } = await stat(path);
    if (bytes > MAX_CLIP_BYTES) return undefined;
    const head = (await readFile(path)).toString('latin1', 0, 12);
    const type = TYPES.find(({ is }) => is(head));
    if (!type) return undefined;
    const id = createHash('sha256').update(`voice\n${fileName}\n${bytes}\n${mtimeMs}`).digest('base64url').slice(0, 22);
    return { id, file: { path, bytes, contentType: type.contentType } };
  } catch {
    return undefined;
  }
}
