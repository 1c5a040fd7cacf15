import type { Phrase } from './sentence.ts';

const BREATH_S = 0.16;
/** Silence after a sentence, before the next one may begin. */
const REST_S = 0.5;
/** An audio device that went away ends no sound: the sentence is given up so long after it should have ended. */
const GIVE_UP_AFTER_S = 3;

/** Plays sentences from clips through one audio context. */
export interface ClipPlayer {
  /** Fetches and decodes every clip, so that calls are spoken also while the network is down. Resolves with the names of those it could not get. */
  load(urls: ReadonlyMap<string, string>): Promise<readonly string[]>;
  /** Resolves when the sentence and the silence after it are over. `volume` 0–100. */
  play(sentence: readonly Phrase[], volume: number): Promise<void>;
}

/** A clip that is missing is left out: the rest of the sentence is still worth hearing. */
export function createClipPlayer(context: AudioContext): ClipPlayer {
  const buffers = new Map<string, AudioBuffer>();

  async function fetchClip(url: string): Promise<AudioBuffer> {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    return context.decodeAudioData(await response.arrayBuffer());
  }

  return {
    async load(urls) {
      const missing: string[] = [];
      for (const [name, url] of urls) {
        try {
          buffers.set(name, await fetchClip(url));
        } catch {
          missing.push(name);
        }
      }
      return missing;
    },
    play(sentence, volume) {
      const gain = context.createGain();
      // Ears hear the square: half the figure sounds half as loud.
      gain.gain.value = (volume / 100) ** 2;
      gain.connect(context.destination);
      let at = context.currentTime + 0.05;
      for (const phrase of sentence) {
        for (const name of phrase) {
          const buffer = buffers.get(name);
          if (!buffer) continue;
          const source = context.createBufferSource();
          source.buffer = buffer;
          source.connect(gain);
          source.start(at);
          at += buffer.duration;
        }
        at += BREATH_S;
      }
      return endOf(context, gain, at + REST_S);
    },
  };
}

/** Waits by the audio clock: a silent source ends exactly then. */
function endOf(context: AudioContext, output: AudioNode, endS: number): Promise<void> {
  return new Promise((resolve) => {
    const end = context.createConstantSource();
    end.offset.value = 0;
    end.connect(output);
    const finish = (): void => {
      clearTimeout(giveUp);
      output.disconnect();
      resolve();
    };
    const giveUp = setTimeout(finish, (endS - context.currentTime + GIVE_UP_AFTER_S) * 1000);
    end.addEventListener('ended', finish, { once: true });
    end.start();
    end.stop(endS);
  });
}
