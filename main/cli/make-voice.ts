import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { VOICE_CLIPS, type VoiceClip } from '#contract/voice-clips.ts';

// The recipe of the announcement clips in renderer/public/voice/ (docs/decisions/voice.md). Needs Debian's espeak-ng, flite and ffmpeg:
//   apt-get install espeak-ng flite ffmpeg && npm run voice

const RATE_HZ = 24_000;
/** Loudness of the spoken part, and the highest peak, in full scale. */
const TARGET_RMS = 0.12;
const MAX_PEAK = 0.89;
/** What is quieter than this before and after a word is cut off. */
const SILENCE = 0.008;
const EDGE_MS = 12;
const FADE_MS = 6;
const BITRATE = '24k';
const outDir = fileURLToPath(new URL('../../renderer/public/voice/', import.meta.url));

/** Mandarin: words per minute and the lighter of the synthesizer's female timbres, which stays clear over shop noise. */
const MANDARIN = ['-v', 'cmn-latn-pinyin+f2', '-s', '145', '-p', '45'];
/** A letter's name as Mandarin speakers say it. */
const MANDARIN_LETTER = ['-v', 'cmn+f2', '-s', '145', '-p', '45'];

const workDir = mkdtempSync(join(tmpdir(), 'guitai-voice-'));
try {
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  let bytes = 0;
  for (const clip of VOICE_CLIPS) bytes += makeClip(clip);
  console.log(`${VOICE_CLIPS.length} clips, ${Math.round(bytes / 1024)} KB in ${outDir}`);
} finally {
  rmSync(workDir, { recursive: true, force: true });
}

function makeClip({ name, says }: VoiceClip): number {
  const samples = says ? levelled(trimmed(spoken(says))) : chime();
  const raw = join(workDir, 'clip.f32');
  writeFileSync(raw, Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength));
  const file = join(outDir, `${name}.ogg`);
  const from = ['-f', 'f32le', '-ar', String(RATE_HZ), '-ac', '1', '-i', raw];
  // bitexact: no encoder name, no date and a fixed stream number, so that the same words give the same bytes.
  const to = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact', '-c:a', 'libopus', '-b:a', BITRATE, file];
  execFileSync('ffmpeg', ['-loglevel', 'error', '-y', ...from, ...to]);
  return readFileSync(file).length;
}

function spoken({ language, words }: NonNullable<VoiceClip['says']>): Float32Array {
  const wav = join(workDir, 'said.wav');
  if (language === 'zh') execFileSync('espeak-ng', [...(/^[A-Z]$/.test(words) ? MANDARIN_LETTER : MANDARIN), '-w', wav, words]);
  else execFileSync('flite', ['-voice', 'slt', '-t', words, '-o', wav]);
  const pcm = execFileSync('ffmpeg', ['-loglevel', 'error', '-i', wav, '-f', 'f32le', '-ar', String(RATE_HZ), '-ac', '1', '-'], {
    maxBuffer: 16_000_000,
  });
  return new Float32Array(pcm.buffer.slice(pcm.byteOffset, pcm.byteOffset + pcm.length));
}

/** Without the silence around the word, and faded so that nothing clicks where two clips meet. */
function trimmed(samples: Float32Array): Float32Array {
  const edge = (EDGE_MS / 1000) * RATE_HZ;
  const first = samples.findIndex((sample) => Math.abs(sample) > SILENCE);
  const last = samples.findLastIndex((sample) => Math.abs(sample) > SILENCE);
  const word = samples.slice(Math.max(0, first - edge), last + edge);
  const fade = (FADE_MS / 1000) * RATE_HZ;
  return word.map((sample, index) => sample * Math.min(1, index / fade, (word.length - 1 - index) / fade));
}

/** The same loudness for every word: by its loud parts, so that a word with a long soft end is not louder than the others. */
function levelled(samples: Float32Array): Float32Array {
  const window = RATE_HZ / 50;
  const powers: number[] = [];
  for (let start = 0; start < samples.length; start += window) {
    const part = samples.subarray(start, start + window);
    powers.push(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
  }
  const loudest = powers.toSorted((a, b) => b - a).slice(0, Math.ceil(powers.length / 2));
  const rms = Math.sqrt(loudest.reduce((sum, power) => sum + power, 0) / loudest.length);
  const peak = samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0);
  const gain = Math.min(TARGET_RMS / rms, MAX_PEAK / peak);
  return samples.map((sample) => sample * gain);
}

/** Two notes falling by a major third, E5 and C5, each struck and dying away. */
function chime(): Float32Array {
  const samples = new Float32Array(1.15 * RATE_HZ);
  for (const { hertz, startS } of [
    { hertz: 659.26, startS: 0 },
    { hertz: 523.25, startS: 0.38 },
  ]) {
    for (let index = Math.round(startS * RATE_HZ); index < samples.length; index += 1) {
      const time = index / RATE_HZ - startS;
      const tone = Math.sin(2 * Math.PI * hertz * time) + 0.35 * Math.sin(4 * Math.PI * hertz * time);
      const end = Math.min(1, (samples.length - 1 - index) / (0.05 * RATE_HZ));
      samples[index] = (samples[index] ?? 0) + 0.28 * tone * Math.min(1, time / 0.005) * Math.exp(-4.5 * time) * end;
    }
  }
  return samples;
}
