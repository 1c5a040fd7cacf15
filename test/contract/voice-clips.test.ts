import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { VOICE_CLIPS } from '#contract/voice-clips.ts';

const folder = fileURLToPath(new URL('../../renderer/public/voice/', import.meta.url));
const files = readdirSync(folder);

/** Position of the last granule of an Ogg stream: for Opus the length in samples at 48 kHz (RFC 7845, section 4). */
function opusSeconds(file: Buffer): number {
  const lastPage = file.lastIndexOf('OggS');
  return Number(file.readBigUInt64LE(lastPage + 6)) / 48_000;
}

describe('the clips of the announcements', () => {
  it('are exactly those of the recipe', () => {
    expect(files.toSorted()).toEqual(VOICE_CLIPS.map(({ name }) => `${name}.ogg`).toSorted());
    // Chime; Mandarin 3 words, 11 numerals, 26 letters, 5 places; English 2 words, 28 numerals, 26 letters, 5 places.
    expect(files).toHaveLength(107);
  });

  it('together are smaller than 2 MB', () => {
    const bytes = files.reduce((sum, name) => sum + statSync(folder + name).size, 0);
    expect(bytes).toBeLessThan(2_000_000);
  });

  it('are Ogg Opus streams of one word each, with no silence to wait for', () => {
    for (const name of files) {
      const file = readFileSync(folder + name);
      expect(file.subarray(0, 4).toString('latin1'), name).toBe('OggS');
      expect(file.subarray(28, 36).toString('latin1'), name).toBe('OpusHead');
      const seconds = opusSeconds(file);
      expect(seconds, name).toBeGreaterThan(0.15);
      expect(seconds, name).toBeLessThan(1.4);
    }
  });
});
