/** tick: taken · refuse: not found or not allowed · chime: paid · alert: something needs a person. */
export type SoundName = 'tick' | 'refuse' | 'chime' | 'alert';

interface Tone {
  readonly hertz: number;
  readonly startMs: number;
  readonly lengthMs: number;
}

const tones: Readonly<Record<SoundName, readonly Tone[]>> = {
  tick: [{ hertz: 1_200, startMs: 0, lengthMs: 50 }],
  refuse: [
    { hertz: 320, startMs: 0, lengthMs: 90 },
    { hertz: 320, startMs: 140, lengthMs: 90 },
  ],
  chime: [
    { hertz: 660, startMs: 0, lengthMs: 100 },
    { hertz: 880, startMs: 100, lengthMs: 100 },
    { hertz: 1_175, startMs: 200, lengthMs: 100 },
  ],
  alert: [{ hertz: 520, startMs: 0, lengthMs: 180 }],
};

const MUTED_KEY = 'guitai.muted';
const VOLUME = 0.2;
const RAMP_MS = 6;

/** Short tones of the till. Silent until the page has seen a gesture (browsers forbid earlier sound) and while muted. */
export interface Sounds {
  play(name: SoundName): void;
  readonly muted: boolean;
  setMuted(muted: boolean): void;
  subscribe(listener: () => void): () => void;
}

/** Builds the sounds; the audio device is opened by the first key or tap. */
export function createSounds(): Sounds {
  let context: AudioContext | undefined;
  let muted = localStorage.getItem(MUTED_KEY) === '1';
  const listeners = new Set<() => void>();
  const wake = (): void => {
    context ??= new AudioContext();
    if (context.state === 'suspended') void context.resume();
  };
  for (const gesture of ['keydown', 'pointerdown'] as const) document.addEventListener(gesture, wake, { once: true, capture: true });

  return {
    play(name) {
      if (!context || muted || context.state !== 'running') return;
      for (const tone of tones[name]) playTone(context, tone);
    },
    get muted() {
      return muted;
    },
    setMuted(next) {
      muted = next;
      localStorage.setItem(MUTED_KEY, next ? '1' : '0');
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function playTone(context: AudioContext, tone: Tone): void {
  const start = context.currentTime + tone.startMs / 1000;
  const end = start + tone.lengthMs / 1000;
  const ramp = RAMP_MS / 1000;
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = tone.hertz;
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(VOLUME, start + ramp);
  gain.gain.setValueAtTime(VOLUME, end - ramp);
  gain.gain.linearRampToValueAtTime(0, end);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(end);
}
