import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { VoicePack } from '#contract/board.ts';
import { createOwnVoice, type OwnVoice } from '#main/media/voice-pack.ts';
import { createMemoryLog } from '../../fakes/memory-log.ts';

const OGG = Buffer.from('OggS............', 'latin1');
const WAV = Buffer.from('RIFF....WAVEfmt ', 'latin1');
const MP3 = Buffer.from([0xff, 0xfb, 0x90, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

let dataDir: string;
let voice: OwnVoice;
const published: VoicePack[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'guitai-voice-'));
  published.length = 0;
  const publish = (name: string, value: unknown): void => void (name === 'voice' && published.push(value as VoicePack));
  voice = createOwnVoice({ dataDir, publish, log: createMemoryLog() });
});

function put(files: Readonly<Record<string, Buffer>>): void {
  mkdirSync(join(dataDir, 'voice'), { recursive: true });
  for (const [name, body] of Object.entries(files)) writeFileSync(join(dataDir, 'voice', name), body);
}

test('a shop without clips of its own has an empty pack, published once', async () => {
  await voice.look();
  await voice.look();
  expect(published).toEqual([{ clips: [] }]);
});

test('a file named like a clip is spoken in its place, with the type its bytes say, and changes are published', async () => {
  put({ 'zh-3.ogg': OGG, 'en-counter.mp3': MP3, 'chime.wav': WAV });
  await voice.look();
  const clips = published.at(-1)?.clips ?? [];
  expect(clips.map(({ name, id }) => [name, voice.find(id)?.contentType])).toEqual([
    ['chime', 'audio/wav'],
    ['en-counter', 'audio/mpeg'],
    ['zh-3', 'audio/ogg'],
  ]);
  put({ 'zh-3.ogg': Buffer.concat([OGG, OGG]) });
  await voice.look();
  const later = published.at(-1)?.clips.find(({ name }) => name === 'zh-3');
  expect(later?.id).not.toBe(clips.find(({ name }) => name === 'zh-3')?.id);
  expect(voice.find(later?.id ?? '')?.bytes).toBe(32);
});

test('what is no clip, no sound, too long or a link is left alone, and nothing but a published id is found', async () => {
  put({
    'zh-secret.ogg': OGG,
    'zh-1.ogg': Buffer.from('<html>page</html>'),
    'zh-2.ogg': Buffer.concat([OGG, Buffer.alloc(1024 * 1024)]),
    'zh-4.exe': OGG,
  });
  symlinkSync('/etc/passwd', join(dataDir, 'voice', 'zh-5.ogg'));
  await voice.look();
  expect(published.at(-1)).toEqual({ clips: [] });
  expect(voice.find('../../etc/passwd')).toBeUndefined();
});
